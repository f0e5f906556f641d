"""Results by framework: counts, bars, met controls, and duties that will apply."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render import words
from compliance.render.charts import Mark, stacked_bar, timeline
from compliance.render.text import clean, count, listed, long_date, short_date
from compliance.render.view.facts import FactList, fact_list
from compliance.render.view.findings import chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from compliance.model.assessment import Assessment, Finding, FrameworkScope, Outcome, ProvisionResult
    from compliance.render.view.index import Index

COLUMNS: Final[tuple[Outcome, ...]] = ("gap", "unknown", "needs_review", "satisfied", "not_applicable")
_SCOPE: Final = {True: "applies", False: "does not apply", None: "scope not known"}


@dataclass(frozen=True, slots=True)
class MetControl:
    """A control with every subject it met."""

    control: str
    title: str
    provisions: tuple[str, ...]
    subjects: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class FrameworkResult:
    """One framework on page one and in its own chapter. `counts` follow COLUMNS; they are provisions in force."""

    id: str
    short: str
    title: str
    citation: str
    text_version: str
    catalog_version: str
    custom: bool
    scope: str
    applies: bool | None
    because: FactList
    counts: tuple[int, ...]
    without: int
    total: int
    upcoming: int
    bar: Markup
    weights: tuple[int, ...]
    weight_bar: Markup
    reading: str
    not_assessed: tuple[str, ...]
    met: tuple[MetControl, ...]


@dataclass(frozen=True, slots=True)
class UpcomingDate:
    """Provisions of one framework that start to apply on one day."""

    day: str
    framework: str
    provisions: int
    counts: tuple[int, ...]


def framework_results(index: Index, assessment: Assessment) -> tuple[FrameworkResult, ...]:
    """One entry per framework of the assessment, in its order."""
    return tuple(_result(index, assessment, scope) for scope in assessment.frameworks)


def upcoming_dates(index: Index, assessment: Assessment) -> tuple[UpcomingDate, ...]:
    """The days on which law that may concern the system starts to apply, earliest first."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for day, one in _to_come(assessment):
        found[day, one.framework][one.outcome or "none"] += 1
    return tuple(
        UpcomingDate(
            long_date(day), index.short(framework), sum(c.values()), tuple(c[name] for name in COLUMNS)
        )
        for (day, framework), c in sorted(found.items())
    )


def upcoming_line(index: Index, assessment: Assessment) -> Markup | None:
    """The days to come as a picture, None where nothing is to come."""
    coming: dict[str, Counter[str]] = defaultdict(Counter)
    laws: dict[str, dict[str, None]] = defaultdict(dict)
    for day, one in _to_come(assessment):
        coming[day][one.outcome or "none"] += 1
        laws[day][index.short(one.framework)] = None
    marks = [_mark(day, listed(laws[day]), coming[day]) for day in sorted(coming)]
    if not marks:
        return None
    said = "; ".join(f"{mark.label}: {mark.detail}" for mark in marks)
    return timeline(dt.date.fromisoformat(assessment.as_of), marks, f"Law to come. {said}")


def _to_come(assessment: Assessment) -> Iterator[tuple[str, ProvisionResult]]:
    """Provisions that begin to apply after the date, of frameworks that are not out of scope."""
    outside = {scope.id for scope in assessment.frameworks if scope.applies is False}
    for one in assessment.provisions:
        if one.timing == "upcoming" and one.applies_from and one.framework not in outside:
            yield one.applies_from, one


def _mark(day: str, laws: str, found: Counter[str]) -> Mark:
    gaps, open_ = found["gap"], found["unknown"]
    style = "gap" if gaps else "open" if open_ else "navy"
    told = [count(sum(found.values()), "provision")]
    told += [count(gaps, "gap")] if gaps else []
    told += [f"{open_} not known"] if open_ else []
    return Mark(dt.date.fromisoformat(day), f"{short_date(day)} · {laws}", ", ".join(told), style)


def met_controls(index: Index, found: Iterable[Finding]) -> tuple[MetControl, ...]:
    """Controls with satisfied findings, by what they rest on."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        if chapter_of(finding) == "met":
            groups[finding.control, words.printed(finding.outcome, finding.assurance)].append(finding)
    return tuple(
        MetControl(
            control=control,
            title=clean(index.control_title(control)),
            provisions=tuple(dict.fromkeys(p for finding in group for p in finding.provisions)),
            subjects=tuple(index.subject(finding.subject) for finding in group),
            outcome=outcome,
        )
        for (control, outcome), group in sorted(groups.items())
    )


def _result(index: Index, assessment: Assessment, scope: FrameworkScope) -> FrameworkResult:
    entry, used = index.frameworks.get(scope.id), index.inputs.get(scope.id)
    mine = [p for p in assessment.provisions if p.framework == scope.id]
    now = Counter(p.outcome for p in mine if p.timing == "in_force")
    counts = tuple(now[outcome] for outcome in COLUMNS)
    short = index.short(scope.id)
    gaps = [f for f in assessment.findings if f.framework == scope.id and chapter_of(f) == "gap"]
    weights = {name: sum(f.severity == name for f in gaps) for name in SEVERITIES}
    return FrameworkResult(
        id=scope.id,
        short=short,
        title=scope.id if entry is None else clean(entry.title),
        citation="" if entry is None else clean(entry.citation),
        text_version=used.text_version if used else "",
        catalog_version=used.catalog_version if used else "",
        custom=used is not None and used.origin == "custom",
        scope=_SCOPE[scope.applies],
        applies=scope.applies,
        because=fact_list(index, scope.because, shown=6),
        counts=counts,
        without=now[None],
        total=len(mine),
        upcoming=sum(p.timing == "upcoming" and p.outcome == "gap" for p in mine),
        bar=stacked_bar(short, _parts(counts, now[None])),
        weights=tuple(weights.values()),
        weight_bar=stacked_bar(
            short, [(name, f"of {name} severity", number) for name, number in weights.items()], "no gap"
        ),
        reading="" if entry is None else clean(entry.because),
        not_assessed=() if entry is None else tuple(clean(item).rstrip(".") for item in entry.not_assessed),
        met=met_controls(index, [f for f in assessment.findings if f.framework == scope.id]),
    )


def _parts(counts: tuple[int, ...], without: int) -> list[tuple[str, str, int]]:
    parts = [(words.STYLE[o], words.OUTCOME[o], n) for o, n in zip(COLUMNS, counts, strict=True)]
    met = parts.pop(COLUMNS.index("satisfied"))
    return [met, *parts, ("none", "without an outcome", without)]
