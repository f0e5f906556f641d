"""The numbers that nobody stated, in a terminal: every one by name, so that none is believed unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.comparison.words import ASSUMED, between
from compliance.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.comparison import Comparison
    from compliance.render.terminal.style import Style


def assumed_lines(comparison: Comparison, style: Style) -> Iterator[str]:
    """Where a number comes from, then all that come from there; none where everything is stated."""
    found: dict[str, dict[str, str]] = {}
    for one in comparison.variants:
        for number in one.numbers:
            if number.kind in ASSUMED:
                found.setdefault(number.kind, {}).setdefault(number.name, between(number))
    if not found:
        return
    yield style.paint("Assumed: nobody stated these (sources: --format markdown)", "bold")
    for kind in sorted(found):
        told = "; ".join(f"{clean(name)} {value}" for name, value in sorted(found[kind].items()))
        yield from style.wrap(f"{kind}: {told}", 2, "- ")
    yield ""
