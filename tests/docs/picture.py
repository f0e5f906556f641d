"""A terminal's text as an SVG picture."""

from __future__ import annotations

import re
from html import escape

CELL, LINE, FONT = 7.83, 17, 13
COLOURS = {"31": "#f47067", "32": "#8ddb8c", "33": "#f0c674", "34": "#6cb6ff", "36": "#76e3ea"}
_CODES = re.compile(r"\x1b\[([0-9;]*)m")


def terminal_svg(text: str, lines: int) -> str:
    """The first lines of a text with its colours, as light text on a dark ground."""
    shown = text.splitlines()[:lines]
    width = max(len(_CODES.sub("", line)) for line in shown) * CELL + 40
    height = len(shown) * LINE + 36
    rows = [_row(line, index) for index, line in enumerate(shown)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img">',
            "<title>compliance assess, in a terminal</title>",
            f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1c2128"/>',
            f'<g font-family="ui-monospace, DejaVu Sans Mono, monospace" font-size="{FONT}" fill="#cdd9e5" xml:space="preserve">',
            *rows,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _row(line: str, index: int) -> str:
    spans, style, at, column = [], "", 0, 0
    for code in [*_CODES.finditer(line), None]:
        piece = line[at : code.start() if code else len(line)]
        if piece:
            x = 20 + column * CELL
            spans.append(f'<tspan x="{x:.1f}"{style}>{escape(piece)}</tspan>')
            column += len(piece)
        if code:
            style, at = _style(code[1].split(";")), code.end()
    return f'<text y="{26 + index * LINE}">{"".join(spans)}</text>'


def _style(codes: list[str]) -> str:
    found = "".join(f' fill="{COLOURS[code]}"' for code in codes if code in COLOURS)
    if "1" in codes:
        found += ' font-weight="bold"'
    return found + (' fill="#768390"' if "2" in codes else "")
