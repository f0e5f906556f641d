"""A variant: named changes to a description, in the patch language of control cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.source import Node

BASE = "base"
"""The name of the description as it is written, without changes."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What one variant sets and unsets, after what it extends; each step is applied in its turn."""

    name: str
    title: str
    steps: tuple[tuple[Mapping[str, Node], tuple[str, ...]], ...]

    @property
    def changes(self) -> frozenset[str]:
        """Every path it sets or unsets."""
        return frozenset(path for sets, unsets in self.steps for path in (*sets, *unsets))
