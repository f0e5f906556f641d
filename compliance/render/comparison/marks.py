"""How an outcome looks in the cell of a table: a mark that needs no colour, a style, a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.comparison import Check

_CELLS: Final = {
    "gap": ("\N{BLACK UP-POINTING TRIANGLE}", "gap", "gap"),
    "unknown": ("\N{WHITE CIRCLE}", "open", "not known"),
    "needs_review": ("\N{BLACK DIAMOND}", "judge", "to judge"),
}
NOTHING: Final = ("\N{EN DASH}", "na", "nothing open")
ELSEWHERE: Final = ("\N{EN DASH}", "na", "not on it")
UNTOLD: Final = ("?", "none", "cannot be told")


def cell(outcome: str) -> tuple[str, str, str]:
    """Mark, style and word of an outcome."""
    return _CELLS.get(outcome, NOTHING)


def fit(checks: Iterable[Check]) -> tuple[str, str]:
    """All checks together, with the style of the gravest."""
    answers = [check.answer for check in checks]
    if "no" in answers:
        return f"{answers.count('no')} of {len(answers)} do not fit", "gap"
    if not answers:
        return "not known", "open"
    if "unknown" in answers:
        return f"{answers.count('unknown')} of {len(answers)} not known", "open"
    return "fits", "met"
