"""A comparison in a terminal: what follows first, then the variants side by side, then what each changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.comparison.lines import line, moved
from compliance.render.comparison.routes import routed
from compliance.render.comparison.terminal_assumed import assumed_lines
from compliance.render.comparison.terminal_routes import route_lines
from compliance.render.comparison.view import label_of, route_of
from compliance.render.comparison.words import (
    ANSWERS,
    LEGEND,
    OUTCOMES,
    asked,
    between,
    crossings,
    ended,
    headline,
    span,
    turning,
    volume,
)
from compliance.render.text import count, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.model.comparison import Comparison, VariantResult
    from compliance.render.comparison.rows import Line
    from compliance.render.terminal.style import Style

_SHOWN = 8
"""Points of each kind that are listed; the rest are counted."""
_ASKED = 12
"""Facts that are listed among what would settle it."""


def comparison_text(comparison: Comparison, style: Style) -> str:
    """The comparison as lines."""
    lines = [*_head(comparison, style), *_table(comparison, style)]
    for one in comparison.variants:
        if one.difference is not None:
            lines += _changes(comparison, one, style)
        lines += route_lines(one.name, routed(comparison, one), style)
    lines += [
        *_common(comparison, style),
        *_fit(comparison, style),
        *assumed_lines(comparison, style),
        *_turning(comparison, style),
        *_steps(comparison, style),
        *_until(comparison, style),
    ]
    return "\n".join(lines) + "\n"


def _head(comparison: Comparison, style: Style) -> list[str]:
    outcome = OUTCOMES[comparison.recommendation.outcome]
    return [
        *style.title(f"{outcome}  ·  as of {comparison.as_of}"),
        *style.wrap(headline(comparison), 0),
        "",
    ]


def _table(comparison: Comparison, style: Style) -> list[str]:
    """One row for each variant, in the order of the rules."""
    by_name = {one.name: one for one in comparison.variants}
    rows = [
        (
            "",
            "gaps: high, medium, low",
            "not known",
            "to judge",
            f"{comparison.currency} a month",
            f"over {comparison.variants[0].cost.months} months",
        )
    ]
    for name in comparison.recommendation.order:
        one = by_name[name]
        sums = {
            word: sum(found[word] for found in one.counts.values())
            for word in ("high", "medium", "low", "unknown", "needs_review")
        }
        gaps = f"{sums['high']}, {sums['medium']}, {sums['low']}"
        rows.append(
            (
                name,
                gaps,
                str(sums["unknown"]),
                str(sums["needs_review"]),
                span(one.cost.monthly),
                span(one.cost.total),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    titles = [
        line
        for name in comparison.recommendation.order
        if by_name[name].title != name
        for line in style.wrap(by_name[name].title, 2, f"{name}: ")
    ]
    legend = style.wrap(LEGEND, 2)
    return [style.paint(lines[0], "dim"), *lines[1:], "", *legend, "", *titles, ""]


def _changes(comparison: Comparison, one: VariantResult, style: Style) -> Iterator[str]:
    change = one.difference
    if change is None:
        return
    yield style.paint(f"{one.name} against {comparison.variants[0].name}", "bold")
    for verb, became, found, colour in (
        ("removes", "here", change.removed, "green"),
        ("adds", "there", change.added, "red"),
        ("opens", "there", change.opened, "yellow"),
        ("settles", "here", change.settled, "cyan"),
    ):
        yield from _points(verb, [line(comparison, point, became) for point in found], style, colour)
    for move in change.moved[:_SHOWN]:
        yield from style.wrap(moved(move), 2, "moves  ")
    if len(change.moved) > _SHOWN:
        yield f"         and {len(change.moved) - _SHOWN} more"
    if not any((change.removed, change.added, change.opened, change.settled, change.moved)):
        yield "  changes no finding"
    yield ""


def _points(
    verb: str, found: Sequence[Line], style: Style, colour: str, *, why: bool = True
) -> Iterator[str]:
    if not found:
        return
    yield "  " + style.paint(f"{verb} {len(found)}", colour)
    for point in found[:_SHOWN]:
        outcome = "" if point.style == "gap" else f", {point.outcome}"
        names = f": {point.subjects}" if point.subjects else ""
        told = f"{point.title}{names} ({point.framework} {point.provisions}; {point.severity}{outcome})"
        yield from style.wrap(told, 4, "- ")
        for reason in point.reasons if why else ():
            yield from (style.paint(text, "dim") for text in style.wrap(str(reason), 6))
    if len(found) > _SHOWN:
        yield f"    and {len(found) - _SHOWN} more"


def _common(comparison: Comparison, style: Style) -> Iterator[str]:
    gaps = [line(comparison, point) for point in comparison.common if point.outcome == "gap"]
    if comparison.common:
        others = len({point.control for point in comparison.common if point.outcome != "gap"})
        first = comparison.variants[0].name
        yield style.paint(f"Whichever is chosen, as it stands in {first}", "bold")
        yield from _points("to be mended", gaps, style, "red", why=False)
        yield f"  {count(others, 'control')} open in every variant"
        yield ""


def _fit(comparison: Comparison, style: Style) -> Iterator[str]:
    if not any(one.routes for one in comparison.variants):
        yield style.paint("Fit and cost", "bold")
        told = "Not known: no decision file says how a variant is served (--decision FILE)."
        yield from style.wrap(told, 2)
        yield ""
        return
    yield style.paint("Fit and cost", "bold")
    for one in comparison.variants:
        yield f"  {one.name}"
        several = len(one.routes) > 1
        for check in one.checks:
            label = f"{check.label}{route_of(check, several=several)}"
            yield from style.wrap(f"{label}: {ANSWERS[check.answer]} ({check.because})", 4, "- ")
        for paid in one.cost.lines:
            once = f", once {span(paid.once)}" if paid.once.high else ""
            yield from style.wrap(
                f"{label_of(paid, several=several)}: {span(paid.monthly)} a month{once} ({paid.how})", 4, "- "
            )
        yield from _measures(one, style)
        for path in one.cost.missing:
            yield from style.wrap(f"the cost is not known: {path} is missing", 4, "- ")
    for variant, others, low, mid, high in crossings(comparison):
        yield from style.wrap(_crossing(variant, others, low, mid, high), 2)
    yield ""


def _measures(one: VariantResult, style: Style) -> Iterator[str]:
    """Idle share of its machines and time to production, each with how it came about."""
    for number in one.numbers:
        if number.name.endswith((".idle_share", ".weeks_to_production")) and number.kind == "computed":
            what = "Idle" if number.unit == "share" else "In production after"
            unit = "" if number.unit == "share" else " week" if number.low == number.high == 1 else " weeks"
            yield from style.wrap(f"{what}: {between(number)}{unit} ({number.source})", 4, "- ")


def _crossing(variant: str, others: str, *ends: str) -> str:
    """From which volume on, at best, in the middle and at worst."""
    low, mid, high = ends
    if low == volume(None):
        return f"{variant} is dearer than {others} at every volume up to 100 million requests a month"
    if mid == volume(None):
        return f"{variant} is dearer than {others} up to 100 million requests a month, and at best costs no more from {low}"
    return (
        f"{variant} costs no more than {others} from {mid} requests a month (at best {low}, at worst {high})"
    )


def _turning(comparison: Comparison, style: Style) -> Iterator[str]:
    """What would change the order, the volumes apart, which stand below the cost."""
    found = list(turning(comparison))
    if found:
        yield style.paint("What would change the order", "bold")
        for text in found:
            yield from style.wrap(text, 2, "- ")
        yield ""


def _steps(comparison: Comparison, style: Style) -> Iterator[str]:
    yield style.paint("How the order came about", "bold")
    yield from style.wrap(
        "(open): not sure, and counted as if it went badly for that variant; what all share tells none apart. From severity "
        f"{comparison.severity} on a gap or an open point bears on the order; a milder gap is a condition of the choice.",
        2,
    )
    for step in comparison.recommendation.steps:
        told = step.result if step.result.startswith("Tells") else f"Here: {step.result}"
        yield from style.wrap(f"{step.text} {ended(told)}", 2, "- ")
    yield ""
    for reply in comparison.recommendation.replies:
        yield from style.wrap(f"{reply.question} {sentence(reply.answer)} {ended(reply.because)}", 2, "- ")
    yield ""


def _until(comparison: Comparison, style: Style) -> Iterator[str]:
    found = comparison.recommendation.until
    if found:
        yield style.paint("What would settle it", "bold")
        for ask in found[:_ASKED]:
            yield from style.wrap(asked(ask), 2, "- ")
        if len(found) > _ASKED:
            yield f"  and {len(found) - _ASKED} more"
    judge = comparison.recommendation.judge
    if judge:
        yield (
            "  and a person's judgement on"
            if found
            else style.paint("What a person must judge first", "bold")
        )
    for one in judge[:_ASKED]:
        yield from style.wrap(f"{one.title}: {one.name} ({', '.join(one.variants)})", 2, "- ")
    if len(judge) > _ASKED:
        yield f"  and {len(judge) - _ASKED} more"
