"""Evidence files: which of those that answers name are there with the digest they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.canonical import sha256
from compliance.errors import ComplianceError
from compliance.files import read_limited
from compliance.inputs.answers import load_answers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from compliance.pipeline.assessing import Given

LARGEST_EVIDENCE = 256 * 1024 * 1024


def found_evidence(answers: Iterable[tuple[Path, Given]]) -> frozenset[str]:
    """Digests of the files that answers name, beside the answers file, and that are unchanged."""
    found: set[str] = set()
    for path, given in answers:
        for entries in (load_answers(given.data, given.name).file.answers or {}).values():
            for answer in entries:
                for item in answer.evidence or ():
                    if _digest(path.parent / item.path) == item.sha256:
                        found.add(item.sha256)
    return frozenset(found)


def _digest(path: Path) -> str | None:
    try:
        return sha256(read_limited(path, LARGEST_EVIDENCE))
    except ComplianceError:
        return None
