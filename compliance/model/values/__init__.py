"""Stated values that may be bounded or partial: dates, periods, counts, lists, maps, yes and no.

All are frozen, hashable and without an order of their own: two intervals that overlap are neither before nor after one
another, and comparisons answer True, False or None (left open by what was stated).
"""

from __future__ import annotations

from compliance.model.values.counts import Count, Share
from compliance.model.values.dates import Done, When
from compliance.model.values.keyed import Keyed
from compliance.model.values.lists import Listed
from compliance.model.values.periods import ENDLESS, Length, Period
from compliance.model.values.quantity import Quantity
from compliance.model.words.base import YesNo

__all__ = [
    "ENDLESS",
    "Count",
    "Done",
    "Keyed",
    "Length",
    "Listed",
    "Period",
    "Quantity",
    "Share",
    "When",
    "YesNo",
]
