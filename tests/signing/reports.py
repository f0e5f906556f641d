"""Small reports as the renderer makes them: tagged PDF/A-3a or PDF/UA-1 with embedded files and a manifest."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from weasyprint import HTML, Attachment

from compliance.render.conformance import FIELD_LINK, Finisher
from compliance.signing import MANIFEST_NAME, EmbeddedInput, build_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

INPUTS = (
    EmbeddedInput("architecture.yaml", b"schema: compliance-architecture/1\n", "architecture"),
    EmbeddedInput("assessment.json", b'{"schema":"compliance-assessment/1"}', "assessment"),
)
MANIFEST = build_manifest(INPUTS, tool={"name": "compliance-assessor", "version": "0.0.0"})
EMBEDDED = {**{file.name: file.content for file in INPUTS}, MANIFEST_NAME: MANIFEST}

_HEAD = '<html lang="en"><head><title>Report</title></head><body>'
_FOOT = "</body></html>"
_WRITTEN = datetime(2026, 11, 20, tzinfo=UTC)
_ROWS_ON_A_PAGE = 25


def render(pages: int = 1, variant: str = "pdf/a-3a", embedded: Mapping[str, bytes] = EMBEDDED) -> bytes:
    """A report of `pages` pages with one table on each."""
    rows = "".join(f"<tr><td>{row}</td><td>fact {row}</td></tr>" for row in range(_ROWS_ON_A_PAGE))
    table = f"<table><tr><th>number</th><th>what</th></tr>{rows}</table>"
    sections = "".join(
        f'<section style="break-before: page"><h1>Part {page}</h1>{table}</section>' for page in range(pages)
    )
    return _written(f"{_HEAD}{sections}{_FOOT}", variant, embedded)


def with_sign_off() -> bytes:
    """A report with a signature field where the renderer's own finisher puts it, conforming to both standards."""
    link = f'<a href="{FIELD_LINK}" style="display: block; width: 200px; height: 60px"></a>'
    page = f"{_HEAD}<h1>Findings</h1><p>None.</p><h2>Sign-off</h2><div>{link}</div>{_FOOT}"
    return _written(page, "pdf/a-3a", EMBEDDED, Finisher(()))


def shown(rows: str, assessment: bytes) -> bytes:
    """A report whose page shows `rows`, with `assessment` embedded."""
    files = (INPUTS[0], EmbeddedInput("assessment.json", assessment, "assessment"))
    manifest = build_manifest(
        files, tool={"name": "compliance-assessor", "version": "0.0.0"}, more={"edition": "full"}
    )
    embedded = {**{file.name: file.content for file in files}, MANIFEST_NAME: manifest}
    return _written(f"{_HEAD}<h1>Findings</h1>{rows}{_FOOT}", "pdf/a-3a", embedded)


def _written(
    page: str, variant: str, embedded: Mapping[str, bytes], finisher: Finisher | None = None
) -> bytes:
    attachments = [
        Attachment(
            string=content,
            name=name,
            description=name,
            relationship="Source",
            created=_WRITTEN,
            modified=_WRITTEN,
        )
        for name, content in sorted(embedded.items())
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its colour profile open
        document = HTML(string=page).render(pdf_variant=variant)
        return bytes(document.write_pdf(attachments=attachments, pdf_variant=variant, finisher=finisher))


def with_visible_field(
    pdf: bytes, *, name: str = "Signature1", appearance: bool = True, kind: str = "/Sig"
) -> bytes:
    """`pdf` with an empty form field on its first page, as the renderer places one on the sign-off page."""
    document = pikepdf.open(BytesIO(pdf))
    page = document.pages[0].obj
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name(kind),
        T=name,
        TU="Signature",
        F=4,
        Rect=pikepdf.Array([50, 50, 250, 100]),
        P=page,
    )
    if appearance:
        drawn = pikepdf.Stream(document, b"")
        drawn.Type, drawn.Subtype, drawn.BBox = (
            pikepdf.Name.XObject,
            pikepdf.Name.Form,
            pikepdf.Array([0, 0, 200, 50]),
        )
        field.AP = pikepdf.Dictionary(N=drawn)
    reference = document.make_indirect(field)
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([reference]))
    page.Annots = pikepdf.Array([reference])
    return saved(document)


def saved(document: pikepdf.Pdf) -> bytes:
    """The bytes of `document`."""
    output = BytesIO()
    document.save(output, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return output.getvalue()
