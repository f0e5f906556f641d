"""Tells, while a long report is drawn, how far it is. WeasyPrint logs its steps; this hands them on in our words."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEP: Final = re.compile(r"Step (\d)(?:.*Page (\d+))?")
_WORDS: Final = {
    "3": "applying styles",
    "4": "breaking lines",
    "5": "laying out pages",
    "6": "writing the PDF",
}


@contextmanager
def progress(tell: Callable[[str], None]) -> Iterator[None]:
    """Call `tell` with a few words at each step that is reached meanwhile, as often as once a page."""
    logger = logging.getLogger("weasyprint.progress")
    handler, level = _Handing(tell), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Handing(logging.Handler):
    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        found = _STEP.search(record.getMessage())
        if found is None or found[1] not in _WORDS:
            return
        self._tell(f"page {found[2]}" if found[2] else _WORDS[found[1]])
