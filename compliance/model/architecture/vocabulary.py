"""The part of the vocabulary that is catalog data: practices, the parts they consist of, and where each may stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.catalog import CategoryKind, PracticeKind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the question bank declares under `practices:`, by id, and what categories imply."""

    practices: Mapping[str, PracticeKind]
    categories: Mapping[str, CategoryKind] = field(default_factory=dict)

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
