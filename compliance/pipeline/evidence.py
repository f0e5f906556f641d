"""Evidence files: which of those that people name are there as they were, and why the others support nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from compliance.canonical import sha256
from compliance.errors import ComplianceError
from compliance.files import read_limited
from compliance.inputs.answers import load_answers, load_determinations
from compliance.pipeline.evidence_origin import written_by_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from compliance.model.answers import Evidence
    from compliance.pipeline.assessing import Given

LARGEST_EVIDENCE: Final = 256 * 1024 * 1024

Lost = Literal["missing", "changed", "unreadable", "ours"]


@dataclass(frozen=True, slots=True)
class Found:
    """Digests of the files that are there as stated, and why each of the others is not: by digest, as stated."""

    attached: frozenset[str]
    lost: tuple[tuple[str, Lost], ...]


def evidence_found(
    answers: Iterable[tuple[Path, Given]], determinations: Iterable[tuple[Path, Given]] = ()
) -> Found:
    """Look for every file that answers and determinations name, beside the file that names it."""
    seen: dict[str, Lost | None] = {}
    for path, item in _named(answers, determinations):
        if seen.get(item.sha256, "missing") is not None:  # one copy as stated is enough
            seen[item.sha256] = state_of_file(path.parent / item.path, item.sha256)
    lost = tuple(sorted((digest, why) for digest, why in seen.items() if why is not None))
    return Found(frozenset(digest for digest, why in seen.items() if why is None), lost)


def state_of_file(path: Path, digest: str) -> Lost | None:
    """Why the file does not support what it was named for; None where it does."""
    if not path.exists():
        return "missing"
    try:
        data = read_limited(path, LARGEST_EVIDENCE)
    except ComplianceError:
        return "unreadable"
    if sha256(data) != digest:
        return "changed"
    return "ours" if written_by_program(data) else None


def _named(
    answers: Iterable[tuple[Path, Given]], determinations: Iterable[tuple[Path, Given]]
) -> Iterator[tuple[Path, Evidence]]:
    for path, given in answers:
        for entries in (load_answers(given.data, given.name).file.answers or {}).values():
            yield from ((path, item) for answer in entries for item in answer.evidence or ())
    for path, given in determinations:
        for told in load_determinations(given.data, given.name):
            yield from ((path, item) for item in told.evidence or ())
