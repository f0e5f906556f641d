"""How text is set in a terminal: colour where it is wanted, lines that fit, titles."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.errors import printable

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog

CODES: Final = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
}
NARROWEST: Final = 30


@dataclass(frozen=True, slots=True)
class Style:
    """Whether colour is wanted, and the columns to fill."""

    colour: bool
    width: int

    def paint(self, text: str, *names: str) -> str:
        """The text in some colours, plain where colour is not wanted; on one line, and without anything that could steer."""
        text = printable(text).replace("\n", " ")
        if not self.colour or not names:
            return text
        return f"\x1b[{';'.join(CODES[name] for name in names)}m{text}\x1b[0m"

    def wrap(self, text: str, indent: int, first: str = "") -> list[str]:
        """The text in lines below an indent; `first` stands at the start of the first. Ids and paths are never broken."""
        room = max(NARROWEST, self.width - indent - len(first))
        lines = textwrap.wrap(printable(text), room, break_on_hyphens=False) or [""]
        pad = " " * indent
        return [f"{pad}{first}{lines[0]}", *(f"{pad}{' ' * len(first)}{line}" for line in lines[1:])]

    def title(self, text: str) -> list[str]:
        """A title with a rule below it."""
        return [self.paint(text, "bold"), self.paint("─" * min(self.width, 60), "dim")]

    def part(self, title: str, texts: list[str]) -> list[str]:
        """A titled part of an explanation with its texts, marked as a list where there are several; nothing for none."""
        lines = [line for text in texts for line in self.wrap(text, 2, "- " if len(texts) > 1 else "")]
        return [self.paint(title, "bold"), *lines, ""] if texts else []


def short_names(catalog: Catalog) -> dict[str, str]:
    """How each framework is called in a line."""
    return {framework.framework.id: framework.framework.short for framework in catalog.frameworks}


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
