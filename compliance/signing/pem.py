"""Identities in PEM form: an encrypted private key with its certificates, in one file or with the certificates beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from compliance.signing.certificate import is_of
from compliance.signing.errors import IdentityError, WrongPassphraseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.signing.keys import LocalPrivateKey

_KEY = re.compile(rb"-----BEGIN ([A-Z ]*)PRIVATE KEY-----.*?-----END \1PRIVATE KEY-----", re.DOTALL)
_BEGIN = b"-----BEGIN "
_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
_ENCRYPTED = (b"-----BEGIN ENCRYPTED PRIVATE KEY-----", b"Proc-Type: 4,ENCRYPTED")


def is_pem(data: bytes) -> bool:
    """Whether `data` looks like PEM text and not like PKCS#12."""
    return _BEGIN in data[:4096]


def open_pem(
    data: bytes, passphrase: str | None, more: Sequence[x509.Certificate] = ()
) -> tuple[LocalPrivateKey, x509.Certificate | None, list[x509.Certificate]]:
    """Key, certificate and the other certificates in PEM `data`; its own may be among `more`, and is None where nobody has it.

    Raises WrongPassphraseError, or IdentityError for a key that lies open or cannot be read.
    """
    key = _key(data, passphrase)
    given = [*_certificates(data), *more]
    own = next((one for one in given if is_of(one, key)), None)
    return key, own, given


def _key(data: bytes, passphrase: str | None) -> LocalPrivateKey:
    found = _KEY.search(data)
    if found is None:
        raise IdentityError("the identity file holds no private key", hint="give a key in PKCS#8 PEM form")
    if not any(mark in found[0] for mark in _ENCRYPTED):
        message = "the private key of the identity is not encrypted, so whoever reads the file can sign"
        raise IdentityError(message, hint="encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEW")
    try:
        key = load_pem_private_key(found[0], (passphrase or "").encode() or None)
    except (ValueError, TypeError) as error:
        if passphrase and not re.search("password|decrypt", str(error), re.IGNORECASE):
            raise IdentityError("the private key of the identity cannot be read") from error
        raise WrongPassphraseError("the passphrase does not open the identity") from error
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise IdentityError("the identity holds a key that is not RSA or EC")
    return key


def _certificates(data: bytes) -> list[x509.Certificate]:
    if _CERTIFICATE not in data:
        return []
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise IdentityError("the certificates in the identity file cannot be read") from error
