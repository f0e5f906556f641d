"""Loading decision files: a user's own, presets, and the reference data, which all have one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.canonical import sha256
from compliance.errors import InputError
from compliance.inputs.answers import check_schema
from compliance.inputs.plan import plan_of
from compliance.inputs.plausible import note_implausible
from compliance.inputs.reading import Reading
from compliance.inputs.typed import READERS
from compliance.model.architecture import Vocabulary
from compliance.model.architecture.base import Described
from compliance.model.decision import DECISION, DecisionFile
from compliance.model.description import InputDigest
from compliance.model.layers import Layer
from compliance.model.values import Keyed
from compliance.source import read, with_source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED: Final = {"model": "models", "machine": "machines", "tasks": "tasks"}
"""Fields of a route or measurement that name an entry, and the section that declares it."""


def load_decision(data: bytes, name: str, kind: str, below: tuple[Layer, ...] = ()) -> Layer:
    """Read a decision file called `name`; InputError with all its problems.

    `kind` says what the file is to a reader: stated, preset, reference. `below` are the layers whose entries it may name.
    """
    root = read(data, name)
    reading = Reading(Vocabulary({}), READERS)
    loaded = None
    if check_schema(reading, root, DECISION):
        loaded = reading.read(root, plan_of(DecisionFile), "")
    values = dict(_flat(loaded, "")) if loaded is not None else {}
    _check_names(reading, values, below)
    _check_currency(reading, loaded)
    note_implausible(
        reading, values, {path: value for layer in reversed(below) for path, value in layer.values.items()}
    )
    if reading.problems or loaded is None:
        raise InputError(with_source_lines(reading.problems, {name: data}))
    return Layer(
        kind, values, reading.origins, _sources(loaded), loaded.source, InputDigest(name, sha256(data))
    )


def _flat(thing: Described, path: str) -> Iterator[tuple[str, Any]]:
    """Every stated value with its dotted path; entries by id are stated too, as True."""
    for field in plan_of(type(thing)).fields:
        value = getattr(thing, field.name)
        here = f"{path}.{field.key}" if path else field.key
        if isinstance(value, Described):
            yield from _flat(value, here)
        elif isinstance(value, Keyed):
            for key, entry in value.items():
                yield f"{here}.{key}", True
                if isinstance(entry, Described):
                    yield from _flat(entry, f"{here}.{key}")
        elif value is not None:
            yield here, value


def _sources(loaded: DecisionFile) -> dict[str, str]:
    """Where numbers come from, by the path they stand under."""
    found = dict(loaded.sources or {})
    for section in ("models", "machines", "measured"):
        for key, entry in (getattr(loaded, section) or {}).items():
            if entry.source is not None:
                dated = f", {entry.dated.isoformat()}" if entry.dated else ""
                found[f"{section}.{key}"] = f"{entry.source}{dated}"
    return found


def _check_names(reading: Reading, values: dict[str, Any], below: tuple[Layer, ...]) -> None:
    """Note names of models, machines and tasks that nobody declares."""
    for path, value in values.items():
        section = _NAMED.get(path.rsplit(".", 1)[-1])
        if section is None or path.split(".", 1)[0] not in {"variants", "measured"}:
            continue
        known = _ids(values, section) | {name for layer in below for name in _ids(layer.values, section)}
        for name in value if isinstance(value, tuple) else (value,):
            if name not in known:
                reading.note_unknown(
                    reading.origins[path], f"{path}: nothing is called {name!r}", name, sorted(known)
                )


def _ids(values: Any, section: str) -> set[str]:  # noqa: ANN401 - a map by path
    return {path.split(".")[1] for path in values if path.startswith(f"{section}.")}


def _check_currency(reading: Reading, loaded: DecisionFile | None) -> None:
    currency = loaded.currency if loaded is not None else None
    if currency is not None and not (len(currency) == 3 and currency.isascii() and currency.isupper()):  # noqa: PLR2004
        place = reading.origins["currency"]
        reading.note(
            place, f"currency: {currency!r} is no currency", "Write three capital letters, such as EUR."
        )
