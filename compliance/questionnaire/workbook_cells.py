"""The text of a cell: how an answer is spelled in one, and what one says.

A word, a date or a number stands as it is; several words are separated by commas; whatever has more structure is one line of
YAML, in brackets or braces.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from typing import Final

from compliance.errors import InputError, Place, Problem
from compliance.source import Mapping, Node, Scalar, Sequence, read

LONGEST: Final = 32_767
"""Characters a cell can hold."""

_BARE: Final = re.compile(r"[\w./][\w ./+%@-]*(?<! )")
_FIRST_PLAIN: Final = 0x20
"""Below it JSON escapes by itself."""
_STRUCTURED: Final = ("[", "{", '"')
_HELD: Final = re.compile(r"[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
_ESCAPE: Final = re.compile(r"x[0-9A-Fa-f]{4}_")
"""Spreadsheets read `_x0041_` as a letter, and their readers differ on the rest of it."""


def cell_text(value: Node) -> str:
    """A value as one line of text, which `value_of` reads back."""
    match value:
        case Scalar(text, quoted):
            return text if not quoted and _BARE.fullmatch(text) else _quoted(text)
        case Sequence(items):
            if len(items) > 1 and all(isinstance(item, Scalar) and _is_bare(item) for item in items):
                return ", ".join(cell_text(item) for item in items)
            return f"[{', '.join(map(_inside, items))}]"
    return _inside(value)


def value_of(text: str, place: Place) -> Node:
    """The value a text spells. InputError at `place` where brackets, braces or quotes are not closed."""
    text = text.strip()
    if text.startswith(_STRUCTURED):
        return _structured(text, place)
    if "," in text or "\n" in text:
        parts = [part.strip() for part in re.split(r"[,\n]", text)]
        return Sequence(tuple(Scalar(part, quoted=False, place=place) for part in parts if part), place)
    return Scalar(text, quoted=False, place=place)


def holds(text: str) -> bool:
    """Whether a cell gives back this text as it is."""
    same = text_of(text) == text
    return same and len(text) <= LONGEST and bool(_HELD.fullmatch(text)) and not _ESCAPE.search(text)


def holds_value(value: Node, place: Place) -> bool:
    """Whether a cell gives back this value as it is."""
    text = cell_text(value)
    try:
        return holds(text) and value_of(text, place) == value
    except InputError:
        return False


def text_of(value: object) -> str | None:  # noqa: PLR0911 - a line for each type a spreadsheet knows
    """What a cell says, whatever type a spreadsheet made of it; None for what cannot be the text of an answer."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else None
        case dt.date():
            return value.isoformat()
        case str():
            return unicodedata.normalize("NFC", value).strip()
    return None


def _is_bare(node: Scalar) -> bool:
    return not node.quoted and _BARE.fullmatch(node.text) is not None


def _inside(node: Node) -> str:
    match node:
        case Scalar(text):
            return text if _is_bare(node) else _quoted(text)
        case Sequence(items):
            return f"[{', '.join(map(_inside, items))}]"
        case Mapping(entries):
            return "{" + ", ".join(f"{_inside(entry.key)}: {_inside(entry.value)}" for entry in entries) + "}"


def _quoted(text: str) -> str:
    """In double quotes, with an escape for everything that is not plainly a character."""
    return "".join(
        char if char.isprintable() or ord(char) < _FIRST_PLAIN else f"\\u{ord(char):04x}"
        for char in json.dumps(text, ensure_ascii=False)
    )


def _structured(text: str, place: Place) -> Node:
    """One line of YAML; places are those of the cell."""
    try:
        root = read(f"value: {text}\n".encode(), place.file)
    except InputError as error:
        found = error.problems[0].message
        hint = "Close every bracket, brace and quotation mark, or write a plain word, date or list."
        raise InputError([Problem(place, found, hint)]) from error
    value = root.get("value") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or len(root.entries) != 1 or value is None:
        raise InputError([Problem(place, "the cell holds more than one value", "Write one answer a cell.")])
    return _placed(value, place)


def _placed(node: Node, place: Place) -> Node:
    match node:
        case Scalar(text, quoted):
            return Scalar(text, quoted, place)
        case Sequence(items):
            return Sequence(tuple(_placed(item, place) for item in items), place)
        case Mapping(entries):
            made = tuple(
                type(entry)(Scalar(entry.key.text, entry.key.quoted, place), _placed(entry.value, place))
                for entry in entries
            )
            return Mapping(made, place)
