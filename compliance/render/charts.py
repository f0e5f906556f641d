"""Small charts as SVG. They repeat what the tables beside them say; the title is their alternative text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from compliance.render.palette import COLOUR
from compliance.render.text import clean, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

FAMILY: Final = (
    "Report Sans,Report Arabic,Report Hebrew,Report Han"  # WeasyPrint's SVG keeps spaces after commas
)
_WIDTH: Final = 220
_LINE: Final = 640.0
_MARGIN: Final = 9.0
_LEVEL: Final = 22.0
_LABEL: Final = 200.0
_HEIGHT: Final = 9
_LEAST: Final = 2.0  # a single gap among hundreds of provisions must still be seen


def stacked_bar(name: str, parts: Sequence[tuple[str, str, int]], none: str = "no provisions") -> Markup:
    """One horizontal bar. `parts` are (style, words, number) from left to right; nothing is drawn for zero.

    `none` is what the alternative text says where all are zero.
    """
    shown = [(style, words, number) for style, words, number in parts if number]
    total = sum(number for _, _, number in shown)
    said = listed(f"{number} {words}" for _, words, number in shown) or none
    rects = "".join(
        f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="{_HEIGHT}" fill="{COLOUR[style]}"/>'
        for style, x, width in _spans(shown, total)
    )
    title = escape(clean(f"{name}: {said}"))
    return Markup(  # noqa: S704 - numbers and colours are ours, the title is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" class="bar">'
        f"<title>{title}</title>{rects}</svg>"
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the timeline: the date, its label in two lines, and the style of its mark."""

    day: dt.date
    label: str
    detail: str
    style: str


def timeline(start: dt.date, marks: Sequence[Mark], says: str) -> Markup:
    """Days to come on one line from `start`, each with its label; labels of near days stand on different levels."""
    last = max((mark.day for mark in marks), default=start)
    days = max(1, (last - start).days)
    places = [_LINE * (mark.day - start).days / days + _MARGIN for mark in marks]
    levels = _levels(places)
    base = 8.0 + _LEVEL * (max(levels, default=0) + 1)
    parts = [
        f'<path d="M{_MARGIN} {base}H{_MARGIN + _LINE}" stroke="{COLOUR["line"]}" stroke-width="1.4" />',
        f'<circle cx="{_MARGIN}" cy="{base}" r="3" fill="{COLOUR["navy"]}" />',
        _label(_MARGIN, base + 11, "as of", "start"),
    ]
    for mark, x, level in zip(marks, places, levels, strict=True):
        colour, top = COLOUR[mark.style], 8.0 + _LEVEL * level
        right = x > _MARGIN + _LINE * 0.7
        parts += [
            f'<path d="M{x:.1f} {base}V{top:.1f}" stroke="{colour}" stroke-width="0.7" />',
            f'<rect x="{x - 3:.1f}" y="{base - 3}" width="6" height="6" fill="{colour}" />',
            _label(x - 4 if right else x + 4, top, mark.label, "end" if right else "start", 600),
            _label(x - 4 if right else x + 4, top + 9, mark.detail, "end" if right else "start"),
        ]
    width, height = _LINE + 2 * _MARGIN, base + 15
    return Markup(  # noqa: S704 - every text is escaped, numbers and colours are ours
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" class="timeline" '
        f'font-family="{FAMILY}"><title>{escape(clean(says))}</title>{"".join(parts)}</svg>'
    )


def _levels(places: Sequence[float]) -> list[int]:
    """The level of each label, so that no two on one level are nearer than a label is wide."""
    ends: list[float] = []
    levels = []
    for x in places:
        right = x > _MARGIN + _LINE * 0.7
        left, end = (x - _LABEL, x + 4) if right else (x - 4, x + _LABEL)
        level = next((place for place, taken in enumerate(ends) if taken < left), len(ends))
        ends[level : level + 1] = [end]
        levels.append(level)
    return levels


def _label(x: float, y: float, text: str, anchor: str, weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="7.6" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{COLOUR["ink" if weight > 400 else "soft"]}">{escape(clean(text))}</text>'  # noqa: PLR2004 - the plain weight
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
