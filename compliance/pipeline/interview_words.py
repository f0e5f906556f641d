"""Which parts of a list the open findings read: of a practice with thirteen parts a law may ask for four."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.condition import All, AnyOf, Atom, Each, Has, Literals, Not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.catalog import Catalog, Control
    from compliance.model.condition import Condition

_TAIL: Final = 2
"""So many segments at the end of a path tell a list apart: `training.contents`; what leads there differs by subject."""


class WordsRead:
    """Looks up what the controls of a catalog compare a list with."""

    def __init__(self, catalog: Catalog) -> None:
        """Index the controls by id."""
        self._controls = {
            control.id: control for framework in catalog.frameworks for control in framework.controls
        }

    def of(self, path: str, findings: Iterable[str]) -> frozenset[str]:
        """The words that the controls of some findings look for in the list at a path; none where they read it as a whole."""
        tail = tuple(path.split(".")[-_TAIL:])
        controls = {finding.partition("@")[0] for finding in findings} & self._controls.keys()
        return frozenset(
            word
            for name in controls
            for tree in _trees(self._controls[name])
            for word in _read(tree, tail, ())
        )


def _trees(control: Control) -> Iterator[Condition]:
    yield control.where
    yield from (item.condition for item in control.expect)
    yield from (review.when for review in control.review)


def _read(tree: Condition, tail: tuple[str, ...], prefix: tuple[str, ...]) -> Iterator[str]:
    match tree:
        case Atom(fact, _, right):
            if (*prefix, *fact.split("."))[-_TAIL:] == tail and isinstance(right, Literals):
                yield from right.words
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _read(part, tail, prefix)
        case Not(part):
            yield from _read(part, tail, prefix)
        case Has(items, meets) | Each(items, meets):
            yield from _read(meets, tail, (*prefix, *items.split(".")))
