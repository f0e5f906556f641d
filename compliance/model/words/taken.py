"""Words that mean something by themselves where an id of the user's own could stand, so that no id may be one."""

from __future__ import annotations

from typing import Final

from compliance.model.words.actors import Group, Who
from compliance.model.words.data import IMPLIED_CATEGORIES, Category

TAKEN: Final = frozenset(
    {
        *map(str, Category),
        *IMPLIED_CATEGORIES,
        *map(str, Group),
        *map(str, Who),
        "all",
        "internet",
        "none",
        "null",
        "system",
        "unlisted",
    }
)
"""`unknown` is not among them: as a key it leaves a map open."""
