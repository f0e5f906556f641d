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
LINE: Final = "FFD5DBE1"
WHITE: Final = "FFFFFFFF"
FACE: Final = "Calibri"
MARKS: Final = {"high": ("▲ high", "FFB42318"), "medium": ("◆ medium", "FF9A6700"), "low": ("● low", "FF1D5FA8")}


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
    "yes_no": "One of these words; with partly, name the exceptions in the note.",
    "word": "One of these words.",
    "words": "One or several of these words, separated by commas.",
    "record": "One of these words.",
    "names": "One or several names, separated by commas.",
    "name": "One name.",
    "day": "A date: 2026-04-15. Also 2026-04, or ../2026-04-15 for not later.",
    "days": "Dates separated by commas: 2025-03-10, 2026-03-14. Or: none.",
    "period": "A length of time: 30 days, 6 months, 1 year. Also ../60 days for at most.",
    "number": "A number. Also 500/.. for at least, ../499 for at most.",
    "share": "A share: 25 %. Also ../33 % for at most.",
    "details": "Words or details, as the architecture file spells them.",
}
_TOLD: Final = 14
"""So many words are explained in the cell; a longer list stands in the choice of the answer cell alone."""


def how_to(expected: Expected) -> str:
    """How an answer is written, with what each word means."""
    lines = [_HOW[expected.kind]]
    told = expected.choices[:_TOLD]
    lines += [f"{one.word}: {one.meaning}" if one.meaning else one.word for one in told]
    more = len(expected.choices) - len(told)
    return "\n".join([*lines, f"and {more} more"] if more else lines)


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
    cell.alignment = Alignment(wrap_text=kind not in {"title", "band"}, vertical="center" if middle else "top")
    fill = {"head": DEEP, "band": BAND, "answer": OPEN}.get(kind)
    if fill:
        cell.fill = PatternFill("solid", start_color=fill, end_color=fill)
    if kind in {"text", "small", "answer", "kept"}:
        side = Side(style="thin", color=LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if kind == "answer":
        cell.protection = Protection(locked=False)
    if kind in {"answer", "kept"}:
        cell.number_format = "@"  # text: dates, citations and numbers stay as they are typed


def put(cell: Cell, text: str, kind: str) -> None:
    """Text as text: nothing that is written into a workbook is ever a formula."""
    dress(cell, kind)
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))  # an editor, too, takes it for text
