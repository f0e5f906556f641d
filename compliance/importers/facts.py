"""What an importer hands over: facts about a system, each with its basis and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from compliance.canonical import sha256
from compliance.model.words.taken import TAKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.errors import Place


class Basis(StrEnum):
    """How well a fact is founded on the file it was taken from."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one thing; `value` of what is unknown is `unknown`. `why`: a few words, of the file names alone."""

    section: str
    id: str
    field: str
    value: str | tuple[str, ...] | Mapping[str, str]
    basis: Basis
    place: Place
    why: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Something the file leaves open that is no field of one thing."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file says. `same`: names other files use for a thing of this one, such as the gateway of a configuration."""

    kind: str
    name: str
    facts: tuple[Fact, ...]
    open: tuple[Open, ...] = ()
    left_out: tuple[Place, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)


class Facts:
    """Collects facts in order; the first statement about a field stays."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], Fact] = {}
        self._things: set[tuple[str, str]] = set()
        self._open: dict[Open, None] = {}

    def all(self) -> tuple[Fact, ...]:
        """What was collected."""
        return tuple(self._found.values())

    @property
    def open(self) -> tuple[Open, ...]:
        """What was left open, each question once."""
        return tuple(self._open)

    def has(self, section: str, name: str) -> bool:
        """Whether anything was said about a thing."""
        return (section, name) in self._things

    def thing(self, section: str, name: str) -> Thing:
        """The thing facts are stated about."""
        return Thing(self, section, name)

    def add(self, fact: Fact) -> None:
        """State a fact; a later one about the same field only fills in what was unknown."""
        key = fact.section, fact.id, fact.field
        self._things.add(key[:2])
        before = self._found.get(key)
        if before is None or (before.basis is Basis.UNKNOWN and fact.basis is not Basis.UNKNOWN):
            self._found[key] = fact

    def ask(self, place: Place, text: str) -> None:
        """Note what is left open."""
        self._open[Open(place, text)] = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the architecture; each call states a field of it."""

    facts: Facts
    section: str
    id: str

    def states(
        self, name: str, value: str | tuple[str, ...] | Mapping[str, str], place: Place, why: str = ""
    ) -> Thing:
        """A field the file states."""
        return self._add(name, value, Basis.STATED, place, why)

    def infers(self, name: str, value: str | tuple[str, ...], place: Place, why: str) -> Thing:
        """A field that follows from something the file states."""
        return self._add(name, value, Basis.INFERRED, place, why)

    def leaves(self, name: str, place: Place, why: str) -> Thing:
        """A field the file does not state and a person must."""
        return self._add(name, "unknown", Basis.UNKNOWN, place, why)

    def _add(
        self,
        name: str,
        value: str | tuple[str, ...] | Mapping[str, str],
        basis: Basis,
        place: Place,
        why: str,
    ) -> Thing:
        self.facts.add(Fact(self.section, self.id, name, value, basis, place, why))
        return self


_LONGEST_FLOW = 60  # an id has 64 characters; four are left for a number


def flow_id(start: str, end: str) -> str:
    """The id of a flow between two parts. Where both names are too long for one id its end is a digest: no two share it."""
    name = f"{start}-to-{end}"
    return name if len(name) <= _LONGEST_FLOW else f"{name[: _LONGEST_FLOW - 9]}-{sha256(name.encode())[:8]}"


def identifier(name: str, fallback: str = "part") -> str:
    """An id made of a name of another program's: lower case, words joined by hyphens, at most forty characters."""
    words = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:40].strip("-") or fallback
    return f"{words}-{fallback}" if words in TAKEN or words == "unknown" else words
