"""The practices of one subject, read together with the organisation's where those are meant for it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


@dataclass(frozen=True, slots=True)
class Practices:
    """What is declared for the organisation too is inherited where the subject is silent."""

    world: World
    item: Item

    def get(self, name: str) -> Any:
        """One practice; None where it is not stated."""
        wide = self.world.description.architecture.practices
        if self.item.kind == "organisation":
            return wide.get(name) if wide is not None else None
        own = getattr(self.item.value, "practices", None)
        found = own.get(name) if own is not None else None
        return wide.get(name) if found is None and self._inherits(name) and wide is not None else found

    def path(self, name: str) -> str:
        """Where the practices are stated that tell of one; the widest place where none does."""
        own = f"{self.item.path}.practices"
        wide = self.item.kind == "organisation" or (
            self._inherits(name) and not self.world.description.states(f"{own}.{name}")
        )
        return "practices" if wide else own

    def _inherits(self, name: str) -> bool:
        return "organisation" in self.world.catalog.practices[name].scope
