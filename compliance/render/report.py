"""What goes into the report and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment
    from compliance.model.catalog import Catalog

Relationship: TypeAlias = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]

NOT_STATED: Final = "not stated"
UNSIGNED: Final = "unsigned draft"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to embed: its name inside the PDF, its bytes, MIME type, and what it is to the report.

    `relationship` is the PDF association (ISO 32000-2, 14.13): inputs are `Source`, the assessment is `Data`.
    """

    name: str
    data: bytes
    mime: str
    description: str
    relationship: Relationship = "Source"


@dataclass(frozen=True, slots=True)
class Engagement:
    """Who asked for the report and how it may be used. Whatever is None is printed as "not stated"."""

    report_id: str | None = None
    version: str | None = None
    prepared_by: str | None = None
    prepared_for: str | None = None
    reviewer: str | None = None
    period: str | None = None
    distribution: str | None = None
    confidentiality: str | None = None


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything the report is made of; nothing else is read, neither clock nor files.

    `signer` is the name in the certificate that will sign, None when nobody will. `draft` marks every page.
    `tool_version` is the version of the program that renders (the assessment names the one that derived it).
    """

    assessment: Assessment
    catalog: Catalog
    architecture: Architecture
    tool_version: str
    attachments: tuple[Attachment, ...] = ()
    engagement: Engagement = field(default_factory=Engagement)
    signer: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """The finished, unsigned PDF; the HTML it was made from, without its fonts; and the number of pages."""

    pdf: bytes = field(repr=False)
    html: str = field(repr=False)
    pages: int
