"""Small charts as SVG. They repeat what the tables beside them say; the title is their alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from compliance.render.palette import COLOUR
from compliance.render.text import clean, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH: Final = 220
_HEIGHT: Final = 9
_LEAST: Final = 2.0  # a single gap among hundreds of provisions must still be seen


def stacked_bar(name: str, parts: Sequence[tuple[str, str, int]]) -> Markup:
    """One horizontal bar. `parts` are (style, words, number) from left to right; nothing is drawn for zero."""
    shown = [(style, words, number) for style, words, number in parts if number]
    total = sum(number for _, _, number in shown)
    said = listed(f"{number} {words}" for _, words, number in shown) or "no provisions"
    rects = "".join(
        f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="{_HEIGHT}" fill="{COLOUR[style]}"/>'
        for style, x, width in _spans(shown, total)
    )
    title = escape(clean(f"{name}: {said}"))
    return Markup(  # noqa: S704 - numbers and colours are ours, the title is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" class="bar">'
        f"<title>{title}</title>{rects}</svg>"
    )


def _spans(parts: Sequence[tuple[str, str, int]], total: int) -> list[tuple[str, float, float]]:
    """Style, start and width of each part; small parts keep a visible width at the expense of the large ones."""
    raw = [max(_LEAST, _WIDTH * number / total) for _, _, number in parts]
    scale = _WIDTH / sum(raw) if raw else 0
    out: list[tuple[str, float, float]] = []
    x = 0.0
    for (style, _, _), width in zip(parts, raw, strict=True):
        out.append((style, x, max(0.5, width * scale - 0.6)))
        x += width * scale
    return out
