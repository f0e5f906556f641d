"""Conditions prepared for evaluation: equal ones are one node, whichever control, provision or rule writes them.

Nodes belong to a catalog; what they come to belongs to a description and is kept in `truths`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.atoms import ABSENT, apply
from compliance.evaluate.truth import Truth, kleene_all, kleene_any, mask_of
from compliance.evaluate.typing import typed_right
from compliance.model.condition import All, AnyOf, AsOf, Atom, Each, FactRef, Has, Not, SetRef, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from compliance.evaluate.items import Item
    from compliance.evaluate.paths import Fact, Paths
    from compliance.evaluate.truths import Truths
    from compliance.model.catalog import SubjectKind
    from compliance.model.condition import Condition

OPEN: Final = Truth(0, 0)
_ONE: Final = {True: Truth(1, 0), False: Truth(0, 1), None: OPEN}
"""The truth of a table with one row."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A condition on the subjects of one kind. `lasting`: no classification rule can change what it comes to."""

    number: int
    kind: SubjectKind
    lasting: bool

    def evaluate(self, truths: Truths) -> Truth:
        """Its truth for every row; children are asked of `truths`, which keeps them."""
        raise NotImplementedError  # every kind of node has its own


@dataclass(frozen=True, slots=True, eq=False)
class AtomNode(Node):
    """A comparison. `law` is empty unless a fact means something else under each law; `other` is a fact on the right side.

    `right` is the right side typed like its left where it is the same on every date, else None.
    """

    atom: Atom
    law: str
    left: Fact
    other: Fact | None
    right: Any

    def evaluate(self, truths: Truths) -> Truth:
        """Once for each distinct value."""
        world = truths.world
        column = world.column_of(self.left, self.law)
        if not column.values:
            return OPEN
        right, dates, operator = truths.right(self), world.dates, self.atom.operator
        if self.other is not None:
            pairs = column.beside(world.column_of(self.other, self.law))
            return _joined(
                (
                    (apply(operator, value, self.against(right, other), dates), rows)
                    for (value, other), rows in pairs
                ),
                len(column.values),
            )
        if len(column.values) == 1:
            return _ONE[apply(operator, column.values[0], right, dates)]
        if (masks := column.masks) is not None:
            true = false = 0
            for value, mask in masks:
                met = apply(operator, value, right, dates)
                if met:
                    true |= mask
                elif met is False:
                    false |= mask
            return Truth(true, false)
        told = ((apply(operator, value, right, dates), rows) for value, rows in column.groups.items())
        return _joined(told, len(column.values))

    def against(self, right: Any, other: Any) -> Any:
        """The right side, where it is another fact or starts from one: `other` is the value of that fact."""
        if self.other is None:
            return right
        if isinstance(self.atom.right, FactRef):
            return other
        return other if other is None or other is ABSENT else (right, other)


@dataclass(frozen=True, slots=True, eq=False)
class AllNode(Node):
    """Every part holds; what cannot change the result any more is not evaluated."""

    parts: tuple[Node, ...]

    def evaluate(self, truths: Truths) -> Truth:
        """True where every part is true, false where one is false."""
        rows = truths.rows(self.kind)
        true, false = rows, 0
        for part in self.parts:
            one = truths.of(part)
            true &= one.true
            false |= one.false
            if false == rows:
                break
        return Truth(true, false)


@dataclass(frozen=True, slots=True, eq=False)
class AnyNode(Node):
    """One part holds; what cannot change the result any more is not evaluated."""

    parts: tuple[Node, ...]

    def evaluate(self, truths: Truths) -> Truth:
        """True where one part is true, false where every part is false."""
        rows = truths.rows(self.kind)
        true, false = 0, rows
        for part in self.parts:
            one = truths.of(part)
            true |= one.true
            false &= one.false
            if true == rows:
                break
        return Truth(true, false)


@dataclass(frozen=True, slots=True, eq=False)
class NotNode(Node):
    """The part does not hold."""

    part: Node

    def evaluate(self, truths: Truths) -> Truth:
        """Kleene negation."""
        return truths.of(self.part).invert()


