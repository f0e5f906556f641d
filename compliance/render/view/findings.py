"""Findings as a reader meets them: one block per control and outcome, with a table of subjects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from compliance.model.assessment import SEVERITIES, WORST_FIRST
from compliance.model.former import called
from compliance.render import words
from compliance.render.report import NOT_STATED
from compliance.render.text import clean, listed, period, sentence, short_date, words_of
from compliance.render.view.facts import SHOWN, FactList, data_path, fact_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.assessment import Finding, ProvisionOutcome
    from compliance.render.view.index import Index

Chapter: TypeAlias = Literal["gap", "historic", "upcoming", "judge", "open", "met"]
CHAPTERS: Final[tuple[Chapter, ...]] = ("gap", "historic", "upcoming", "judge", "open", "met")
FULL_ROWS: Final = 24  # rows of one block that are printed; of more, the names are, and appendix B has each
_EFFORTS: Final = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A provision a block is measured against; `note` says when it applies if that is not plainly now."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One finding inside a block."""

    id: str
    kind: str
    subject: str
    message: str
    facts: FactList
    path: str
    flows: tuple[int, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the management says to a block; every field that was left out says so. `own` is false where nothing was said."""

    own: bool
    response: str
    cause: str
    status: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Block:
    """Findings of one control with one outcome. `ref` is the short name used on other pages: `F-01`."""

    ref: str
    chapter: Chapter
    control: str
    title: str
    framework: str
    outcome: str
    style: str
    mark: str
    severity: str
    effort: str
    when: str
    criteria: tuple[Criterion, ...]
    citation: str
    guidance: str
    effect: str
    recommendation: str
    evidence: tuple[str, ...]
    limits: tuple[str, ...]
    judged: str
    draft: bool
    answer: Answered
    rows: tuple[SubjectRow, ...]


def chapter_of(finding: Finding) -> Chapter:
    """The chapter a finding stands in. What binds later, or no longer, never stands among the gaps of today."""
    if finding.outcome == "satisfied":
        return "met"
    if finding.outcome == "unknown":
        return "open"
    if finding.outcome == "needs_review":
        return "judge"
    if finding.timing != "in_force":
        return "upcoming"
    return "historic" if finding.standing == "historic" else "gap"


def blocks(index: Index, findings: Iterable[Finding]) -> tuple[Block, ...]:
    """All blocks in printing order, numbered through; what is met or only not known has no block."""
    wanted = [f for f in findings if chapter_of(f) not in {"met", "open"}]
    order = list(index.frameworks)
    wanted.sort(key=lambda f: _order(order, f))
    grouped = [tuple(group) for _, group in groupby(wanted, key=lambda f: (chapter_of(f), f.control))]
    return tuple(_block(index, number, group) for number, group in enumerate(grouped, start=1))


def references(made: Iterable[Block]) -> Mapping[str, str]:
    """Finding id to the short name of its block."""
    return {row.id: block.ref for block in made for row in block.rows}


def _order(frameworks: list[str], finding: Finding) -> tuple[int, int, str, int, int, str, str]:
    rank = frameworks.index(finding.framework) if finding.framework in frameworks else len(frameworks)
    chapter = chapter_of(finding)
    later = (_applies_from(finding) or "") if chapter == "upcoming" else ""
    return (
        CHAPTERS.index(chapter),
        SEVERITIES.index(finding.severity),
        later,
        _EFFORTS.index(finding.remediation.effort),
        rank,
        finding.control,
        finding.id,
    )


def _applies_from(finding: Finding) -> str | None:
    return min((p.applies_from for p in finding.by_provision if p.applies_from), default=None)


def _block(index: Index, number: int, group: tuple[Finding, ...]) -> Block:
    first = group[0]
    control = index.controls.get(first.control)
    framework = index.frameworks.get(first.framework)
    return Block(
        ref=f"F-{number:02}",
        chapter=chapter_of(first),
        control=first.control,
        title=clean(index.control_title(first.control)),
        framework=index.short(first.framework),
        outcome=words.printed(first.outcome, first.assurance),
        style=words.STYLE[first.outcome],
        mark=words.MARK[first.outcome],
        severity=first.severity,
        effort=words.EFFORT[first.remediation.effort],
        when=_when(first),
        criteria=_criteria(index, group),
        citation="" if framework is None else clean(framework.citation),
        guidance="" if control is None else clean(control.guidance or ""),
        effect="" if control is None else clean(control.rationale),
        recommendation=sentence(first.remediation.text),
        evidence=() if control is None else tuple(clean(item.what) for item in control.evidence),
        limits=() if control is None else tuple(clean(limit) for limit in control.limits),
        judged=" ".join(dict.fromkeys(note for finding in group for note in _reasons(finding))),
        draft=control is not None and control.lifecycle == "draft",
        answer=_answer(index, group),
        rows=tuple(
            _row(index, finding, SHOWN if place < FULL_ROWS else 0) for place, finding in enumerate(group)
        ),
    )


def _when(finding: Finding) -> str:
    """Since when, or from when, the criteria bind; empty for what binds now."""
    if finding.timing == "upcoming":
        first = _applies_from(finding)
        return f"applies from {short_date(first)}" if first else words.TIMING["upcoming"]
    return "" if finding.timing == "in_force" else words.TIMING[finding.timing]


def _criteria(index: Index, group: tuple[Finding, ...]) -> tuple[Criterion, ...]:
    """Every provision of the group that does not read better than the group's outcome, each once, in text order."""
    worst = group[0].outcome
    found: dict[str, ProvisionOutcome] = {}
    for finding in group:
        for one in finding.by_provision:
            if WORST_FIRST.index(one.outcome) <= WORST_FIRST.index(worst):
                found.setdefault(one.id, one)
    framework = group[0].framework
    return tuple(
        Criterion(one.id, clean(index.provision_title(framework, one.id)), _criterion_note(group[0], one))
        for one in found.values()
    )


def _criterion_note(finding: Finding, one: ProvisionOutcome) -> str:
    if one.timing == finding.timing:
        return ""
    if one.timing == "upcoming" and one.applies_from:
        return f"from {short_date(one.applies_from)}"
    return words.TIMING[one.timing]


def _answer(index: Index, group: tuple[Finding, ...]) -> Answered:
    """The management's response; where findings of one block were answered apart, each with its subject."""
    said = [(one, index.engagement.response_to(*called(one))) for one in group]
    given = [(one, response) for one, response in said if response is not None]
    same = len({response for _, response in given}) == 1 and len(given) == len(said)

    def told(name: str) -> str:
        words = (
            (one, _response_word(getattr(response, name))) for one, response in (given[:1] if same else given)
        )
        return (
            "; ".join(
                word if same else f"{index.subject(one.subject)}: {word}" for one, word in words if word
            )
            or NOT_STATED
        )

    return Answered(bool(given), *map(told, ("response", "cause", "status", "owner", "due")))


def _response_word(value: object) -> str:
    """A field of a response in print; empty where it was left out."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return short_date(value.isoformat())
    return clean(words_of(str(value)) if isinstance(value, StrEnum) else str(value)).rstrip(".")


def _row(index: Index, finding: Finding, facts: int) -> SubjectRow:
    return SubjectRow(
        id=finding.id,
        kind=finding.subject.kind.replace("_", " "),
        subject=index.subject(finding.subject),
        message=sentence(finding.message),
        facts=fact_list(index, finding.because, facts),
        path=data_path(index, finding),
        flows=index.flows.of_finding(finding),
        notes=tuple(_notes(finding)),
    )


def _reasons(finding: Finding) -> Iterable[str]:
    """Why a person must judge: the message, and the reasons on the provisions."""
    if finding.outcome == "needs_review":
        yield sentence(finding.message)
        yield from sorted({sentence(one.reason.text) for one in finding.by_provision if one.reason})


def _notes(finding: Finding) -> Iterable[str]:
    """What must be said beside the condition: period, inheritance, a person's word, an acceptance."""
    if finding.period:
        yield f"Period: {period(finding.period)}."
    if finding.basis and finding.basis != "direct":
        yield f"Basis: {finding.basis}."
    if inherited := finding.inherited:
        until = f" until {short_date(inherited.until)}" if inherited.until else ""
        covers = clean(listed(inherited.covers))
        yield f"Carried by {clean(inherited.party)} under {clean(inherited.document)} for {covers}{until}."
    if said := finding.determination:
        conclusion = words.DETERMINED[said.conclusion]
        who = f"{clean(said.name)} ({clean(said.role)})"
        yield f"{who} concluded on {short_date(said.decided_on)}: {conclusion}. {sentence(said.reasons)}"
    if accepted := finding.acceptance:
        state = "expired on" if accepted.expired else "accepted until"
        who = f"{short_date(accepted.until)} by {clean(accepted.approver)}"
        yield f"Risk {state} {who}: {sentence(accepted.reason)} The gap stays."
