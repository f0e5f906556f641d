"""The signing identity: a certificate, its chain and its key, made, opened and described as bytes.

Files, prompts and permissions are the command line's business; the clock is an argument.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from compliance.errors import printable
from compliance.signing import certificate as certificates
from compliance.signing.errors import IdentityError, WrongPassphraseError
from compliance.signing.keys import DEFAULT_KEY_TYPE, KeyType, LocalKey, LocalPrivateKey, SigningKey, generate
from compliance.signing.pem import is_pem, open_pem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DEFAULT_VALID_DAYS = 1095
"""Three years: a self-made certificate has no revocation, so it should not live for ever."""

_FRIENDLY_NAME = b"compliance"


@dataclass(frozen=True, slots=True)
class Identity:
    """A key, the certificate that names its holder, and the certificates between that one and its root."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key: SigningKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class IdentityDescription:
    """What may be shown of an identity; holds no secret."""

    subject: str
    issuer: str
    self_made: bool
    """The certificate vouches for itself: a reader sees an intact file of a signer it cannot place."""
    key: str
    fingerprint: str
    """SHA-256 of the certificate, 64 hex digits: what to hand to a verifier over another channel."""
    valid_from: datetime
    valid_until: datetime
    certificate_pem: bytes
    """For `verify --trust`."""


def create_identity(  # noqa: PLR0913 - what a certificate says of its holder, each by name
    name: str,
    organisation: str,
    *,
    passphrase: str,
    now: datetime,
    email: str | None = None,
    key_type: KeyType = DEFAULT_KEY_TYPE,
    valid_days: int = DEFAULT_VALID_DAYS,
) -> bytes:
    """A new key with a self-made document-signing certificate, as PKCS#12 encrypted with `passphrase`.

    `now` carries a time zone and begins the period. Raises IdentityError for an empty name, organisation or passphrase, a period
    beyond the calendar, or text that a certificate cannot hold or a screen not show.
    """
    _require_text({"name": name, "organisation": organisation, "passphrase": passphrase})
    _require_zone(now)
    key = generate(key_type)
    try:
        certificate = _self_made(
            key, _name(name, organisation), email, now.replace(microsecond=0), valid_days
        )
        encryption = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(_FRIENDLY_NAME, key, certificate, None, encryption)
    except (ValueError, OverflowError) as error:
        message = f"no certificate can be made from this name, organisation, address or period: {error}"
        raise IdentityError(message) from error


def load_identity(data: bytes, passphrase: str | None, more: Sequence[x509.Certificate] = ()) -> Identity:
    """Open PKCS#12 or PEM `data`; `more` are certificates from other files.

    Also the check of an imported one: key, certificate, that they belong together, strength and purpose. Raises
    WrongPassphraseError when the passphrase does not open it, IdentityError for every other defect. The period is checked at
    signing, against the signing time.
    """
    key, certificate, chain = open_pem(data, passphrase, more) if is_pem(data) else _open(data, passphrase)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        message = (
            "the identity file holds no private key"
            if key is None
            else "the identity holds a key that is not RSA or EC"
        )
        raise IdentityError(message, hint="export certificate and key together as PKCS#12")
    if certificate is None or not certificates.is_of(certificate, key):
        message = "the identity file holds no certificate that belongs to its key"
        raise IdentityError(
            message, hint="export certificate and key together as PKCS#12, or name it with --chain FILE"
        )
    certificates.check_signing_certificate(certificate)
    others = tuple(one for one in dict.fromkeys((*chain, *more)) if one != certificate)
    return Identity(certificate, others, LocalKey(key))


def check_usable(identity: Identity, signed_at: datetime) -> None:
    """Raise IdentityError unless `identity` may sign at `signed_at`, which carries a time zone."""
    _require_zone(signed_at)
    certificates.check_signing_certificate(identity.certificate)
    certificates.check_period(identity.certificate, signed_at)


def describe(identity: Identity) -> IdentityDescription:
    """Who `identity` names, by whom, for how long, and the certificate to give to verifiers."""
    certificate = identity.certificate
    return IdentityDescription(
        subject=certificates.subject(certificate),
        issuer=certificate.issuer.rfc4514_string(),
        self_made=certificate.issuer == certificate.subject,
        key=certificates.key_kind(certificate),
        fingerprint=certificates.fingerprint(certificate),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        certificate_pem=certificates.to_pem(certificate),
    )


def _open(
    data: bytes, passphrase: str | None
) -> tuple[object, x509.Certificate | None, list[x509.Certificate]]:
    try:
        return pkcs12.load_key_and_certificates(data, passphrase.encode() if passphrase else None)
    except ValueError as error:
        # The library tells a wrong passphrase from a broken file only by the words it uses.
        if "password" in str(error).lower():
            message = "the passphrase does not open the identity"
            raise WrongPassphraseError(message) from error
        message = "the identity is not a PKCS#12 file, or it is damaged"
        raise IdentityError(message, hint="a PKCS#12 file usually ends in .p12 or .pfx") from error


def _self_made(
    key: LocalPrivateKey, name: x509.Name, email: str | None, begins: datetime, days: int
) -> x509.Certificate:
    public = key.public_key()
    key_usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                encipher_only=False,
                decipher_only=False,
                **key_usage,
            ),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([certificates.DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    if email:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False)
    return builder.sign(key, hashes.SHA256())


def _name(name: str, organisation: str) -> x509.Name:
    pairs = (
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.COMMON_NAME, name),
    )  # from the general to the particular
    return x509.Name([x509.NameAttribute(oid, text.strip()) for oid, text in pairs])


def _require_text(texts: dict[str, str]) -> None:
    for what, text in texts.items():
        if not text.strip():
            message = f"an identity needs a {what}"
            raise IdentityError(message)
        if what != "passphrase" and (printable(text) != text or "\n" in text):
            message = f"the {what} holds a character that steers a screen or is invisible"
            raise IdentityError(message, hint="every reader shows it: write it with letters and spaces")


def _require_zone(moment: datetime) -> None:
    if moment.utcoffset() is None:
        message = f"{moment.isoformat()} has no time zone"
        raise IdentityError(message)
