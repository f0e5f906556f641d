"""A vendor profile as text for a terminal: every claim with who says it, where, and until when it counts as looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.claims import NO_PAGE, WHO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.vendor import VendorClaim, VendorProfile
    from compliance.render.terminal import Style

READING: Final = (
    "Claims are shown beside open questions of a party that names this profile. None is evaluated; a person confirms one by "
    "stating the fact, with their own contract and settings as evidence."
)


def profile_text(profile: VendorProfile, style: Style) -> str:
    """The whole profile; claims on one fact stand together, as the file has them."""
    lines = [
        style.paint(f"{profile.id}  (vendor profile)", "bold"),
        *style.wrap(f"{profile.name}: {', '.join(profile.products)}", 0),
        "",
    ]
    for claim in profile.claims:
        lines += _claim(claim, style)
    return "\n".join([*lines, "", *style.part("Reading", [READING])])


def _claim(claim: VendorClaim, style: Style) -> Iterator[str]:
    value = f" = {claim.value}" if claim.value is not None else ""
    yield style.paint(f"{claim.states}{value}  (of the {claim.scope})", "bold")
    yield from style.wrap(f"{WHO[claim.confidence]}: {claim.claim}", 2)
    how = "noted" if claim.source is None else "looked up"
    seen = f"{claim.source or NO_PAGE}; {how} {claim.checked_on}, expires {claim.expires_on}"
    yield from (style.paint(line, "dim") for line in style.wrap(seen, 2))
