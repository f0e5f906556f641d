"""Reads the signatures and time-stamps of a PDF and checks each: bytes, range, cryptography. Trust is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from asn1crypto import cms
from cryptography import x509
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from compliance.signing import certificate as certificates
from compliance.signing.errors import RefusedError
from compliance.signing.reader import entry, refusing_hostile_structure, why_broken
from compliance.signing.reasons import Reason
from compliance.signing.tokens import DIGESTS, read_stamp, stamp_of_signature
from compliance.signing.verdict import SignedBy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

    from compliance.signing.tokens import Stamp

_ENCODINGS = {
    "/Sig": frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"}),
    "/DocTimeStamp": frozenset({"/ETSI.RFC3161"}),
}
_ONLY_SIGNATURES = frozenset({MDPPerm.FILL_FORMS, MDPPerm.NO_CHANGES})


@dataclass(frozen=True, slots=True)
class Signature:
    """One filled signature field, of a person or of a time-stamp authority, with the certificate it carries."""

    embedded: EmbeddedPdfSignature
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    by: SignedBy
    """What it says of its signer."""

    @property
    def is_stamp(self) -> bool:
        """Whether it is a time-stamp over the file and nobody's signature."""
        return bool(self.embedded.sig_object_type == "/DocTimeStamp")

    def stamp(self) -> Stamp | None:
        """The time-stamp that it is, or the one over it; None without one. Raises RefusedError when that is broken."""
        if self.is_stamp:
            return read_stamp(self.embedded.signed_data, self._digest)
        return stamp_of_signature(self.embedded.signer_info)

    def certificates_used(self) -> Iterator[tuple[x509.Certificate, tuple[x509.Certificate, ...]]]:
        """Each certificate something here was signed with, and those that came along."""
        yield self.certificate, self.chain
        stamp = None if self.is_stamp else self.stamp()
        if stamp is not None:
            yield stamp.certificate, stamp.chain

    def _digest(self, name: str) -> bytes:
        """Over the bytes that the range of a time-stamp covers; it names its digest itself."""
        return bytes(self.embedded.compute_digest()) if name == self.embedded.external_md_algorithm else b""

    @property
    def end(self) -> int:
        """Where what it covers ends, in bytes from the start of the file. Only for one whose range was checked."""
        return _end(self.embedded)

    @property
    def revision(self) -> int:
        """The revision that holds it; the oldest is 0."""
        return int(self.embedded.signed_revision)


def read_signatures(reader: PdfFileReader, pdf: bytes) -> tuple[Signature, ...]:
    """The signatures of the last revision in the order they were made, at least one. Raises RefusedError."""
    with refusing_hostile_structure(Reason.SIGNATURE_UNREADABLE, "a signature cannot be read"):
        fields = [(name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)]
        names = {name for name, _ in fields}
        _refuse_hidden(reader, names)
        if not fields:
            raise _unsigned(pdf)
        if len(names) != len(fields):
            raise RefusedError(Reason.SIGNATURE_UNREADABLE, "two signature fields carry one name")
        found = [_signature(reader, name, field) for name, field in fields]
    return tuple(sorted(found, key=lambda signature: signature.revision))


def check_integrity(signature: Signature, pdf: bytes) -> None:
    """Raise RefusedError unless the signed bytes and the signature over them are what the key holder made."""
    embedded = signature.embedded
    with refusing_hostile_structure(Reason.TAMPERED, "the signature over the file cannot be checked"):
        _check_container(embedded, pdf, detached=not signature.is_stamp)
        if signature.is_stamp:
            signature.stamp()
            return
        if embedded.md_algorithm not in DIGESTS or not certificates.has_strong_key(signature.certificate):
            key = certificates.key_kind(signature.certificate)
            raise RefusedError(
                Reason.WEAK_ALGORITHM,
                f"the signature uses {embedded.md_algorithm} with {key}, which is too weak",
            )
        intact, valid = validate_sig_integrity(
            embedded.signer_info,
            embedded.signer_cert,
            expected_content_type="data",
            actual_digest=embedded.compute_digest(),
        )
    if not intact:
        raise RefusedError(Reason.TAMPERED, "bytes that were signed have changed since signing")
    if not valid:
        raise RefusedError(
            Reason.TAMPERED, "the signature was not made by the key of the certificate beside it"
        )


def check_coverage(signatures: tuple[Signature, ...], pdf: bytes) -> None:
    """Raise RefusedError unless each signature covers its revision without a gap and the last one the entire file."""
    with refusing_hostile_structure(Reason.COVERAGE_UNCLEAR, "what the signature covers cannot be told"):
        for signature in signatures:
            if signature.embedded.evaluate_signature_coverage() < SignatureCoverageLevel.ENTIRE_REVISION:
                raise _uncovered(signature, pdf)
        for earlier, later in pairwise(signatures):
            if earlier.revision >= later.revision:
                raise RefusedError(Reason.COVERAGE_UNCLEAR, "two signatures claim the same revision")
        last = signatures[-1]
        missing = len(pdf) - _end(last.embedded)
        if missing > 0:
            raise _behind_the_last(missing, last.embedded.reader.total_revisions - last.revision - 1)


