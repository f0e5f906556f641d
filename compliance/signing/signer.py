"""Signs a rendered report: repack, then one certifying PAdES B-B signature. Either a signed file comes out or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError as LibrarySigningError
from pyhanko.sign.signers import PdfSignatureMetadata

from compliance.errors import SigningError
from compliance.signing.identity import check_usable
from compliance.signing.repack import DEFAULT_FIELD, prepare
from compliance.signing.writer import write_signature

if TYPE_CHECKING:
    from datetime import datetime

    from compliance.signing.identity import Identity


def sign(  # noqa: PLR0913 - everything but the two inputs by name
    pdf: bytes,
    identity: Identity,
    *,
    signed_at: datetime,
    reason: str | None = None,
    location: str | None = None,
    field_name: str = DEFAULT_FIELD,
) -> bytes:
    """The signed file: `prepare(pdf, field_name)` followed by the signature's revision and nothing else.

    `signed_at` carries a time zone; it is what the signer claims, not what anyone else confirms. `reason` and `location` are
    shown by viewers. Afterwards only further signatures are allowed (DocMDP "form filling and signing"). Deterministic
    with an RSA key. Raises SigningError when it cannot be done; IdentityError when the identity is the reason.
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
    prepared = prepare(pdf, field_name)
    try:
        return write_signature(prepared, identity, metadata, signed_at)
    except (LibrarySigningError, PdfError, ValueError) as error:
        message = f"the PDF could not be signed: {error}"
        raise SigningError(message) from error
