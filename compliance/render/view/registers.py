"""Registers: contracts, inherited duties, people's conclusions, accepted risks, grades of evidence, applicability."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render import words
from compliance.render.names import end_name
from compliance.render.stated import agreement_name, day, entries, signed_status, word
from compliance.render.stated import words as several
from compliance.render.text import clean, listed, sentence, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.architecture import Architecture, Party
    from compliance.model.assessment import Assessment, Finding, ProvisionResult
    from compliance.render.view.index import Index


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One agreement as stated, beside the first flow it has to precede."""

    party: str
    agreement: str
    status: str
    signed: str
    content: str
    first_flow: str


@dataclass(frozen=True, slots=True)
class InheritedRow:
    """A duty another party carries."""

    finding: str
    party: str
    document: str
    covers: str
    until: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's word on a finding: a determination, or an accepted risk."""

    finding: str
    what: str
    who: str
    when: str
    reasons: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """How many met findings of a framework rest on which grade of evidence."""

    framework: str
    stated: int
    attached: int
    examined: int


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why provisions of a framework are not applicable: one reason, and how many share it."""

    framework: str
    reason: str
    provisions: tuple[str, ...]


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
    architecture: Architecture, identifier: str, party: Party, name: str, one: object
) -> ContractRow:
    clauses, modules = getattr(one, "clauses", None), getattr(one, "modules", None)
    content = (
        several(clauses) if clauses is not None else several(modules) if modules is not None else "not stated"
    )
    return ContractRow(
        party=clean(party.name or word(identifier)),
        agreement=agreement_name(name),
        status=signed_status(one),
        signed=day(getattr(one, "signed_on", None)),
        content=content,
        first_flow=_first_flow(architecture, identifier),
    )


def _first_flow(architecture: Architecture, party: str) -> str:
    """The earliest stated start of a flow to the party or to a component it operates."""
    components = entries(architecture.components)
    starts = [
        flow.since
        for flow in entries(architecture.flows).values()
        if flow.since is not None and party in {flow.to, getattr(components.get(flow.to), "operator", None)}
    ]
    return day(min(starts, key=lambda when: when.first)) if starts else "not stated"


def inherited(index: Index, findings: Iterable[Finding]) -> tuple[InheritedRow, ...]:
    """Every finding whose duty another party carries."""
    return tuple(
        InheritedRow(
            f.id,
            end_name(index.architecture, f.inherited.party),
            clean(f.inherited.document),
            clean(listed(f.inherited.covers)),
            short_date(f.inherited.until) if f.inherited.until else "no end stated",
        )
        for f in findings
        if f.inherited is not None
    )


def people(findings: Iterable[Finding]) -> tuple[PersonRow, ...]:
    """Every determination and every accepted risk."""
    rows: list[PersonRow] = []
    for f in findings:
        if said := f.determination:
            other = "another than who answered" if said.independent else "the one who answered"
            who = f"{clean(said.name)}, {clean(said.role)} ({other})"
            what = f"concluded: {words.DETERMINED[said.conclusion]}"
            rows.append(PersonRow(f.id, what, who, short_date(said.decided_on), sentence(said.reasons)))
        if accepted := f.acceptance:
            what = "risk acceptance, expired" if accepted.expired else "risk accepted; the gap stays"
            rows.append(
                PersonRow(
                    f.id,
                    what,
                    clean(accepted.approver),
                    f"until {short_date(accepted.until)}",
                    sentence(accepted.reason),
                )
            )
    return tuple(rows)


def grades(index: Index, assessment: Assessment) -> tuple[GradeRow, ...]:
    """What the met findings rest on, by framework."""
    found = Counter(
        (f.framework, f.assurance or "stated") for f in assessment.findings if f.outcome == "satisfied"
    )
    return tuple(
        GradeRow(index.short(s.id), found[s.id, "stated"], found[s.id, "attached"], found[s.id, "examined"])
        for s in assessment.frameworks
    )


def not_applicable(index: Index, provisions: Iterable[ProvisionResult]) -> tuple[ReasonRow, ...]:
    """The reasons for "not applicable", each with its provisions, the widest first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in provisions:
        if one.outcome == "not_applicable":
            reason = clean(words.printed_provision(one)).removeprefix("not applicable because ")
            found[one.framework, reason].append(clean(one.id))
    rows = (ReasonRow(index.short(law), reason, tuple(ids)) for (law, reason), ids in found.items())
    return tuple(sorted(rows, key=lambda row: (row.framework, -len(row.provisions), row.reason)))
