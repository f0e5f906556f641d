"""Whether one certificate was revoked, by what its issuer signed. Data that are out of date still tell who was revoked.

The library asks for data in date and stops at the first certificate without them; somebody's name on an old list would then
go unseen. To show that nobody is revoked is its part, to see that somebody is, this one's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cryptography.x509 import Certificate

    from compliance.signing.validation_data import ValidationData


def is_revoked(certificate: Certificate, issuer: Certificate, data: ValidationData, moment: datetime) -> bool:
    """Whether a list or a response that `issuer` stands behind says that `certificate` was revoked by `moment`."""
    lists = (x509.load_der_x509_crl(one) for one in data.crls)
    responses = (ocsp.load_der_ocsp_response(one) for one in data.ocsps)
    return any(_on_list(one, certificate, issuer, moment) for one in lists) or any(
        _in_response(one, certificate, issuer, moment) for one in responses
    )


def issuers(certificate: Certificate, data: ValidationData) -> Iterator[Certificate]:
    """The certificates among `data` whose key is under `certificate`."""
    yield from (one for one in data.certificates if one != certificate and _issued(certificate, one))


def _issued(certificate: Certificate, issuer: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _on_list(
    found: x509.CertificateRevocationList, certificate: Certificate, issuer: Certificate, moment: datetime
) -> bool:
    entry = found.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if found.issuer != certificate.issuer or entry is None or entry.revocation_date_utc > moment:
        return False
    key = issuer.public_key()
    return isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) and found.is_signature_valid(key)


def _in_response(
    found: ocsp.OCSPResponse, certificate: Certificate, issuer: Certificate, moment: datetime
) -> bool:
    if found.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return False
    told = [one for one in found.responses if one.serial_number == certificate.serial_number]
    since = [one.revocation_time_utc for one in told if one.revocation_time_utc is not None]
    if not since or min(since) > moment:
        return False
    return any(_signed(found, one) for one in (issuer, *found.certificates) if _may_respond(one, issuer))


def _may_respond(certificate: Certificate, issuer: Certificate) -> bool:
    """The issuer itself, or somebody it made a certificate for to do just that."""
    if certificate == issuer:
        return True
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in purposes and _issued(certificate, issuer)


def _signed(found: ocsp.OCSPResponse, responder: Certificate) -> bool:
    key, digest = responder.public_key(), found.signature_hash_algorithm
    try:
        if digest is not None and isinstance(key, rsa.RSAPublicKey):
            key.verify(found.signature, found.tbs_response_bytes, padding.PKCS1v15(), digest)
        elif digest is not None and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(found.signature, found.tbs_response_bytes, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True
