"""Who a provision binds, under which condition and from when, for one subject: three-valued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.evaluate.atoms import apply
from compliance.evaluate.explain import Seen, explain
from compliance.evaluate.timeline import Moment, moment
from compliance.evaluate.truth import kleene_all, kleene_any
from compliance.model.condition import Atom, Condition, Literals

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.catalog import Framework, Provision

ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether a provision binds for a subject, when, and the missing facts where that is open."""

    truth: bool | None
    moment: Moment
    missing: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether neither the role nor the date is open."""
        return self.truth is True and self.moment.settled


class Binding:
    """Answers for the provisions of one framework; each answer is computed once per distinct situation."""

    def __init__(self, world: World, framework: Framework) -> None:
        """Nothing is computed yet."""
        self.world = world
        self.framework = framework
        self._known: dict[tuple[str, str, str], Bound] = {}

    def of(self, provision: Provision, item: Item) -> Bound:
        """Whether and when the provision binds for a finding on this subject."""
        roles = self.roles_atom(provision, item)
        holder = self._holder(provision, item)
        varies = roles is not None and not roles.fact.startswith("organisation.")
        key = (provision.id, holder.path if holder is not None else "", item.path if varies else "")
        if key not in self._known:
            self._known[key] = self._bound(provision, item, roles, holder)
        return self._known[key]

    def roles_atom(self, provision: Provision, item: Item) -> Atom | None:
        """The condition that one of the bound roles is held; None where everyone is bound."""
        if not provision.binds:
            return None
        path = self.framework.bound_through.get(item.kind) or f"organisation.roles.{self.framework.id}"
        return Atom(path, "contains_any", Literals(provision.binds))

    def _holder(self, provision: Provision, item: Item) -> Item | None:
        """The subject on which the provision's conditions are read; None where any of its kind may meet them."""
        if provision.per == item.kind:
            return item
        if provision.per == "organisation":
            return self.world.organisation
        return item.parent if item.parent is not None and item.parent.kind == provision.per else None

    def _bound(self, provision: Provision, item: Item, roles: Atom | None, holder: Item | None) -> Bound:
        law = self.framework.id
        parts: list[Seen] = []
        if roles is not None:
            held = self.world.read(item, roles.fact, law)
            truth = apply("contains_any", held, frozenset(provision.binds), self.world.dates)
            parts.append(Seen(truth) if truth is not None else explain(self.world, law, roles, item))
        if provision.when is not None:
            parts.append(self._seen(provision.when, provision, holder))
        when = moment(
            provision.timeline, self.world.dates.as_of, lambda condition: self._seen(condition, provision, holder).truth
        )
        missing = [path for part in parts if part.truth is None for path in part.missing]
        missing += [path for ask in when.asks for path in self._seen(ask, provision, holder).missing]
        return Bound(kleene_all(part.truth for part in parts), when, tuple(dict.fromkeys(missing)))

    def _seen(self, condition: Condition, provision: Provision, holder: Item | None) -> Seen:
        law = self.framework.id
        if holder is not None:
            return explain(self.world, law, condition, holder)
        seen = [explain(self.world, law, condition, one) for one in self.world.table(provision.per).items]
        truth = kleene_any(one.truth for one in seen)
        return Seen(truth, missing=tuple(path for one in seen if one.truth is None for path in one.missing))
