"""Identities whose key lives in a hardware token (PKCS#11) and never leaves it. Needs the extra `pkcs11`."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import new
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from compliance.errors import UsageError
from compliance.signing import certificate as certificates
from compliance.signing.errors import IdentityError, WrongPassphraseError
from compliance.signing.identity import Identity
from compliance.signing.keys import DigestName, digest_for, fits, room_for

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME = "pkcs11:"
_PATH_KEYS = frozenset({"token", "object", "id"})
_HINT = (
    "Write it as pkcs11:token=LABEL;object=LABEL?module-path=/path/to/module.so; the PIN is the passphrase."
)


@dataclass(frozen=True, slots=True)
class Address:
    """Which key in which token, read from a PKCS#11 URI (RFC 7512). Parts left out match anything."""

    module: str
    token: str | None
    label: str | None
    key_id: bytes | None


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A private key behind an open session. Only digests or data go in, signatures come out."""

    handle: Any = field(repr=False)
    certificate: x509.Certificate

    @property
    def digest(self) -> DigestName:
        """The digest that goes with the key's strength."""
        return digest_for(self.certificate.public_key())

    @property
    def signature_size(self) -> int:
        """The largest number of bytes a signature takes."""
        return room_for(self.certificate.public_key())

    def sign(self, data: bytes) -> bytes:
        """The signature over `data`. ECDSA gets the digest, since few tokens hash for it. Raises IdentityError."""
        import pkcs11

        try:
            if isinstance(self.certificate.public_key(), rsa.RSAPublicKey):
                mechanism = getattr(pkcs11.Mechanism, f"{self.digest.upper()}_RSA_PKCS")
                return bytes(self.handle.sign(data, mechanism=mechanism))
            raw = bytes(self.handle.sign(new(self.digest, data).digest(), mechanism=pkcs11.Mechanism.ECDSA))
        except pkcs11.PKCS11Error as error:
            raise IdentityError(f"the token refuses to sign: {_name(error)}") from error
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


def parse_address(uri: str) -> Address:
    """Read a PKCS#11 URI. Raises UsageError: no module, an attribute unknown here, or a PIN in it, which others would see."""
    path, _, query = uri.removeprefix(SCHEME).partition("?")
    try:
        where = dict(pair.split("=", 1) for pair in path.split(";") if pair)
        how = dict(pair.split("=", 1) for pair in query.split("&") if pair)
    except ValueError:
        raise UsageError("the PKCS#11 address cannot be read", _HINT) from None
    if "pin-value" in how or "pin-source" in how:
        raise UsageError("the PIN does not belong into the address, where others can see it", _HINT)
    unknown = sorted(set(where) - _PATH_KEYS | set(how) - {"module-path"})
    if unknown or "module-path" not in how:
        what = f"does not know {unknown[0]!r}" if unknown else "needs module-path, the library of the token"
        raise UsageError(f"the PKCS#11 address {what}", _HINT)
    label, token = (unquote(where[key]) if key in where else None for key in ("object", "token"))
    key_id = unquote(where["id"], "latin-1").encode("latin-1") if "id" in where else None
    return Address(unquote(how["module-path"]), token, label, key_id)


def load_token_identity(uri: str, pin: str, more: Sequence[x509.Certificate] = ()) -> Identity:
    """The identity in a token; its session stays open until the process ends. `more` are certificates from files.

    Raises UsageError for the address or the missing extra, WrongPassphraseError for the PIN, IdentityError otherwise.
    """
    address = parse_address(uri)
    try:
        import pkcs11
    except ImportError as error:
        raise UsageError(
            "keys in a token need the extra pkcs11", "Install it: pip install 'compliance-assessor[pkcs11]'"
        ) from error
    session = None
    try:
        session = _opened(pkcs11.lib(address.module).get_token(token_label=address.token), pin)
        return _identity(session, address, more)
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
        raise WrongPassphraseError("the PIN does not open the token") from error
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
        _close(session)
        raise IdentityError(f"the key in the token cannot be used: {_name(error)}", hint=_HINT) from error
    except IdentityError:
        _close(session)
        raise


def _opened(token: Any, pin: str) -> Any:  # noqa: ANN401 - the token library's objects
    """A session. Logging in holds for the whole process, so a second session of it needs no PIN."""
    import pkcs11

    try:
        return token.open(user_pin=pin)
    except pkcs11.UserAlreadyLoggedIn:
        return token.open()


def _close(session: Any) -> None:  # noqa: ANN401 - the token library's object
    if session is not None:
        session.close()


def _identity(session: Any, address: Address, more: Sequence[x509.Certificate]) -> Identity:  # noqa: ANN401 - see above
    import pkcs11

    key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=address.label, id=address.key_id)
    stored = list(session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}))
    held = {bytes(one[pkcs11.Attribute.VALUE]): bytes(one[pkcs11.Attribute.ID]) for one in stored}
    key_id = bytes(key[pkcs11.Attribute.ID])
    in_token = {x509.load_der_x509_certificate(der): key_id == own_id for der, own_id in held.items()}
    own = _own(key, in_token, more)
    certificates.check_signing_certificate(own)
    chain = tuple(one for one in dict.fromkeys((*in_token, *more)) if one != own)
    return Identity(own, chain, TokenKey(key, own))


def _own(
    key: Any,  # noqa: ANN401 - the token library's object
    in_token: dict[x509.Certificate, bool],
    more: Sequence[x509.Certificate],
) -> x509.Certificate:
    """The certificate stored under the key's id, else the one whose public key verifies what the key signs."""
    for certificate, same_id in in_token.items():
        if same_id:
            return certificate
    probe = b"which certificate belongs to this key"
    for certificate in (*in_token, *more):
        trial = TokenKey(key, certificate)
        try:
            signature = trial.sign(probe)
        except IdentityError:
            continue  # a key of another kind
        if certificates.has_strong_key(certificate) and fits(certificate, signature, probe, trial.digest):
            return certificate
    raise IdentityError(
        "no certificate that belongs to the key in the token was found",
        hint="store it in the token under the id of the key, or name it with --chain FILE",
    )


def _name(error: BaseException) -> str:
    """The library's errors often say nothing but their name."""
    return str(error) or type(error).__name__
