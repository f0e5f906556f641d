"""One answer on its way into the file: what is kept, in which order, and how it is told from another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from compliance.source import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from compliance.model.answers import Answer, Evidence
    from compliance.source import Plain

Pair: TypeAlias = tuple[str, str | None]
"""Question and subject: what an answer is an answer to. One file holds one answer for each."""

_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer. `value` is spelled as the architecture file would; a node that was read stays as it was written."""

    subject: str | None
    value: Plain
    by: str
    role: str | None = None
    answered_on: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Entry:
        """The entry that a loaded answer came from."""
        return cls(
            answer.subject,
            answer.value,
            answer.by,
            answer.role,
            answer.answered_on,
            answer.evidence or (),
            answer.note,
        )

    def fields(self) -> dict[str, Plain]:
        """The keys of the entry as the file has them, in their order; what is not stated is left out."""
        evidence: list[Plain] = [_stated(item) for item in self.evidence]
        known: dict[str, Plain] = {
            "subject": self.subject,
            "value": self.value,
            "by": self.by,
            "role": self.role,
            "answered_on": self.answered_on,
            "evidence": evidence or None,
            "note": self.note,
        }
        return {key: value for key, value in known.items() if key == "value" or value is not None}


def pair(question: str, subject: str | None) -> Pair:
    """The pair of an answer; `party:model-vendor` is `model-vendor`, since a question has one kind of subject."""
    return question, None if subject is None else subject.rpartition(":")[2]


def spelled(value: object) -> str:
    """A value as one short line, for a message."""
    match value:
        case Scalar(text):
            shown = text
        case Sequence(items):
            shown = f"[{', '.join(map(spelled, items))}]"
        case Mapping(entries):
            shown = "{" + ", ".join(f"{entry.key.text}: {spelled(entry.value)}" for entry in entries) + "}"
        case bool():
            shown = "yes" if value else "no"
        case None:
            shown = "unknown"
        case list() | tuple():
            shown = f"[{', '.join(map(spelled, value))}]"
        case dict():
            shown = "{" + ", ".join(f"{key}: {spelled(item)}" for key, item in value.items()) + "}"
        case _:
            shown = str(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _stated(item: Evidence) -> dict[str, Plain]:
    """What is stated of a piece of evidence, whatever fields the model has."""
    found: dict[str, Plain] = {}
    for name, field in type(item).model_fields.items():
        value: Any = getattr(item, name)
        if value is not None:
            found[field.alias or name] = value if isinstance(value, dt.date | Node) else str(value)
    return found
