"""The PAdES baseline levels (EN 319 142-1), and what each needs beside the identity. A level is reached whole or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pyhanko_certvalidator.errors import PathBuildingError, PathError, RevokedError, ValidationError

from compliance.errors import UsageError
from compliance.signing import certificate as certificates
from compliance.signing.errors import LevelError, TimeStampError
from compliance.signing.paths import find_path
from compliance.signing.validation_data import ValidationData

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cryptography.x509 import Certificate

    from compliance.signing.authority import Authority


class Level(StrEnum):
    """How long a signature can be judged, and what by."""

    B_B = "B-B"
    """By the signer's word for the time; while the certificate is valid."""
    B_T = "B-T"
    """A time-stamp shows that the signature existed by then."""
    B_LT = "B-LT"
    """Certificates and revocation data are in the file, so nothing needs to be fetched."""
    B_LTA = "B-LTA"
    """An archive time-stamp over all of it, renewed by `extend` before its authority's certificate ends."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The level wanted, and what it is reached with."""

    level: Level = Level.B_B
    authority: Authority | None = None
    data: ValidationData = field(default_factory=ValidationData)

    def __post_init__(self) -> None:
        """Refuse terms that contradict themselves, before anything is asked of anybody."""
        if self.level is Level.B_B and self.authority is not None:
            raise UsageError("level B-B has no time-stamp", "Leave --tsa out, or ask for B-T, B-LT or B-LTA.")
        if self.level is not Level.B_B and self.authority is None:
            raise UsageError(f"level {self.level} needs a time-stamp authority", "Name one with --tsa URL.")
        if not self.embeds and (self.data.crls or self.data.ocsps):
            raise UsageError(
                f"level {self.level} embeds no revocation data",
                "Ask for --level B-LT or B-LTA, or leave them out.",
            )

    @property
    def embeds(self) -> bool:
        """Whether validation data go into the file."""
        return self.level in {Level.B_LT, Level.B_LTA}


def required_data(
    certificates_used: Iterable[tuple[Certificate, tuple[Certificate, ...]]],
    data: ValidationData,
    moment: datetime,
) -> ValidationData:
    """Everything that a verifier at `moment` needs for each certificate, given beside it the chain it came with.

    Raises LevelError, saying what is missing, unless each path ends in a self-made certificate and every certificate below
    that one is shown not to be revoked.
    """
    found: list[Certificate] = []
    for certificate, chain in certificates_used:
        known = replace(data, certificates=tuple(dict.fromkeys((*chain, *data.certificates, certificate))))
        found += _path(certificate, known, moment)
    return replace(data, certificates=tuple(dict.fromkeys(found)))


def answering(authority: Authority) -> tuple[Certificate, tuple[Certificate, ...]]:
    """The certificate an authority signs with, and what it sends along. Raises TimeStampError."""
    stamp = asyncio.run(authority.trial())
    return stamp.certificate, stamp.chain


def check_known(authority: Authority, data: ValidationData) -> None:
    """Raise TimeStampError when an answer was signed with a certificate whose data are not among `data`."""
    if authority.answered_with - set(data.certificates):
        raise TimeStampError(
            "the time-stamp authority answered with another certificate than when it was first asked",
            "Run it again; an authority that uses several certificates may need their data, too.",
        )


def _path(certificate: Certificate, known: ValidationData, moment: datetime) -> list[Certificate]:
    subject = certificates.subject(certificate)
    if certificate.issuer == certificate.subject:
        return [certificate]  # it vouches for itself, so nobody could revoke it
    roots = [one for one in known.certificates if one.issuer == one.subject]
    try:
        return find_path(certificate, roots, known, moment)
    except PathBuildingError as error:
        raise LevelError(
            f"the certificates from {subject} up to its root are not all there",
            "Give those that are missing, the root included, with --chain FILE.",
        ) from error
    except RevokedError as error:
        raise LevelError(f"the certificate of {subject}, or one above it, is revoked") from error
    except (PathError, ValidationError) as error:
        raise LevelError(
            f"that {subject} and those above it are not revoked cannot be shown: {error}",
            "Give the revocation list of each issuer with --crl FILE, or a response with --ocsp FILE.",
        ) from error
