"""A comparison in words and rows: what every rendering for people places on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render.comparison import marks, words
from compliance.render.comparison.charts import cost_by_volume, what_it_hangs_on
from compliance.render.comparison.lines import line, moved
from compliance.render.comparison.marks import cell
from compliance.render.comparison.routes import routed
from compliance.render.comparison.rows import Apart, Change, Detail, Figure, Row, View
from compliance.render.comparison.words import (
    ANSWERS,
    ASSUMED,
    OUTCOMES,
    asked,
    between,
    crossings,
    ended,
    headline,
    rounded,
    turning,
)
from compliance.render.text import clean, listed, long_date, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compliance.model.comparison import Amount, Check, Comparison, CostLine, Number, Point, VariantResult

NATURE: Final = (
    (
        "Nature.",
        (
            "Prepared by software from descriptions and numbers that the party named has stated. "
            "Nothing was inspected, interviewed or tested by it."
        ),
    ),
    (
        "Order.",
        (
            "Law comes first: cost does not outweigh a gap in force that another variant lacks. "
            "What is open counts against the variant that has it."
        ),
    ),
    (
        "Numbers.",
        (
            "Each lies between two ends and names its source; what nobody stated is a default or a reference figure "
            "and is listed as an assumption."
        ),
    ),
    (
        "Use.",
        (
            "An aid to a decision that named persons take. It does not show that a variant meets the law, "
            "and is no legal or financial advice."
        ),
    ),
)


def view(comparison: Comparison) -> View:
    """The comparison, worded."""
    found = comparison.recommendation
    by_name = {one.name: one for one in comparison.variants}
    shared = {point.control for point in comparison.common}
    return View(
        title=clean(comparison.system.name or comparison.system.id),
        entity=clean(comparison.entity or "the organisation described"),
        as_of=long_date(comparison.as_of),
        frameworks=listed(
            short
            for id_, short in comparison.frameworks.items()
            if any(one.applies.get(id_) is not False for one in comparison.variants)
        ),
        outcome=OUTCOMES[found.outcome],
        headline=clean(headline(comparison)),
        first=comparison.variants[0].name,
        currency=comparison.currency,
        months=comparison.variants[0].cost.months,
        severity=comparison.severity,
        rows=tuple(_row(place, by_name[name], found.choice) for place, name in enumerate(found.order, 1)),
        details=tuple(_detail(comparison, by_name[name], shared) for name in found.order),
        apart=tuple(_apart(comparison, [by_name[name] for name in found.order])),
        remedies=tuple(line(comparison, point) for point in found.remedies),
        until=tuple(map(asked, found.until)),
        judge=tuple(
            (clean(one.title), clean(one.name), clean(one.message), listed(one.variants))
            for one in found.judge
        ),
        turning=tuple(turning(comparison)),
        volumes=tuple(crossings(comparison)),
        levers=tuple(
            (
                one.path,
                f"{rounded(one.low)} to {rounded(one.high)}",
                rounded(one.at_low),
                rounded(one.at_high),
            )
            for one in comparison.levers
        ),
        between=" and ".join(comparison.between or ()),
        steps=tuple((clean(one.text), ended(one.result)) for one in found.steps),
        replies=tuple(
            (clean(one.question), sentence(one.answer), ended(one.because)) for one in found.replies
        ),
        common=tuple(line(comparison, one) for one in comparison.common if one.outcome == "gap"),
        common_open=tuple(line(comparison, one) for one in comparison.common if one.outcome != "gap"),
        common_controls=_controls(comparison),
        stated=tuple(_figures(comparison, lambda number: number.kind == "stated")),
        assumed=tuple(_figures(comparison, lambda number: number.kind in ASSUMED)),
        digests=tuple(_digests(comparison)),
        cost_chart=cost_by_volume(comparison),
        lever_chart=what_it_hangs_on(comparison),
        nature=NATURE,
        tool=f"{comparison.tool.name} {comparison.tool.version}",
    )


def _controls(comparison: Comparison) -> tuple[int, int]:
    gaps, left = (
        len({one.control for one in comparison.common if (one.outcome == "gap") is wanted})
        for wanted in (True, False)
    )
    return gaps, left


def _apart(comparison: Comparison, ordered: list[VariantResult]) -> Iterator[Apart]:
    """Where variants differ; of a control with several outcomes in one variant the gravest counts."""
    found = [{point.control: point for point in (*_graded(one.open), *one.gaps)} for one in ordered]
    controls = dict.fromkeys(control for points in found for control in points)
    rows = []
    for control in controls:
        outcomes = [points[control].outcome if control in points else "none" for points in found]
        if len(set(outcomes)) > 1:
            first = next(points[control] for points in found if control in points)
            rows.append((SEVERITIES.index(first.severity), -outcomes.count("gap"), control, first, outcomes))
    for _, _, _, first, outcomes in sorted(rows, key=lambda row: row[:3]):
        cells = tuple(cell(outcome) for outcome in outcomes)
        yield Apart(line(comparison, first), cells)


def _graded(points: tuple[Point, ...]) -> list[Point]:
    return sorted(points, key=lambda point: point.outcome == "unknown")


def _row(place: int, one: VariantResult, choice: str | None) -> Row:
    sums = {
        word: sum(found[word] for found in one.counts.values())
        for word in (*SEVERITIES, "unknown", "needs_review")
    }
    fit, style = marks.fit(one.checks)
    return Row(
        rank=place,
        name=one.name,
        title=clean(one.title),
        chosen=one.name == choice,
        gaps=(sums["high"], sums["medium"], sums["low"]),
        unknown=sums["unknown"],
        judge=sums["needs_review"],
        fit=fit,
        fit_style=style,
        once=span(one.cost.once),
        monthly=span(one.cost.monthly),
        total=span(one.cost.total),
        weeks=between(one.weeks) if one.weeks is not None else "not known",
    )


def span(amount: Amount | None) -> str:
    """Money between two ends that breaks between them only."""
    return (
        words.span(amount)
        .replace(" ", "\N{NO-BREAK SPACE}")
        .replace("\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}", " to ")
    )


def _detail(comparison: Comparison, one: VariantResult, shared: set[str]) -> Detail:
    several = len(one.routes) > 1
    change = one.difference
    changes = (
        Change(verb, tuple(line(comparison, point, became) for point in points))
        for verb, became, points in (
            (
                ("removes", "here", change.removed),
                ("adds", "there", change.added),
                ("opens", "there", change.opened),
                ("settles", "here", change.settled),
            )
            if change is not None
            else ()
        )
        if points
    )
    return Detail(
        name=one.name,
        title=clean(one.title),
        changes=tuple(changes),
        moved=tuple(moved(one) for one in (change.moved if change is not None else ())),
        own=tuple(line(comparison, point) for point in (*one.gaps, *one.open) if point.control not in shared),
        checks=tuple(
            (
                f"{check.label}{route_of(check, several=several)}",
                ANSWERS[check.answer],
                {"yes": "met", "no": "gap", "unknown": "open"}[check.answer],
                clean(check.because),
            )
            for check in one.checks
        ),
        costs=tuple(_cost(line, several=several) for line in one.cost.lines),
        missing=one.cost.missing,
        computed=tuple(
            _figure(number, comparison.currency) for number in one.numbers if number.kind == "computed"
        ),
        routed=routed(comparison, one),
    )


def route_of(check: Check, *, several: bool) -> str:
    """Where a variant has more than one route, which of them a check is about."""
    name, _, rest = check.id.partition(".")
    return f", {name}" if several and rest else ""


def label_of(line: CostLine, *, several: bool) -> str:
    """What a cost line is for, with its route where there are more than one, and its mark."""
    parts = line.id.split(".")
    route = f", {parts[3]}" if several and len(parts) > 4 and parts[2] == "routes" else ""  # noqa: PLR2004 - below a route
    return f"{clean(line.label)}{route}{' (for compliance)' if line.compliance else ''}"


def _cost(line: CostLine, *, several: bool) -> tuple[str, str, str, str]:
    return (label_of(line, several=several), span(line.monthly), span(line.once), clean(line.how))


def _figures(comparison: Comparison, wanted: Callable[[Number], bool]) -> Iterator[Figure]:
    """Every number that is wanted once, by path."""
    seen: dict[str, Number] = {}
    for one in comparison.variants:
        for number in one.numbers:
            if wanted(number):
                seen.setdefault(number.name, number)
    for name in sorted(seen):
        yield _figure(seen[name], comparison.currency)


def _figure(number: Number, currency: str) -> Figure:
    return Figure(
        clean(number.name),
        between(number),
        _unit(number, currency),
        number.kind,
        clean(number.source),
    )


def _unit(number: Number, currency: str) -> str:
    """The unit of a number; one week is no weeks."""
    if number.unit in {"weeks", "months"} and number.low == number.high == 1:
        return number.unit.removesuffix("s")
    return clean(number.unit.replace("money", currency))


def _digests(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    inputs = comparison.inputs
    yield clean(inputs.architecture.name), "architecture", inputs.architecture.sha256
    for given in inputs.answers:
        yield clean(given.name), "answers", given.sha256
    for one in comparison.decision:
        yield clean(one.name), "numbers", one.sha256
    for framework in inputs.frameworks:
        yield framework.id, f"catalog {clean(framework.catalog_version)}", framework.sha256
    for variant in comparison.variants:
        yield variant.name, "assessment of the variant", variant.assessment
