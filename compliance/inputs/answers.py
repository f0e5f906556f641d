"""Loading what persons add: answers, determinations, risk acceptances."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from compliance.canonical import sha256
from compliance.errors import InputError
from compliance.inputs.plan import plan_of
from compliance.inputs.reading import Reading
from compliance.inputs.typed import READERS
from compliance.model.answers import (
    ACCEPTANCES,
    ANSWERS,
    DETERMINATIONS,
    Acceptance,
    AcceptancesFile,
    AnswersFile,
    Determination,
    DeterminationsFile,
    Evidence,
)
from compliance.model.architecture import Vocabulary
from compliance.model.description import InputDigest
from compliance.source import Mapping, Node, read, with_source_lines

if TYPE_CHECKING:
    from compliance.errors import Place
    from compliance.model.architecture import Described

_DIGEST = re.compile(r"[0-9a-f]{64}")
F = TypeVar("F", bound="Described")


@dataclass(frozen=True, slots=True)
class LoadedAnswers:
    """An answers file as it was read. `places` are those of the values, as `<question>.<position>`."""

    file: AnswersFile
    places: dict[str, Place]
    source: bytes
    digest: InputDigest


def load_answers(data: bytes, name: str) -> LoadedAnswers:
    """Read an answers file called `name`; InputError with all its problems."""
    reading, file = _load(data, name, AnswersFile, ANSWERS)
    for question, entries in (file.answers or {}).items():
        for position, answer in enumerate(entries):
            _check_evidence(reading, answer.evidence or (), f"answers.{question}.{position}.evidence")
    _finish(reading, data, name)
    return LoadedAnswers(file, reading.origins, data, InputDigest(name, sha256(data)))


def load_determinations(data: bytes, name: str) -> tuple[Determination, ...]:
    """Read a determinations file called `name`; InputError with all its problems."""
    reading, file = _load(data, name, DeterminationsFile, DETERMINATIONS)
    entries = file.determinations or ()
    for position, entry in enumerate(entries):
        if (entry.finding is None) == (entry.provision is None):
            place = reading.origins.get(
                f"determinations.{position}.conclusion", reading.origins["determinations"]
            )
            reading.note(place, f"determinations.{position}: name either a finding or a provision")
        _check_evidence(reading, entry.evidence or (), f"determinations.{position}.evidence")
    _finish(reading, data, name)
    return entries


def load_acceptances(data: bytes, name: str) -> tuple[Acceptance, ...]:
    """Read a risk acceptances file called `name`; InputError with all its problems."""
    return _load(data, name, AcceptancesFile, ACCEPTANCES)[1].acceptances or ()


def _load(data: bytes, name: str, model: type[F], schema: str) -> tuple[Reading, F]:
    root = read(data, name)
    reading = Reading(Vocabulary({}), READERS, answers=frozenset({name}))
    loaded = None
    if check_schema(reading, root, schema):
        loaded = reading.read(root, plan_of(model), "")
    _finish(reading, data, name)
    return reading, cast("F", loaded)


def check_schema(reading: Reading, root: Node, schema: str, *, required: bool = True) -> bool:
    """Whether a file is a map of the expected format; a problem is noted where it is not."""
    if not isinstance(root, Mapping):
        reading.note(root.place, "the file must be a map", f"Begin it with `schema: {schema}`.")
        return False
    stated = root.get("schema")
    text = getattr(stated, "text", None)
    if text == schema or (stated is None and not required):
        return True
    if stated is None:
        reading.note(root.place, "the file does not say its format", f"Begin it with `schema: {schema}`.")
    else:
        reading.note(
            stated.place, f"schema: {text!r} is not the format expected here", f"Write schema: {schema}."
        )
    return False


def _check_evidence(reading: Reading, items: tuple[Evidence, ...], path: str) -> None:
    """Note digests that are none, and paths that lead out of the folder of the answers."""
    for position, item in enumerate(items):
        here = f"{path}.{position}"
        if not _DIGEST.fullmatch(item.sha256):
            hint = "Write the 64 digits that sha256sum prints."
            reading.note(reading.origins[f"{here}.sha256"], f"{here}.sha256 is no SHA-256 digest", hint)
        if item.path.startswith(("/", "~")) or "\\" in item.path or ".." in item.path.split("/"):
            hint = "Give it relative to the answers file, without .. and with forward slashes."
            reading.note(
                reading.origins[f"{here}.path"], f"{here}.path leads out of the folder of the answers", hint
            )


def _finish(reading: Reading, data: bytes, name: str) -> None:
    if reading.problems:
        raise InputError(with_source_lines(reading.problems, {name: data}))
