"""Words for incidents, notifications and requests of persons."""

from __future__ import annotations

from compliance.model.words.base import Word


class IncidentKind(Word):
    """What happened."""

    EXPOSURE = "exposure", "Data could be reached by people who should not reach it."
    INTRUSION = "intrusion", "Somebody entered systems without authority."
    RANSOMWARE = "ransomware", "Data was made unusable to extort money."
    THEFT = "theft", "Devices, media or papers were stolen."
    LOSS = "loss", "Devices, media, papers or data were lost."
    MISUSE = "misuse", "Someone with access used it for what it was not given for."
    ALTERATION = "alteration", "Data or programs were changed without authority."


class Breach(Word):
    """What the organisation itself concluded about an incident."""

    CONFIRMED = "confirmed", "It was a breach."
    PRESUMED = "presumed", "A breach is presumed; a low risk was not shown."
    RULED_OUT = "ruled_out", "It was assessed and is no breach."


class FoundBy(Word):
    """Who noticed an incident first."""

    ORGANISATION = "organisation", "The organisation itself."
    VENDOR = "vendor", "A party that works for it."
    AUTHORITY = "authority", "A public authority."
    BANK = "bank", "A bank or card brand."
    ATTACKER = "attacker", "Those who did it."
    CUSTOMER = "customer", "A customer or person concerned."
    OTHER = "other", "Somebody else."


class NotificationStatus(Word):
    """Whether somebody was told of an incident."""

    NONE = "none", "They were not told."
    DONE = "done", "They were told."
    PARTIAL = "partial", "Some of them were told, or part of it."


class Fee(Word):
    """What was charged for answering a request."""

    NONE = "none", "Nothing."
    COST_BASED = "cost_based", "No more than copying and sending cost."
    EXCESSIVE = "excessive", "More than that."
