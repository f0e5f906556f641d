"""The rendering stage: an assessment becomes a PDF that people read and programs check.

`render` takes a `ReportInput` and gives a `RenderedReport`. It reads no clock, no file but the packaged templates and fonts, and
no network. Equal input gives equal bytes, whatever the locale, time zone, hash seed or folder.
"""

from __future__ import annotations

import datetime as dt

from compliance.model.engagement import Engagement
from compliance.render.report import Attachment, Edition, Relationship, RenderedReport, ReportInput

__all__ = [
    "Attachment",
    "Edition",
    "Engagement",
    "Relationship",
    "RenderedReport",
    "ReportInput",
    "render",
    "render_html",
]


def render(report: ReportInput) -> RenderedReport:
    """The report as PDF/A-3a and PDF/UA-1 with its attachments and an empty signature field, not yet signed.

    Raises `ToolError` when the page cannot be laid out completely.
    """
    from compliance.render import (
        pdf,
    )  # WeasyPrint takes half a second to import; `render_html` needs none of it
    from compliance.render.html import style_sheet

    page = render_html(report)
    rules = style_sheet(report.templates, decision=report.comparison is not None)
    document = pdf.layout(page, rules=rules)
    day = dt.date.fromisoformat(report.assessment.as_of)
    return RenderedReport(pdf.write(document, report.attachments, day), page, len(document.pages))


def render_html(report: ReportInput) -> str:
    """The report as one HTML page, without style sheet and fonts."""
    from compliance.render.html import html
    from compliance.render.view import view

    return html(view(report), report.templates)
