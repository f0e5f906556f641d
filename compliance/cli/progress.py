"""One line on a terminal that says how far a long render is; nothing where stderr is no terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERASE = "\r\x1b[2K"


@contextmanager
def shown_progress(what: str) -> Iterator[None]:
    """Show `what` and the steps of any render meanwhile on one line of stderr, and take the line away at the end."""
    if not sys.stderr.isatty():
        yield
        return
    from compliance.render.progress import progress

    def tell(step: str) -> None:
        sys.stderr.write(f"{_ERASE}{what}: {step}")
        sys.stderr.flush()

    try:
        with progress(tell):
            yield
    finally:
        sys.stderr.write(_ERASE)
        sys.stderr.flush()
