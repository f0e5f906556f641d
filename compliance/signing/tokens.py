"""Time-stamp tokens (RFC 3161): read, and held against what they stand at. Trust in the authority is decided elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from compliance.signing import certificate as certificates
from compliance.signing.errors import RefusedError
from compliance.signing.reader import refusing_hostile_structure
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

DIGESTS = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_ATTRIBUTE = "signature_time_stamp_token"
_UNREADABLE = "a time-stamp cannot be read"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a token says: by whom and at which time; `time` is in UTC."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    time: datetime

    @property
    def subject(self) -> str:
        """The authority, as its certificate names it."""
        return certificates.subject(self.certificate)


def stamp_of_signature(signer: cms.SignerInfo) -> Stamp | None:
    """The time-stamp over a signature value, None without one. Raises RefusedError when it is none, or more than one."""
    with refusing_hostile_structure(
        Reason.TIME_STAMP_BROKEN, _UNREADABLE
    ):  # nobody signs unsigned attributes
        tokens = [
            value
            for one in signer["unsigned_attrs"]
            if one["type"].native == _ATTRIBUTE
            for value in one["values"]
        ]
        if not tokens:
            return None
        if len(tokens) > 1:
            raise RefusedError(Reason.TIME_STAMP_BROKEN, "a signature carries more than one time-stamp")
        token, value = tokens[0]["content"], signer["signature"].native
    return read_stamp(token, lambda digest: hashlib.new(digest, value).digest())


def read_stamp(token: cms.SignedData, digest_of: Callable[[str], bytes]) -> Stamp:
    """The stamp in `token`, intact and over what `digest_of` gives for the name of a digest. Raises RefusedError."""
    with refusing_hostile_structure(Reason.TIME_STAMP_BROKEN, _UNREADABLE):
        content = token["encap_content_info"]["content"]
        said = content.parsed
        if not isinstance(said, tsp.TSTInfo):
            raise RefusedError(Reason.TIME_STAMP_BROKEN, "a time-stamp does not hold what a time-stamp holds")
        signer, named = extract_signer_info(token), extract_certificate_info(token)
        certificate = x509.load_der_x509_certificate(named.signer_cert.dump())
        _check_imprint(said, digest_of)
        _check_strength(signer, certificate)
        intact, valid = validate_sig_integrity(
            signer,
            named.signer_cert,
            expected_content_type="tst_info",
            actual_digest=hashlib.new(_digest(signer), bytes(content)).digest(),
        )
        if not (intact and valid):
            raise RefusedError(Reason.TIME_STAMP_BROKEN, "a time-stamp was changed after it was made")
        chain = tuple(x509.load_der_x509_certificate(other.dump()) for other in named.other_certs)
        return Stamp(certificate, chain, said["gen_time"].native.astimezone(UTC))


def _digest(signer: cms.SignerInfo) -> str:
    return str(signer["digest_algorithm"]["algorithm"].native)


def _check_imprint(said: tsp.TSTInfo, digest_of: Callable[[str], bytes]) -> None:
    imprint = said["message_imprint"]
    name = imprint["hash_algorithm"]["algorithm"].native
    if name not in DIGESTS:
        raise RefusedError(Reason.WEAK_ALGORITHM, f"a time-stamp uses {name}, which is too weak")
    if imprint["hashed_message"].native != digest_of(name):
        raise RefusedError(Reason.TIME_STAMP_BROKEN, "a time-stamp was made over something else")


def _check_strength(signer: cms.SignerInfo, certificate: x509.Certificate) -> None:
    if _digest(signer) not in DIGESTS or not certificates.has_strong_key(certificate):
        raise RefusedError(Reason.WEAK_ALGORITHM, "a time-stamp was signed in a way that is too weak")
    try:
        purposes = set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        purposes = set()
    if purposes != {ExtendedKeyUsageOID.TIME_STAMPING}:
        subject = certificates.subject(certificate)
        sentence = (
            f"a time-stamp was made with the certificate of {subject}, which is not one for time-stamps alone"
        )
        raise RefusedError(Reason.CERTIFICATE_UNSUITABLE, sentence)
