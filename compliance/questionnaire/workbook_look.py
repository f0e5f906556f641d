"""What a workbook looks like: colours, columns, and how an answer is to be written, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

if TYPE_CHECKING:
    from openpyxl.cell import Cell

    from compliance.model.asked import AnswerKind, Asked, Expected

INK: Final = "FF1F2937"
QUIET: Final = "FF6B7280"
DEEP: Final = "FF123C4A"
BAND: Final = "FFE3EEF1"
OPEN: Final = "FFFFF8DC"
RULE: Final = "FFD5DBE1"
WHITE: Final = "FFFFFFFF"
FACE: Final = "Calibri"
MARKS: Final = {
    "high": ("▲ high", "FFB42318"),
    "medium": ("◆ medium", "FF9A6700"),
    "low": ("● low", "FF1D5FA8"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its letter, heading, width in characters, and whether people write in it."""

    letter: str
    heading: str
    width: float
    opened: bool = False


COLUMNS: Final = (
    Column("A", "No.", 5.5),
    Column("B", "Question", 46),
    Column("C", "About", 20),
    Column("D", "Answer", 26, opened=True),
    Column("E", "Note: exceptions, reasons", 32, opened=True),
    Column("F", "Answered by", 18, opened=True),
    Column("G", "Role", 17, opened=True),
    Column("H", "Date", 12, opened=True),
    Column("I", "How to answer", 38),
    Column("J", "Why it is asked", 40),
    Column("K", "Good evidence", 36),
    Column("L", "Bears on", 22),
)
HIDDEN: Final = ("M", "N", "O")
"""Question, subject, and what the answers file held when the workbook was made."""
HEAD: Final = 3
"""The row of the headings; questions begin below it."""

_HOW: Final[dict[AnswerKind, str]] = {
    "yes_no": "yes, no, or partly with the exceptions in the note.",
    "word": "One of these words.",
    "words": "One or several of these words, separated by commas.",
    "record": "implemented, partial, planned or none.",
    "names": "One or several names, separated by commas.",
    "name": "One name.",
    "day": "A date: 2026-04-15. Also 2026-04, or ../2026-04-15 for not later.",
    "days": "Dates separated by commas: 2025-03-10, 2026-03-14. Or: none.",
    "period": "A length of time: 30 days, 6 months, 1 year. Also ../60 days for at most.",
    "number": "A number. Also 500/.. for at least, ../499 for at most.",
    "share": "A share: 25 %. Also ../33 % for at most.",
    "details": "Words or details, as the architecture file spells them.",
}
_PLAIN: Final = frozenset({"yes_no", "record"})
"""Their words are always the same; the first sheet tells what they mean."""
_TOLD: Final = 14
"""So many words are explained in the cell; a longer list stands in the choice of the answer cell alone."""


_TALLEST: Final = 400.0


def how_to(expected: Expected) -> str:
    """How an answer is written, with what each word means."""
    first = _HOW[expected.kind]
    if expected.kind in _PLAIN:
        return first
    told = expected.choices[:_TOLD]
    names = ", ".join(one.word for one in told if not one.meaning)
    lines = [f"{first[:-1]}: {names}" if names else first]
    lines += [f"{one.word}: {one.meaning}" for one in told if one.meaning]
    more = len(expected.choices) - len(told)
    return "\n".join([*lines, f"and {more} more in the list"] if more > 0 else lines)


def bears_on(asked: Asked) -> str:
    """What an answer is for: how grave, and the first provisions."""
    shown = 4
    cited = [f"{law} {provision}" for law, provision in asked.provisions]
    more = len(cited) - shown
    lines = [MARKS[asked.severity][0]] if asked.severity else []
    lines += ["law to come"] if asked.upcoming else []
    return "\n".join([*lines, *cited[:shown], *([f"and {more} more"] if more > 0 else [])])


def dress(cell: Cell, kind: str, *, colour: str = INK) -> None:
    """Give a cell its look. Kinds: title, quiet, head, band, text, small, answer, kept."""
    sizes = {"title": 16, "head": 10, "band": 11, "small": 9, "quiet": 9}
    bold = kind in {"title", "head", "band"}
    ink = {"head": WHITE, "title": DEEP, "band": DEEP, "quiet": QUIET, "small": INK}.get(kind, colour)
    cell.font = Font(name=FACE, size=sizes.get(kind, 10), bold=bold, color=ink)
    middle = kind in {"head", "band"}
    cell.alignment = Alignment(
        wrap_text=kind not in {"title", "band", "quiet"}, vertical="center" if middle else "top"
    )
    fill = {"head": DEEP, "band": BAND, "answer": OPEN}.get(kind)
    if fill:
        cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
    if kind in {"text", "small", "answer", "kept"}:
        side = Side(style="thin", color=RULE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if kind == "answer":
        cell.protection = Protection(locked=False)
    if kind in {"answer", "kept"}:
        cell.number_format = "@"  # text: dates, citations and numbers stay as they are typed


def height(cells: list[tuple[Column, str]]) -> float:
    """The height in points in which all these texts can be read: not every program fits rows to wrapped text by itself."""
    needed = (_needed(column, text) for column, text in cells)
    return min(_TALLEST, max(needed, default=0) + 6)


def _needed(column: Column, text: str) -> float:
    """The height of one text; the narrow columns to read from are set smaller than those to write in."""
    filled, line = (1.0, 12.8) if column.opened or column.letter in "AB" else (1.18, 11.4)
    room = max(1, int(column.width * filled))
    return line * sum(max(1, -(-len(part) // room)) for part in text.split("\n"))


def put(cell: Cell, text: str, kind: str) -> None:
    """Text as text: nothing that is written into a workbook is ever a formula."""
    dress(cell, kind)
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))  # an editor, too, takes it for text
