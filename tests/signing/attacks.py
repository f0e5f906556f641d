"""Ways to forge a signed report, each as a function from the honest file to the forged one."""

# mypy: disable-error-code="no-untyped-call"
# The library types its writing side in part only, and these tests live on that side.

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import BaseStampStyle, TextStampStyle

from compliance.signing.writer import IdentitySigner, KeptAppearance, PadesSigner, RevisionWriter
from tests.signing.reports import saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyhanko.sign.timestamps import TimeStamper

    from compliance.signing import Identity

_FORGED_TEXT = b"BT /F1 40 Tf 100 400 Td (no gaps) Tj ET"


def _update(pdf: bytes, change: Callable[[RevisionWriter], object]) -> bytes:
    """`pdf` followed by one revision with `change` in it."""
    writer = RevisionWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _page(writer: RevisionWriter) -> Any:
    return writer.root["/Pages"]["/Kids"][0]


def _stream(data: bytes, **entries: generic.PdfObject) -> generic.StreamObject:
    return generic.StreamObject(
        {pdf_name(f"/{key}"): value for key, value in entries.items()}, stream_data=data
    )


def page_content(pdf: bytes) -> bytes:
    """Draw other words on the first page."""

    def change(writer: RevisionWriter) -> None:
        _page(writer)["/Contents"] = writer.add_object(_stream(_FORGED_TEXT))
        writer.update_container(_page(writer))

    return _update(pdf, change)


def page_stream_in_place(pdf: bytes) -> bytes:
    """Overwrite the content stream itself and leave the page object alone."""

    def change(writer: RevisionWriter) -> None:
        reference = _page(writer).raw_get("/Contents").reference
        writer.objects[(reference.generation, reference.idnum)] = _stream(_FORGED_TEXT)

    return _update(pdf, change)


def attachment_swapped(pdf: bytes) -> bytes:
    """Overwrite the content of an embedded file."""

    def change(writer: RevisionWriter) -> None:
        specification = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
        reference = specification["/EF"].raw_get("/F").reference
        writer.objects[(reference.generation, reference.idnum)] = _stream(
            b"forged", Type=pdf_name("/EmbeddedFile")
        )

    return _update(pdf, change)


def attachment_added(pdf: bytes) -> bytes:
    """Embed one more file."""

    def change(writer: RevisionWriter) -> None:
        content = writer.add_object(_stream(b"forged", Type=pdf_name("/EmbeddedFile")))
        specification = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Filespec"),
                pdf_name("/F"): generic.pdf_string("extra.yaml"),
                pdf_name("/UF"): generic.pdf_string("extra.yaml"),
                pdf_name("/EF"): generic.DictionaryObject({pdf_name("/F"): content}),
            }
        )
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        names += [generic.pdf_string("extra.yaml"), writer.add_object(specification)]
        writer.update_container(names)

    return _update(pdf, change)


def _annotation(writer: RevisionWriter, **entries: generic.PdfObject) -> generic.IndirectObject:
    rectangle = generic.ArrayObject([generic.NumberObject(edge) for edge in (50, 50, 300, 300)])
    annotation = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Rect"): rectangle}
    )
    annotation.update({pdf_name(f"/{key}"): value for key, value in entries.items()})
    reference = writer.add_object(annotation)
    writer.register_annotation(_page(writer).container_ref, reference)
    return reference


def annotation_added(pdf: bytes) -> bytes:
    """Put a note over the text."""

    def change(writer: RevisionWriter) -> None:
        _annotation(writer, Subtype=pdf_name("/FreeText"), Contents=generic.pdf_string("no gaps"))

    return _update(pdf, change)


