"""How evidence stands on a day: the machine contract of `evidence status`. Fields may be added, never renamed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from compliance.model.plain import plain

EVIDENCE: Final = "compliance-evidence/1"

State: TypeAlias = Literal[
    "attached", "examined", "missing", "changed", "unreadable", "ours", "expired", "later"
]
"""attached and examined support the answer; else the file is missing, was changed, cannot be read, was written by this
program, is out of date, or is of a later date."""
SOUND: Final[frozenset[State]] = frozenset({"attached", "examined"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How one piece of evidence stands on a day. `file`: the answers file; `path`: of the evidence, from that file's folder.

    `valid_until` is an ISO date, `days_left` the days until then, negative once it has passed; both None where nothing ends.
    """

    question: str
    subject: str | None
    file: str
    path: str
    state: State
    supports: bool
    valid_until: str | None
    days_left: int | None
    examined_by: str | None


@dataclass(frozen=True, slots=True)
class EvidenceStatus:
    """All evidence on a day, what ends first on top. `within_days`: only what supports nothing or ends in so many days."""

    as_of: str
    within_days: int | None
    pieces: int
    supporting: int
    evidence: tuple[Standing, ...]
    schema: str = EVIDENCE


def to_json(status: EvidenceStatus) -> dict[str, Any]:
    """The status as plain JSON data; `schema` comes first."""
    data: dict[str, Any] = {"schema": status.schema}
    data.update(plain(status))
    return data
