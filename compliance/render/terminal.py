"""The assessment as text for a terminal: scope, gaps with their cause and remedy, then counts and the next questions."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.errors import printable
from compliance.model.assessment import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.assessment import Assessment, Finding, FrameworkScope
    from compliance.model.catalog import Catalog

CODES: Final = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
}
QUESTIONS_SHOWN: Final = 8
FACTS_SHOWN: Final = 4
PROVISIONS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Style:
    """Whether colour is wanted, and the columns to fill."""

    colour: bool
    width: int

    def paint(self, text: str, *names: str) -> str:
        """The text in some colours, plain where colour is not wanted."""
        if not self.colour or not names:
            return text
        return f"\x1b[{';'.join(CODES[name] for name in names)}m{text}\x1b[0m"

    def wrap(self, text: str, indent: int, first: str = "") -> list[str]:
        """The text in lines below an indent; `first` stands at the start of the first."""
        room = self.width - indent
        lines = textwrap.wrap(printable(text), max(30, room - len(first))) or [""]
        pad = " " * indent
        return [f"{pad}{first}{lines[0]}", *(f"{pad}{' ' * len(first)}{line}" for line in lines[1:])]


def assessment_text(assessment: Assessment, catalog: Catalog, style: Style) -> str:
    """The whole text."""
    lines = [
        style.paint(printable(assessment.system.name), "bold"),
        f"as of {assessment.as_of}, described on {assessment.described_on}",
        "",
        *_scopes(assessment, catalog, style),
        *_gaps(assessment, catalog, style),
        *_counts(assessment, catalog, style),
        *_questions(assessment, catalog, style),
        *(f"note: {printable(note.text)}" for note in assessment.summary.notes),
        "",
        style.paint(
            "Derived from the stated facts alone. Nothing was inspected; this is no legal advice.", "dim"
        ),
    ]
    return "\n".join(lines) + "\n"


def _title(text: str, style: Style) -> list[str]:
    return [style.paint(text, "bold"), style.paint("─" * min(style.width, len(text) + 40), "dim")]


def _names(catalog: Catalog) -> dict[str, str]:
    return {framework.framework.id: framework.framework.short for framework in catalog.frameworks}


def _scopes(assessment: Assessment, catalog: Catalog, style: Style) -> Iterator[str]:
    names = _names(catalog)
    reasons = {framework.framework.id: framework.framework.because for framework in catalog.frameworks}
    yield from _title("Scope", style)
    size = max((len(names[scope.id]) for scope in assessment.frameworks), default=0)
    for scope in assessment.frameworks:
        word, colour = {
            True: ("applies", "green"),
            False: ("does not apply", "dim"),
            None: ("open", "yellow"),
        }[scope.applies]
        told = f"{names[scope.id].ljust(size)}  {word.ljust(14)}  "
        lines = style.wrap(_why(scope, reasons[scope.id]), len(told) + 2)
        lines[0] = (
            f"  {names[scope.id].ljust(size)}  {style.paint(word.ljust(14), colour)}  {lines[0].strip()}"
        )
        yield from lines
    yield ""


def _why(scope: FrameworkScope, because: str) -> str:
    if scope.applies is None:
        return "settled by " + ", ".join(ask.question or ask.fact for ask in scope.asks)
    return ", ".join(f"{read.fact}: {read.value}" for read in scope.because[:3]) or because


def _gaps(assessment: Assessment, catalog: Catalog, style: Style) -> Iterator[str]:
    gaps = [finding for finding in assessment.findings if finding.outcome == "gap"]
    groups = (
        ("Gaps", [f for f in gaps if f.timing == "in_force" and f.standing == "current"]),
        ("Breached and cured", [f for f in gaps if f.timing == "in_force" and f.standing == "historic"]),
        ("Coming", [f for f in gaps if f.timing == "upcoming"]),
    )
    if not groups[0][1]:
        yield from (
            *_title("Gaps", style),
            "  No gap in what is stated. What is not stated is listed below.",
            "",
        )
    for title, found in groups:
        if found:
            yield from _title(f"{title} ({len(found)})", style)
            for finding in sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.framework, f.id)):
                yield from _gap(finding, catalog, style)


def _gap(finding: Finding, catalog: Catalog, style: Style) -> Iterator[str]:
    colour = {"high": "red", "medium": "yellow", "low": "blue"}[finding.severity]
    mark = {"high": "▲", "medium": "◆", "low": "●"}[finding.severity]
    cited = [entry.id for entry in finding.by_provision if entry.outcome == "gap"]
    more = f" and {len(cited) - PROVISIONS_SHOWN} more" if len(cited) > PROVISIONS_SHOWN else ""
    label = f"{_names(catalog)[finding.framework]} {', '.join(cited[:PROVISIONS_SHOWN])}{more}"
    yield f"  {style.paint(f'{mark} {finding.severity}', colour, 'bold')}  {style.paint(printable(label), 'bold')}"
    if finding.timing == "upcoming":
        since = next((entry.applies_from for entry in finding.by_provision if entry.applies_from), "")
        yield f"      applies from {since}"
    yield from style.wrap(finding.message, 6)
    if finding.path:
        yield from style.wrap(" → ".join(finding.path), 6, "path  ")
    for read in finding.because[:FACTS_SHOWN]:
        place = f"{read.source.file}:{read.source.line}" if read.source else "derived"
        yield from style.wrap(f"{read.fact}: {read.value}  [{place}]", 6, "fact  ")
    yield from style.wrap(f"{finding.remediation.text} (effort: {finding.remediation.effort})", 6, "do    ")
    if finding.acceptance is not None:
        until = f"until {finding.acceptance.until}{', expired' if finding.acceptance.expired else ''}"
        yield from style.wrap(
            f"accepted by {finding.acceptance.approver} {until}: {finding.acceptance.reason}", 6, "risk  "
        )
    yield style.paint(f"      {printable(finding.id)}", "dim")
    yield ""


def _counts(assessment: Assessment, catalog: Catalog, style: Style) -> Iterator[str]:
    names = _names(catalog)
    yield from _title("Findings in force", style)
    heads = ("gap", "unknown", "needs_review", "satisfied")
    words = ("gap", "not known", "a person must judge", "met as stated", "coming gaps")
    size = max((len(names[row.id]) for row in assessment.summary.frameworks), default=10)
    yield style.paint("  " + " " * size + "  ".join(f"{word:>10}" for word in words), "dim")
    scope = {one.id: one.applies for one in assessment.frameworks}
    for row in assessment.summary.frameworks:
        if scope[row.id] is not True:
            text = "does not apply" if scope[row.id] is False else "open: the scope question comes first"
            yield f"  {names[row.id].ljust(size)}  {style.paint(text, 'dim')}"
            continue
        counts = [row.findings[head] for head in heads] + [row.upcoming_gaps]
        cells = [f"{count:>{max(10, len(word))}}" for count, word in zip(counts, words, strict=True)]
        if counts[0]:
            cells[0] = style.paint(cells[0], "red", "bold")
        yield f"  {names[row.id].ljust(size)}" + "  ".join(cells)
    yield ""


def _questions(assessment: Assessment, catalog: Catalog, style: Style) -> Iterator[str]:
    """The questions that settle the most of the gravest open findings."""
    weight: Counter[tuple[str, str | None]] = Counter()
    subjects: dict[tuple[str, str | None], list[str]] = {}
    scope = {one.id: one.applies for one in assessment.frameworks}
    for one in assessment.frameworks:
        for ask in one.asks if one.applies is None else ():
            weight[ask.question or ask.fact, ask.question] += (
                1000  # nothing of the framework is definite before
            )
            subjects.setdefault((ask.question or ask.fact, ask.question), []).append(ask.fact)
    for finding in assessment.findings:
        if finding.outcome == "unknown" and finding.timing == "in_force" and scope[finding.framework]:
            for ask in finding.asks:
                key = (ask.question or ask.fact, ask.question)
                weight[key] += {"high": 100, "medium": 10, "low": 1}[finding.severity]
                subjects.setdefault(key, []).append(ask.fact)
    if not weight:
        return
    texts = {question.id: question.text for question in catalog.questions}
    ranked = sorted(weight, key=lambda key: (-weight[key], key[0]))
    yield from _title(f"Next questions ({min(QUESTIONS_SHOWN, len(ranked))} of {len(ranked)})", style)
    for key in ranked[:QUESTIONS_SHOWN]:
        text = texts.get(key[1] or "", f"State {key[0]} in the architecture file.")
        yield from style.wrap(text, 4, "? ")
        yield from (style.paint(line, "dim") for line in style.wrap(_facts(subjects[key]), 6))
    yield ""


def _facts(paths: Iterable[str]) -> str:
    unique = list(dict.fromkeys(paths))
    return ", ".join(unique[:3]) + (f" and {len(unique) - 3} more" if len(unique) > 3 else "")  # noqa: PLR2004
