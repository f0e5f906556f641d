"""Who a provision binds, under which condition and from when, for all subjects of a kind: three-valued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.evaluate.explain import explain
from compliance.evaluate.timeline import Moment, moment
from compliance.evaluate.truth import Truth, conjunction, kleene_any, mask_of
from compliance.model.condition import Atom, Condition, Literals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.catalog import Framework, Provision, SubjectKind


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
        self.conditions = world.conditions[framework.id]
        self._groups: dict[tuple[int, SubjectKind], tuple[tuple[Bound, int], ...]] = {}
        self._spread: dict[tuple[int, SubjectKind, SubjectKind], Truth] = {}

    def groups(self, provision: Provision, kind: SubjectKind) -> tuple[tuple[Bound, int], ...]:
        """All subjects of a kind, parted by how the provision binds for them: answer and mask."""
        same = (self.world.compiled.alike(provision), kind)  # hundreds share roles, condition and dates
        if same not in self._groups:
            self._groups[same] = tuple(self._part(provision, kind))
        return self._groups[same]

    def of(self, provision: Provision, item: Item) -> Bound:
        """Whether and when the provision binds for a finding on this subject."""
        return next(bound for bound, rows in self.groups(provision, item.kind) if rows >> item.row & 1)

    def missing(self, provision: Provision, item: Item) -> tuple[str, ...]:
        """The facts that would settle whether and from when it binds for this subject."""
        law, bound = self.framework.id, self.of(provision, item)
        found: list[str] = []
        if bound.truth is None:
            roles = self.roles_atom(provision, item.kind)
            seen = [explain(self.world, law, roles, item)] if roles is not None else []
            if provision.when is not None:
                seen += [
                    explain(self.world, law, provision.when, one) for one in self._holders(provision, item)
                ]
            found += [path for one in seen if one.truth is not False for path in one.missing]
        for ask in bound.moment.asks:
            for one in self._holders(provision, item):
                found += explain(self.world, law, ask, one).missing
        return tuple(dict.fromkeys(found))

    def roles_atom(self, provision: Provision, kind: SubjectKind) -> Atom | None:
        """The condition that one of the bound roles is held; None where everyone is bound."""
        if not provision.binds:
            return None
        path = self.framework.bound_through.get(kind) or f"organisation.roles.{self.framework.id}"
        return Atom(path, "contains_any", Literals(provision.binds))

    def _holders(self, provision: Provision, item: Item) -> list[Item]:
        """The subjects on which the provision's conditions are read: one, or any of its kind."""
        if provision.per == item.kind:
            return [item]
        if item.parent is not None and item.parent.kind == provision.per:
            return [item.parent]
        return list(self.world.table(provision.per).items)

    def _part(self, provision: Provision, kind: SubjectKind) -> Iterator[tuple[Bound, int]]:
        rows = self.world.table(kind).mask
        parts = []
        if (roles := self.roles_atom(provision, kind)) is not None:
            parts.append(self.conditions.truth(roles, kind))
        if provision.when is not None:
            parts.append(self._over(provision.when, provision.per, kind))
        bound = conjunction(parts, rows)
        whens = [phase.when for phase in provision.timeline if phase.when is not None]
        for told, among in self._cases(
            [(when, self._over(when, provision.per, kind)) for when in whens], rows
        ):
            since = self._moment(provision, told)
            for truth, mask in _three(bound, among):
                yield Bound(truth if since.binds else False, since), mask

    def _moment(self, provision: Provision, told: dict[int, bool | None]) -> Moment:
        return moment(provision.timeline, self.world.dates.as_of, lambda condition: told[id(condition)])

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

    def _over(self, condition: Condition, per: SubjectKind, kind: SubjectKind) -> Truth:
        """The truth of a condition on subjects of one kind, for the subjects of another it is read for."""
        key = (id(condition), per, kind)
        if key not in self._spread:
            self._spread[key] = self._read_for(self.conditions.meant(condition, per), per, kind)
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
