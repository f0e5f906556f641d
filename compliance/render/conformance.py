"""What makes one file PDF/A-3a and PDF/UA-1 at once, and gives it a signature field.

WeasyPrint writes one standard per file. This finisher runs before the file is written and adds the rest: one uncompressed XMP
packet that declares both standards (with the schema extension PDF/A asks for), attachments listed once and sorted, their MIME
types as given, and the placed link of the sign-off page turned into a tagged, empty signature field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf

from compliance.errors import ToolError

if TYPE_CHECKING:
    from weasyprint import Document

    from compliance.render.report import Attachment

FIELD: Final = "Signature1"
FIELD_LINK: Final = "urn:signature-field:Signature1"
"""The address that marks the link to be turned into the field; it never reaches the file."""

_PRINTED: Final = 1 << 2
_LOCKED: Final = 1 << 7

_UA: Final = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Which part of ISO 14289 the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_END: Final = b"</rdf:RDF>"


class Finisher:
    """Called by WeasyPrint with the document and the PDF, just before the file is written."""

    def __init__(self, attachments: tuple[Attachment, ...]) -> None:
        """Keep the attachments for their MIME types."""
        self._mime = {one.name: one.mime for one in attachments}

    def __call__(self, _document: Document, pdf: pydyf.PDF) -> None:
        """Finish `pdf` in place. Raises `ToolError` where WeasyPrint wrote something else than this was made for."""
        _declare(pdf)
        _list_once(pdf)
        _sort_attachments(pdf)
        self._set_types(pdf)
        _map_glyphs(pdf)
        _place_field(pdf)

    def _set_types(self, pdf: pydyf.PDF) -> None:
        """The MIME types as given; WeasyPrint guesses them from tables of the machine."""
        for spec in _dictionaries(pdf, "Type", "/Filespec"):
            mime = self._mime.get(spec["UF"].string)
            if mime is not None:
                stream = _object(pdf, spec["EF"]["F"])
                stream.extra["Subtype"] = "/" + mime.replace("/", "#2f").replace(" ", "#20")


def _declare(pdf: pydyf.PDF) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    packet = b"".join(metadata.stream)
    if packet.count(_END) != 1:
        message = "the XMP packet of the rendered PDF is not of the form this version knows"
        raise ToolError(message)
    metadata.stream = [packet.replace(_END, _UA.encode() + _END)]
    metadata.compress = False


def _list_once(pdf: pydyf.PDF) -> None:
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _sort_attachments(pdf: pydyf.PDF) -> None:
    """Name trees are sorted by the bytes of their keys (ISO 32000-1, 7.9.6)."""
    tree = pdf.catalog.get("Names", {}).get("EmbeddedFiles")
    if tree is None:
        return
    names = _object(pdf, tree)
    flat = list(names["Names"])
    pairs = sorted(zip(flat[::2], flat[1::2], strict=True), key=lambda pair: bytes(pair[0].data))
    names["Names"] = pydyf.Array([item for pair in pairs for item in pair])


def _map_glyphs(pdf: pydyf.PDF) -> None:
    """Give every glyph a character, as both standards ask.

    Where several glyphs draw one letter (the dots of Arabic), WeasyPrint gives the letter to the first and nothing to the
    others. They get the joiner, which shows nothing and breaks no word when text is copied.
    """
    for font in _dictionaries(pdf, "Type", "/Font"):
        if "ToUnicode" in font:
            stream = _object(pdf, font["ToUnicode"])
            stream.stream = [line.replace(b"> <>", b"> <200d>") for line in stream.stream]


def _place_field(pdf: pydyf.PDF) -> None:
    links = [link for link in _dictionaries(pdf, "Subtype", "/Link") if _leads_to_field(link)]
    if not links:
        return
    if len(links) > 1:
        message = "the signature field was broken over two places"
        raise ToolError(message)
    field = links[0]
    rectangle = list(field["Rect"])
    appearance = pydyf.Stream(
        [], {"Type": "/XObject", "Subtype": "/Form", "BBox": _box(rectangle), "Resources": pydyf.Dictionary()}
    )
    pdf.add_object(appearance)
    for key in ("A", "BS", "Contents"):
        field.pop(key, None)
    field.update(
        {
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(FIELD),
            "TU": pydyf.String("Signature of the report"),
            "F": _PRINTED | _LOCKED,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
            "P": _page_of(pdf, field),
        }
    )
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field.reference]), "SigFlags": 1})
    _tag_field(pdf, field)


def _tag_field(pdf: pydyf.PDF, field: pydyf.Dictionary) -> None:
    """The structure element of the link becomes that of a form field, with the annotation as its only child.

    The child must not stand in an array: countersigning would then look like tampering to strict verifiers.
    """
    markers = [d for d in _dictionaries(pdf, "Type", "/OBJR") if d["Obj"] == field.reference]
    for element in _dictionaries(pdf, "Type", "/StructElem"):
        kids = element.get("K")
        for marker in markers:
            if kids and marker.reference in kids:
                element["S"] = "/Form"
                element["K"] = marker.reference
                return
    message = "the signature field has no place in the structure of the rendered PDF"
    raise ToolError(message)


def _leads_to_field(link: pydyf.Dictionary) -> bool:
    action = link.get("A")
    return action is not None and action.get("URI") is not None and action["URI"].string == FIELD_LINK


def _page_of(pdf: pydyf.PDF, annotation: pydyf.Dictionary) -> bytes:
    for page in _dictionaries(pdf, "Type", "/Page"):
        if annotation.reference in page.get("Annots", ()):
            return bytes(page.reference)
    message = "the signature field stands on no page"
    raise ToolError(message)


def _box(rectangle: list[float]) -> pydyf.Array:
    left, bottom, right, top = rectangle
    return pydyf.Array([0, 0, abs(right - left), abs(top - bottom)])


def _dictionaries(pdf: pydyf.PDF, key: str, value: str) -> list[pydyf.Dictionary]:
    return [o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and o.get(key) == value]


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:  # noqa: ANN401 - a dictionary or a stream of pydyf
    return pdf.objects[int(bytes(reference).split()[0])]
