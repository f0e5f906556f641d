"""Registers of what others are bound to: every agreement as stated, and every duty that another party carries."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.model.values import Listed
from compliance.render import words
from compliance.render.names import end_name
from compliance.render.report import NOT_STATED
from compliance.render.stated import agreement_name, day, entries, signed_status, word
from compliance.render.text import clean, listed, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.architecture import Agreement, Architecture, Party
    from compliance.model.assessment import Finding
    from compliance.model.values import When
    from compliance.render.view.index import Index


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One agreement as stated: with which entity, for which accounts and services, beside the first flow it has to precede."""

    party: str
    entity: str
    agreement: str
    status: str
    signed: str
    until: str
    first_flow: str
    late: bool
    services: str
    has: str
    lacks: str


@dataclass(frozen=True, slots=True)
class InheritedRow:
    """A duty another party carries: theirs, on which document, for what, until when; and what remains ours."""

    duty: str
    provisions: tuple[str, ...]
    finding: str
    outcome: str
    party: str
    document: str
    covers: str
    until: str
    ours: str


def contracts(architecture: Architecture) -> tuple[ContractRow, ...]:
    """Every agreement of which something is stated, party by party."""
    rows = []
    for identifier, party in entries(architecture.parties).items():
        record = party.agreements
        for name in type(record).model_fields if record is not None else ():
            one = getattr(record, name)
            if one is not None:
                rows.append(_contract(architecture, identifier, party, name, one))
    return tuple(rows)


def _contract(
    architecture: Architecture, identifier: str, party: Party, name: str, one: Agreement
) -> ContractRow:
    first = _first_flow(architecture, identifier)
    signed = one.signed_on
    content, noun = (
        (one.clauses, "") if one.clauses is not None or one.modules is None else (one.modules, "module ")
    )
    other = "" if one.with_ is None else f", with {end_name(architecture, one.with_)}"
    return ContractRow(
        party=clean(party.name or word(identifier)),
        entity=clean(party.legal_name or "") or f"legal entity {NOT_STATED}",
        agreement=agreement_name(name) + other,
        status=signed_status(one),
        signed=day(signed),
        until="" if one.until is None else day(one.until),
        first_flow=day(first),
        late=signed is not None and first is not None and signed.first > first.last,
        services=_services(architecture, one),
        has=noun + _items(content.has, everything=content.everything)
        if isinstance(content, Listed)
        else NOT_STATED,
        lacks=_items(content.lacks) if isinstance(content, Listed) else "",
    )


def _services(architecture: Architecture, one: Agreement) -> str:
    """The services and the accounts an agreement names."""
    covers, accounts = one.covers, one.accounts
    services = (
        f"services {NOT_STATED}"
        if covers is None
        else "all services"
        if covers.everything
        else listed(end_name(architecture, str(item)) for item in sorted(map(str, covers.has)))
        or "no service"
    )
    named = f"accounts {NOT_STATED}" if accounts is None else f"accounts {_items(accounts.has)}"
    return f"{services}; {named}"


def _items(items: Iterable[object], *, everything: bool = False) -> str:
    return (
        "everything asked for"
        if everything
        else listed(word(item) for item in sorted(map(str, items))) or "none"
    )


def _first_flow(architecture: Architecture, party: str) -> When | None:
    """The earliest stated start of a flow to the party or to a component it operates."""
    components = entries(architecture.components)
    starts = [
        flow.since
        for flow in entries(architecture.flows).values()
        if flow.since is not None and party in {flow.to, getattr(components.get(flow.to), "operator", None)}
    ]
    return min(starts, key=lambda when: when.first) if starts else None


def responsibilities(
    index: Index, findings: Iterable[Finding], refs: Mapping[str, str]
) -> tuple[InheritedRow, ...]:
    """The matrix: every finding whose duty another party carries, and what is known of our own part towards that party."""
    everything = tuple(findings)
    ours: dict[str, list[Finding]] = defaultdict(list)
    for one in everything:
        if one.subject.kind == "party":
            ours[one.subject.id].append(one)
    return tuple(_inherited(index, one, ours, refs) for one in everything if one.inherited is not None)


def _inherited(
    index: Index, finding: Finding, ours: Mapping[str, list[Finding]], refs: Mapping[str, str]
) -> InheritedRow:
    carried = finding.inherited
    assert carried is not None  # noqa: S101 - the caller asks for such findings only
    return InheritedRow(
        clean(index.control_title(finding.control)),
        tuple(clean(one) for one in finding.provisions),
        finding.id,
        words.printed(finding.outcome, finding.assurance),
        end_name(index.architecture, carried.party),
        clean(carried.document),
        clean(listed(end_name(index.architecture, item) for item in carried.covers)),
        short_date(carried.until) if carried.until else "no end stated",
        _ours(ours.get(carried.party, []), refs),
    )


def _ours(found: list[Finding], refs: Mapping[str, str]) -> str:
    """Choosing, binding and watching the party: the findings about it."""
    open_ = listed(dict.fromkeys(refs[one.id] for one in found if one.id in refs))
    counts = Counter(words.OUTCOME[one.outcome] for one in found)
    told = listed(f"{number} {said}" for said, number in sorted(counts.items()))
    if not told:
        return "choosing and watching the party: no finding"
    return f"choosing, binding and watching the party: {told}" + (f" ({open_})" if open_ else "")
