"""Themes that several frameworks speak to. A row relates provisions; it does not say that meeting one meets another."""

from __future__ import annotations

from compliance.model.entry import Entry


class Theme(Entry):
    """A theme with the provisions that speak to it, per framework id. `note` tells where they differ."""

    id: str
    title: str
    note: str | None = None
    provisions: dict[str, tuple[str, ...]]
