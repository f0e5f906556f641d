"""What prepared conditions come to for one description, kept for as long as it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.evaluate.typing import typed_right
from compliance.model.condition import SetRef

if TYPE_CHECKING:
    from compliance.evaluate.nodes import AtomNode, Node
    from compliance.evaluate.truth import Truth
    from compliance.evaluate.world import World
    from compliance.model.catalog import SubjectKind


class Truths:
    """Truths by node: those that last, and those that a classification rule may still change."""

    def __init__(self, world: World) -> None:
        """Nothing is evaluated yet."""
        self.world = world
        self._lasting: dict[int, Truth] = {}
        self._passing: dict[int, Truth] = {}
        self._rights: dict[int, Any] = {}
        self._rows = {kind: table.mask for kind, table in world.tables.items()}

    def of(self, node: Node) -> Truth:
        """The truth of a node for every row of its table."""
        kept = self._lasting if node.lasting else self._passing
        found = kept.get(node.number)
        if found is None:
            found = kept[node.number] = node.evaluate(self)
        return found

    def meant(self, node: Node) -> Truth:
        """The same for subjects a duty is about: of one that may not exist it is never true."""
        return self.of(node).doubted(self.world.tables[node.kind].doubtful)

    def rows(self, kind: SubjectKind) -> int:
        """The mask of all rows of a table."""
        return self._rows[kind]

    def right(self, node: AtomNode) -> Any:
        """The right side of an atom, typed like its left; dated sets are read as of the date of assessment."""
        if node.right is not None:
            return node.right
        number = node.number
        if number not in self._rights:
            right, day = node.atom.right, self.world.dates.as_of
            if isinstance(right, SetRef):
                self._rights[number] = self.world.catalog.sets[right.name].on(day)
            else:
                self._rights[number] = typed_right(node.atom, node.left.type, day)
        return self._rights[number]

    def forget(self) -> None:
        """Drop what a rule may have changed."""
        self._passing.clear()
