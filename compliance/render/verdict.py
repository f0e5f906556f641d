"""A verdict as numbered facts for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.render.terminal import Style

MARKS: Final = {
    "ok": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_established": ("?", "yellow"),
    "not_checked": ("·", "dim"),
}


def verdict_text(
    name: str, facts: Iterable[tuple[int, str, str, str]], bottom_line: str, style: Style
) -> str:
    """Facts are (number, title, state, sentence)."""
    lines = [style.paint(name, "bold"), ""]
    for number, title, state, sentence in facts:
        mark, colour = MARKS[state]
        lines.append(f"  {style.paint(mark, colour, 'bold')} ({number}) {style.paint(title, 'bold')}")
        lines += style.wrap(sentence, 8)
    lines += ["", *style.wrap(bottom_line, 2)]
    return "\n".join(lines) + "\n"
