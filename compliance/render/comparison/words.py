"""Words and numbers of a comparison, the same in every rendering."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.comparison import Amount, Comparison, VariantResult

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
SIDES: Final[Mapping[str, str]] = {"vendor": "the vendor", "self": "the organisation", "shared": "both"}
_DIGITS: Final = 3


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


def headline(comparison: Comparison) -> str:
    """What follows, in a sentence or two."""
    found = comparison.recommendation
    names = {one.name: one.title for one in comparison.variants}
    if found.outcome == "not_decidable":
        first = names[found.order[0]]
        facts = len(found.until)
        settle = (
            f"{facts} fact{'' if facts == 1 else 's'} would settle it"
            if facts
            else "persons must judge what is open"
        )
        return f'What is still open could turn the order: {settle}. Until then "{first}" comes first even if all goes badly.'
    choice = names[found.choice or found.order[0]]
    if found.outcome == "none":
        return f'"{choice}" has the fewest obstacles, and still cannot do the work as described.'
    if found.outcome == "decided":
        return f'"{choice}", with nothing open at the severity looked at.'
    conditions = (
        [f"{len(found.remedies)} gap{'' if len(found.remedies) == 1 else 's'} mended"]
        if found.remedies
        else []
    )
    if any(one.name == found.choice and _open(one, comparison) for one in comparison.variants):
        conditions.append("its open points settled")
    told = " and ".join(conditions) or "that what is not known fits"
    return f'"{choice}" comes first whatever the open points turn out to be; on condition: {told}.'


def _open(one: VariantResult, comparison: Comparison) -> bool:
    return any(point.severity == comparison.severity for point in one.open)
