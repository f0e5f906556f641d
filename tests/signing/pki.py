"""A small public-key infrastructure, made anew for every test run: nothing here is worth protecting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)

from compliance.signing import Identity, ValidationData, create_identity, load_identity
from compliance.signing.certificate import DOCUMENT_SIGNING
from compliance.signing.keys import LocalKey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOW = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)
PASSPHRASE = "only-for-tests"  # noqa: S105 - protects a key that lives for one test run

DER = Encoding.DER

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, eq=False)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: PrivateKey

    def identity(self, *chain: x509.Certificate) -> Identity:
        """As an identity that signs, with `chain` above it."""
        return Identity(self.certificate, chain, LocalKey(self.key))

    def private_der(self) -> bytes:
        """The key as PKCS#8, for libraries that want it that way."""
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def pkcs12(self, *chain: x509.Certificate) -> bytes:
        """As an unencrypted PKCS#12 file."""
        return pkcs12.serialize_key_and_certificates(
            b"test", self.key, self.certificate, list(chain), NoEncryption()
        )


def self_made(name: str = "Avery Signer", key_type: str = "p256") -> Identity:
    """An identity as `identity new` makes it; elliptic curves, because RSA keys take a second to find."""
    made = create_identity(name, "Example Hospital", passphrase=PASSPHRASE, now=NOW, key_type=key_type)  # type: ignore[arg-type]
    return load_identity(made, PASSPHRASE)


def rsa_key() -> rsa.RSAPrivateKey:
    """The smallest RSA key that is accepted, because it is found fastest."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def weak_key() -> rsa.RSAPrivateKey:
    """An RSA key that can be broken."""
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - that it is refused is the test


def issue(  # noqa: PLR0913 - a test names only what it cares about
    name: str,
    issuer: Issued | None = None,
    *,
    ca: bool = False,
    key: PrivateKey | None = None,
    begins: datetime = NOW - timedelta(days=30),
    days: int = 365,
    purposes: Sequence[ObjectIdentifier] | None = (DOCUMENT_SIGNING,),
    signs: bool = True,
    more: Sequence[x509.ExtensionType] = (),
) -> Issued:
    """A certificate for `name`, signed by `issuer` or by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = {
        "digital_signature": signs and not ca,
        "content_commitment": signs and not ca,
        "key_encipherment": not signs,
        "key_cert_sign": ca,
        "crl_sign": ca,
    }
    absent = dict.fromkeys(("data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage, **absent), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not ca and purposes is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(purposes)), critical=False)
    for extension in more:
        builder = builder.add_extension(extension, critical=False)
    return Issued(builder.sign(key if issuer is None else issuer.key, hashes.SHA256()), key)


TIME_STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)
SERVER_ONLY = (ExtendedKeyUsageOID.SERVER_AUTH,)


def crl(
    issuer: Issued,
    revoked: Mapping[Issued, datetime] | None = None,
    *,
    made: datetime = NOW - timedelta(days=1),
    days: int = 30,
) -> bytes:
    """The revocation list of `issuer`, DER: who is on it, since when, and for how long the list is good."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(made)
        .next_update(made + timedelta(days=days))
    )
    for one, since in (revoked or {}).items():
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(since).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Authorities:
    """A root, an authority under it, a signer under that, and a time-stamp authority under another root."""

    root: Issued
    issuing: Issued
    signer: Issued
    time_root: Issued
    time: Issued

    @property
    def identity(self) -> Identity:
        """The signer with what stands above, the root left out."""
        return self.signer.identity(self.issuing.certificate)

    def data(self, **revoked: Mapping[Issued, datetime]) -> ValidationData:
        """All that a verifier needs; `issuing`, `root` and `time_root` may name those they revoked."""
        roots = (self.root.certificate, self.time_root.certificate)
        lists = {name: getattr(self, name) for name in ("root", "issuing", "time_root")}
        return ValidationData(roots, tuple(crl(one, revoked.get(name)) for name, one in lists.items()))


def authorities() -> Authorities:
    """Everything new."""
    root, time_root = issue("Root", ca=True, days=3650), issue("Time root", ca=True, days=3650)
    issuing = issue("Issuing", root, ca=True, days=1800)
    time = issue("Time authority", time_root, key=rsa_key(), purposes=TIME_STAMPING, days=1000)
    return Authorities(root, issuing, issue("Avery Signer", issuing), time_root, time)


OCSP_SIGNING = (ExtendedKeyUsageOID.OCSP_SIGNING,)
NO_CHECK = x509.OCSPNoCheck()
"""On the certificate of a responder: nobody asks whether it is revoked itself."""
ASK = x509.AuthorityInformationAccess(
    [
        x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier("http://ocsp.invalid/")
        )
    ]
)
"""On a certificate whose state a responder tells; the address is never asked."""


def ocsp_response(  # noqa: PLR0913 - a test names only what it cares about
    about: Issued,
    issuer: Issued,
    *,
    revoked: datetime | None = None,
    by: Issued | None = None,
    made: datetime = NOW - timedelta(hours=1),
    days: int = 7,
) -> bytes:
    """What an OCSP responder answers about a certificate, DER. `by`: a responder of its own, whose certificate comes along."""
    responder = by or issuer
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            about.certificate,
            issuer.certificate,
            hashes.SHA256(),
            ocsp.OCSPCertStatus.GOOD if revoked is None else ocsp.OCSPCertStatus.REVOKED,
            made,
            made + timedelta(days=days),
            revoked,
            None if revoked is None else x509.ReasonFlags.key_compromise,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
    )
    if by is not None:
        builder = builder.certificates([by.certificate])
    return builder.sign(responder.key, hashes.SHA256()).public_bytes(Encoding.DER)


def ocsp_refusal() -> bytes:
    """What a responder answers that will not tell, DER."""
    refused = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    return refused.public_bytes(Encoding.DER)


def ocsp_of_two(first: bytes, second: bytes, issuer: Issued) -> bytes:
    """One response with the entries of two others, signed by their issuer: what the builder above cannot make."""
    loaded = [asn1_ocsp.OCSPResponse.load(one) for one in (first, second)]
    basic = loaded[0].basic_ocsp_response.copy()
    told = basic["tbs_response_data"]
    told["responses"] = [one.basic_ocsp_response["tbs_response_data"]["responses"][0] for one in loaded]
    key = issuer.key
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    basic["signature"] = key.sign(told.dump(force=True), ec.ECDSA(hashes.SHA256()))
    return bytes(
        asn1_ocsp.OCSPResponse(
            {
                "response_status": "successful",
                "response_bytes": {"response_type": "basic_ocsp_response", "response": basic},
            }
        ).dump()
    )
