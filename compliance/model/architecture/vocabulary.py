"""The part of the vocabulary that is catalog data: practices, what they consist of and where each may stand, vendor profiles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.catalog import CategoryKind, PracticeKind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The practices the question bank declares, what categories imply, and the names of vendor profiles; each by id."""

    practices: Mapping[str, PracticeKind]
    categories: Mapping[str, CategoryKind] = field(default_factory=dict)
    profiles: Mapping[str, str] = field(default_factory=dict)

    def allowed(self, scopes: tuple[str, ...]) -> frozenset[str]:
        """The practices declared for one of these scopes."""
        wanted = set(scopes)
        return frozenset(name for name, kind in self.practices.items() if not wanted.isdisjoint(kind.scope))

    def parts(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """The words `contents` (or `clauses`) may hold for these kinds, each with its sentence."""
        found: dict[str, str] = {}
        for name in kinds:
            if name in self.practices:
                found |= self.practices[name].contents
        return found
