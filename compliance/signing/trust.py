"""Whether the signers are those the verifier relies on: explicit certificates, never the system's store or the network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathError, ValidationError

from compliance.signing import certificate as certificates
from compliance.signing.errors import RefusedError
from compliance.signing.reader import refusing_hostile_structure
from compliance.signing.reasons import Reason
from compliance.signing.writer import to_asn1

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography.x509 import Certificate

    from compliance.signing.signatures import Signature


def check_expected(signatures: Sequence[Signature], expected: Sequence[str]) -> None:
    """Raise RefusedError unless the signers are exactly those with the `expected` fingerprints (64 hex digits each)."""
    found = {certificates.fingerprint(signature.certificate): signature for signature in signatures}
    wanted = {text.replace(":", "").lower() for text in expected}
    for fingerprint, signature in found.items():
        if fingerprint not in wanted:
            subject = certificates.subject(signature.certificate)
            raise RefusedError(Reason.OTHER_SIGNER, f"signed by {subject}, who was not expected")
    missing = sorted(wanted - set(found))
    if missing:
        sentence = f"the expected signature of the certificate {missing[0]} is not there"
        raise RefusedError(Reason.MISSING_SIGNER, sentence)


def check_trusted(signature: Signature, trust: Sequence[Certificate], at: datetime) -> str:
    """One sentence on how the signer's certificate hangs on one of `trust` at the time `at`. Raises RefusedError when not."""
    certificate = signature.certificate
    subject = certificates.subject(certificate)
    with refusing_hostile_structure(Reason.OTHER_SIGNER, f"the certificate of {subject} cannot be judged"):
        direct = certificates.fingerprint(certificate) in {
            certificates.fingerprint(trusted) for trusted in trust
        }
        if not direct:
            _check_path(signature, trust, at)
        _check_period(signature, at)
        if not certificates.may_sign_documents(certificate):
            raise RefusedError(
                Reason.CERTIFICATE_UNSUITABLE,
                f"the certificate of {subject} is not meant for signing documents",
            )
    if direct:
        return f"the certificate of {subject} is one of those given as trusted"
    return (
        f"the certificate of {subject} leads to one of those given as trusted; revocation was not looked up"
    )


def _check_path(signature: Signature, trust: Sequence[Certificate], at: datetime) -> None:
    context = ValidationContext(
        trust_roots=[
            to_asn1(certificate) for certificate in trust
        ],  # a list even when empty: None would mean the system's store
        other_certs=[to_asn1(certificate) for certificate in signature.chain],
        moment=at,
        allow_fetching=False,
    )
    validator = CertificateValidator(to_asn1(signature.certificate), validation_context=context)
    subject = certificates.subject(signature.certificate)
    try:
        asyncio.run(validator.async_validate_path())
    except (ExpiredError, NotYetValidError) as error:
        sentence = (
            f"a certificate between {subject} and the trusted one is out of its period on {at:%Y-%m-%d}"
        )
        raise RefusedError(Reason.CERTIFICATE_OUT_OF_PERIOD, sentence) from error
    except (PathError, ValidationError) as error:
        raise RefusedError(
            Reason.OTHER_SIGNER, f"signed by {subject}, who is not among those trusted"
        ) from error


def _check_period(signature: Signature, at: datetime) -> None:
    """Without a time-stamp the stated time is only a claim, so the certificate must also be valid now."""
    subject = certificates.subject(signature.certificate)
    stated = signature.by.stated_time
    for moment, what in ((stated, "the stated signing time"), (at, "the time of verification")):
        if moment is not None and not certificates.is_in_period(signature.certificate, moment):
            sentence = f"the certificate of {subject} is not valid at {what}, {moment:%Y-%m-%d}"
            raise RefusedError(Reason.CERTIFICATE_OUT_OF_PERIOD, sentence)
