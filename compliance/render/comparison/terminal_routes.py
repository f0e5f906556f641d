"""The routes of a variant in a terminal: what each takes, what tells them apart, and what it means for each task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.render.comparison.rows import Laid, Routed
    from compliance.render.terminal.style import Style

_SHOWN: Final = 10
"""Controls on one set of routes that are listed; the rest are counted."""


def route_lines(name: str, told: Routed | None, style: Style) -> Iterator[str]:
    """The routes of a variant that has several; nothing for others."""
    if told is None:
        return
    yield style.paint(f"Routes of {name}", "bold")
    for route in told.routes:
        yield from style.wrap(
            f"{route.takes}; {route.data}; {route.served}; {route.fit}", 2, f"{route.name}: "
        )
        yield from style.wrap(f"runs over {route.over}" if route.components else route.over, 4)
        yield from style.wrap(f"gaps: {route.gaps}; open points: {route.left}", 4)
    for names, laid in _groups(told):
        alone = len(names) == 1
        yield f"  on {' and '.join(names)}{' alone' if alone else ''}"
        listed = [one for one in laid if alone or one.line.style == "gap"]
        for one in listed[:_SHOWN]:
            point = one.line
            what = f"{point.title}: {point.subjects} ({point.framework}; {point.severity}, {point.outcome})"
            yield from style.wrap(what, 4, "- ")
        if len(laid) > len(listed[:_SHOWN]):
            yield f"    and {count(len(laid) - len(listed[:_SHOWN]), 'control')} more{'' if alone else ', open'}"
    yield from style.wrap(told.every, 2)
    for text in told.tasks:
        yield from style.wrap(text, 2, "- ")
    yield ""


def _groups(told: Routed) -> list[tuple[tuple[str, ...], list[Laid]]]:
    """What lies on the same routes, together; what lies on one alone comes first."""
    found: dict[tuple[str, ...], list[Laid]] = {}
    for one in told.laid:
        cells = zip(told.routes, one.cells, strict=True)
        names = tuple(route.name for route, cell in cells if cell[1] not in {"na", "none"})
        found.setdefault(names, []).append(one)
    return sorted(found.items(), key=lambda item: len(item[0]))
