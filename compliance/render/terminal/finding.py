"""One finding told whole: what it says of which provision, the facts behind it with who said so, and what persons added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.terminal.gaps import MARKS, shortened
from compliance.render.words import DETERMINED, EFFORT, TIMING, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.assessment import Ask, Assessment, Assurance, Finding, Read
    from compliance.render.terminal.style import Style


RESTS: Final[dict[Assurance, str]] = {
    "stated": "as stated",
    "attached": "evidence attached",
    "examined": "evidence examined",
}


def finding_text(assessment: Assessment, finding: Finding, shorts: dict[str, str], style: Style) -> str:
    """Everything the assessment says of one finding."""
    mark, colour = MARKS[finding.severity]
    law = shorts[finding.framework]
    lines = [
        style.paint(finding.id, "bold"),
        f"{style.paint(f'{mark} {finding.severity}', colour)} · {_outcome(finding)} · as of {assessment.as_of}",
        "",
        *style.wrap(finding.message, 0),
        "",
        *_provisions(finding, law, style),
        *_facts(finding, style),
        *_persons(finding, style),
        *style.part("What would settle it", [_ask(ask) for ask in finding.asks]),
        *style.part("What to do", _remedy(finding)),
        style.paint(
            "Derived from the stated facts alone. Nothing was inspected; this is no legal advice.", "dim"
        ),
    ]
    return "\n".join(lines)


def _remedy(finding: Finding) -> list[str]:
    """Nothing is to be done about what is met."""
    told = f"{finding.remediation.text} (effort: {EFFORT[finding.remediation.effort]})"
    return [] if finding.outcome == "satisfied" else [told]


def _outcome(finding: Finding) -> str:
    timing = "" if finding.timing == "in_force" else f", {TIMING[finding.timing]}"
    cured = ", breached and cured" if finding.standing == "historic" else ""
    rests = f", {RESTS[finding.assurance]}" if finding.assurance and finding.outcome == "gap" else ""
    return f"{printed(finding.outcome, finding.assurance)}{rests}{timing}{cured}"


def _provisions(finding: Finding, law: str, style: Style) -> list[str]:
    rows = []
    for one in finding.by_provision:
        reason = f": {one.reason.text}" if one.reason else ""
        since = f", from {one.applies_from}" if one.timing == "upcoming" and one.applies_from else ""
        rows.append(f"{law} {one.id}: {printed(one.outcome, finding.assurance)}{since}{reason}")
    return style.part("Provisions", rows)


def _facts(finding: Finding, style: Style) -> Iterator[str]:
    if not finding.because:
        return
    yield style.paint("Facts", "bold")
    for read in finding.because:
        place = f"  [{read.source.file}:{read.source.line}]" if read.source else ""
        yield from style.wrap(f"{read.fact}: {shortened(read.value)}{place}", 2, "- ")
        yield from (style.paint(line, "dim") for told in _said(read) for line in style.wrap(told, 4))
    yield ""


def _said(read: Read) -> Iterator[str]:
    """Who said so, when, and how well it is backed."""
    said = read.said
    if said is not None:
        role = f" ({said.role})" if said.role else ""
        on = f" on {said.on}" if said.on else ""
        yield f"{said.assurance}: {said.by}{role}{on}, answering {said.question}"


def _persons(finding: Finding, style: Style) -> Iterator[str]:
    told = finding.determination
    if told is not None:
        until = f", valid until {told.valid_until}" if told.valid_until else ""
        who = f"{told.name}{f' ({told.role})' if told.role else ''}"
        how = "independent of who answered" if told.independent else "not independent of who answered"
        yield from style.part(
            "Determination",
            [f"{DETERMINED[told.conclusion]}, by {who}, {how}, on {told.decided_on}{until}: {told.reasons}"],
        )
    accepted = finding.acceptance
    if accepted is not None:
        until = f"until {accepted.until}{', which has passed' if accepted.expired else ''}"
        yield from style.part(
            "Accepted, not cured", [f"{accepted.approver} answers for it {until}: {accepted.reason}"]
        )


def _ask(ask: Ask) -> str:
    return (
        f"{', '.join(ask.questions)}: {ask.fact}"
        if ask.questions
        else f"in the architecture file: {ask.fact}"
    )
