"""The base of all catalog entries."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """Base of all catalog entries: frozen, unknown keys refused."""

    # Schemas are built when an entry is first checked: what comes from the cache was checked before, and start-up counts.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
