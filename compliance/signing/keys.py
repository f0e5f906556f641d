"""The private half of an identity: what it must be able to do, and the one that lives in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.x509 import Certificate

KeyType = Literal["rsa3072", "p256"]
DigestName = Literal["sha256", "sha384", "sha512"]
LocalPrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

DEFAULT_KEY_TYPE: KeyType = "rsa3072"
"""Old viewers read RSA; 3072 bits with SHA-256 is the strength of P-256."""

_DIGESTS: Mapping[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_DIGEST_OF_CURVE: Mapping[str, DigestName] = {"secp384r1": "sha384", "secp521r1": "sha512"}
_DER_OVERHEAD_OF_TWO_INTEGERS = 9
"""Bytes that a DER sequence of two integers adds at most to the integers themselves, sign bytes included."""


class SigningKey(Protocol):
    """A key that signs without showing itself: in memory here, in a token in `pkcs11`."""

    @property
    def digest(self) -> DigestName:
        """The digest that goes with the key's strength."""

    @property
    def signature_size(self) -> int:
        """The largest number of bytes a signature takes."""

    def sign(self, data: bytes) -> bytes:
        """The signature over `data`: PKCS#1 v1.5 for RSA, DER for ECDSA."""


@dataclass(frozen=True, slots=True)
class LocalKey:
    """An RSA or elliptic-curve key in memory. The key is parsed once: parsing checks it and takes longer than signing."""

    key: LocalPrivateKey = field(repr=False)

    @property
    def digest(self) -> DigestName:
        """SHA-256, or the digest of equal strength for the two larger curves."""
        return digest_for(self.key.public_key())

    @property
    def signature_size(self) -> int:
        """Exact for RSA, an upper bound for ECDSA."""
        return room_for(self.key.public_key())

    def sign(self, data: bytes) -> bytes:
        """Sign `data`; the same data gives the same bytes with RSA, never with ECDSA."""
        algorithm = _DIGESTS[self.digest]
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), algorithm)
        return self.key.sign(data, ec.ECDSA(algorithm))


def digest_for(key: object) -> DigestName:
    """The digest that goes with a public key: SHA-256, or that of equal strength for the two larger curves."""
    if isinstance(key, ec.EllipticCurvePublicKey):
        return _DIGEST_OF_CURVE.get(key.curve.name, "sha256")
    return "sha256"


def room_for(key: object) -> int:
    """The largest number of bytes that a signature takes which a public key verifies; 0 for a kind nobody signs with."""
    if isinstance(key, rsa.RSAPublicKey):
        return (key.key_size + 7) // 8
    if isinstance(key, ec.EllipticCurvePublicKey):
        return 2 * ((key.key_size + 7) // 8) + _DER_OVERHEAD_OF_TWO_INTEGERS
    return 0


def fits(certificate: Certificate, signature: bytes, data: bytes, digest: DigestName) -> bool:
    """Whether `signature` over `data` was made with the key of `certificate`."""
    key = certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), _DIGESTS[digest])
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(_DIGESTS[digest]))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def generate(key_type: KeyType) -> LocalPrivateKey:
    """A fresh key from the operating system's random source; about 0.1 to 1 s for RSA."""
    if key_type == "rsa3072":
        return rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return ec.generate_private_key(ec.SECP256R1())
