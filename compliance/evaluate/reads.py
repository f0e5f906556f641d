"""What was read to see a fact: the paths that state it, those that are missing, and the data's way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reads:
    """Absolute paths read, absolute paths missing, and the components and parties the data passed."""

    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    route: tuple[str, ...] = ()

    def join(self, other: Reads) -> Reads:
        """Both together, in order of first mention."""
        stated = tuple(dict.fromkeys(self.stated + other.stated))
        return Reads(stated, tuple(dict.fromkeys(self.missing + other.missing)), self.route or other.route)
