"""Every error this product raises on purpose, and how it is shown.

```
ComplianceError
├── UsageError           exit 2   the command was asked for something it does not do
├── ToolError            exit 2   the machine, a library or a file system refused
│   └── SigningError     exit 2   signing was asked for and is impossible
├── InputError           exit 3   a file that was read says something it must not say
└── VerificationError    exit 4   a signed report is not what it claims to be
```

`str(error)` is for programs and logs. `error.diagnostics()` is for people: places, source lines, carets, hints. Only the
command line prints; no other module does.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_PROBLEMS = 20
"""A person repairs the first screen and runs again; more would scroll the first ones away."""

_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_WIDEST_LINE = 70
_ROOM_BEFORE_CARET = 45


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is said: logical file name, line and column, both from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """`file:line:column`, which editors and terminals turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    `place` is None when the whole file is meant. `hint` says what to do. `source_line` is the line at `place`, without its
    line end and with secrets already masked; None when it is not at hand.
    """

    place: Place | None
    message: str
    hint: str | None = None
    source_line: str | None = None

    def __str__(self) -> str:
        """One line: the place, when there is one, and the message."""
        message = printable(self.message)
        return message if self.place is None else f"{printable(str(self.place))}: {message}"

    def diagnostics(self) -> str:
        """The problem as a person wants to see it, over several lines."""
        parts = [str(self)]
        if self.place is not None and self.source_line is not None:
            parts += _excerpt(self.source_line, self.place)
        if self.hint is not None:
            parts.append(f"  hint: {printable(self.hint)}")
        return "\n".join(parts)


class ComplianceError(Exception):
    """The root of the tree. `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep `message`, one sentence for programs, and `hint`, what a person can do about it."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def diagnostics(self) -> str:
        """The error as a person wants to see it."""
        text = printable(self.message)
        return text if self.hint is None else f"{text}\n  hint: {printable(self.hint)}"


class UsageError(ComplianceError):
    """The command was asked for something it does not do; nothing was read or written."""


class ToolError(ComplianceError):
    """Something this program stands on refused: the file system, a system library, a damaged installation."""


class SigningError(ToolError):
    """Signing was asked for and is impossible; no file was written."""


class VerificationError(ComplianceError):
    """A signed report is not what it claims to be, or its findings cannot be derived again."""

    exit_code: ClassVar[int] = 4


class InputError(ComplianceError):
    """Files that were read say something they must not say. Holds all problems found, never only the first."""

    exit_code: ClassVar[int] = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems` in the order of their places; those without a place come first."""
        self.problems = tuple(sorted(problems, key=_reading_order))
        if not self.problems:
            reason = "an input error without a problem would be an exit code without a reason"
            raise ValueError(reason)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def diagnostics(self) -> str:
        """The first problems with their source lines, then how many more there are."""
        shown = [problem.diagnostics() for problem in self.problems[:SHOWN_PROBLEMS]]
        more = len(self.problems) - len(shown)
        return "\n\n".join([*shown, f"and {more} more"] if more else shown)


def printable(text: str) -> str:
    """`text` with everything that could steer a terminal or reorder what is read replaced by U+FFFD.

    Descriptions are untrusted: an escape sequence in a name must not reach the screen. Line ends stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if char == "\n" or _is_harmless(char) else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def _is_harmless(char: str) -> bool:
    """Whether `char` is no control, format, surrogate or private character and no odd line separator.

    The two joiners stay: Persian and several Indian scripts cannot be written without them.
    """
    return (
        char in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
        or unicodedata.category(char) not in _STEERING
    )


def _reading_order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return ("", 0, 0) if place is None else (place.file, place.line, place.column)


def _excerpt(line: str, place: Place) -> list[str]:
    """The source line and a caret under its column; a long line is cut so that the caret stays on the screen."""
    caret = min(place.column - 1, len(line))
    start = max(0, caret - _ROOM_BEFORE_CARET) if len(line) > _WIDEST_LINE else 0
    head = "…" if start else ""
    tail = "…" if len(line) > start + _WIDEST_LINE else ""
    shown = printable(line[start : start + _WIDEST_LINE])
    before = head + shown[: caret - start]
    margin = " " * len(str(place.line))
    return [f"  {place.line} | {head}{shown}{tail}", f"  {margin} | {' ' * _columns(before)}^"]


def _columns(text: str) -> int:
    """How many terminal cells `text` takes: two for wide characters, none for combining ones."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
