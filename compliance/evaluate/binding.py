"""Who a provision binds, under which condition and from when, for all subjects of a kind: three-valued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.evaluate.explain import explain
from compliance.evaluate.timeline import Moment, moment
from compliance.evaluate.truth import Truth, conjunction, kleene_any, mask_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.evaluate.items import Item
    from compliance.evaluate.nodes import Node
    from compliance.evaluate.situations import Situation
    from compliance.evaluate.world import World
    from compliance.model.catalog import Framework, Provision, SubjectKind
    from compliance.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether a provision binds, and when."""

    truth: bool | None
    moment: Moment

    @property
    def settled(self) -> bool:
        """Whether neither the role nor the date is open."""
        return self.truth is True and self.moment.settled


class Binding:
    """Answers for the provisions of one framework; subjects in the same situation are answered together."""

    def __init__(self, world: World, framework: Framework) -> None:
        """Nothing is computed yet."""
        self.world = world
        self.framework = framework
        self.situations = world.compiled.plans[framework.id].situations
        self._groups: dict[tuple[int, SubjectKind], tuple[tuple[Bound, int], ...]] = {}
        self._spread: dict[tuple[int, SubjectKind], Truth] = {}

    def groups(self, provision: Provision, kind: SubjectKind) -> tuple[tuple[Bound, int], ...]:
        """All subjects of a kind, parted by how the provision binds for them: answer and mask."""
        return self.parts(self.situations.of(provision), kind)

    def parts(self, situation: Situation, kind: SubjectKind) -> tuple[tuple[Bound, int], ...]:
        """The same for all provisions that are alike."""
        same = (situation.number, kind)
        found = self._groups.get(same)
        if found is None:
            found = self._groups[same] = tuple(self._part(situation, kind))
        return found

    def of(self, provision: Provision, item: Item) -> Bound:
        """Whether and when the provision binds for a finding on this subject."""
        return next(bound for bound, rows in self.groups(provision, item.kind) if rows >> item.row & 1)

    def missing(self, provision: Provision, item: Item) -> tuple[str, ...]:
        """The facts that would settle whether and from when it binds for this subject."""
        law, bound = self.framework.id, self.of(provision, item)
        found: list[str] = []
        if bound.truth is None:
            roles = self.situations.of(provision).roles(item.kind)
            seen = [explain(self.world, law, roles[0], item)] if roles is not None else []
            if provision.when is not None:
                seen += [
                    explain(self.world, law, provision.when, one) for one in self._holders(provision, item)
                ]
            found += [path for one in seen if one.truth is not False for path in one.missing]
        for ask in bound.moment.asks:
            for one in self._holders(provision, item):
                found += explain(self.world, law, ask, one).missing
        return tuple(dict.fromkeys(found))

    def _holders(self, provision: Provision, item: Item) -> list[Item]:
        """The subjects on which the provision's conditions are read: one, or any of its kind."""
        if provision.per == item.kind:
            return [item]
        if item.parent is not None and item.parent.kind == provision.per:
            return [item.parent]
        return list(self.world.table(provision.per).items)

    def _part(self, situation: Situation, kind: SubjectKind) -> Iterator[tuple[Bound, int]]:
        rows = self.world.truths.rows(kind)
        parts = []
        if (roles := situation.roles(kind)) is not None:
            parts.append(self.world.truths.of(roles[1]))
        if situation.when is not None:
            parts.append(self._over(situation.when, kind))
        bound = conjunction(parts, rows)
        whens = zip(situation.phases, situation.phase_nodes, strict=True)
        for told, among in self._cases([(when, self._over(node, kind)) for when, node in whens], rows):
            since = self._moment(situation, told)
            for truth, mask in _three(bound, among):
                yield Bound(truth if since.binds else False, since), mask

    def _moment(self, situation: Situation, told: dict[int, bool | None]) -> Moment:
        day = self.world.dates.as_of
        if not told:  # the same for every description
            return situation.as_written(day)
        return moment(situation.timeline, day, lambda condition: told[id(condition)])

    def _cases(
        self, whens: list[tuple[Condition, Truth]], rows: int
    ) -> Iterator[tuple[dict[int, bool | None], int]]:
        """The rows parted by the truth of each condition."""
        if not whens:
            if rows:
                yield {}, rows
            return
        (condition, truth), *rest = whens
        for value, mask in _three(truth, rows):
            for told, among in self._cases(rest, mask):
                yield {id(condition): value, **told}, among

    def _over(self, node: Node, kind: SubjectKind) -> Truth:
        """The truth of a condition on subjects of one kind, for the subjects of another it is read for."""
        key = (node.number, kind)
        if key not in self._spread:
            self._spread[key] = self._read_for(self.world.truths.meant(node), node.kind, kind)
        return self._spread[key]

    def _read_for(self, truth: Truth, per: SubjectKind, kind: SubjectKind) -> Truth:
        if per == kind:
            return truth
        items, holders = self.world.table(kind).items, self.world.table(per).items
        if items and items[0].parent is not None and items[0].parent.kind == per:
            true = [item.row for item in items if item.parent and truth.at(item.parent.row)]
            false = [item.row for item in items if item.parent and truth.at(item.parent.row) is False]
            return Truth(mask_of(true, len(items)), mask_of(false, len(items)))
        rows = self.world.table(kind).mask
        some = kleene_any(truth.at(holder.row) for holder in holders)
        return Truth(rows if some else 0, rows if some is False else 0)


def _three(truth: Truth, rows: int) -> Iterator[tuple[bool | None, int]]:
    """The rows where it is true, false and open, without empty parts."""
    parts = (
        (True, truth.true & rows),
        (False, truth.false & rows),
        (None, rows & ~truth.true & ~truth.false),
    )
    return ((value, mask) for value, mask in parts if mask)
