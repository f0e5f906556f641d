"""Two charts of a comparison as SVG: monthly cost by volume, and what the difference of two totals hangs on.

Bands are ranges, lines their middles; dashes and labels tell variants apart without colour. The tables beside them say the same.
"""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from compliance.render.charts import FAMILY
from compliance.render.comparison.words import rounded
from compliance.render.palette import COLOUR
from compliance.render.text import clean, clipped, listed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compliance.model.comparison import Comparison, Curve, Lever

_LOOKS: Final = (
    ("#12355b", ""),
    ("#a85b00", "5 2"),
    ("#1b7748", "1.5 1.5"),
    ("#4a4f9c", "8 2 1.5 2"),
    ("#8a3a34", "3 1"),
    ("#52606d", "10 3"),
)
"""Colour and dashes of each variant's line, in the order in which variants are told."""
_WIDTH, _HEIGHT = 300.0, 132.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 34.0, 8.0, 8.0, 26.0
_LEGEND: Final = 10.0
_ROW: Final = 14.0
_LABELS: Final = 118.0
_SHOWN: Final = 8


def cost_by_volume(comparison: Comparison) -> Markup | None:
    """Monthly cost of each variant against requests a month, both logarithmic; None where no cost is known."""
    drawn = [_group(curves) for curves in _alike([one for one in comparison.curves if one.points])]
    if not drawn:
        return None
    now = _now(comparison)
    low, high = _cropped(comparison, now)
    kept = [(names, [(v, a) for v, a in curve.points if low <= v <= high]) for names, curve in drawn]
    money = [float(end) for _, points in kept for _, amount in points for end in (amount.low, amount.high)]
    floor = 10 ** math.floor(math.log10(max(1.0, min(money))))
    frame = _Frame(low, high, floor, 10 ** math.ceil(math.log10(max(money))))
    parts = [*frame.grid(comparison.currency)]
    if now is not None:
        left, right = frame.x(now[0]), frame.x(now[1])
        parts.append(_rect(left - 0.6, _TOP, right - left + 1.2, frame.depth, COLOUR["none"]))
    for (_, points), (colour, _) in zip(kept, _LOOKS, strict=False):
        upper = [f"{frame.x(v):.1f},{frame.y(a.high):.1f}" for v, a in points]
        lower = [f"{frame.x(v):.1f},{frame.y(a.low):.1f}" for v, a in reversed(points)]
        parts.append(f'<polygon points="{" ".join(upper + lower)}" fill="{colour}" fill-opacity="0.13"/>')
    for (_, points), (colour, dashes) in zip(kept, _LOOKS, strict=False):
        middle = " ".join(f"{frame.x(v):.1f},{frame.y((a.low + a.high) / 2):.1f}" for v, a in points)
        parts.append(
            f'<polyline points="{middle}" fill="none" stroke="{colour}" stroke-width="1.3"{_dashed(dashes)}/>'
        )
    parts += _legend([names for names, _ in kept], stated=now is not None)
    depth = _HEIGHT + _LEGEND * math.ceil((len(kept) + (now is not None)) / 2)
    says = f"Monthly cost in {comparison.currency} of {listed(n for names, _ in kept for n in names)} by requests a month"
    return _svg(depth + 4, "chart", says, parts)


