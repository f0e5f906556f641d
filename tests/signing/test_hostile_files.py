"""Whatever is handed to `verify`, a verdict comes back: never a traceback, never a file that eats the machine."""

from __future__ import annotations

import random
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from asn1crypto import cms

from compliance.errors import UsageError
from compliance.signing import Level, Reason, Terms, attachments, sign, verify
from compliance.signing.embedded import MAX_ATTACHMENT_BYTES
from compliance.signing.errors import RefusedError
from compliance.signing.reader import MAX_FILE_BYTES, MAX_REVISIONS
from compliance.signing.writer import write_time_stamp
from tests.signing import pki, reports, tsa

if TYPE_CHECKING:
    from compliance.signing import Identity

_TAIL = b"\nstartxref\n%d\n%%%%EOF\n"


def _reasons(pdf: bytes) -> tuple[Reason, ...]:
    verdict = verify(pdf, at=pki.NOW)
    assert verdict.exit_code == 4
    assert verdict.bottom_line.startswith("Do not rely on this file. ")
    return verdict.reasons


def _plain_pdf(objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """A PDF with `objects` and a table that points at the first of them."""
    body = b"%PDF-1.7\n" + objects
    table = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \n" % body.index(b"1 0 obj")
    trailer = b"trailer\n<</Size 2/Root " + root + b">>"
    return body + table + trailer + _TAIL % len(body)


def _with_embedded(document: pikepdf.Pdf, name: str, stream: pikepdf.Stream) -> None:
    specification = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F=name, UF=name, EF=pikepdf.Dictionary(F=stream)
    )
    names = pikepdf.Dictionary(Names=pikepdf.Array([name, document.make_indirect(specification)]))
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)


@pytest.mark.parametrize("pdf", [b"", b"\0" * 4096, b"PK\x03\x04", "größer".encode(), b"<html></html>"])
def test_what_is_no_pdf_is_called_so(pdf: bytes) -> None:
    """Empty, binary and other files are not PDFs."""
    assert _reasons(pdf) == (Reason.NOT_A_PDF,)


@pytest.mark.parametrize(
    ("pdf", "reason"),
    [
        (b"%PDF-1.7", Reason.TRUNCATED),
        (b"%PDF-1.7" + _TAIL % 0, Reason.UNREADABLE),
        (b"%PDF-1.7" + _TAIL % 999999999, Reason.UNREADABLE),
        (b"%PDF-1.7\n" + b"x" * 5_000_000 + b"%%EOF", Reason.UNREADABLE),
        (_plain_pdf(b"1 0 obj\n" + b"[" * 200_000 + b"\nendobj\n"), Reason.UNREADABLE),
        (_plain_pdf(b"1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n"), Reason.UNSIGNED),
        (_plain_pdf(b"1 0 obj\n7\nendobj\n"), Reason.UNREADABLE),
        (_plain_pdf(b"1 0 obj\n7\nendobj\n", root=b"7 0 R"), Reason.UNREADABLE),
        (_plain_pdf(b"1 0 obj\n<</AcroForm 5>>\nendobj\n"), Reason.SIGNATURE_UNREADABLE),
    ],
    ids=["header", "no table", "far table", "one line", "nested", "loop", "number", "no catalog", "odd form"],
)
def test_broken_structure_is_a_reason(pdf: bytes, reason: Reason) -> None:
    """Broken, nested and self-referring structures end in a verdict."""
    assert _reasons(pdf) == (reason,)


def test_revisions_that_point_at_each_other_end(signed: bytes) -> None:
    """A table that names itself as its predecessor does not make the reader run for ever."""
    start = len(signed)
    looped = signed + b"xref\n0 0\ntrailer\n<</Size 1/Root 1 0 R/Prev %d>>" % start + _TAIL % start
    assert _reasons(looped)


def test_many_revisions_are_refused() -> None:
    """Each would have to be compared with the signed one, which takes seconds."""
    pdf = _plain_pdf(b"1 0 obj\n<</Type/Catalog>>\nendobj\n")
    for _ in range(MAX_REVISIONS):
        start, before = len(pdf), int(pdf.split()[-2])
        pdf += (
            b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 2/Root 1 0 R/Prev %d>>" % before
            + _TAIL % start
        )
    assert _reasons(pdf) == (Reason.TOO_LARGE,)


def test_encrypted_file_is_refused(report: bytes) -> None:
    """Reports are never encrypted, with or without a password to open them."""
    for password in ("", "secret"):
        output = BytesIO()
        pikepdf.open(BytesIO(report)).save(
            output, encryption=pikepdf.Encryption(owner="owner", user=password)
        )
        assert _reasons(output.getvalue()) == (Reason.ENCRYPTED,)


