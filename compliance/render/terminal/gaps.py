"""Gaps with their cause and their remedy. Those of one control share a block: the remedy is told once."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render.terminal.style import counted
from compliance.render.words import EFFORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.assessment import Assessment, Finding, Read
    from compliance.render.terminal.style import Style

FACTS_SHOWN: Final = 3
PROVISIONS_SHOWN: Final = 4
SUBJECTS_SHOWN: Final = 6
MARKS: Final = {"high": ("▲", "red"), "medium": ("◆", "yellow"), "low": ("●", "blue")}
_PARTS: Final = re.compile(r"\{has: \[([^\]]*)\], lacks: (\[[^\]]*\])\}")
_FLOW: Final = re.compile(r"flows\.([^.]+)\.")


def gap_lines(assessment: Assessment, names: dict[str, str], style: Style) -> Iterator[str]:
    """All gaps: those of today, those that were cured, those that come with law not yet in force."""
    gaps = [finding for finding in assessment.findings if finding.outcome == "gap"]
    today = [f for f in gaps if f.timing == "in_force" and f.standing == "current"]
    cured = [f for f in gaps if f.timing == "in_force" and f.standing == "historic"]
    coming = [f for f in gaps if f.timing == "upcoming"]
    if not today:
        yield from style.title("Gaps")
        yield "  No gap in what is stated. What is not stated is listed below."
        yield ""
    for title, found in (("Gaps", today), ("Breached and cured", cured), ("Coming", coming)):
        if found:
            yield from style.title(f"{title} ({len(found)})")
            yield from _blocks(found, names, style)


def _blocks(found: list[Finding], names: dict[str, str], style: Style) -> Iterator[str]:
    ordered = sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.framework, f.control, f.id))
    for _, group in groupby(ordered, key=lambda f: (f.severity, f.framework, f.control)):
        yield from _block(list(group), names, style)


def _block(found: list[Finding], names: dict[str, str], style: Style) -> Iterator[str]:
    first = found[0]
    mark, colour = MARKS[first.severity]
    cited = list(
        dict.fromkeys(
            entry.id for finding in found for entry in finding.by_provision if entry.outcome == "gap"
        )
    )
    more = f" and {len(cited) - PROVISIONS_SHOWN} more" if len(cited) > PROVISIONS_SHOWN else ""
    label = f"{names[first.framework]} {', '.join(cited[:PROVISIONS_SHOWN])}{more}"
    heading = f"{mark} {first.severity}"
    lines = style.wrap(label, 2, f"{heading}  ")
    lines[0] = lines[0].replace(heading, style.paint(heading, colour, "bold"), 1)
    yield from lines
    if first.timing == "upcoming":
        dates = sorted({entry.applies_from for f in found for entry in f.by_provision if entry.applies_from})
        yield from style.wrap(f"applies from {', '.join(dates)}", 6)
    shown: set[str] = set()
    for number, (message, group) in enumerate(groupby(found, key=lambda finding: finding.message)):
        if number:
            yield ""
        yield from _cause(message, list(group), shown, style)
    remedy = first.remediation
    yield from style.wrap(f"{remedy.text} (effort: {EFFORT[remedy.effort]})", 6, "do    ")
    yield ""


def _cause(message: str, found: list[Finding], shown: set[str], style: Style) -> Iterator[str]:
    """One message with the facts behind it. `shown`: facts the block has told already; they are not told again."""
    yield from style.wrap(message, 6)
    for finding in found[:SUBJECTS_SHOWN]:
        yield from _trace(finding, shown, style)
        yield from _accepted(finding, style)
    if len(found) > SUBJECTS_SHOWN:
        yield f"      and {len(found) - SUBJECTS_SHOWN} more subjects"


def _trace(finding: Finding, shown: set[str], style: Style) -> Iterator[str]:
    telling = [read for read in finding.because if read.value not in {"stated", "not stated"}][:FACTS_SHOWN]
    facts = [read for read in telling if read.fact not in shown]
    shown.update(read.fact for read in facts)
    if finding.path and finding.subject.kind != "organisation":  # one of many ways says nothing of the whole
        yield from style.wrap(f"{' → '.join(finding.path)}{_flow(finding)}", 6, "path  ")
    for read in facts:
        yield from style.wrap(f"{read.fact}: {shortened(read.value)}{_place(read)}", 6, "fact  ")
    yield from (style.paint(line, "dim") for line in style.wrap(finding.id, 6, "id    "))


def _flow(finding: Finding) -> str:
    """The flow on the way to the subject, with its line."""
    for read in finding.because:
        if (found := _FLOW.match(read.fact)) and read.source is not None:
            return f"  by flow {found[1]}{_place(read)}"
    return ""


def _place(read: Read) -> str:
    return f"  [{read.source.file}:{read.source.line}]" if read.source else ""


def shortened(value: str) -> str:
    """Of a list told in parts, what it lacks; how much it has is a number."""
    return _PARTS.sub(
        lambda found: f"lacks {found[2]}, has {counted(len(found[1].split(', ')), 'other')}", value
    )


def _accepted(finding: Finding, style: Style) -> Iterator[str]:
    accepted = finding.acceptance
    if accepted is not None:
        until = f"until {accepted.until}{', expired' if accepted.expired else ''}"
        yield from style.wrap(f"accepted by {accepted.approver} {until}: {accepted.reason}", 6, "risk  ")
