"""What is said of a known vendor: dated claims with their sources, which nothing but a rendering reads.

A claim is shown beside the open question it bears on, for a person to confirm by stating the fact. It is never a fact itself.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, TypeAlias

from compliance.model.entry import Entry

Confidence: TypeAlias = Literal["vendor", "third_party", "memory"]
"""Who says it: a page of the vendor that was read, only somebody else, or nobody (remembered, no page was read)."""

VALID: Final = dt.timedelta(days=90)
"""How long a claim may be shown without the mark "expired": terms of model vendors change every few weeks."""


class VendorClaim(Entry):
    """One thing that is said. `states`: the fact it bears on, relative to the party or to a component the party operates.

    `value` is the value that fact would have if the claim held for everyone; without one the claim only tells what to look for.
    `expires_on` is the last day on which the claim counts as looked up; `source` names the page, and may be absent where the
    confidence is memory.
    """

    states: str
    scope: Literal["party", "component"]
    value: str | None = None
    claim: str
    source: str | None = None
    confidence: Confidence
    checked_on: dt.date
    expires_on: dt.date

    def expired(self, day: dt.date) -> bool:
        """Whether the claim is too old to be shown without a mark on a day."""
        return day > self.expires_on


class VendorProfile(Entry):
    """A vendor whom a party may name with `profile: <id>`; `products` are those the claims are about."""

    id: str
    name: str
    products: tuple[str, ...]
    claims: tuple[VendorClaim, ...]
