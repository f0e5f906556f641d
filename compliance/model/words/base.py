"""What a word of the vocabulary is: its spelling in files, and one sentence for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A closed list of words. Each member is written `NAME = "spelling", "One sentence."`.

    A member equals its spelling and prints as it; `description` is shown by editors and by `explain`.
    """

    description: str

    def __new__(cls, spelling: str, description: str) -> Self:
        """Make the member from its spelling and its sentence."""
        word = str.__new__(cls, spelling)
        word._value_ = spelling
        word.description = description
        return word


class YesNo(Word):
    """A fact that holds or does not.

    `partly` comes from the answers file alone, where the exceptions stand in the note: it meets neither an expected yes
    nor an expected no. Only YES is true in a boolean context.
    """

    YES = "yes", "It holds."
    NO = "no", "It does not hold."
    PARTLY = "partly", "It holds with exceptions, which the note of the answer names."

    def __bool__(self) -> bool:
        """Whether this is an unreserved yes."""
        return self is YesNo.YES

    @classmethod
    def parse(cls, text: str) -> YesNo:
        """Read `yes`, `no`, `true` or `false`; ValueError with a sentence for anything else, `partly` included."""
        found = _YES_NO.get(text)
        if found is None:
            raise ValueError(f"{text!r} is not a yes or a no: write yes or no")
        return found


_YES_NO = {"yes": YesNo.YES, "true": YesNo.YES, "no": YesNo.NO, "false": YesNo.NO}