def _legend(lines: Sequence[Sequence[str]], *, stated: bool) -> Iterator[str]:
    """The variants of each line, and what the grey band is, in two columns."""
    half = (_WIDTH - _LEFT) / 2
    for place, names in enumerate([*lines, None] if stated else lines):
        x, y = _LEFT + half * (place % 2), _HEIGHT + _LEGEND * (place // 2 + 1)
        if names is None:
            yield _rect(x, y - 6, 20, 7, COLOUR["none"])
            yield _text(x + 25, y, "the volume stated", "start", COLOUR["ink"])
            continue
        colour, dashes = _LOOKS[place % len(_LOOKS)]
        yield f'<path d="M{x:.1f} {y - 2.4:.1f}h20" stroke="{colour}" stroke-width="1.3"{_dashed(dashes)}/>'
        yield _text(x + 25, y, listed(names), "start", COLOUR["ink"])


def what_it_hangs_on(comparison: Comparison) -> Markup | None:
    """The difference of two totals with each input at either end, the strongest first; None without any."""
    levers = comparison.levers[:_SHOWN]
    if not levers or comparison.between is None:
        return None
    ends = [float(end) for lever in levers for end in (lever.at_low, lever.at_high)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    span = (high - low) or 1.0
    room = _WIDTH - _LABELS - _RIGHT - 4

    def x(value: Decimal | float) -> float:
        return _LABELS + 4 + room * (float(value) - low) / span

    depth = _ROW * len(levers) + 6
    parts = [f'<path d="M{x(0):.1f} 2V{depth:.1f}" stroke="{COLOUR["navy"]}" stroke-width="0.8"/>']
    for place, lever in enumerate(levers):
        parts += _bar(lever, x, 4 + _ROW * place)
    one, other = comparison.between
    parts += [
        _text(x(low), depth + 9, rounded_float(low), "start"),
        _text(x(high), depth + 9, rounded_float(high), "end"),
    ]
    if x(0) - x(low) > 30 and x(high) - x(0) > 30:  # noqa: PLR2004 - room for three numbers
        parts.append(_text(x(0), depth + 9, "0", "middle"))
    parts.append(
        _text(
            _WIDTH - _RIGHT,
            depth + 20,
            f"{one} minus {other}, in {comparison.currency} over the horizon",
            "end",
        )
    )
    says = f"What the difference between {one} and {other} hangs on: {listed(_label(lever.path) for lever in levers)}"
    return _svg(depth + 25, "chart", says, parts)


def rounded_float(value: float) -> str:
    """Money on an axis."""
    return rounded(Decimal(round(value)))


def _bar(lever: Lever, x: Callable[[Decimal], float], top: float) -> Iterator[str]:
    ends = ((x(lever.at_low), lever.low, "medium"), (x(lever.at_high), lever.high, "navy"))
    (low, _, _), (high, _, _) = ends
    middle = (low + high) / 2
    for at, _, colour in ends:
        left, width = min(at, middle), max(0.6, abs(at - middle))
        yield _rect(left, top, width, 8, COLOUR[colour])
    yield _text(_LABELS, top + 4, clipped(_label(lever.path), 34), "end", COLOUR["ink"], size=6.4)
    ends_told = f"{rounded(lever.low)} to {rounded(lever.high)}"
    yield _text(_LABELS, top + 10.6, ends_told, "end", size=5.6)


def _label(path: str) -> str:
    """`team.salary_per_year` as `salary per year`; of a route its variant's name too."""
    parts = path.split(".")
    name = words_of(parts[-1])
    return (
        f"{name} ({parts[1]})"
        if parts[0] in {"variants", "machines", "models", "measured"}
        else f"{name} ({parts[0]})"
    )


class _Frame:
    """Axes of both logarithms."""

    def __init__(self, low: int, high: int, floor: float, top: float) -> None:
        self.low, self.high, self.floor, self.top = low, high, floor, top
        self.depth = _HEIGHT - _TOP - _BOTTOM
        self.breadth = _WIDTH - _LEFT - _RIGHT

    def x(self, volume: float | Decimal) -> float:
        first, last = math.log10(self.low), math.log10(self.high)
        place = (math.log10(float(volume)) - first) / (last - first)
        return _LEFT + self.breadth * min(1.0, max(0.0, place))

    def y(self, money: Decimal) -> float:
        first, last = math.log10(self.floor), math.log10(self.top)
        value = math.log10(max(self.floor, float(money)))
        return _TOP + self.depth * (1 - (value - first) / (last - first))

    def grid(self, currency: str) -> Iterator[str]:
        bottom = _TOP + self.depth
        for power in range(round(math.log10(self.floor)), round(math.log10(self.top)) + 1):
            y = _TOP + self.depth * (
                1 - (power - math.log10(self.floor)) / (math.log10(self.top) - math.log10(self.floor))
            )
            yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{COLOUR["line"]}" stroke-width="0.4"/>'
            yield _text(_LEFT - 3, y + 2.2, _short(10**power), "end")
        for power in range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1):
            x = self.x(10**power)
            yield f'<path d="M{x:.1f} {_TOP}V{bottom:.1f}" stroke="{COLOUR["line"]}" stroke-width="0.4"/>'
            yield _text(x, bottom + 8, _short(10**power), "middle")
        yield _text(_WIDTH - _RIGHT, bottom + 18, "requests a month", "end")
        yield _text(_LEFT, bottom + 18, f"{currency} a month, upwards", "start")


def _short(number: int) -> str:
    """1 000 as 1k, a million as 1M."""
    for size, mark in ((10**9, "bn"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            return f"{number // size}{mark}"
    return str(number)


def _alike(curves: Sequence[Curve]) -> list[list[Curve]]:
    """Variants with one and the same cost share a line."""

    def key(one: Curve) -> int:
        return next(place for place, other in enumerate(curves) if other.points == one.points)

    return [list(group) for _, group in groupby(sorted(curves, key=key), key)]


def _group(curves: Sequence[Curve]) -> tuple[list[str], Curve]:
    return [one.variant for one in curves], curves[0]


def _now(comparison: Comparison) -> tuple[Decimal, Decimal] | None:
    for one in comparison.variants:
        for number in one.numbers:
            if number.name == "workload.queries_per_month":
                return number.low, number.high
    return None


def _cropped(comparison: Comparison, now: tuple[Decimal, Decimal] | None) -> tuple[int, int]:
    """The decades around what is stated and where lines cross."""
    volumes = [float(end) for end in now or ()]
    volumes += [float(one.mid) for one in comparison.break_even if one.mid is not None]
    low = 10 ** max(3, math.floor(math.log10(min(volumes, default=1e3))))
    high = 10 ** min(8, math.ceil(math.log10(max(volumes, default=1e7) * 1.5)))
    return low, max(high, low * 100)


def _dashed(dashes: str) -> str:
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(  # noqa: PLR0913 - a label
    x: float, y: float, text: str, anchor: str, colour: str = COLOUR["soft"], *, size: float = 6.6
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(clean(text))}</text>"
    )


def _svg(height: float, style: str, says: str, parts: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704 - every text is escaped, numbers and colours are ours
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" class="{style}" '
        f'font-family="{FAMILY}" role="img"><title>{escape(clean(says))}</title>{"".join(parts)}</svg>'
    )
