"""What a verifier needs years later and cannot fetch: certificates of the path, and signed statements on what was revoked.

They come as files, or out of the document security store (`/DSS`) of a PDF. Nothing here asks a server for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from compliance.errors import UsageError
from compliance.signing.errors import RefusedError
from compliance.signing.reader import entry, items, refusing_hostile_structure
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyhanko.pdf_utils.reader import PdfFileReader

MAX_ENTRIES = 512
_PEM_MARK = b"-----BEGIN X509 CRL-----"
_UNREADABLE = "the validation data in the file cannot be read"


@dataclass(frozen=True, slots=True)
class ValidationData:
    """Certificates beside those of the signatures, and revocation lists and responses in DER form."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def __or__(self, other: ValidationData) -> ValidationData:
        """Both together, each entry once."""
        return ValidationData(
            tuple(dict.fromkeys(self.certificates + other.certificates)),
            tuple(dict.fromkeys(self.crls + other.crls)),
            tuple(dict.fromkeys(self.ocsps + other.ocsps)),
        )


def load_crls(data: bytes, name: str) -> tuple[bytes, ...]:
    """The revocation list in `data`, PEM or DER, as DER. Raises UsageError, naming `name`, when there is none."""
    try:
        load = x509.load_pem_x509_crl if _PEM_MARK in data else x509.load_der_x509_crl
        return (load(data).public_bytes(Encoding.DER),)
    except ValueError as error:
        raise UsageError(
            f"{name} holds no readable revocation list", "Give a CRL in PEM or DER form, one in each file."
        ) from error


def load_ocsp(data: bytes, name: str) -> tuple[bytes, ...]:
    """The OCSP response in `data`, DER. Raises UsageError, naming `name`, when it is none or no successful one."""
    try:
        response = asn1_ocsp.OCSPResponse.load(data, strict=True)
        successful = response["response_status"].native == "successful"
        response.basic_ocsp_response["tbs_response_data"].native  # noqa: B018 - parsing is the check
    except (ValueError, TypeError, KeyError, AttributeError):
        successful = False
    if not successful:
        raise UsageError(f"{name} holds no successful OCSP response", "Give the response in DER form.")
    return (data,)


def embedded_validation_data(reader: PdfFileReader) -> ValidationData:
    """What the document security store of the last revision holds. Raises RefusedError when it cannot be read."""
    with refusing_hostile_structure(Reason.VALIDATION_DATA_UNREADABLE, _UNREADABLE):
        store = entry(reader.root, "/DSS")
        if store is None:
            return ValidationData()
        certificates, crls, ocsps = (
            _streams(items(entry(store, key))) for key in ("/Certs", "/CRLs", "/OCSPs")
        )
        for data in crls:
            asn1_crl.CertificateList.load(data, strict=True)
        for data in ocsps:
            asn1_ocsp.OCSPResponse.load(data, strict=True)
        return ValidationData(tuple(map(x509.load_der_x509_certificate, certificates)), crls, ocsps)


def _streams(found: Iterable[object]) -> tuple[bytes, ...]:
    streams = list(found)
    if len(streams) > MAX_ENTRIES:
        raise RefusedError(
            Reason.TOO_LARGE, f"more than {MAX_ENTRIES} entries of validation data of one kind"
        )
    return tuple(bytes(stream.data) for stream in streams)  # type: ignore[attr-defined]
