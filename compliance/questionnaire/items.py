"""One thing the interview can ask: a question about a subject, or one detail of the record that question states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from compliance.model.assessment import SEVERITIES

if TYPE_CHECKING:
    from compliance.model.asked import AnswerState, Asked, Expected

Key: TypeAlias = tuple[str, str, str]
"""Question, subject (empty for the organisation), detail (empty for the whole)."""

TOGETHER: Final = frozenset({"yes_no", "word", "record"})
"""Kinds of answers that are given for several subjects in one pass: one word each."""


@dataclass(frozen=True, slots=True)
class Confirmable:
    """What a vendor says of the very fact: `value` is what confirming it states, `said` who says it and where."""

    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is asked now. `path` is that of the fact; `detail` the part of the record, dotted."""

    asked: Asked
    path: str
    expected: Expected
    state: AnswerState
    detail: str = ""
    order: int = 0
    """Its place in the question bank."""
    settles_scope: bool = False
    """Whether it decides if a framework applies at all: nothing of one is definite before."""
    confirmable: tuple[Confirmable, ...] = ()
    wanted: frozenset[str] = frozenset()
    """The words of a list that open findings look for; empty where all matter."""

    @property
    def key(self) -> Key:
        """What tells it from every other."""
        return *self.asked.key, self.detail

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        """Legal weight first: scope, law in force before law to come, then severity; within it as the bank goes."""
        tier = 0 if self.settles_scope else 2 if self.asked.upcoming else 1
        severity = SEVERITIES.index(self.asked.severity) if self.asked.severity else len(SEVERITIES)
        return tier, severity, self.order, self.detail, self.asked.subject or ""

    def tells(self, words: str) -> bool:
        """Whether everything typed occurs in what the item is about: ids, texts, provisions, subject, theme."""
        cited = " ".join(f"{name} {provision}" for name, provision in self.asked.provisions)
        one = self.asked
        text = (
            f"{one.question} {one.text} {one.about} {one.subject} {one.theme} {cited} {self.path}".casefold()
        )
        return all(word in text for word in words.casefold().split())
