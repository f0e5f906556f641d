"""Signing adds one certifying revision to the repacked report and changes nothing else in it."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from compliance.errors import SigningError
from compliance.signing import Identity, prepare, sign, verify
from compliance.signing.keys import DigestName  # noqa: TC001 - read by the class in a test
from tests.signing import pki, reports


def _metadata(pdf: bytes) -> tuple[bytes, dict[str, str]]:
    document = pikepdf.open(BytesIO(pdf))
    info = {key: str(value) for key, value in document.docinfo.items()}
    return document.Root.Metadata.read_bytes(), info


def test_prepared_report_is_the_exact_start_of_the_signed_one(signed: bytes, prepared: bytes) -> None:
    """Whoever can render the report again can compare it byte by byte with what was signed."""
    assert signed.startswith(prepared)
    assert prepared.endswith(b"%%EOF\n")


def test_repacking_is_deterministic_and_settles(report: bytes, prepared: bytes) -> None:
    """The same render gives the same bytes."""
    assert prepare(report) == prepared


def test_rsa_signatures_are_reproducible(report: bytes) -> None:
    """With the same key and time nothing in the file depends on clock or chance."""
    identity = pki.self_made(key_type="rsa3072")
    first, second = (sign(report, identity, signed_at=pki.NOW, reason="Report issued") for _ in range(2))
    assert first == second


def test_metadata_are_left_alone(report: bytes, prepared: bytes, signed: bytes) -> None:
    """The library rewrites XMP and Info with the machine's clock in each revision; PDF/A does not survive that."""
    assert _metadata(report) == _metadata(prepared) == _metadata(signed)
    added = signed[len(prepared) :]
    assert b"/ModDate" not in added


def test_signature_states_time_and_reason_and_allows_only_signatures(signed: bytes) -> None:
    """The dictionary holds what viewers show, and the restriction on later changes."""
    signature = PdfFileReader(BytesIO(signed)).embedded_signatures[0]
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.self_reported_timestamp == pki.NOW
    assert signature.sig_object["/Reason"] == "Report issued"
    assert signature.docmdp_level.value == 2  # "form filling and signing" in ISO 32000


def test_large_object_streams_are_split(signer: Identity) -> None:
    """About a hundred objects to a stream: comparing revisions over one big stream takes minutes."""
    packed = prepare(reports.render(pages=10))
    counts = [int(number) for number in re.findall(rb"/Type /ObjStm[^>]*?/N (\d+)", packed)]
    assert len(counts) > 5
    assert max(counts) <= 100
    assert verify(sign(packed, signer, signed_at=pki.NOW), at=pki.NOW).exit_code == 0


@pytest.mark.parametrize("key_type", ["p256", "rsa3072"])
def test_file_stays_pdf_1_7_whatever_the_key(report: bytes, key_type: str) -> None:
    """PDF/A-3 is PDF 1.7; the library would raise the file to 2.0 for elliptic curves."""
    pdf = sign(report, pki.self_made(key_type=key_type), signed_at=pki.NOW)
    document = pikepdf.open(BytesIO(pdf))
    assert (document.pdf_version, "/Version" in document.Root) == ("1.7", False)
    assert set(document.Root.Extensions.keys()) == {"/ESIC"}


def test_page_with_the_field_takes_its_tab_order_from_the_structure(report: bytes) -> None:
    """PDF/UA asks for it on every page with annotations, and the invisible field is one."""
    document = pikepdf.open(BytesIO(report))
    if "/Tabs" in document.pages[0].obj:
        del document.pages[0].obj.Tabs
    prepared = pikepdf.open(BytesIO(prepare(reports.saved(document))))
    assert prepared.pages[0].obj.Tabs == pikepdf.Name.S


def test_field_of_the_renderer_is_used(report: bytes, signer: Identity) -> None:
    """A visible field keeps its place and the appearance the renderer drew; no second field appears."""
    placed = reports.with_visible_field(report)
    pdf = sign(placed, signer, signed_at=pki.NOW)
    document = pikepdf.open(BytesIO(pdf))
    fields = document.Root.AcroForm.Fields
    assert len(fields) == 1
    assert list(fields[0].Rect) == [50, 50, 250, 100]
    assert "/V" in fields[0]
    assert fields[0].AP.N.read_bytes() == b""
    assert verify(pdf, at=pki.NOW, trust=[signer.certificate]).exit_code == 0


def test_field_of_another_name_is_left_for_others(report: bytes, signer: Identity) -> None:
    """Where the renderer placed a field for a countersignature only, the first signature gets an invisible one."""
    pdf = sign(reports.with_visible_field(report, name="Countersignature1"), signer, signed_at=pki.NOW)
    document = pikepdf.open(BytesIO(pdf))
    fields = {str(field.T): "/V" in field for field in document.Root.AcroForm.Fields}
    assert fields == {"Countersignature1": False, "Signature1": True}


def _encrypted(pdf: bytes) -> bytes:
    output = BytesIO()
    pikepdf.open(BytesIO(pdf)).save(output, encryption=pikepdf.Encryption(owner="o", user=""))
    return output.getvalue()


def _without_pages() -> bytes:
    return reports.saved(pikepdf.new())


def test_what_cannot_be_signed_raises(report: bytes, signed: bytes, signer: Identity) -> None:
    """Never an unsigned result: every obstacle is an error that says what is in the way."""
    cases = {
        "cannot be read": b"no PDF",
        "encrypted": _encrypted(report),
        "already signed": signed,
        "without pages": _without_pages(),
        "not a signature field": reports.with_visible_field(report, kind="/Tx"),
        "no appearance": reports.with_visible_field(report, appearance=False),
    }
    for words, pdf in cases.items():
        with pytest.raises(SigningError, match=words):
            sign(pdf, signer, signed_at=pki.NOW)


def test_key_that_fails_raises(report: bytes, signer: Identity) -> None:
    """A key that refuses, as a token without its PIN would, ends in an error, not in a file."""

    class Refusing:
        digest: DigestName = "sha256"
        signature_size = 72

        def sign(self, data: bytes) -> bytes:
            raise ValueError(f"{len(data)} bytes refused")

    identity = Identity(signer.certificate, (), Refusing())
    with pytest.raises(SigningError, match="refused"):
        sign(report, identity, signed_at=pki.NOW)


def test_key_of_another_certificate_raises(report: bytes, signer: Identity, attacker: Identity) -> None:
    """A signature that does not fit its certificate is found before the file is handed out."""
    with pytest.raises(SigningError, match="not the one its certificate names"):
        sign(report, Identity(signer.certificate, (), attacker.key), signed_at=pki.NOW)
