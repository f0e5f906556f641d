"""Writing to the terminal: results on stdout, narration on stderr, colour only where it is wanted and seen."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Final, TextIO

from compliance.errors import printable
from compliance.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_EXCERPT: Final = re.compile(r"\s*\d* \| ")


def say(text: str) -> None:
    """Narration, on stderr; what another program reads stays in one line."""
    told = printable(text)
    if sys.stderr.isatty():
        told = "\n".join(_folded(line) for line in told.split("\n"))
    sys.stderr.write(f"{told}\n")


def _folded(line: str) -> str:
    """A line in lines of the terminal's width, between words; source lines and what points into them stay."""
    if _EXCERPT.match(line):
        return line
    indent = " " * (len(line) - len(line.lstrip(" ")) + (len("hint: ") if line.startswith("  hint: ") else 0))
    columns = shutil.get_terminal_size().columns
    return textwrap.fill(
        line, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def result(text: str) -> None:
    """A result, on stdout."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    sys.stdout.flush()


def deliver(data: bytes, output: Path | None, *, force: bool) -> None:
    """A result to a file (never overwritten unasked) or to stdout."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_atomically(output, data, overwrite=force)
    say(f"Written: {output}")


def coloured(stream: TextIO) -> bool:
    """Whether colour may be written to a stream (see no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to fill, between 60 and 110."""
    return max(60, min(110, shutil.get_terminal_size((100, 24)).columns))
