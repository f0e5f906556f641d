"""What goes into the report and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from compliance.model.engagement import Engagement
from compliance.model.variant import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment
    from compliance.model.catalog import Catalog
    from compliance.model.comparison import Comparison
    from compliance.model.description import Description
    from compliance.model.earlier import Earlier

Edition: TypeAlias = Literal["full", "executive"]
Relationship: TypeAlias = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]

NOT_STATED: Final = "not stated"
UNSIGNED: Final = "unsigned draft"
NUMBERS: Final = "numbers-"
"""How the names of embedded files of numbers begin that come with the program."""


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
class ReportInput:
    """Everything the report is made of; nothing else is read, neither clock nor files.

    `signer` is the name in the certificate that will sign, None when nobody will. `draft` marks every page.
    `tool_version` is the version of the program that renders (the assessment names the one that derived it).
    `description` adds who answered what, and with which evidence; without it the registers of persons stay empty.
    `templates` replace packaged ones of the same name. `comparison` adds the chapter that decides between the variants of the
    description; `variant` names the one that is assessed.
    """

    assessment: Assessment
    catalog: Catalog
    architecture: Architecture
    tool_version: str
    attachments: tuple[Attachment, ...] = ()
    engagement: Engagement = field(default_factory=Engagement)
    signer: str | None = None
    draft: bool = False
    description: Description | None = None
    edition: Edition = "full"
    earlier: Earlier | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    comparison: Comparison | None = None
    variant: str = BASE


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """The finished, unsigned PDF; the HTML it was made from, without its fonts; and the number of pages."""

    pdf: bytes = field(repr=False)
    html: str = field(repr=False)
    pages: int