@dataclass(frozen=True, slots=True, eq=False)
class ItemsNode(Node):
    """One item of a collection meets the part, or each does (`every`)."""

    items: Fact
    meets: Node
    every: bool

    def evaluate(self, truths: Truths) -> Truth:
        """Row by row over the members."""
        members = truths.world.column_of(self.items, "").values
        inner = truths.of(self.meets) if members else OPEN
        return _joined(
            ((self._met(children, inner), (row,)) for row, children in enumerate(members)), len(members)
        )

    def _met(self, children: Any, inner: Truth) -> bool | None:
        if children is ABSENT:
            return False
        if children is None:
            return None
        told = (member(child, inner.at(child.row), every=self.every) for child in children)
        return kleene_all(told) if self.every else kleene_any(told)


def member(child: Item, meets: bool | None, *, every: bool) -> bool | None:  # noqa: FBT001 - a truth value, not a switch
    """What one member of a collection adds to has or each (`every`).

    One that may not exist decides neither: it cannot be the item that is looked for, nor the one that fails.
    """
    return meets if not child.doubtful or meets is every else None


def _joined(results: Iterable[tuple[bool | None, Iterable[int]]], size: int) -> Truth:
    true: list[int] = []
    false: list[int] = []
    for result, rows in results:
        if result is not None:
            (true if result else false).extend(rows)
    return Truth(mask_of(true, size), mask_of(false, size))


class Nodes:
    """The nodes of one catalog; each is prepared when it is first asked for."""

    def __init__(self, paths: Paths) -> None:
        """Nothing is prepared yet."""
        self._paths = paths
        self._by_identity: dict[tuple[int, SubjectKind, str], tuple[Condition, Node]] = {}
        self._by_form: dict[Hashable, Node] = {}

    def of(self, condition: Condition, kind: SubjectKind, law: str) -> Node:
        """The node of a condition on subjects of a kind, in a control, provision or rule of one law."""
        key = (id(condition), kind, law)
        known = self._by_identity.get(key)
        if known is None or known[0] is not condition:
            known = self._by_identity[key] = condition, self._prepared(condition, kind, law)
        return known[1]

    def _prepared(self, condition: Condition, kind: SubjectKind, law: str) -> Node:
        match condition:
            case Atom():
                return self._atom(condition, kind, law)
            case All(parts) | AnyOf(parts):
                type_ = AllNode if isinstance(condition, All) else AnyNode
                nodes = tuple(self.of(part, kind, law) for part in parts)
                lasting = all(node.lasting for node in nodes)
                return self._kept(
                    (type_, kind, *(node.number for node in nodes)), type_, kind, lasting, nodes
                )
            case Not(part):
                node = self.of(part, kind, law)
                return self._kept((NotNode, node.number), NotNode, kind, node.lasting, node)
            case Has(items, meets) | Each(items, meets):
                fact, every = self._paths.of(kind, items), isinstance(condition, Each)
                node = self.of(meets, fact.target, law)
                lasting = fact.lasting and node.lasting
                return self._kept(
                    (every, fact.number, node.number), ItemsNode, kind, lasting, fact, node, every
                )

    def _atom(self, atom: Atom, kind: SubjectKind, law: str) -> Node:
        left, other = self._paths.of(kind, atom.fact), None
        if isinstance(atom.right, FactRef | Span):
            path = atom.right.path if isinstance(atom.right, FactRef) else atom.right.of
            other = self._paths.of(kind, path)
        law = law if left.by_law or (other is not None and other.by_law) else ""
        lasting = left.lasting and (other is None or other.lasting)
        dated = isinstance(atom.right, AsOf | SetRef | FactRef)
        right = None if dated else typed_right(atom, left.type, dt.date.min)
        return self._kept((kind, law, atom), AtomNode, kind, lasting, atom, law, left, other, right)

    def _kept(self, form: Hashable, type_: type[Node], kind: SubjectKind, lasting: bool, *rest: Any) -> Node:  # noqa: FBT001
        found = self._by_form.get(form)
        if found is None:
            found = self._by_form[form] = type_(len(self._by_form), kind, lasting, *rest)
        return found
