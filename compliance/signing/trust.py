"""Whether the signers are those the verifier relies on: explicit certificates, never the system's store or the network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.signing import certificate as certificates
from compliance.signing.errors import RefusedError
from compliance.signing.paths import check_path
from compliance.signing.reader import refusing_hostile_structure
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography.x509 import Certificate

    from compliance.signing.signatures import Signature
    from compliance.signing.validation_data import ValidationData


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


def check_trusted(
    signature: Signature,
    trust: Sequence[Certificate],
    at: datetime,
    data: ValidationData,
    proven: datetime | None = None,
) -> str:
    """One sentence on how the signer's certificate hangs on one of `trust`. Raises RefusedError when not.

    `proven` is a time by which the signature is known to have existed: the certificate is then judged at that time, which is
    what lets a signature outlive it. Otherwise it must be good now, `at`, and at the time the signer states.
    """
    certificate, moment = signature.certificate, proven or at
    subject = certificates.subject(certificate)
    with refusing_hostile_structure(Reason.OTHER_SIGNER, f"the certificate of {subject} cannot be judged"):
        known = replace(data, certificates=(*signature.chain, *data.certificates))
        revocation = check_path(certificate, trust, known, moment)
        _check_period(signature, at, proven)
        if not certificates.may_sign_documents(certificate):
            raise RefusedError(
                Reason.CERTIFICATE_UNSUITABLE,
                f"the certificate of {subject} is not meant for signing documents",
            )
    when = "" if proven is None else f", judged at the time that is proven, {proven:%Y-%m-%d}"
    if revocation is None:
        return f"the certificate of {subject} is one of those given as trusted{when}"
    return f"the certificate of {subject} leads to one of those given as trusted{when}; {revocation.value}"


def _check_period(signature: Signature, at: datetime, proven: datetime | None) -> None:
    """Without a time-stamp the stated time is only a claim, so the certificate must also be valid now."""
    subject = certificates.subject(signature.certificate)
    moments = (
        [(signature.by.stated_time, "the stated signing time"), (at, "the time of verification")]
        if proven is None
        else [(proven, "the time that the time-stamp proves")]
    )
    for moment, what in moments:
        if moment is not None and not certificates.is_in_period(signature.certificate, moment):
            sentence = f"the certificate of {subject} is not valid at {what}, {moment:%Y-%m-%d}"
            raise RefusedError(Reason.CERTIFICATE_OUT_OF_PERIOD, sentence)
