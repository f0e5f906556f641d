"""Conditions over whole tables: every atom once per distinct value, joined by bit masks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.evaluate.atoms import ABSENT, apply
from compliance.evaluate.truth import Truth, conjunction, disjunction, kleene_all, kleene_any, mask_of
from compliance.model.condition import All, AnyOf, Atom, Condition, Each, FactRef, Has, Not, Span

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.catalog import SubjectKind


class Conditions:
    """Evaluates conditions of one framework over the tables of a world, remembering what it has seen."""

    def __init__(self, world: World, law: str) -> None:
        """`law` is the framework's id: categories are read with its table of transformations."""
        self.world = world
        self.law = law
        self._atoms: dict[tuple[SubjectKind, int], tuple[Atom, Truth]] = {}
        self._trees: dict[tuple[SubjectKind, int], tuple[Condition, Truth]] = {}

    def forget(self) -> None:
        """Drop what is remembered; needed when a classification rule has added a word to a fact."""
        settled = self.world.compiled.settled
        self._atoms = {key: seen for key, seen in self._atoms.items() if settled(seen[0])}
        self._trees = {key: seen for key, seen in self._trees.items() if settled(seen[0])}

    def truth(self, condition: Condition, kind: SubjectKind) -> Truth:
        """The truth of a condition for every item of a kind."""
        seen = self._trees.get((kind, id(condition)))
        if seen is None or seen[0] is not condition:
            truth = (
                self._equal(condition, kind) if isinstance(condition, Atom) else self._tree(condition, kind)
            )
            seen = self._trees[kind, id(condition)] = (condition, truth)
        return seen[1]

    def _equal(self, atom: Atom, kind: SubjectKind) -> Truth:
        """The truth of an atom, which many conditions write alike."""
        key = (kind, self.world.compiled.number(atom))
        if key not in self._atoms:
            self._atoms[key] = (atom, self._atom(atom, kind))
        return self._atoms[key][1]

    def meant(self, condition: Condition, kind: SubjectKind) -> Truth:
        """The same for subjects a duty is about: of one that may not exist it is never true."""
        return self.truth(condition, kind).doubted(self.world.table(kind).doubtful)

    def _tree(self, condition: Condition, kind: SubjectKind) -> Truth:
        rows = self.world.table(kind).mask
        match condition:
            case All(parts):
                return conjunction((self.truth(part, kind) for part in parts), rows)
            case AnyOf(parts):
                return disjunction((self.truth(part, kind) for part in parts), rows)
            case Not(part):
                return self.truth(part, kind).invert()
            case Has(items, meets):
                return self._quantified(items, meets, kind, every=False)
            case Each(items, meets):
                return self._quantified(items, meets, kind, every=True)
            case _:
                raise TypeError(condition)

    def _atom(self, atom: Atom, kind: SubjectKind) -> Truth:
        left = self.world.column(kind, atom.fact, self.law)
        if len(left.values) == 1 and not isinstance(atom.right, FactRef | Span):
            return self._single(compare(self.world, kind, atom, left.values[0], None))
        if isinstance(atom.right, FactRef | Span):
            other = self.world.column(
                kind, atom.right.path if isinstance(atom.right, FactRef) else atom.right.of, self.law
            )
            pairs: dict[tuple[Any, Any], list[int]] = {}
            for row, pair in enumerate(zip(left.values, other.values, strict=True)):
                pairs.setdefault(pair, []).append(row)
            return self._joined(
                (compare(self.world, kind, atom, value, right), rows)
                for (value, right), rows in pairs.items()
            )
        return self._joined(
            (compare(self.world, kind, atom, value, None), rows) for value, rows in left.groups.items()
        )

    @staticmethod
    def _single(result: bool | None) -> Truth:  # noqa: FBT001 - a truth value, not a switch
        """The truth of a table with one row, as those of the organisation and the system are."""
        return Truth(1, 0) if result else Truth(0, 0 if result is None else 1)

    def _joined(self, results: Any) -> Truth:
        true: list[int] = []
        false: list[int] = []
        for result, rows in results:
            if result is not None:
                (true if result else false).extend(rows)
        size = max(max(true, default=-1), max(false, default=-1)) + 1
        return Truth(mask_of(true, size), mask_of(false, size))

    def _quantified(self, items: str, meets: Condition, kind: SubjectKind, *, every: bool) -> Truth:
        collection = self.world.collection(kind, items)
        inner = self.truth(meets, collection.kind)
        join = kleene_all if every else kleene_any
        results: list[tuple[bool | None, list[int]]] = []
        for row, children in enumerate(collection.values):
            if children is ABSENT:
                result: bool | None = False
            elif children is None:
                result = None
            else:
                result = join(member(child, inner.at(child.row), every=every) for child in children)
            results.append((result, [row]))
        return self._joined(results)


def member(child: Item, meets: bool | None, *, every: bool) -> bool | None:  # noqa: FBT001 - a truth value, not a switch
    """What one member of a collection adds to has or each (`every`).

    One that may not exist decides neither: it cannot be the item that is looked for, nor the one that fails.
    """
    return meets if not child.doubtful or meets is every else None


def compare(world: World, kind: SubjectKind, atom: Atom, left: object, other: object) -> bool | None:
    """One atom on one value; `other` is the value of the right side where that is a fact."""
    right = world.right(kind, atom)
    if isinstance(atom.right, FactRef):
        right = other
    elif isinstance(atom.right, Span):
        right = None if other is None else ABSENT if other is ABSENT else (right, other)
    return apply(atom.operator, left, right, world.dates)
