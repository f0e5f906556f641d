"""What may follow the first signature: a countersignature with its commitment, a time-stamp, and the renewal of an archive."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError as LibrarySigningError
from pyhanko.sign.signers import PdfSignatureMetadata

from compliance.errors import SigningError, UsageError
from compliance.signing.changes import check_changes, later_revisions
from compliance.signing.identity import check_usable
from compliance.signing.levels import Terms, answering, check_known, required_data
from compliance.signing.reader import open_pdf
from compliance.signing.signatures import (
    check_certification,
    check_coverage,
    check_integrity,
    read_signatures,
)
from compliance.signing.signer import signed_on
from compliance.signing.timing import timeline
from compliance.signing.validation_data import ValidationData, embedded_validation_data
from compliance.signing.verdict import COMMITMENT
from compliance.signing.writer import write_time_stamp

if TYPE_CHECKING:
    from datetime import datetime

    from pyhanko.pdf_utils.reader import PdfFileReader

    from compliance.signing.authority import Authority
    from compliance.signing.identity import Identity
    from compliance.signing.signatures import Signature

_RANGES = re.compile(r"[1-9]\d{0,4}(-[1-9]\d{0,4})?(,\s?[1-9]\d{0,4}(-[1-9]\d{0,4})?)*\Z")


class Commitment(StrEnum):
    """What a countersigner states to have done, and nothing more."""

    RECEIVED = "received"
    INTEGRITY = "integrity-verified"
    EXAMINED = "examined"


def countersign(  # noqa: PLR0913 - everything but the two inputs by name
    pdf: bytes,
    identity: Identity,
    commitment: Commitment,
    *,
    signed_at: datetime,
    pages: str | None = None,
    terms: Terms | None = None,
) -> bytes:
    """`pdf` with one more signature, in an invisible field of its own, that states `commitment` as its reason.

    `pages` are those examined (`1-3, 7` or `all`), to be named with that commitment and no other. Raises UsageError for
    pages that are not there, RefusedError for a file that is not as its first signer left it, SigningError otherwise.
    """
    check_usable(identity, signed_at)
    reader, signatures = _untouched(pdf)
    name = _free(signatures, "Countersignature")
    metadata = PdfSignatureMetadata(
        field_name=name,
        md_algorithm=identity.key.digest,
        reason=COMMITMENT + _stated(commitment, pages, int(reader.root["/Pages"]["/Count"])),
        subfilter=SigSeedSubFilter.PADES,
    )
    return signed_on(
        pdf,
        identity,
        metadata,
        signed_at,
        terms=terms or Terms(),
        archive_field=_free(signatures, "ArchiveTimeStamp"),
        new_field=name,
        label=f"Countersignature: {commitment}",
    )


def timestamp(pdf: bytes, authority: Authority) -> bytes:
    """`pdf` with a time-stamp over all of it. Raises RefusedError for a changed file, SigningError when there is no stamp."""
    _, signatures = _untouched(pdf)
    return _stamped(pdf, authority, _free(signatures, "ArchiveTimeStamp"), None)


def extend(pdf: bytes, authority: Authority, data: ValidationData, now: datetime) -> bytes:
    """`pdf` with the validation data for every signature and stamp in it, and a new time-stamp over all of that.

    What the file holds already counts beside `data`. Raises LevelError when the two do not suffice at `now`.
    """
    reader, signatures = _untouched(pdf)
    known = embedded_validation_data(reader) | data
    needed = required_data([answering(authority)], known, now) | _needed(signatures, known, now)
    extended = _stamped(pdf, authority, _free(signatures, "ArchiveTimeStamp"), needed)
    check_known(authority, needed)
    return extended


def _untouched(pdf: bytes) -> tuple[PdfFileReader, tuple[Signature, ...]]:
    """The file and its signatures, every one of them intact. Nobody signs, by this program, what somebody has altered."""
    reader = open_pdf(pdf)
    signatures = read_signatures(reader, pdf)
    for signature in signatures:
        check_integrity(signature, pdf)
    check_coverage(signatures, pdf)
    check_certification(signatures)
    if later_revisions(signatures[0]):
        check_changes(signatures[0])
    return reader, signatures


def _needed(signatures: tuple[Signature, ...], known: ValidationData, now: datetime) -> ValidationData:
    """What each signature and stamp needs at the time at which it counts: that of the stamp after it, or `now`.

    A certificate that ended since is judged at the time its stamp proves, as a verifier will. Raises LevelError.
    """
    chains = (one for signature in signatures for _, chain in signature.certificates_used() for one in chain)
    roots = [one for one in {*known.certificates, *chains} if one.issuer == one.subject]
    relied = {one.field_name for one in timeline(signatures, roots, known, now).told if one.relied_on}
    needed, moment = ValidationData(), now
    for signature in reversed(signatures):
        at, stamp = moment, signature.stamp()
        if stamp is not None:
            needed |= required_data([(stamp.certificate, stamp.chain)], known, moment)
            at = stamp.time if signature.by.field_name in relied else moment
        if signature.is_stamp:
            moment = at
        else:
            needed |= required_data([(signature.certificate, signature.chain)], known, at)
    return needed


def _stamped(pdf: bytes, authority: Authority, name: str, data: ValidationData | None) -> bytes:
    try:
        return write_time_stamp(pdf, authority, name, data)
    except (LibrarySigningError, PdfError, ValueError) as error:
        message = f"the time-stamp could not be written: {error}"
        raise SigningError(message) from error


def _free(signatures: tuple[Signature, ...], prefix: str) -> str:
    taken = {signature.by.field_name for signature in signatures}
    return next(name for number in range(1, 1000) if (name := f"{prefix}{number}") not in taken)


def _stated(commitment: Commitment, pages: str | None, count: int) -> str:
    if commitment is not Commitment.EXAMINED:
        if pages is not None:
            raise UsageError(f"{commitment} is about the whole file", "Leave --pages out.")
        return commitment.value
    if pages is None:
        raise UsageError(
            "which pages were examined is not said", 'Name them with --pages, as "1-3,7" or "all".'
        )
    if pages.strip() == "all":
        return f"{commitment.value}, all {count} pages"
    if not _RANGES.match(pages.strip()):
        raise UsageError(f"{pages!r} names no pages", 'Write them as "1-3,7", or "all".')
    spans = [tuple(int(end) for end in span.split("-")) for span in pages.split(",")]
    if any(span[0] > span[-1] or span[-1] > count for span in spans):
        raise UsageError(f"{pages!r} names pages that are not there", f"The report has {count} pages.")
    named = ", ".join("-".join(str(end) for end in span) for span in spans)
    return f"{commitment.value}, pages {named} of {count}"
