"""The only module that reaches into pyHanko's writing side. Pinned to 0.38: two of the methods overridden here are not public.

- `_update_meta` rewrites XMP and Info with the machine's clock in every revision, which breaks PDF/A and reproducibility.
- `_handle_id` draws the second half of the file identifier at random.
- the signing session takes its time from the machine's clock.
- the extensions registered for NIST curves raise the file to PDF 2.0, which PDF/A-3 does not know.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from asn1crypto import crl, ocsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from compliance.errors import SigningError
from compliance.signing.keys import fits

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.timestamps import TimeStamper

    from compliance.signing.identity import Identity
    from compliance.signing.validation_data import ValidationData

_ID_BYTES = 16

OUT_OF_SIGHT = InvisSigSettings(box_out_of_bounds=True)
"""PDF/UA exempts a widget outside the page from being tagged; PDF/A forbids the hidden flag. This satisfies both."""


class RevisionWriter(IncrementalPdfFileWriter):
    """Appends a revision and changes nothing that the caller did not change."""

    def _update_meta(self) -> None:
        """Leave XMP and Info as the renderer wrote them."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        """Keep the first identifier; derive the second from the bytes before this revision, so that equal runs are equal."""
        stream = prev.stream
        stream.seek(0)
        changed = sha256(b"revision after " + stream.read()).digest()[:_ID_BYTES]
        kept = prev.document_id[0] if "/ID" in prev.trailer else changed
        return generic.ArrayObject([generic.ByteStringObject(kept), generic.ByteStringObject(changed)])


class KeptAppearance(BaseStampStyle):
    """The field keeps the appearance the renderer drew; one drawn here would use a font that is not embedded."""

    def create_stamp(self, writer: BasePdfFileWriter, box: object, text_params: dict[str, Any]) -> None:
        """Draw nothing."""


class PadesSigner(PdfSigner):
    """Registers the PAdES extension only, so that the file stays PDF 1.7 whatever the kind of key."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Announce the PAdES encoding in the catalog; `md_algorithm` changes nothing."""
        del md_algorithm
        pdf_out.register_extension(ESIC_EXTENSION_1)


class IdentitySigner(Signer):
    """Hands the bytes to be signed to an identity's key, wherever that key lives."""

    def __init__(self, identity: Identity) -> None:
        """Embed the identity's chain, so that a verifier who trusts its root can build the path."""
        store = SimpleCertificateStore()
        store.register_multiple([to_asn1(certificate) for certificate in identity.chain])
        super().__init__(signing_cert=to_asn1(identity.certificate), cert_registry=store)
        self._identity = identity

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - signature of the library
        """The signature, or as many zero bytes when only the room for it is asked.

        Raises SigningError when a token answered with another key's signature: nobody would notice before the reader does.
        """
        del digest_algorithm  # the key knows its own
        key = self._identity.key
        if dry_run:
            return bytes(key.signature_size)
        signature = key.sign(data)
        if not fits(self._identity.certificate, signature, data, key.digest):
            raise SigningError("the key of the identity is not the one its certificate names")
        return signature


@dataclass(frozen=True, slots=True)
class Additions:
    """What a revision holds beside its signature: a time-stamp over it, validation data, and a field of its own."""

    authority: TimeStamper | None = None
    data: ValidationData | None = None
    new_field: str | None = None
    """The name of an invisible field to be made; None where the field is there."""
    label: str = ""
    """What a screen reader says of the new field."""


def write_signature(
    pdf: bytes,
    identity: Identity,
    metadata: PdfSignatureMetadata,
    signed_at: datetime,
    additions: Additions | None = None,
) -> bytes:
    """`pdf` followed by one revision with the signature `metadata` describes. Library errors come through unchanged."""
    return asyncio.run(_write_signature(pdf, identity, metadata, signed_at, additions or Additions()))


async def _write_signature(
    pdf: bytes, identity: Identity, metadata: PdfSignatureMetadata, signed_at: datetime, additions: Additions
) -> bytes:
    """The steps of `PdfSigner.async_sign_pdf`, with the time given from outside and validation data in the same revision."""
    writer = RevisionWriter(BytesIO(pdf))
    _embed(writer, additions.data)
    field = None if additions.new_field is None else _invisible(additions.new_field, additions.label)
    signer = PadesSigner(
        metadata,
        IdentitySigner(identity),
        stamp_style=KeptAppearance(),
        timestamper=additions.authority,
        new_field_spec=field,
    )
    session = signer.init_signing_session(writer, existing_fields_only=field is None)
    session.system_time = signed_at
    room = await session.estimate_signature_container_size(None)
    document = session.prepare_tbs_document(None, room)
    output = BytesIO()
    digest, _ = document.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(signing_time=signed_at)
    await document.perform_signature(digest.document_digest, attributes)
    return output.getvalue()


def write_time_stamp(
    pdf: bytes, authority: TimeStamper, field_name: str, data: ValidationData | None = None
) -> bytes:
    """`pdf` followed by one revision with a time-stamp over the whole file and, before it, validation data."""
    writer = RevisionWriter(BytesIO(pdf))
    _embed(writer, data)
    stamper = PdfTimeStamper(authority, field_name, OUT_OF_SIGHT, "Time-stamp over this file")
    output = BytesIO()
    asyncio.run(stamper.async_timestamp_pdf(writer, "sha256", output=output))
    return output.getvalue()


def _embed(writer: RevisionWriter, data: ValidationData | None) -> None:
    """Put validation data into the document security store; what is there already is not repeated."""
    if data is None:
        return
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[to_asn1(one) for one in data.certificates],
        crls=[crl.CertificateList.load(one) for one in data.crls],
        ocsps=[ocsp.OCSPResponse.load(one) for one in data.ocsps],
    )


def _invisible(name: str, label: str) -> SigFieldSpec:
    return SigFieldSpec(name, invis_sig_settings=OUT_OF_SIGHT, readable_field_name=label)


def to_asn1(certificate: Certificate) -> asn1_x509.Certificate:
    """The same certificate as the library's own type."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
