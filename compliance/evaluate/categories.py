"""Categories of data as bits: what must be there, what may be there, and what a transformation leaves.

Bits are used since a description with ten thousand flows asks for them ten thousand times.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from compliance.model.derived import CATEGORIES
from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.catalog import Catalog

WORDS: Final = tuple(sorted(CATEGORIES))
BIT: Final = {word: 1 << index for index, word in enumerate(WORDS)}
ALL: Final = (1 << len(WORDS)) - 1


@dataclass(frozen=True, slots=True)
class Span:
    """Categories certainly there and possibly there; `must` is always part of `may`."""

    must: int = 0
    may: int = 0

    def join(self, other: Span) -> Span:
        """Both together."""
        return Span(self.must | other.must, self.may | other.may)

    def listed(self) -> Listed[str]:
        """As the value of a set fact."""
        return _listed(self)


@lru_cache(maxsize=4096)
def _listed(span: Span) -> Listed[str]:
    return Listed(frozenset(_names(span.must)), frozenset(_names(ALL & ~span.may)))


NOTHING: Final = Span()
ANYTHING: Final = Span(0, ALL)


class Categories:
    """Implications and, by law, what transformations do."""

    def __init__(self, catalog: Catalog) -> None:
        """Close the implications."""
        self._implied = {word: _closure(word, catalog) for word in WORDS}
        self._stated: dict[Listed[Any], Span] = {}
        self._closed: dict[Span, Span] = {}
        self._removed: dict[str, dict[str, tuple[int, int]]] = {
            framework.framework.id: {
                word: (_bits(table.removes), _bits(table.may_remove))
                for word, table in framework.framework.transformations.items()
            }
            for framework in catalog.frameworks
        }

    def closed(self, bits: int) -> int:
        """The bits with everything they imply."""
        found = 0
        for word in _names(bits):
            found |= self._implied[word]
        return found

    def of(self, stated: Listed[Any] | None) -> Span:
        """The categories of a data set, implications not yet applied; ANYTHING where none are stated."""
        if stated is None or stated.everything:
            return ANYTHING
        if stated not in self._stated:
            self._stated[stated] = self._read(stated)
        return self._stated[stated]

    def _read(self, stated: Listed[Any]) -> Span:
        must = _bits(str(word) for word in stated.has)
        if stated.closed:
            return Span(must, must)
        lacked = _bits(str(word) for word in stated.lacks)
        may = _bits(word for word in WORDS if not self._implied[word] & lacked)
        return Span(must, may | must)

    def one(self, word: str) -> Span:
        """A category that is named directly."""
        return Span(BIT[word], BIT[word])

    def transformed(self, span: Span, word: str | None, law: str, only: int = ALL) -> Span:
        """What a transformation leaves under a law; `only` limits it to some categories."""
        removes, may_remove = self._removed.get(law, {}).get(str(word), (0, 0))
        return Span(span.must & ~((removes | may_remove) & only), span.may & ~(removes & only))

    def effects(self, law: str, words: frozenset[str]) -> frozenset[tuple[str, int, int]]:
        """What some transformations do under a law, in a form that can be compared between laws."""
        table = self._removed.get(law, {})
        return frozenset((word, *table[word]) for word in words if word in table)

    def perhaps_transformed(self, span: Span, law: str) -> Span:
        """What is left for sure where any transformation may take place."""
        removed = 0
        for removes, may_remove in self._removed.get(law, {}).values():
            removed |= removes | may_remove
        return Span(span.must & ~removed, span.may)

    def implied(self, span: Span) -> Span:
        """With everything the categories imply."""
        found = self._closed.get(span)
        if found is None:
            found = Span(self.closed(span.must), ALL if span.may == ALL else self.closed(span.may))
            self._closed[span] = found
        return found


def _closure(word: str, catalog: Catalog) -> int:
    found: set[str] = set()
    queue = [word]
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            kind = catalog.categories.get(name)
            queue += kind.implies if kind else ()
    return _bits(found)


def _bits(words: Iterable[str]) -> int:
    found = 0
    for word in words:
        found |= BIT[word]
    return found


def _names(bits: int) -> list[str]:
    return [word for word, bit in BIT.items() if bits & bit]
