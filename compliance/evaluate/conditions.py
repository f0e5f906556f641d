"""Conditions of one framework over whole tables, and single atoms as the recursion of `explain` compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.evaluate.atoms import apply
from compliance.evaluate.nodes import AtomNode, member

if TYPE_CHECKING:
    from compliance.evaluate.truth import Truth
    from compliance.evaluate.world import World
    from compliance.model.catalog import SubjectKind
    from compliance.model.condition import Atom, Condition

__all__ = ["Conditions", "compare", "member"]


class Conditions:
    """The conditions of one framework for one description."""

    def __init__(self, world: World, law: str) -> None:
        """`law` is the framework's id: categories are read with its table of transformations."""
        self.world = world
        self.law = law

    def truth(self, condition: Condition, kind: SubjectKind) -> Truth:
        """The truth of a condition for every item of a kind."""
        return self.world.truths.of(self.world.compiled.nodes.of(condition, kind, self.law))

    def meant(self, condition: Condition, kind: SubjectKind) -> Truth:
        """The same for subjects a duty is about: of one that may not exist it is never true."""
        return self.world.truths.meant(self.world.compiled.nodes.of(condition, kind, self.law))


def compare(world: World, kind: SubjectKind, atom: Atom, left: object, other: object) -> bool | None:
    """One atom on one value; `other` is the value of the right side where that is a fact."""
    node = world.compiled.nodes.of(atom, kind, "")
    assert isinstance(node, AtomNode)  # noqa: S101 - what an atom is prepared as
    right = world.truths.right(node)
    return apply(atom.operator, left, node.against(right, other), world.dates)