def check_certification(signatures: tuple[Signature, ...]) -> None:
    """Raise RefusedError unless the first signature, and only it, certifies and allows at most further signatures."""
    first = signatures[0]
    with refusing_hostile_structure(
        Reason.CHANGES_NOT_RESTRICTED, "the restriction on later changes cannot be read"
    ):
        permission = first.embedded.docmdp_level
    if not first.by.certifying or permission not in _ONLY_SIGNATURES:
        raise RefusedError(
            Reason.CHANGES_NOT_RESTRICTED,
            "the first signature does not restrict later changes to further signatures",
        )


def _signature(reader: PdfFileReader, name: str, field: Any) -> Signature:  # noqa: ANN401 - the library's PDF object
    embedded = EmbeddedPdfSignature(reader, field, name)
    kind, encoding = embedded.sig_object_type, entry(embedded.sig_object, "/SubFilter")
    if encoding not in _ENCODINGS.get(kind, ()):
        raise RefusedError(
            Reason.SIGNATURE_UNREADABLE, f"the field {name!r} holds a signature of an unknown kind"
        )
    certificate = x509.load_der_x509_certificate(embedded.signer_cert.dump())
    return Signature(
        embedded=embedded,
        certificate=certificate,
        chain=tuple(x509.load_der_x509_certificate(other.dump()) for other in embedded.other_embedded_certs),
        by=_signed_by(embedded, certificate, certifying=_is_certifying(reader, embedded)),
    )


def _signed_by(
    embedded: EmbeddedPdfSignature, certificate: x509.Certificate, *, certifying: bool
) -> SignedBy:
    stated = embedded.self_reported_timestamp
    reason = entry(embedded.sig_object, "/Reason")
    return SignedBy(
        field_name=str(embedded.field_name),
        subject=certificates.subject(certificate),
        fingerprint=certificates.fingerprint(certificate),
        stated_time=None if stated is None or stated.utcoffset() is None else stated.astimezone(UTC),
        reason=None if reason is None else str(reason),
        certifying=certifying,
    )


def _is_certifying(reader: PdfFileReader, embedded: EmbeddedPdfSignature) -> bool:
    permissions = entry(reader.root, "/Perms")
    if permissions is None or "/DocMDP" not in permissions:
        return False
    reference: object = permissions.raw_get("/DocMDP")
    return bool(reference == embedded.sig_field.raw_get("/V"))


def _refuse_hidden(reader: PdfFileReader, shown: set[str]) -> None:
    """Taking the form away leaves the signature in an earlier revision, where viewers do not look."""
    for revision in range(reader.total_revisions):
        earlier = reader.get_historical_resolver(revision)
        names = {name for name, _, _ in enumerate_sig_fields(earlier, filled_status=True)}
        if names - shown or ("/Perms" in earlier.root and not shown):
            raise RefusedError(
                Reason.SIGNATURE_HIDDEN, "an earlier revision holds a signature that the last revision hides"
            )


def _unsigned(pdf: bytes) -> RefusedError:
    reason = why_broken(pdf)
    if reason is Reason.UNREADABLE:
        return RefusedError(Reason.UNSIGNED, "the file carries no signature")
    return RefusedError(reason, "the file carries no complete signature, and does not end where a PDF ends")


def _check_container(embedded: EmbeddedPdfSignature, pdf: bytes, *, detached: bool) -> None:
    """The value must be one CMS structure, zeros after it, and stand exactly in the gap of the range."""
    value = embedded.pkcs7_content
    container = cms.ContentInfo.load(value)
    encoded = container.dump()
    if not value.startswith(encoded) or value[len(encoded) :].strip(b"\0"):
        raise RefusedError(
            Reason.TAMPERED, "the place of the signature holds something besides the signature"
        )
    content = container["content"]["encap_content_info"]
    holds = content["content"].native is not None
    if container["content_type"].native != "signed_data" or holds is detached:
        raise RefusedError(
            Reason.SIGNATURE_UNREADABLE, "the signature is not of the kind that its field says"
        )
    start, length, resume, _ = (int(number) for number in embedded.byte_range)
    gap = pdf[start + length : resume]
    if start != 0 or gap[:1] != b"<" or gap[-1:] != b">" or bytes.fromhex(gap[1:-1].decode("ascii")) != value:
        raise RefusedError(
            Reason.COVERAGE_UNCLEAR, "the signature leaves out more of the file than its own value"
        )


def _end(embedded: EmbeddedPdfSignature) -> int:
    """Where the range of the signature ends, in bytes from the start of the file."""
    *_, resume, length = (int(number) for number in embedded.byte_range)
    return resume + length


def _uncovered(signature: Signature, pdf: bytes) -> RefusedError:
    if _end(signature.embedded) > len(pdf):
        return RefusedError(Reason.TRUNCATED, "the file ends before the end of what was signed")
    return RefusedError(
        Reason.COVERAGE_UNCLEAR,
        f"the signature in {signature.embedded.field_name!r} does not cover its revision",
    )


def _behind_the_last(missing: int, later_revisions: int) -> RefusedError:
    if later_revisions > 0:
        sentence = f"no signature covers the last {missing} bytes, which change the file (revisions: {later_revisions})"
        return RefusedError(Reason.CHANGED_AFTER_SIGNING, sentence)
    return RefusedError(Reason.TRAILING_BYTES, f"{missing} bytes follow the end of what was signed")
