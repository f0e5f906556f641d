"""From HTML to PDF: WeasyPrint with our fonts, no network, no files."""

from __future__ import annotations

import datetime as dt
import logging
import warnings
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from weasyprint import CSS, HTML
from weasyprint import Attachment as Embedded
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from compliance.errors import ToolError
from compliance.render import fonts
from compliance.render.conformance import Finisher
from compliance.render.html import style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document

    from compliance.render.report import Attachment

_VARIANT: Final = "pdf/a-3a"


class Complaints(logging.Handler):
    """What WeasyPrint only logs: a report with a missing font, image or anchor must not look finished."""

    def __init__(self) -> None:
        """Nothing was logged yet."""
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.heard.append(record.getMessage())


@contextmanager
def _nothing_left_out() -> Iterator[None]:
    """Turn what WeasyPrint logs into a `ToolError`; it logs only what it had to leave out."""
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.heard:
        raise ToolError(f"the report could not be rendered completely: {complaints.heard[0]}")


def layout(page: str, *, rules: str | None = None) -> Document:
    """Lay out a page of HTML by the style `rules`, those of the report where none are given.

    Raises `ToolError` when WeasyPrint had to leave something out.
    """
    wanted = tuple(font.file for font in fonts.needed(page))
    style, configuration = _style(wanted, style_sheet() if rules is None else rules)
    source = HTML(string=page, url_fetcher=_only_data(), base_url=None)
    with _nothing_left_out():
        return source.render(stylesheets=[style], font_config=configuration, pdf_variant=_VARIANT)


def write(document: Document, attachments: tuple[Attachment, ...], day: dt.date) -> bytes:
    """The PDF (PDF/A-3a and PDF/UA-1) with its attachments, dated `day` at midnight UTC.

    Raises `ToolError` when WeasyPrint had to leave something out.
    """
    stamp = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    embedded = [_embedded(one, stamp) for one in sorted(attachments, key=lambda one: one.name)]
    finisher = Finisher(attachments)
    with _nothing_left_out(), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70 never closes its colour profile
        written: Any = document.write_pdf(attachments=embedded, pdf_variant=_VARIANT, finisher=finisher)
    if not isinstance(written, bytes):
        raise ToolError("WeasyPrint returned no PDF")
    return written


@cache
def _style(wanted: tuple[str, ...], rules: str) -> tuple[CSS, FontConfiguration]:
    """The style sheet with its fonts; reading and registering them once per process saves a fifth of a second."""
    configuration = FontConfiguration()
    text = fonts.face_rules(wanted) + rules
    return CSS(string=text, font_config=configuration, url_fetcher=_only_data()), configuration


def _only_data() -> URLFetcher:
    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)


def _embedded(attachment: Attachment, stamp: dt.datetime) -> Embedded:
    return Embedded(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        created=stamp,
        modified=stamp,
        relationship=attachment.relationship,
    )
