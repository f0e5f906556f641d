"""From bytes to text whose lines and columns mean the same to every reader.

Characters that editors, terminals and YAML readers disagree about are refused here, before anything is parsed: byte order
marks, other encodings, control characters, tabs, odd line ends, and the marks that make text read in another order than it is
written.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.errors import InputError, Place, Problem
from compliance.source.secrets import mask

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. Ten thousand flows, fully described, take about 3 MB."""

_MOST_PROBLEMS = 1000
_UTF8 = "Save the file as UTF-8 without a byte order mark."

# Control characters but tab, line feed and carriage return; odd line ends; marks of direction; what is no character at all.
_REFUSED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_REFUSED_IN_LINE = re.compile(rf"\t+|[\r{_REFUSED}]")
_REFUSED_IN_FILE = re.compile(rf"\t|\r(?!\n)|[{_REFUSED}]")
REFUSED_IN_VALUE = re.compile(rf"[\t\r{_REFUSED}]")
"""What no value may contain, even when it was written as an escape inside quotes."""


def decode(data: bytes | str, name: str) -> str:
    """The text of the file called `name`.

    Raises `InputError` with every refused character of the file (up to a thousand), or with the reason why it is no UTF-8.
    """
    if isinstance(data, bytes):
        _refuse_oversize(len(data), name)
        text = _from_utf8(data, name)
    else:
        text = data
        _refuse_oversize(len(text), name)
    if problems := _refused_characters(text, name):
        raise InputError(with_source_lines(problems, {name: text}))
    return text


def lines_of(text: str) -> list[str]:
    """The lines of `text` without their ends; line n of a place is item n - 1."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def with_source_lines(problems: Iterable[Problem], texts: dict[str, bytes | str]) -> tuple[Problem, ...]:
    """`problems` with the source line of each filled in, secrets masked; `texts` are the files by their logical names.

    Problems without a place, in a file not given, or with a line already, stay as they are.
    """
    files = {name: _MaskedLines(text) for name, text in texts.items()}
    return tuple(_with_line(problem, files) for problem in problems)


def _with_line(problem: Problem, files: dict[str, _MaskedLines]) -> Problem:
    place = problem.place
    if place is None or problem.source_line is not None or place.file not in files:
        return problem
    return replace(problem, source_line=files[place.file].line(place.line))


class _MaskedLines:
    """The lines of one file as they may be shown. Each is masked once, however many problems it has."""

    def __init__(self, text: bytes | str) -> None:
        self._text = text
        self._lines: list[str] | None = None
        self._masked: dict[int, str | None] = {}

    def line(self, number: int) -> str | None:
        """Line `number`, counted from 1, or None when there is no such line."""
        if number not in self._masked:
            if self._lines is None:
                text = self._text
                self._lines = lines_of(text if isinstance(text, str) else text.decode("utf-8", "replace"))
            exists = 0 < number <= len(self._lines)
            self._masked[number] = mask(self._lines[number - 1]) if exists else None
        return self._masked[number]


def _refuse_oversize(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        message = f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB"
        raise InputError(
            [Problem(Place(name, 1, 1), message, "Split the description or leave out what is not a fact.")]
        )


def _from_utf8(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        raise InputError(
            [Problem(Place(name, 1, 1), "the file is not UTF-8; it looks like UTF-16 or UTF-32", _UTF8)]
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x} cannot stand here"
        raise InputError([Problem(Place(name, len(before), len(before[-1]) + 1), message, _UTF8)]) from None


def _refused_characters(text: str, name: str) -> list[Problem]:
    if not _REFUSED_IN_FILE.search(text):
        return []
    problems = []
    for number, line in enumerate(lines_of(text), start=1):
        for found in _REFUSED_IN_LINE.finditer(line):
            place = Place(name, number, found.start() + 1)
            message, hint = _why_refused(found[0][0], at_start=(number, found.start()) == (1, 0))
            problems.append(Problem(place, message, hint))
            if len(problems) == _MOST_PROBLEMS:
                return problems
    return problems


def _why_refused(char: str, *, at_start: bool) -> tuple[str, str]:
    """What is wrong with `char`, and what to do about it."""
    code = f"U+{ord(char):04X}"
    if char == "\t":
        return "a tab", "Use spaces; a tab is as wide as each editor likes."
    if char == "\ufeff" and at_start:
        return "a byte order mark at the start of the file", _UTF8
    if char in "\r\x85\u2028\u2029":
        return (
            f"an unusual line end ({code})",
            "End lines with a line feed, or a carriage return and a line feed.",
        )
    if char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return f"an invisible mark that changes the order of reading ({code})", "Remove it."
    return f"a control character ({code})", "Remove it."
