"""A comparison as PDF: laid out like the report, with its inputs embedded and a field for the signature."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render.comparison.page import laid_out, rules
from compliance.render.report import RenderedReport

if TYPE_CHECKING:
    from compliance.model.comparison import Comparison
    from compliance.render.report import Attachment


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """Everything the decision report is made of. `signer` is the name in the certificate, None when nobody will sign."""

    comparison: Comparison
    attachments: tuple[Attachment, ...] = ()
    signer: str | None = None
    draft: bool = False


def render_decision(decision: DecisionInput) -> RenderedReport:
    """PDF/A-3a and PDF/UA-1 with attachments and an empty signature field. Raises `ToolError` where a page cannot be laid out."""
    from compliance.render import pdf  # WeasyPrint takes half a second to import
    from compliance.render.conformance import FIELD_LINK

    field = None if decision.draft else FIELD_LINK
    page = laid_out(decision.comparison, decision.signer, field, draft=decision.draft)
    document = pdf.layout(page, rules=rules())
    day = dt.date.fromisoformat(decision.comparison.as_of)
    return RenderedReport(pdf.write(document, decision.attachments, day), page, len(document.pages))
