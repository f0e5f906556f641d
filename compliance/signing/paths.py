"""Whether a certificate hangs on a trusted one at a moment, and what is known of its revocation. Used to sign and to verify."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from asn1crypto import crl, ocsp
from cryptography import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)

from compliance.signing import certificate as certificates
from compliance.signing.errors import RefusedError
from compliance.signing.reasons import Reason
from compliance.signing.revocation import is_revoked, issuers
from compliance.signing.writer import to_asn1

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography.x509 import Certificate

    from compliance.signing.validation_data import ValidationData


class Revocation(Enum):
    """What the data at hand say of the revocation of a path."""

    NOT_REVOKED = "not revoked, as the revocation data say"
    NOT_LOOKED_UP = "revocation was not looked up"


def check_path(
    certificate: Certificate, trust: Sequence[Certificate], data: ValidationData, moment: datetime
) -> Revocation | None:
    """How far the path from `certificate` to one of `trust` holds at `moment`; None where it is itself one of `trust`.

    Raises RefusedError: no path, a certificate on it out of its period, or one revoked by then, also where it is itself
    trusted. Where the data at hand do not speak for every certificate, or are out of date, revocation counts as not looked up.
    """
    if certificate in trust:
        if any(is_revoked(certificate, issuer, data, moment) for issuer in issuers(certificate, data)):
            raise _revoked(certificate, moment)
        return None
    for issuer, one in pairwise(_path(certificate, trust, data, moment)):
        if is_revoked(one, issuer, data, moment):
            raise _revoked(one, moment)
    try:
        find_path(certificate, trust, data, moment)
    except RevokedError as error:
        raise _revoked(certificate, moment) from error
    except (PathError, ValidationError):
        return Revocation.NOT_LOOKED_UP
    return Revocation.NOT_REVOKED


def find_path(
    certificate: Certificate,
    trust: Sequence[Certificate],
    data: ValidationData,
    moment: datetime,
    *,
    mode: str = "require",
) -> list[Certificate]:
    """The certificates from one of `trust` to `certificate`, each but the first shown not to be revoked unless `mode` is softer.

    `mode` is one of the library's: `require`, or `soft-fail`, which looks at no list where a certificate names none. Raises the
    library's PathError and ValidationError.
    """
    context = ValidationContext(
        trust_roots=[to_asn1(one) for one in trust],  # a list even when empty: None means the system's store
        other_certs=[to_asn1(one) for one in data.certificates],
        crls=[crl.CertificateList.load(one) for one in data.crls],
        ocsps=[ocsp.OCSPResponse.load(one) for one in data.ocsps],
        moment=moment,
        allow_fetching=False,
        revocation_mode=mode,
        retroactive_revinfo=True,  # a list of today names what was revoked before today, with dates
    )
    validator = CertificateValidator(to_asn1(certificate), validation_context=context)
    path = asyncio.run(validator.async_validate_path())
    return [x509.load_der_x509_certificate(one.dump()) for one in path]


def _path(
    certificate: Certificate, trust: Sequence[Certificate], data: ValidationData, moment: datetime
) -> list[Certificate]:
    """The path whatever is known of revocation; a name on a list is looked for afterwards.

    No revocation data go in: the library gives up a path over a list or a response that it cannot use, too.
    """
    subject = certificates.subject(certificate)
    unread = replace(data, crls=(), ocsps=())
    try:
        return find_path(certificate, trust, unread, moment, mode="soft-fail")
    except (ExpiredError, NotYetValidError) as error:
        sentence = (
            f"a certificate between {subject} and the trusted one is out of its period on {moment:%Y-%m-%d}"
        )
        raise RefusedError(Reason.CERTIFICATE_OUT_OF_PERIOD, sentence) from error
    except (PathError, ValidationError) as error:
        sentence = f"signed by {subject}, who is not among those trusted"
        raise RefusedError(Reason.OTHER_SIGNER, sentence) from error


def _revoked(certificate: Certificate, moment: datetime) -> RefusedError:
    subject = certificates.subject(certificate)
    return RefusedError(
        Reason.CERTIFICATE_REVOKED,
        f"the certificate of {subject} was revoked by {moment:%Y-%m-%d}",
    )
