"""What the time-stamps of a file prove, judged from the last one back: each later one protects those before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from compliance.signing import certificate as certificates
from compliance.signing.errors import RefusedError
from compliance.signing.paths import check_path
from compliance.signing.reader import refusing_hostile_structure
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cryptography.x509 import Certificate

    from compliance.signing.signatures import Signature
    from compliance.signing.tokens import Stamp
    from compliance.signing.validation_data import ValidationData

CLOCKS_DIFFER_BY = timedelta(minutes=5)
"""Two authorities, or an authority and the verifier, may tell the time this differently."""


@dataclass(frozen=True, slots=True)
class Told:
    """One time-stamp: which field it is in or over, what it says, and whether its authority is relied on."""

    field_name: str
    over_file: bool
    stamp: Stamp
    relied_on: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All time-stamps, oldest first, and for each signature the time by which it is proven to have existed."""

    told: tuple[Told, ...]
    proven: Mapping[str, datetime]
    """By name of the signature field; without an entry nothing is proven."""


def timeline(
    signatures: Sequence[Signature], trust: Sequence[Certificate], data: ValidationData, at: datetime
) -> Timeline:
    """Judge every stamp, `trust` being the authorities relied on. Raises RefusedError when one is broken or they contradict."""
    told: list[Told] = []
    proven: dict[str, datetime] = {}
    existed: datetime | None = None
    for signature in reversed(signatures):
        stamp = signature.stamp()
        known = existed
        if stamp is not None:
            one = _judged(signature, stamp, trust, data, existed or at)
            told.append(one)
            if one.relied_on:
                known = stamp.time
        if signature.is_stamp:
            existed = known
        elif known is not None:
            proven[signature.by.field_name] = known
    return Timeline(tuple(reversed(told)), proven)


def _judged(
    signature: Signature, stamp: Stamp, trust: Sequence[Certificate], data: ValidationData, moment: datetime
) -> Told:
    if stamp.time > moment + CLOCKS_DIFFER_BY:
        sentence = (
            f"a time-stamp says {stamp.time:%Y-%m-%d %H:%M} UTC, which is later than it can have been made"
        )
        raise RefusedError(Reason.TIME_STAMP_BROKEN, sentence)
    over_file = signature.is_stamp
    what = "the whole file" if over_file else f"the signature in {signature.by.field_name}"
    says = f"{stamp.time:%Y-%m-%d %H:%M:%S} UTC over {what}, by {stamp.subject}"
    known = replace(data, certificates=(*stamp.chain, *data.certificates))
    try:
        with refusing_hostile_structure(Reason.OTHER_SIGNER, "its certificate cannot be judged"):
            relied, why = _standing(stamp, trust, known, moment)
    except RefusedError as refused:
        if refused.reason is Reason.CERTIFICATE_REVOKED:
            raise
        relied, why = False, refused.message
    return Told(signature.by.field_name, over_file, stamp, relied, f"{says}, {why}")


def _standing(
    stamp: Stamp, trust: Sequence[Certificate], data: ValidationData, moment: datetime
) -> tuple[bool, str]:
    if not trust:
        return False, "whom no given certificate vouches for"
    revocation = check_path(stamp.certificate, trust, data, moment)
    for time in (stamp.time, moment):
        if not certificates.is_in_period(stamp.certificate, time):
            return False, f"whose certificate is not valid on {time:%Y-%m-%d}"
    return True, f"who is relied on{'' if revocation is None else f' ({revocation.value})'}"
