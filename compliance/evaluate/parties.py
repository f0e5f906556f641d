"""What outside parties receive, and since when."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from compliance.evaluate.categories import ALL, BIT, NOTHING, Span
from compliance.model.values import When

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World

PROTECTED = BIT["personal"] | BIT["account_data"]
INSIDE = frozenset({"workforce", "customers", "authority"})


class Received:
    """Categories that reach each party, by row, under one law."""

    def __init__(self, world: World, law: str, *, electronic: bool = False) -> None:
        """`electronic`: leave out paper and physical delivery."""
        self.world = world
        self.located = world.reach.located(law)
        self.law = law
        self.electronic = electronic

    @cached_property
    def by_party(self) -> list[Span]:
        """What each party receives, sub-processors included."""
        parties = self.world.tables["party"].items
        spans = [self._direct(party) for party in parties]
        changed = True
        while changed:  # chains of sub-processors; each pass only ever widens
            changed = False
            anyone = 0
            for party in parties:
                if not _complete(party):
                    anyone |= spans[party.row].may
            for party in parties:
                more = self._from_others(party, parties, spans) | (
                    anyone if external(party) is not False else 0
                )
                joined = spans[party.row].join(Span(0, more))
                if joined != spans[party.row]:
                    spans[party.row], changed = joined, True
        return spans

    def _from_others(self, party: Item, parties: list[Item], spans: list[Span]) -> int:
        more = 0
        for other in parties:
            named = getattr(other.value, "sub_processors", None)
            if named is not None and party.id in named.has:
                more |= spans[other.row].may
        return more

    def _direct(self, party: Item) -> Span:
        span = NOTHING
        for component in self.operated[party.row]:
            span = span.join(self._at(component))
        for flow, back in self.flows[party.row]:
            span = span.join(
                self._by_flow(flow, (self.located.returned if back else self.located.sent)[flow.row])
            )
        for component in self.accessed[party.row]:
            span = span.join(self._at(component))
        span = span.join(Span(0, self.ambient))
        reads = getattr(party.value, "reads", None)
        if reads is None or not reads.closed:  # staff and customers may see what nobody says they do not
            span = span.join(Span(0, self.everything))
        for key in reads.has if reads is not None else ():
            span = span.join(
                self.world.reach.categories.implied(self.world.reach.entry(str(key), None, self.law))
            )
        return span

    def _at(self, component: Item) -> Span:
        paper = self.electronic and str(getattr(component.value, "kind", None)) == "paper_archive"
        return NOTHING if paper else self.located.held[component.row]

    def _by_flow(self, flow: Item, span: Span) -> Span:
        if not self.electronic:
            return span
        told = electronic(self.world, flow)
        return span if told else NOTHING if told is False else Span(0, span.may)

    @cached_property
    def operated(self) -> dict[int, list[Item]]:
        """The components each party runs."""
        found: dict[int, list[Item]] = {party.row: [] for party in self.world.tables["party"].items}
        for component in self.world.tables["component"].items:
            operator = self.world.reach.operator(component)
            if operator is not None:
                found[operator.row].append(component)
        return found

    @cached_property
    def flows(self) -> dict[int, list[tuple[Item, bool]]]:
        """The flows that end at each party itself, and (True) those it starts and whose returns it gets."""
        found: dict[int, list[tuple[Item, bool]]] = {
            party.row: [] for party in self.world.tables["party"].items
        }
        for flow, ends in zip(self.world.tables["flow"].items, self.world.reach.ends, strict=True):
            for end, back in ((ends.receiver, False), (ends.sender, True)):
                if end is not None and end.kind == "party":
                    found[end.row].append((flow, back))
        return found

    @cached_property
    def arrivals(self) -> dict[int, list[tuple[Item, Span]]]:
        """The flows that bring data to each party or to a component it runs, with what they bring."""
        found: dict[int, list[tuple[Item, Span]]] = {
            party.row: [] for party in self.world.tables["party"].items
        }
        for flow, ends in zip(self.world.tables["flow"].items, self.world.reach.ends, strict=True):
            sender, receiver = (self.world.reach.party_at(end) for end in (ends.sender, ends.receiver))
            if receiver is not None and receiver is not sender:
                found[receiver.row].append((flow, self.located.sent[flow.row]))
            if sender is not None and receiver is not sender:
                found[sender.row].append((flow, self.located.returned[flow.row]))
        return found

    @cached_property
    def ways(self) -> dict[int, list[Item]]:
        """The accesses of each party to components that others run."""
        found: dict[int, list[Item]] = {party.row: [] for party in self.world.tables["party"].items}
        for access in self.world.tables["access"].items:
            party = access_party(self.world, access)
            if (
                party is not None
                and access.parent is not None
                and self.world.reach.operator(access.parent) is not party
            ):
                found[party.row].append(access)
        return found

    @cached_property
    def accessed(self) -> dict[int, list[Item]]:
        """The components of others that each party is stated to reach."""
        return {row: [access.parent for access in ways if access.parent] for row, ways in self.ways.items()}

    @cached_property
    def everything(self) -> int:
        """All that may be anywhere in the system."""
        may = 0
        for span in (*self.located.held, *self.located.sent, *self.located.returned):
            may |= span.may
        return may

    @cached_property
    def ambient(self) -> int:
        """What anyone may reach because some access, flow or operator is not (fully) stated.

        Who reaches a component of a party that names all its sub-processors is told by that list.
        """
        may = ALL if self.world.reach.open_flows else 0
        for access in self.world.tables["access"].items:
            if access.unlisted and access.parent is not None:
                operator = self.world.reach.operator(access.parent)
                may |= self._at(access.parent).may if operator is None or not _complete(operator) else 0
        for component in self.world.tables["component"].items:
            if self.world.reach.unknown_operator(component):
                may |= self._at(component).may
        return may


def access_party(world: World, access: Item) -> Item | None:
    """The party behind an access: `by`, else its key."""
    if access.unlisted:
        return None
    name = getattr(access.value, "by", None) or access.id.rsplit("/", 1)[-1]
    return world.tables["party"].by_id.get(name)


def external(party: Item) -> bool | None:
    """Whether it is an outside body; not known where nothing says what kind it is is taken as outside."""
    if party.value is None:
        return None
    kind = getattr(party.value, "kind", None)
    return kind is None or str(kind) not in INSIDE


def electronic(world: World, flow: Item) -> bool | None:
    """Whether data go by electronic means. A flow between systems, or with a network, is electronic."""
    via = getattr(flow.value, "via", None)
    if via is not None:
        return str(via) != "physical"
    ends = world.reach.ends[flow.row]
    kinds = {
        str(getattr(end.value, "kind", ""))
        for end in (ends.sender, ends.receiver)
        if end and end.kind == "component"
    }
    if "paper_archive" in kinds:
        return False
    stated = any(
        getattr(flow.value, name, None) is not None for name in ("network", "encryption", "authentication")
    )
    return True if kinds or stated else None


def first_received(world: World, received: Received, party: Item) -> When | None:
    """When protected data first reached a party: bounded by the dated flows; None where nothing is dated."""
    earliest, latest = dt.date.max, dt.date.max
    accesses = [
        (access, received.located.held[access.parent.row])
        for access in received.ways[party.row]
        if access.parent
    ]
    for way, span in [*received.arrivals[party.row], *accesses]:
        if span.may & PROTECTED:
            since = getattr(way.value, "since", None)
            earliest = min(earliest, since.first if since else dt.date.min)
            if since and span.must & PROTECTED:
                latest = min(latest, since.last)
    if earliest == dt.date.max or (earliest == dt.date.min and latest == dt.date.max):
        return None
    undated = world.reach.open_flows or bool(received.ambient & PROTECTED)
    return When(dt.date.min if undated else earliest, max(latest, earliest), "")


def _complete(party: Item) -> bool:
    named = getattr(party.value, "sub_processors", None)
    return (named is not None and named.closed) or external(party) is False


def received(world: World, law: str, *, electronic: bool = False) -> Received:
    """What parties receive under a law; computed once."""
    law = world.reach.like(law)
    key = ("received", law, electronic)
    if key not in world.memo:
        world.memo[key] = Received(world, law, electronic=electronic)
    found: Received = world.memo[key]
    return found
