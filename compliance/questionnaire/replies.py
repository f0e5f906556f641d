"""From what a person chose or typed to the value an answers file holds. What fits is the strict reader's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.errors import Place
from compliance.source import Entry, Mapping, Node, Scalar, Sequence, read

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from compliance.model.asked import Expected

_HERE: Final = Place("your answer", 1, 1)
_NOT_KNOWN: Final = frozenset({"", "?", "unknown", "not known", "don't know", "do not know"})
_NOT_APPLICABLE: Final = frozenset({"n/a", "na", "not applicable", "not_applicable"})
_PARTLY: Final = frozenset({"partly", "partial"})

EXAMPLES: Final = {
    "day": "2026-03-14, or what is known of it: 2026-03, ../2026-04-15 (not later), 2024",
    "days": "every day on which it happened: 2025-09-15, 2026-09-14; none if it never did",
    "period": "30 days, 1 year, 72 hours; at most: ../60 days",
    "number": "1200; at least: 500/..; between: 100/200",
    "share": "25%; at most: ../30%",
    "name": "one name, as the architecture file spells it; a country as two letters",
    "names": "names, separated by commas (countries as two letters); all; none",
    "words": "words, separated by commas; all; none",
    "details": "as the architecture file would say it: none, or {text: {human_review: yes}}",
}
"""How an answer of a kind is typed."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A value with its note: exceptions, a reason, a remark."""

    value: Node
    note: str | None = None

    @property
    def needs_note(self) -> str | None:
        """What the note must tell; None where none is needed."""
        said = said_of(self.value)
        if said in _NOT_APPLICABLE:
            return "Why does it not apply?"
        return "What are the exceptions?" if said in _PARTLY else None


def word(text: str) -> Scalar:
    """A word as a value: `unknown` means that nobody knows, not the text."""
    return Scalar(text, quoted=False, place=_HERE)


def said_of(value: Node) -> str:
    """The word a value is, or the status it states; empty for anything else."""
    if isinstance(value, Mapping):
        inner = value.get("status")
        return said_of(inner) if inner is not None else ""
    return value.text if isinstance(value, Scalar) else ""


def typed(text: str, expected: Expected) -> Node:
    """The value of a typed line. InputError where details are no YAML; whether the rest fits is checked elsewhere."""
    line = " ".join(text.split())
    if line.casefold() in _NOT_KNOWN:
        return word("unknown")
    if line.casefold() in _NOT_APPLICABLE:
        return word("not applicable")
    if expected.kind == "details" or line.startswith("{"):
        return read(line, _HERE.file)
    if expected.several or expected.kind == "days":
        return _several([part.strip() for part in line.strip("[]").split(",") if part.strip()])
    return word(line)


def table(rows: Map[str, bool | None]) -> Node:
    """What was said of each of some words: there, not there, or not known (None)."""
    there = [name for name, said in rows.items() if said]
    missing = [name for name, said in rows.items() if said is False]
    if not there and not missing:
        return word("unknown")
    if None not in rows.values():
        return _list(there) if there else word("none")
    parts = {"has": there, "lacks": missing}
    return _map({key: _list(names) for key, names in parts.items() if names})


def with_detail(value: Node | None, detail: str, new: Node) -> Node:
    """A record with one of its details stated; what it said of that detail before is replaced."""
    if not detail:
        return new
    head, _, rest = detail.partition(".")
    entries = list(value.entries) if isinstance(value, Mapping) else []
    below = next((entry.value for entry in entries if entry.key.text == head), None)
    changed = Entry(word(head), with_detail(below, rest, new))
    return Mapping((*(e for e in entries if e.key.text != head), changed), _HERE)


def detail_of(value: Node | None, detail: str) -> Node | None:
    """What a record says of one of its details; None where it says nothing."""
    for head in detail.split(".") if detail else ():
        value = value.get(head) if isinstance(value, Mapping) else None
    return value


def _several(words: list[str]) -> Node:
    if len(words) == 1 and words[0] in {"all", "none"}:
        return word(words[0])
    return _list(words) if words else word("none")


def _list(words: list[str]) -> Node:
    return Sequence(tuple(map(word, words)), _HERE)


def _map(parts: Map[str, Node]) -> Node:
    return Mapping(tuple(Entry(word(key), value) for key, value in parts.items()), _HERE)
