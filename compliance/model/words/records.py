"""Words for everything that exists or not: practices, contracts, notices, rights."""

from __future__ import annotations

from compliance.model.words.base import Word


class Status(Word):
    """Whether something exists."""

    NONE = "none", "It does not exist."
    PLANNED = "planned", "It is intended and not there yet."
    PARTIAL = "partial", "It exists, though not everywhere or not completely."
    IMPLEMENTED = "implemented", "It exists and is complete."


class Performer(Word):
    """Who carried something out."""

    INTERNAL = "internal", "The organisation's own people, or those responsible for what was examined."
    INDEPENDENT = "independent", "Someone not responsible for what was examined."


class Alternative(Word):
    """What stands in the place of a measure that was not taken (addressable specifications, compensating controls)."""

    NONE = "none", "Nothing was considered and nothing was done instead."
    UNDOCUMENTED = "undocumented", "Whatever was considered or is done instead, no reason is written down."
    DOCUMENTED = "documented", "It was examined and written down why the measure does not fit."
    IMPLEMENTED = "implemented", "An equivalent measure is in place and the reasons are written down."


class Stage(Word):
    """How far a system or component has come."""

    PRODUCTION = "production", "In regular use."
    PILOT = "pilot", "Tried with real people or real data."
    TEST = "test", "Tried out without real effect."