def _field(writer: RevisionWriter, flags: int) -> None:
    appearance = writer.add_object(
        _stream(_FORGED_TEXT, Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"))
    )
    reference = _annotation(
        writer,
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=generic.pdf_string("note"),
        V=generic.pdf_string("no gaps"),
        F=generic.NumberObject(flags),
        AP=generic.DictionaryObject({pdf_name("/N"): appearance}),
    )
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(reference)
    writer.update_container(fields)


def text_field_added(pdf: bytes) -> bytes:
    """Add a filled text field that looks like text."""
    return _update(pdf, lambda writer: _field(writer, flags=4))


def hidden_field_added(pdf: bytes) -> bytes:
    """Add a hidden field, to be shown by a later change."""
    return _update(pdf, lambda writer: _field(writer, flags=2))


def open_action(pdf: bytes) -> bytes:
    """Run a script when the file is opened."""

    def change(writer: RevisionWriter) -> None:
        writer.root["/OpenAction"] = generic.DictionaryObject(
            {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
        )
        writer.update_root()

    return _update(pdf, change)


def form_dropped(pdf: bytes) -> bytes:
    """Take the form away, and the signature with it."""

    def change(writer: RevisionWriter) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    return _update(pdf, change)


def form_and_permissions_dropped(pdf: bytes) -> bytes:
    """Take away the form and every other trace of the signature."""

    def change(writer: RevisionWriter) -> None:
        del writer.root["/AcroForm"]
        del writer.root["/Perms"]
        writer.update_root()

    return _update(pdf, change)


def signature_value_replaced(pdf: bytes) -> bytes:
    """Put another signature object in the place of the first, with the same value and range."""

    def change(writer: RevisionWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        signature = field["/V"]
        del signature["/Reference"]
        writer.update_container(signature)

    return _update(pdf, change)


def permissions_dropped(pdf: bytes) -> bytes:
    """Take away the restriction on later changes."""

    def change(writer: RevisionWriter) -> None:
        del writer.root["/Perms"]
        writer.update_root()

    return _update(pdf, change)


def metadata_rewritten(pdf: bytes) -> bytes:
    """Give the document another title in its metadata stream."""

    def change(writer: RevisionWriter) -> None:
        reference = writer.root.raw_get("/Metadata").reference
        packet = writer.prev.get_object(reference).data.replace(b"Report", b"Forged")
        writer.objects[(reference.generation, reference.idnum)] = _stream(
            packet, Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")
        )

    return _update(pdf, change)


def info_rewritten(pdf: bytes) -> bytes:
    """Give the document another title in its information dictionary."""

    def change(writer: RevisionWriter) -> None:
        reference = writer.trailer.raw_get("/Info").reference
        writer.objects[(reference.generation, reference.idnum)] = generic.DictionaryObject(
            {pdf_name("/Title"): generic.pdf_string("Forged")}
        )

    return _update(pdf, change)


def page_marks_changed(pdf: bytes) -> bytes:
    """Say that the file is not tagged."""

    def change(writer: RevisionWriter) -> None:
        writer.root["/MarkInfo"] = generic.DictionaryObject()
        writer.update_root()

    return _update(pdf, change)


def appearances_left_to_the_viewer(pdf: bytes) -> bytes:
    """Ask viewers to draw the form anew, with fonts and words of their own."""

    def change(writer: RevisionWriter) -> None:
        form = writer.root["/AcroForm"]
        form["/NeedAppearances"] = generic.BooleanObject(True)  # noqa: FBT003 - the library's own type
        writer.update_container(form)

    return _update(pdf, change)


def loose_object_added(pdf: bytes) -> bytes:
    """Park a text in the file that nothing shows yet."""
    return _update(pdf, lambda writer: writer.add_object(_stream(_FORGED_TEXT)))


def page_tree_swapped(pdf: bytes) -> bytes:
    """Point the catalog at another tree of pages."""

    def change(writer: RevisionWriter) -> None:
        page = generic.DictionaryObject(_page(writer))
        page["/Contents"] = writer.add_object(_stream(_FORGED_TEXT))
        tree = generic.DictionaryObject(
            {pdf_name("/Type"): pdf_name("/Pages"), pdf_name("/Count"): generic.NumberObject(1)}
        )
        tree["/Kids"] = generic.ArrayObject([writer.add_object(page)])
        writer.root["/Pages"] = writer.add_object(tree)
        writer.update_root()

    return _update(pdf, change)


def nothing(pdf: bytes) -> bytes:
    """Cut everything off."""
    return pdf[:0]


def half(pdf: bytes) -> bytes:
    """Keep the first half."""
    return pdf[: len(pdf) // 2]


def last_line_cut(pdf: bytes) -> bytes:
    """Lose the end mark."""
    return pdf[: pdf.rstrip().rfind(b"\n")]


def cut_inside_the_signature(pdf: bytes) -> bytes:
    """Stop in the middle of the signature's value."""
    return pdf[: pdf.rfind(b"/Contents") + 500]


def trailing_bytes(pdf: bytes) -> bytes:
    """Append a few bytes that are no revision."""
    return pdf + b"% and one more thing\n"


def trailing_space(pdf: bytes) -> bytes:
    """Append a line end."""
    return pdf + b"\n"


def many_trailing_bytes(pdf: bytes) -> bytes:
    """Append more than readers look back for the end mark."""
    return pdf + b"x" * 5000


def range_zeroed(pdf: bytes) -> bytes:
    """Let the signature cover nothing."""
    found = list(re.finditer(rb"/ByteRange \[[^\]]*\]", pdf))[-1]
    return (
        pdf[: found.start()] + b"/ByteRange [0 0 0 0]".ljust(found.end() - found.start()) + pdf[found.end() :]
    )


def value_zeroed(pdf: bytes) -> bytes:
    """Blank the signature's value."""
    found = list(re.finditer(rb"/Contents <([0-9a-fA-F]+)>", pdf))[-1]
    return pdf[: found.start(1)] + b"0" * len(found[1]) + pdf[found.end(1) :]


def value_padded(pdf: bytes) -> bytes:
    """Hide bytes behind the signature, in the part of the file no signature covers."""
    found = list(re.finditer(rb"/Contents <([0-9a-fA-F]+)>", pdf))[-1]
    return pdf[: found.end(1) - 8] + b"deadbeef" + pdf[found.end(1) :]


def sneaky_signature(pdf: bytes, attacker: Identity) -> bytes:
    """Sign again in a visible new field whose appearance covers the page."""
    return countersign(pdf, attacker, box=(0, 0, 600, 800), style=TextStampStyle(stamp_text="no gaps"))


def countersign(  # noqa: PLR0913 - one test each needs one of them
    pdf: bytes,
    identity: Identity,
    *,
    name: str = "Countersignature1",
    box: tuple[int, int, int, int] | None = None,
    style: BaseStampStyle | None = None,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """A second, approving signature as a colleague of the signer would add it: honest when it is invisible."""
    metadata = PdfSignatureMetadata(
        field_name=name, md_algorithm=identity.key.digest, subfilter=SigSeedSubFilter.PADES
    )
    field = SigFieldSpec(name, box=box, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    signer: PdfSigner = PadesSigner(
        metadata, IdentitySigner(identity), stamp_style=style, new_field_spec=field, timestamper=timestamper
    )
    output = BytesIO()
    signer.sign_pdf(RevisionWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


def kept_appearance() -> BaseStampStyle:
    """For a field that brings its own appearance."""
    return KeptAppearance()


def uncertified(pdf: bytes, identity: Identity) -> bytes:
    """An ordinary signature over an unsigned report: any viewer may then add what it likes."""
    return countersign(pdf, identity, name="Signature1")


def certified_without_permissions(pdf: bytes, identity: Identity) -> bytes:
    """A signature that says it restricts changes, in a file whose catalog does not, so that viewers ignore it."""
    metadata = PdfSignatureMetadata(
        field_name="Signature1", md_algorithm="sha256", certify=True, subfilter=SigSeedSubFilter.PADES
    )

    class Forgetful(RevisionWriter):
        def _prep_dom_for_writing(self) -> None:
            self.root.pop("/Perms", None)
            super()._prep_dom_for_writing()

    output = BytesIO()
    PadesSigner(metadata, IdentitySigner(identity)).sign_pdf(Forgetful(BytesIO(pdf)), output=output)
    return output.getvalue()


def stripped(signed: bytes, prepared: bytes) -> bytes:
    """The unsigned start of the file, which is a complete PDF."""
    assert signed.startswith(prepared)
    return prepared


def with_shadow(pdf: bytes) -> bytes:
    """A report into which someone smuggled a second text before it was signed."""
    document = pikepdf.open(BytesIO(pdf))
    document.Root.PieceInfo = document.make_indirect(pikepdf.Stream(document, _FORGED_TEXT))
    return saved(document)


def shadow_shown(pdf: bytes) -> bytes:
    """Show the text that `with_shadow` prepared: nothing new is added, the page only points elsewhere."""

    def change(writer: RevisionWriter) -> None:
        page = _page(writer)
        page["/Contents"] = writer.root.raw_get("/PieceInfo")
        writer.update_container(page)

    return _update(pdf, change)
