"""The bundled fonts: which of them a text needs, and what no font can show.

Only fonts whose characters occur are loaded, so a report in Latin letters does not pay for Han. Fonts of the machine are never
wanted: a character that no bundled font has is printed as its code point, the same everywhere, and PDF/A is kept (which allows
no missing glyph).
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from typing import Final

from compliance import resources

_FOLDER: Final = "report/fonts"
_ALWAYS: Final = frozenset({"Report Sans"})


@dataclass(frozen=True, slots=True)
class Font:
    """One font file: the family name it gets in style sheets, its weight, the typeface it is, and what it covers."""

    family: str
    weight: int
    file: str
    typeface: str
    covers: frozenset[int]


@cache
def fonts() -> tuple[Font, ...]:
    """All bundled fonts, in the order in which style sheets prefer them."""
    entries = json.loads(resources.read("templates", f"{_FOLDER}/fonts.json"))
    return tuple(
        Font(entry["family"], entry["weight"], entry["file"], entry["typeface"], _ranges(entry["covers"]))
        for entry in entries
    )


def needed(text: str) -> tuple[Font, ...]:
    """The fonts that `text` needs, in the order of `fonts`; a font is left out when those before it cover its part."""
    characters = {ord(char) for char in set(text)}
    first = next(font.covers for font in fonts())
    beyond = characters - first
    return tuple(font for font in fonts() if _wanted(font, characters, beyond))


def _wanted(font: Font, characters: set[int], beyond: set[int]) -> bool:
    """Headings and code have their own faces; the other families only fill what the main face lacks."""
    if font.family in _ALWAYS:
        return True
    if font.family in {"Report Serif", "Report Mono"}:
        return bool(font.covers & characters)
    return bool(font.covers & beyond)


def shown(text: str) -> str:
    """`text` with every character that no bundled font has replaced by its code point: `[U+1F600]`."""
    covered = _covered()
    missing = {char for char in set(text) if ord(char) not in covered and not char.isspace()}
    if not missing:
        return text
    return text.translate({ord(char): f"[U+{ord(char):04X}]" for char in missing})


@cache
def face_rules(wanted: tuple[str, ...]) -> str:
    """The @font-face rules of some font files, each with its bytes as a data: URL."""
    rules = []
    for font in fonts():
        if font.file in wanted:
            data = base64.b64encode(resources.read("templates", f"{_FOLDER}/{font.file}")).decode("ascii")
            rules.append(
                f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};'
                f'src:url("data:font/woff2;base64,{data}")}}'
            )
    return "\n".join(rules)


@cache
def _covered() -> frozenset[int]:
    return frozenset().union(*(font.covers for font in fonts()))


def _ranges(text: str) -> frozenset[int]:
    """Code points from `20-7E A0 2190-2193` (hexadecimal)."""
    out: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        out.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(out)
