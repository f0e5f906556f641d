"""Decision files on top of each other: a user's own numbers, a preset's, reference data. The first that states one is heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.errors import Place
    from compliance.model.description import InputDigest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer:
    """One decision file as it was read: values, places and sources by dotted path."""

    kind: str
    """What it is to a reader: stated, preset, reference."""
    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(repr=False)
    sources: Mapping[str, str]
    source: str | None
    digest: InputDigest

    def source_of(self, path: str) -> str:
        """Where a number comes from: what the file says of it or of what is around it, else its place in the file."""
        around = path
        while around:
            if around in self.sources:
                return self.sources[around]
            around = around.rpartition(".")[0]
        place = self.places.get(path)
        here = f"{self.digest.name}:{place.line}" if place is not None else self.digest.name
        return f"{self.source} ({here})" if self.source else here


@dataclass(frozen=True, slots=True)
class Found:
    """A value, which layer states it and where that has it from."""

    path: str
    value: Any
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers, the strongest first."""

    layers: tuple[Layer, ...]
    _sections: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Ids below each path that was asked for: cost is computed some thousand times for one comparison."""
    _found: dict[tuple[str, ...], Found | None] = field(default_factory=dict, compare=False, repr=False)
    """What was found under the paths that were asked for, for the same reason."""

    def find(self, *paths: str) -> Found | None:
        """The first value stated under one of the paths: the paths in their order, each in the order of the layers."""
        try:
            return self._found[paths]
        except KeyError:
            found = self._found[paths] = self._searched(paths)
            return found

    def _searched(self, paths: tuple[str, ...]) -> Found | None:
        for path in paths:
            for layer in self.layers:
                if path in layer.values:
                    return Found(path, layer.values[path], layer.kind, layer.source_of(path))
        return None

    def value(self, type_: type[T], *paths: str) -> T | None:
        """A value that is no number, such as a word or a name; None where nobody states it."""
        found = self.find(*paths)
        return found.value if found is not None and isinstance(found.value, type_) else None

    def ids(self, section: str) -> tuple[str, ...]:
        """The ids below a path, in the order of layers and files."""
        known = self._sections.get(section)
        if known is not None:
            return known
        depth = section.count(".") + 1
        prefix = f"{section}."
        paths = (path for layer in self.layers for path in layer.values if path.startswith(prefix))
        found = self._sections[section] = tuple(dict.fromkeys(path.split(".")[depth] for path in paths))
        return found
