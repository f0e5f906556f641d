"""The rendered PDF made ready: repacked, with one empty signature field. What comes out is the exact start of the signed file.

Repacking puts about 100 objects into each object stream. The renderer writes a single one, and comparing revisions of such
a file takes time that grows with the square of its size.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from compliance.errors import SigningError

DEFAULT_FIELD = "Signature1"

_PRINT_AND_LOCKED = 4 + 128
"""PDF/A wants the print flag on every annotation; locked keeps viewers from offering to move it."""

_OUTSIDE_THE_PAGE = (-9999, -9999, -9999, -9999)
"""PDF/UA exempts a widget outside the crop box from being tagged; PDF/A forbids the hidden flag. This satisfies both."""


def prepare(pdf: bytes, field_name: str = DEFAULT_FIELD) -> bytes:
    """Repack `pdf` and make sure it holds an empty signature field `field_name`; the same input gives the same bytes.

    A field the renderer placed is used as it is; otherwise an invisible one is added to the first page. Metadata stay
    untouched. Raises SigningError when the file cannot be read, is encrypted, is already signed, or the field cannot be used.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            _refuse_what_cannot_be_signed(document)
            _ensure_field(document, field_name)
            return _saved(document)
    except pikepdf.PasswordError as error:
        message = "an encrypted PDF cannot be signed"
        raise SigningError(message) from error
    except pikepdf.PdfError as error:
        message = f"the rendered PDF cannot be read: {error}"
        raise SigningError(message) from error


def _saved(document: pikepdf.Pdf) -> bytes:
    """The catalog's metadata stream is never compressed by the writer, which PDF/A asks for."""
    output = BytesIO()
    document.save(
        output,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    return output.getvalue()


def _refuse_what_cannot_be_signed(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        message = "an encrypted PDF cannot be signed"
        raise SigningError(message)
    if not len(document.pages):
        message = "a PDF without pages cannot be signed"
        raise SigningError(message)
    signed = [field for field in _fields(document) if field.get("/FT") == Name.Sig and "/V" in field]
    if signed or "/Perms" in document.Root:
        message = "the PDF is already signed, and repacking would break that signature"
        raise SigningError(
            message, hint="sign the report as it was rendered; a second signature is a countersignature"
        )


def _fields(document: pikepdf.Pdf) -> list[Dictionary]:
    form = document.Root.get("/AcroForm")
    return (
        []
        if form is None
        else [field for field in form.get("/Fields", Array()) if isinstance(field, Dictionary)]
    )


def _ensure_field(document: pikepdf.Pdf, name: str) -> None:
    for field in _fields(document):
        if str(field.get("/T", "")) == name:
            _refuse_unusable(field, name)
            return
    _add_invisible_field(document, name)


def _refuse_unusable(field: Dictionary, name: str) -> None:
    """A visible field must bring its appearance: one made here would use fonts that are not embedded, which PDF/A forbids."""
    if field.get("/FT") != Name.Sig:
        message = f"the form field {name!r} of the rendered PDF is not a signature field"
        raise SigningError(message)
    left, bottom, right, top = (float(edge) for edge in field.get("/Rect", _OUTSIDE_THE_PAGE))
    if left != right and bottom != top and "/N" not in field.get("/AP", Dictionary()):
        message = f"the visible signature field {name!r} of the rendered PDF has no appearance"
        raise SigningError(message, hint="let the renderer give it one with embedded fonts")


def _add_invisible_field(document: pikepdf.Pdf, name: str) -> None:
    page = document.pages[0].obj
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=name,
            TU="Signature of the report",
            F=_PRINT_AND_LOCKED,
            Rect=Array(_OUTSIDE_THE_PAGE),
            P=page,
        )
    )
    if "/AcroForm" not in document.Root:
        document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array()))
    document.Root.AcroForm.Fields.append(field)
    page.Annots = Array([*page.get("/Annots", Array()), field])
    page.Tabs = Name.S  # PDF/UA: a page with annotations takes its tab order from the structure
