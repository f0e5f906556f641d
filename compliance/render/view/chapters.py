"""The chapters of a report with their numbers, and what the one on variants says of the variant that the others are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.variant import BASE
from compliance.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.comparison import Comparison
    from compliance.render.report import Edition

_DECISION: Final = "decision"
_FULL: Final = (
    ("conclusion", "Conclusion and principal findings"),
    ("scope", "Scope and criteria"),
    ("assertion", "Assertion of the responsible party"),
    ("system", "System description"),
    ("classification", "Classification"),
    ("findings", "Findings"),
    ("results", "Results by framework"),
    ("plan", "Remediation plan"),
    (_DECISION, "Decision between variants"),
    ("registers", "Registers"),
    ("method", "Method and words"),
    ("sign-off", "Sign-off"),
)
_EXECUTIVE: Final = ("conclusion", _DECISION, "system", "plan", "sign-off")
_APPENDICES: Final = (
    ("appendix-a", "A. Provisions"),
    ("appendix-b", "B. Register of findings"),
    ("appendix-c", "C. Answers"),
    ("appendix-d", "D. Inputs, digests and verification"),
)


def numbers(edition: Edition, *, decision: bool) -> Mapping[str, int]:
    """The number of each chapter by its anchor, in order. In full the decision comes after what it weighs."""
    anchors = [anchor for anchor, _ in _FULL] if edition == "full" else list(_EXECUTIVE)
    kept = [anchor for anchor in anchors if decision or anchor != _DECISION]
    return {anchor: number for number, anchor in enumerate(kept, 1)}


def contents(numbered: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Anchor and words of each line of the table of contents of the full edition."""
    titles = dict(_FULL)
    chapters = [(anchor, f"{number}. {titles[anchor]}") for anchor, number in numbered.items()]
    return (*chapters, *_APPENDICES)


def about(comparison: Comparison | None, variant: str) -> str:
    """Which variant the rest of the report is about, and its place among all; nothing where none are compared."""
    if comparison is None:
        return ""
    order = comparison.recommendation.order
    title = next(one.title for one in comparison.variants if one.name == variant)
    told = "the description as it is written" if variant == BASE else f"the variant “{clean(title)}”"
    place = f"number {order.index(variant) + 1} of {len(order)} in the order of the rules"
    return f"The findings of this report are those of {told} ({clean(variant)}), {place}."


__all__ = ["about", "contents", "numbers"]