def test_huge_file_is_refused_before_it_is_read() -> None:
    """Size is looked at first."""
    assert _reasons(bytes(MAX_FILE_BYTES + 1)) == (Reason.TOO_LARGE,)


def test_random_damage_never_ends_in_a_traceback(signed: bytes) -> None:
    """Blocks of the file overwritten, cut out and repeated: always a verdict, never an intact one."""
    chance = random.Random(20261120)  # noqa: S311 - reproducible damage, not secrecy
    for _ in range(150):
        start = chance.randrange(len(signed))
        end = min(len(signed), start + chance.randrange(1, 400))
        block = chance.choice([chance.randbytes(end - start), b"", signed[start:end] * 2])
        assert _reasons(signed[:start] + block + signed[end:])


def test_bomb_in_an_attachment_is_refused(report: bytes, signer: Identity) -> None:
    """An embedded file that unpacks to more than the limit is not unpacked further, signed or not."""
    document = pikepdf.open(BytesIO(report))
    packed = zlib.compress(bytes(MAX_ATTACHMENT_BYTES + 1), 9)
    bomb = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode, Type=pikepdf.Name.EmbeddedFile)
    del document.Root.AF
    _with_embedded(document, "bomb.json", document.make_indirect(bomb))
    forged = sign(reports.saved(document), signer, signed_at=pki.NOW)
    assert _reasons(forged) == (Reason.TOO_LARGE,)
    with pytest.raises(RefusedError, match=r"bomb\.json"):
        attachments(forged)


def test_bomb_in_an_object_stream_is_refused() -> None:
    """The file's own structure may not unpack to more than the limit either."""
    packed = zlib.compress(b"1 0 " + b" " * 80_000_000, 9)
    body = b"%PDF-1.7\n"
    stream = (
        b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n"
    )
    first = len(body)
    body += stream % (len(packed), packed)
    second = len(body)
    rows = b"".join(
        kind.to_bytes(1) + place.to_bytes(4) + index.to_bytes(1)
        for kind, place, index in ((0, 0, 0), (2, 2, 0), (1, first, 0), (1, second, 0))
    )
    table = b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj"
    assert _reasons(body + table % (len(rows), rows) + _TAIL % second) == (Reason.TOO_LARGE,)


def test_list_of_files_that_contains_itself_is_refused(report: bytes, signer: Identity) -> None:
    """A tree that is its own branch ends."""
    document = pikepdf.open(BytesIO(report))
    branch = document.make_indirect(pikepdf.Dictionary())
    branch.Kids = pikepdf.Array([branch, branch])
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=branch)
    assert _reasons(sign(reports.saved(document), signer, signed_at=pki.NOW)) == (Reason.TOO_LARGE,)


def test_a_file_with_nothing_but_a_time_stamp_is_not_signed(prepared: bytes) -> None:
    """A time-stamp says when, and never who: without a signature nobody stands behind the file."""
    authority = tsa.authority(pki.issue("Time", key=pki.rsa_key(), purposes=pki.TIME_STAMPING))
    verdict = verify(write_time_stamp(prepared, authority, "Stamp1"), at=pki.NOW)
    assert verdict.signed_by.reason is Reason.UNSIGNED
    assert (verdict.exit_code, verdict.signers, dict(verdict.embedded)) == (4, (), {})


def test_damage_to_what_nobody_signs_never_ends_in_a_traceback(report: bytes, signer: Identity) -> None:
    """A time-stamp over a signature stands in attributes that the signature does not cover: whoever wants can write there."""
    authority = tsa.authority(pki.issue("Time", key=pki.rsa_key(), purposes=pki.TIME_STAMPING))
    pdf = sign(report, signer, signed_at=pki.NOW, terms=Terms(Level.B_T, authority))
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    value = bytes.fromhex(pdf[start:end].decode())
    unsigned = cms.ContentInfo.load(value)["content"]["signer_infos"][0]["unsigned_attrs"].dump()
    chance = random.Random(20261121)  # noqa: S311 - the same damage on every run
    seen: set[Reason] = set()
    for _ in range(60):
        damaged = bytearray(value)
        for _ in range(chance.choice((1, 2, 5))):
            damaged[value.index(unsigned) + chance.randrange(60)] = chance.randrange(256)
        verdict = verify(pdf[:start] + damaged.hex().encode() + pdf[end:], at=pki.NOW)
        seen |= set(verdict.reasons)
    assert Reason.TIME_STAMP_BROKEN in seen
    assert Reason.TAMPERED not in seen


def test_time_without_a_zone_is_a_usage_error(signed: bytes) -> None:
    """The caller's mistake is not blamed on the file."""
    with pytest.raises(UsageError, match="time zone"):
        verify(signed, at=pki.NOW.replace(tzinfo=None))
