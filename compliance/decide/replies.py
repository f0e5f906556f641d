"""The four questions that people decide by, answered from the facts of the comparison, and what would change the choice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.decide.ledger import Ledger, MissingError
from compliance.model.comparison import Reply
from compliance.model.words.decision import Expertise, Quality, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.model.comparison import BreakEven, Lever, VariantResult
    from compliance.model.layers import Layers


def replies(
    layers: Layers, results: tuple[VariantResult, ...], crossings: tuple[BreakEven, ...]
) -> tuple[Reply, ...]:
    """Volume, sensitivity of data, expertise and need for quality, in this order."""
    return (
        _volume(layers, crossings),
        _sensitivity(layers, results),
        _expertise(layers, results),
        _quality(layers, results),
    )


def _volume(layers: Layers, crossings: tuple[BreakEven, ...]) -> Reply:
    question = "How many requests are there a month?"
    ledger = Ledger(layers)
    try:
        volume = ledger.given("workload.queries_per_month")
    except MissingError:
        return Reply("volume", question, "not known", "workload.queries_per_month is not stated.")
    below, above = (ledger.given(f"thresholds.{name}") for name in ("api_below", "self_hosting_above"))
    rule = (
        f"Below {_number(below.low)}: API"
        if volume.high < below.low
        else f"Above {_number(above.low)}: self-hosting"
        if volume.low > above.low
        else f"Between {_number(below.low)} and {_number(above.low)}: open"
    )
    told = "; ".join(_crossing(*one) for one in grouped(crossings)) or "no pair of variants to compare"
    span = _number(volume.low) if volume.exact else f"{_number(volume.low)} to {_number(volume.high)}"
    return Reply("volume", question, span, f"The common rule says: {rule}. From the numbers here: {told}.")


def grouped(crossings: Iterable[BreakEven]) -> Iterator[tuple[str, tuple[str, ...], BreakEven]]:
    """Crossings with one result told once: the variant, all it is compared with at these volumes, and one of them."""
    found: dict[tuple[object, ...], list[BreakEven]] = {}
    for one in crossings:
        found.setdefault((one.variant, one.low, one.mid, one.high), []).append(one)
    for group in found.values():
        yield group[0].variant, tuple(one.against for one in group), group[0]


def _crossing(variant: str, against: tuple[str, ...], one: BreakEven) -> str:
    others = _and(against)
    if one.mid is None and one.low is None:
        return f"{variant} is dearer than {others} at every volume up to 100 million"
    ends = [_about(end) for end in (one.low, one.mid, one.high)]
    if one.mid is None:
        return (
            f"{variant} is dearer than {others} up to 100 million, and at best costs no more from {ends[0]}"
        )
    return f"{variant} costs no more than {others} from {ends[1]} (at best {ends[0]}, at worst {ends[2]})"


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _together(told: Iterable[tuple[str, str]]) -> str:
    """What is told of variants, those of which the same is told together."""
    found: dict[str, list[str]] = {}
    for name, text in told:
        if name not in found.setdefault(text, []):
            found[text].append(name)
    return "; ".join(f"{_and(names)}: {text}" for text, names in found.items())


def _sensitivity(layers: Layers, results: tuple[VariantResult, ...]) -> Reply:
    question = "How sensitive are the data?"
    found = layers.value(Sensitivity, "workload.sensitivity")
    counts = _together((one.name, f"{_many(_controls(one), 'control')} with a gap") for one in results)
    if found is None:
        return Reply(
            "sensitivity", question, "not stated", f"What the law says does not wait for the word. {counts}."
        )
    because = f"No framework assessed here demands self-hosting; each demands that what is described meets its duties. {counts}."
    return Reply("sensitivity", question, f"{found}: {_lower(found.description)}", because)


def _controls(one: VariantResult) -> int:
    return len({point.control for point in one.gaps})


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}".rstrip(".")


def _expertise(layers: Layers, results: tuple[VariantResult, ...]) -> Reply:
    question = "Can the organisation run a model?"
    found = layers.value(Expertise, "team.expertise")
    told = [(one.name, check.because) for one in results for check in one.checks if check.id == "people"]
    planned = any(one.routes for one in results)
    because = _together(told) or (
        "No variant has the organisation run a model."
        if planned
        else "No decision file says how a variant is served."
    )
    answer = f"{found}: {_lower(found.description)}" if found else "not stated"
    return Reply("expertise", question, answer, because)


def _quality(layers: Layers, results: tuple[VariantResult, ...]) -> Reply:
    question = "Does the work need the best model there is?"
    found = layers.value(Quality, "workload.quality")
    told = [
        (one.name, check.because) for one in results for check in one.checks if check.id.endswith(".quality")
    ]
    answers = {
        Quality.ANY: "no: any current model of the size chosen does",
        Quality.USUAL: "no: as good as the best open models is enough",
        Quality.HARDEST: "yes: for the hardest tasks",
    }
    because = _together(told) or "workload.quality is not stated."
    return Reply("quality", question, answers[found] if found else "not stated", because)


def turning(levers: Iterable[Lever], between: tuple[str, str] | None) -> Iterator[str]:
    """Inputs of which one end makes the dearer of two variants the cheaper."""
    if between is None:
        return
    one, other = between
    for lever in levers:
        if (lever.at_low < 0) != (lever.at_high < 0):
            dearer_at = "low" if lever.at_low > 0 else "high"
            yield f"{lever.path}: at its {dearer_at} end {one} is dearer than {other}, at the other it is cheaper"


def _number(value: Decimal) -> str:
    return f"{value:,.0f}".replace(",", " ")


def _about(volume: int | None) -> str:
    """A volume that was searched for: three digits of it count."""
    return "never" if volume is None else _number(Decimal(f"{volume:.2e}"))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
