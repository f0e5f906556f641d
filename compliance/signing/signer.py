"""Signs a rendered report: repack, then one certifying PAdES signature. Out comes a signed file of its level, or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError as LibrarySigningError
from pyhanko.sign.signers import PdfSignatureMetadata

from compliance.errors import SigningError
from compliance.signing.identity import check_usable
from compliance.signing.levels import Level, Terms, answering, check_known, required_data
from compliance.signing.repack import DEFAULT_FIELD, prepare
from compliance.signing.writer import Additions, write_signature, write_time_stamp

if TYPE_CHECKING:
    from datetime import datetime

    from compliance.signing.identity import Identity

ARCHIVE_FIELD = "ArchiveTimeStamp1"


def sign(  # noqa: PLR0913 - everything but the two inputs by name
    pdf: bytes,
    identity: Identity,
    *,
    signed_at: datetime,
    reason: str | None = None,
    location: str | None = None,
    field_name: str = DEFAULT_FIELD,
    terms: Terms | None = None,
) -> bytes:
    """The signed file: `prepare(pdf, field_name)` followed by the signature's revision, and for B-LTA one with a time-stamp.

    `signed_at` carries a time zone; it is what the signer claims, not what anyone else confirms. `reason` and `location` are
    shown by viewers. Afterwards only further signatures are allowed (DocMDP "form filling and signing"). Deterministic
    with an RSA key at level B-B, which is the default. Raises SigningError when it cannot be done; IdentityError,
    TimeStampError or LevelError when that is the reason.
    """
    check_usable(identity, signed_at)
    metadata = PdfSignatureMetadata(
        field_name=field_name,
        md_algorithm=identity.key.digest,
        reason=reason,
        location=location,
        certify=True,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return signed_on(
        prepare(pdf, field_name),
        identity,
        metadata,
        signed_at,
        terms=terms or Terms(),
        archive_field=ARCHIVE_FIELD,
    )


def signed_on(  # noqa: PLR0913 - the steps common to signature and countersignature
    pdf: bytes,
    identity: Identity,
    metadata: PdfSignatureMetadata,
    signed_at: datetime,
    *,
    terms: Terms,
    archive_field: str,
    new_field: str | None = None,
    label: str = "",
) -> bytes:
    """`pdf` with the signature and whatever `terms` ask for. Raises SigningError."""
    data = None
    if terms.embeds and terms.authority is not None:
        used = [(identity.certificate, identity.chain), answering(terms.authority)]
        data = required_data(used, terms.data, signed_at)
    additions = Additions(terms.authority, data, new_field, label)
    try:
        signed = write_signature(pdf, identity, metadata, signed_at, additions)
        if terms.level is Level.B_LTA and terms.authority is not None:
            signed = write_time_stamp(signed, terms.authority, archive_field)
    except (LibrarySigningError, PdfError, ValueError) as error:
        message = f"the PDF could not be signed: {error}"
        raise SigningError(message) from error
    if data is not None and terms.authority is not None:
        check_known(terms.authority, data)
    return signed
