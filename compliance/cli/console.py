"""Writing to the terminal: results on stdout, narration on stderr, colour only where it is wanted and seen."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from compliance.errors import printable
from compliance.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def say(text: str) -> None:
    """Narration, on stderr."""
    sys.stderr.write(f"{printable(text)}\n")


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
