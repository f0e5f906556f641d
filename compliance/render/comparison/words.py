"""Words and numbers of a comparison, the same in every rendering."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.model.decision import DecisionFile
from compliance.render.text import clean, count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.model.assessment import Ask
    from compliance.model.comparison import Amount, Comparison, Number, VariantResult

OUTCOMES: Final[Mapping[str, str]] = {
    "decided": "Decided",
    "conditional": "A choice, on conditions",
    "not_decidable": "Not decidable yet",
    "none": "No variant can do the work",
}
STANDINGS: Final[Mapping[str, str]] = {
    "clear": "nothing open",
    "conditional": "open points",
    "gaps": "gaps",
}
ANSWERS: Final[Mapping[str, str]] = {"yes": "fits", "no": "does not fit", "unknown": "not known"}
LEGEND: Final = "Counted are findings: a control that falls short in two places counts twice."
_DIGITS: Final = 3
_FEW: Final = 2
_NUMBERS: Final = frozenset(DecisionFile.model_fields)


ASSUMED: Final = frozenset({"default", "reference", "preset", "price list"})
"""Kinds of numbers that nobody stated for this system."""


def rounded(number: Decimal) -> str:
    """A number with three digits that count, in groups of three: 40 185.00 is 40 200. From one to a hundred, two decimals."""
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    size = abs(number)
    if size >= 10 ** (_DIGITS - 1):
        power = size.adjusted() - _DIGITS + 1
        size = (size.scaleb(-power)).quantize(Decimal(1), ROUND_HALF_EVEN).scaleb(power)
        return f"{sign}{int(size):,}".replace(",", " ")
    places = Decimal("0.01") if size >= 1 else Decimal(1).scaleb(size.adjusted() - _DIGITS + 1)
    text = format(size.quantize(places, ROUND_HALF_EVEN), "f")
    return sign + (text.rstrip("0").rstrip(".") if "." in text else text)


def span(amount: Amount | None) -> str:
    """Money between two ends, without its currency."""
    if amount is None:
        return "not known"
    low, high = rounded(amount.low), rounded(amount.high)
    return low if low == high else f"{low} to {high}"


def asked(ask: Ask) -> str:
    """A fact that would settle something: with its question, or the file that states it where that is not the architecture."""
    if ask.question:
        return clean(f"{ask.fact} (question {ask.question})")
    return clean(f"{ask.fact} (decision file)" if ask.fact.partition(".")[0] in _NUMBERS else ask.fact)


def ended(text: str) -> str:
    """A sentence with its full stop; names of variants keep the letters they are stated with."""
    return f"{clean(text).rstrip('.')}."


def between(number: Number) -> str:
    """A number as it is printed: one, or two with `to` between them; shares in per cent."""
    if number.unit.startswith("share"):
        ends = [f"{rounded(end * 100)} %" for end in (number.low, number.high)]
    else:
        ends = [rounded(end) for end in (number.low, number.high)]
    return ends[0] if number.low == number.high or ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def volume(end: int | None) -> str:
    """Requests a month, or the word for none."""
    return "never" if end is None else rounded(Decimal(end))


def crossings(comparison: Comparison) -> Iterator[tuple[str, str, str, str, str]]:
    """Volumes from which a variant costs no more than others: with the same volumes once, variant, others, three volumes."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for one in comparison.break_even:
        key = (one.variant, volume(one.low), volume(one.mid), volume(one.high))
        found.setdefault(key, []).append(one.against)
    for (variant, *volumes), others in found.items():
        yield (variant, listed(others), volumes[0], volumes[1], volumes[2])


def turning(comparison: Comparison) -> Iterator[str]:
    """What would change the order: gaps of other variants mended, with what that choice then costs; then inputs of the cost."""
    named = {one.name: one for one in comparison.variants}
    for one in comparison.recommendation.overtakes:
        parts = [
            f"{what}: {'; '.join(points)}"
            for what, points in (("mended", one.mend), ("settled in its favour", one.settle))
            if points
        ]
        money = _in_money(comparison, named[one.variant], named[one.over])
        yield ended(
            f"{one.variant} would come before {one.over} with this {'; and this '.join(parts)}{money}"
        )
    yield from map(ended, comparison.recommendation.changes)


def _in_money(comparison: Comparison, one: VariantResult, other: VariantResult) -> str:
    """What the two cost over the horizon, without that mending, where both are known."""
    if one.cost.total is None or other.cost.total is None:
        return ""
    mine, theirs = span(one.cost.total), span(other.cost.total)
    return f". Apart from that, {one.cost.months} months cost {mine} {comparison.currency}, not {theirs}"


def headline(comparison: Comparison) -> str:
    """What follows, in a sentence or two."""
    found = comparison.recommendation
    named = {one.name: one for one in comparison.variants}
    first = named[found.choice or found.order[0]]
    if found.outcome == "not_decidable":
        return (
            f"What is still open could turn the order: {_settling(comparison)}. "
            f'Until then "{first.title}" comes first even if all goes badly.'
        )
    if found.outcome == "none":
        return f'"{first.title}" has the fewest obstacles, and still cannot do the work as described.'
    if found.outcome == "decided":
        return f'"{first.title}", with nothing open at the severity looked at.'
    told = "; ".join(_conditions(comparison, first))
    return f'"{first.title}" comes first whatever the open points turn out to be. Conditions: {told}.'


def _settling(comparison: Comparison) -> str:
    """What would settle it: facts to be stated, and what persons must judge."""
    found = comparison.recommendation
    parts = [count(len(found.until), "fact")] if found.until else []
    if found.judge:
        parts.append(f"a person's judgement on {count(len(found.judge), 'point')}")
    return f"{listed(parts)} would settle it" if parts else "nothing that is stated tells them apart"


def _conditions(comparison: Comparison, first: VariantResult) -> Iterator[str]:
    """What must still come true of a choice."""
    found = comparison.recommendation
    if found.remedies:
        yield f"the gaps of {count(len(found.remedies), 'control')} are mended"
    limit = SEVERITIES[: SEVERITIES.index(comparison.severity) + 1]
    left = {point.control for point in first.open if point.severity in limit}
    if left:
        yield f"what {count(len(left), 'control')} {'leaves' if len(left) == 1 else 'leave'} open is settled"
    unsure = [check.label for check in first.checks if check.answer == "unknown"]
    if unsure:
        few = len(unsure) <= _FEW
        told = (
            listed(f"{label[0].lower()}{label[1:]}" for label in unsure)
            if few
            else f"{len(unsure)} checks come out well"
        )
        yield f"{told}, which is not known yet"
    if first.cost.total is None:
        yield "its cost is known"
