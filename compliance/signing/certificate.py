"""Certificates as this stage names and judges them. Nothing here reads a file, a clock or the system's trust store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from compliance.errors import UsageError
from compliance.signing.errors import IdentityError

if TYPE_CHECKING:
    from datetime import datetime

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning, RFC 9336."""

SMALLEST_RSA_BITS = 2048
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})

_USABLE_PURPOSES = frozenset(
    {
        DOCUMENT_SIGNING,
        ExtendedKeyUsageOID.EMAIL_PROTECTION,  # what most authorities put into a person's signing certificate
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        ObjectIdentifier("1.2.840.113583.1.1.5"),  # Adobe: authentic documents
        ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft: document signing
    }
)
_PEM_MARK = b"-----BEGIN CERTIFICATE-----"


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 over the DER form, 64 lower-case hex digits: what `openssl x509 -fingerprint -sha256` prints, without colons."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def subject(certificate: x509.Certificate) -> str:
    """The subject as one line in the order of RFC 4514, `CN=…,O=…`; untrusted text, to be escaped by whoever shows it."""
    return certificate.subject.rfc4514_string() or "(empty subject)"


def key_kind(certificate: x509.Certificate) -> str:
    """`RSA 3072`, `ECDSA secp256r1`, or the bare kind of a key this product does not sign with."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"ECDSA {key.curve.name}"
    return type(key).__name__.removesuffix("PublicKey")


def is_of(certificate: x509.Certificate, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bool:
    """Whether `certificate` names the holder of `key`; not where its own key is of a kind that nobody here knows."""
    try:
        return certificate.public_key() == key.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return False


def has_strong_key(certificate: x509.Certificate) -> bool:
    """Whether the key is RSA of 2048 bits or more, or on a curve of NIST P-256, P-384 or P-521."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= SMALLEST_RSA_BITS
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in CURVES


def is_in_period(certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether `moment`, with a time zone, lies within the certificate's period."""
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def may_sign_documents(certificate: x509.Certificate) -> bool:
    """Whether key usage and extended key usage, where present, allow a signature under a document."""
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        usable = usage.digital_signature or usage.content_commitment
    except x509.ExtensionNotFound:
        usable = True
    try:
        purposes = set(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        return usable
    return usable and bool(purposes & _USABLE_PURPOSES)


def check_signing_certificate(certificate: x509.Certificate) -> None:
    """Raise IdentityError unless a reader would accept `certificate` under a document; its period is another question."""
    if not has_strong_key(certificate):
        message = f"the key of the identity is {key_kind(certificate)}, which is too weak or not supported"
        raise IdentityError(
            message, hint=f"use RSA of {SMALLEST_RSA_BITS} bits or more, or a NIST curve from P-256"
        )
    if not may_sign_documents(certificate):
        message = "the certificate of the identity is not meant for signing documents (key usage or extended key usage)"
        raise IdentityError(
            message, hint="ask the issuer for a document-signing certificate, or make one with `identity new`"
        )


def check_period(certificate: x509.Certificate, moment: datetime) -> None:
    """Raise IdentityError when `moment` lies outside the certificate's period."""
    if is_in_period(certificate, moment):
        return
    period = f"{certificate.not_valid_before_utc:%Y-%m-%d} to {certificate.not_valid_after_utc:%Y-%m-%d}"
    message = (
        f"the certificate of the identity is valid from {period}, not at the signing time {moment:%Y-%m-%d}"
    )
    raise IdentityError(message, hint="renew the certificate, or make a new identity with `identity new`")


def to_pem(certificate: x509.Certificate) -> bytes:
    """`certificate` as PEM text, to be written to a file and given to `verify --trust`."""
    return certificate.public_bytes(Encoding.PEM)


def load_certificates(data: bytes, name: str) -> tuple[x509.Certificate, ...]:
    """The certificates in `data`: PEM with one or more, or a single DER. Raises UsageError, naming `name`, when there is none."""
    try:
        if _PEM_MARK in data:
            return tuple(x509.load_pem_x509_certificates(data))
        return (x509.load_der_x509_certificate(data),)
    except ValueError as error:
        message = f"{name} holds no readable certificate"
        raise UsageError(
            message, hint="give a certificate in PEM or DER form, not a key and not a PKCS#12 file"
        ) from error
