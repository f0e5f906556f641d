"""The description of a system as it was loaded: the architecture, and for each fact where it is stated and what backs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from compliance.errors import Place
    from compliance.model.answers import Evidence
    from compliance.model.architecture import Architecture

ASSURANCES: Final = ("stated", "attached", "examined")
"""How well a fact is backed, weakest first; ranks are positions in this tuple."""
_NEVER: Final = dt.date.min


@dataclass(frozen=True, slots=True)
class InputDigest:
    """A file that was read: its logical name and the SHA-256 of its bytes, hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Who answered a question that states a fact, and the evidence that came with it."""

    question: str
    by: str
    role: str | None
    answered_on: dt.date | None
    evidence: tuple[Evidence, ...]
    note: str | None
    place: Place
    known: bool = True
    """False where the answer is that nobody knows."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A person's "not applicable": it closes no fact and asks a person to judge the reason."""

    reason: str
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of one fact that exclude one another; the fact is unknown."""

    said: tuple[tuple[str, Place], ...]
    """Each value as it was written, and where."""


@dataclass(frozen=True, slots=True)
class Description:
    """What assessment starts from. Paths are absolute and dotted: `parties.vendor.agreements.baa.signed_on`."""

    architecture: Architecture
    origins: Mapping[str, Place] = field(default_factory=dict, repr=False)
    answered: Mapping[str, tuple[Answered, ...]] = field(default_factory=dict, repr=False)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    architecture_input: InputDigest | None = None
    answers_inputs: tuple[InputDigest, ...] = ()
    orphaned: Mapping[str, Place] = field(default_factory=dict)
    """Questions that were answered and that no catalog in use asks."""
    attached: frozenset[str] = frozenset()
    """SHA-256 (hexadecimal) of the evidence files that were found and had the digest the answers state."""
    lost: Mapping[str, str] = field(default_factory=dict)
    """By stated SHA-256 (hexadecimal), why a file supports nothing: missing, changed, unreadable, ours."""

    def states(self, path: str) -> bool:
        """Whether the fact, record or entry at `path` is stated itself; a shorthand states what it stands for."""
        return path in self.origins

    def place(self, path: str) -> Place | None:
        """Where a path is stated; of a path that is not, where the nearest thing around it is."""
        while path not in self.origins:
            path, dot, _ = path.rpartition(".")
            if not dot:
                return None
        return self.origins[path]

    def answers_to(self, path: str) -> tuple[Answered, ...]:
        """The answers that state the fact at `path` or the nearest thing around it."""
        while path not in self.answered:
            path, dot, _ = path.rpartition(".")
            if not dot:
                return ()
        return self.answered[path]

    def backing(self, path: str) -> tuple[Answered, ...]:
        """The answers behind the fact at `path`; one that states some fields of a record is not behind its other fields."""
        found = tuple(answer for answer in self.answers_to(path) if answer.known)
        if not found or path in self.answered:
            return found
        above = path.rpartition(".")[0]
        while above not in self.answered:
            above = above.rpartition(".")[0]
        return () if any(one.startswith(f"{above}.") for one in self.answered) else found

    def strongest(self, path: str, as_of: dt.date) -> tuple[Answered, int] | None:
        """The answer that backs a fact best on a date, the latest of equal ones, with its position in `ASSURANCES`."""
        ranked = [(answer, self._backed(answer, as_of)) for answer in self.backing(path)]
        return max(ranked, key=lambda one: (one[1], one[0].answered_on or _NEVER), default=None)

    def assurance(self, path: str, as_of: dt.date) -> int:
        """How well the fact at `path` is backed on a date: a position in `ASSURANCES`."""
        found = self.strongest(path, as_of)
        return 0 if found is None else found[1]

    def _backed(self, answer: Answered, as_of: dt.date) -> int:
        return max((self._rank(answer, item, as_of) for item in answer.evidence), default=0)

    def _rank(self, answer: Answered, item: Evidence, as_of: dt.date) -> int:
        """A file that was not found, is younger than the date or has expired backs nothing."""
        if item.sha256 not in self.attached or not item.valid_on(as_of):
            return 0
        return 2 if item.examined_for(answer.by, as_of) else 1
