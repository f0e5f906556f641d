"""A comparison in a terminal: what follows first, then the variants side by side, then what each changes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.render.comparison.view import between, label_of, route_of
from compliance.render.comparison.words import ANSWERS, OUTCOMES, SIDES, headline, rounded, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.comparison import Comparison, Point, VariantResult
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
    lines += [
        *_common(comparison, style),
        *_fit(comparison, style),
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
            "gaps high/med/low",
            "not known",
            "to judge",
            f"{comparison.currency} a month",
            "over the horizon",
        )
    ]
    for name in comparison.recommendation.order:
        one = by_name[name]
        count = {
            word: sum(found[word] for found in one.counts.values())
            for word in ("high", "medium", "low", "unknown", "needs_review")
        }
        gaps = f"{count['high']}/{count['medium']}/{count['low']}"
        rows.append(
            (
                name,
                gaps,
                str(count["unknown"]),
                str(count["needs_review"]),
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
        for line in style.wrap(by_name[name].title, 2, f"{name}: ")
    ]
    return [style.paint(lines[0], "dim"), *lines[1:], "", *titles, ""]


def _changes(comparison: Comparison, one: VariantResult, style: Style) -> Iterator[str]:
    change = one.difference
    if change is None:
        return
    yield style.paint(f"{one.name} against {comparison.variants[0].name}", "bold")
    yield from _points("removes", change.removed, style, "green")
    yield from _points("adds", change.added, style, "red")
    yield from _points("opens", change.opened, style, "yellow")
    yield from _points("settles", change.settled, style, "cyan")
    if change.moved:
        told = ", ".join(
            f"{move.title} (from {SIDES[move.before]} to {SIDES[move.after]})"
            for move in change.moved[:_SHOWN]
        )
        rest = len(change.moved) - _SHOWN
        yield from style.wrap(told + (f", and {rest} more" if rest > 0 else ""), 2, "moves    ")
    if not any((change.removed, change.added, change.opened, change.settled, change.moved)):
        yield "  changes no finding"
    yield ""


def _points(verb: str, found: tuple[Point, ...], style: Style, colour: str) -> Iterator[str]:
    if not found:
        return
    yield "  " + style.paint(f"{verb} {len(found)}", colour)
    for point in found[:_SHOWN]:
        what = {"gap": "", "unknown": ", not known", "needs_review": ", to be judged"}.get(point.outcome, "")
        yield from style.wrap(
            f"{point.title} ({point.framework} {', '.join(point.provisions[:3])}; {point.severity}{what})",
            4,
            "- ",
        )
    if len(found) > _SHOWN:
        yield f"    and {len(found) - _SHOWN} more"


def _common(comparison: Comparison, style: Style) -> Iterator[str]:
    gaps = [point for point in comparison.common if point.outcome == "gap"]
    if comparison.common:
        others = len(comparison.common) - len(gaps)
        yield style.paint("Whichever is chosen", "bold")
        yield from _points("to be mended", tuple(gaps), style, "red")
        yield f"  {others} further controls are open in every variant"
        yield ""


def _fit(comparison: Comparison, style: Style) -> Iterator[str]:
    yield style.paint("Fit and cost", "bold")
    for one in comparison.variants:
        yield f"  {one.name}"
        several = len(one.routes) > 1
        for check in one.checks:
            label = f"{check.label}{route_of(check, several=several)}"
            yield from style.wrap(f"{label}: {ANSWERS[check.answer]} ({check.because})", 4, "- ")
        for line in one.cost.lines:
            once = f", once {span(line.once)}" if line.once.high else ""
            yield from style.wrap(
                f"{label_of(line, several=several)}: {span(line.monthly)} a month{once} ({line.how})", 4, "- "
            )
        yield from _measures(one, style)
        for path in one.cost.missing:
            yield from style.wrap(f"the cost is not known: {path} is missing", 4, "- ")
    for crossing in comparison.break_even:
        ends = [rounded_or_never(end) for end in (crossing.low, crossing.mid, crossing.high)]
        told = (
            f"{crossing.variant} costs no more than {crossing.against} from {ends[1]} requests a month "
            f"(at best {ends[0]}, at worst {ends[2]})"
        )
        yield from style.wrap(told, 2)
    yield ""


def _measures(one: VariantResult, style: Style) -> Iterator[str]:
    """Idle share of its machines and time to production, each with how it came about."""
    for number in one.numbers:
        if number.name.endswith((".idle_share", ".weeks_to_production")) and number.kind == "computed":
            what = "Idle" if number.unit == "share" else "In production after"
            unit = "" if number.unit == "share" else " weeks"
            yield from style.wrap(f"{what}: {between(number)}{unit} ({number.source})", 4, "- ")


def rounded_or_never(volume: int | None) -> str:
    """A volume, or the word for none."""
    return "never" if volume is None else rounded(Decimal(volume))


def _turning(comparison: Comparison, style: Style) -> Iterator[str]:
    """What would change the order, the volumes apart, which stand below the cost."""
    found = [text for text in comparison.recommendation.changes if "costs no more than" not in text]
    if found:
        yield style.paint("What would change the order", "bold")
        for text in found:
            yield from style.wrap(text, 2, "- ")
        yield ""


def _steps(comparison: Comparison, style: Style) -> Iterator[str]:
    yield style.paint("How the order came about", "bold")
    for step in comparison.recommendation.steps:
        yield from style.wrap(f"{step.text} {step.result}", 2, "- ")
    yield ""
    for reply in comparison.recommendation.replies:
        yield from style.wrap(f"{reply.question} {reply.answer}. {reply.because}", 2, "- ")
    yield ""


def _until(comparison: Comparison, style: Style) -> Iterator[str]:
    found = comparison.recommendation.until
    if found:
        yield style.paint("What would settle it", "bold")
        for ask in found[:_ASKED]:
            yield from style.wrap(ask.fact + (f" (question {ask.question})" if ask.question else ""), 2, "- ")
        if len(found) > _ASKED:
            yield f"  and {len(found) - _ASKED} more"
