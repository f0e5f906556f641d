"""What is handed out to people: a question about one subject, with all they need to answer it, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from compliance.model.assessment import Severity

if TYPE_CHECKING:
    import datetime as dt

SCHEMA: Final = "compliance-questions/1"

AnswerKind: TypeAlias = Literal[
    "yes_no",
    "word",
    "words",
    "record",
    "names",
    "name",
    "day",
    "days",
    "period",
    "number",
    "share",
    "details",
]
AnswerState: TypeAlias = Literal["open", "not_known", "answered"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may be answered, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer looks like. `several`: more than one word may be given; `closed`: no other word can be right."""

    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    several: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """The answer a file holds: its value as a cell spells it, who gave it, and a digest of all that was said."""

    value: str
    by: str
    role: str
    answered_on: dt.date | None
    note: str
    file: str
    state: str
    changeable: bool = True
    """False where a cell cannot hold it; it then stays in its file untouched."""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one subject. `subject` is None where it is about the organisation or the system."""

    question: str
    subject: str | None
    about: str
    text: str
    why: str
    good_evidence: str
    theme: str
    owner: str | None
    state: AnswerState
    expected: Expected
    severity: Severity | None = None
    upcoming: bool = False
    frameworks: tuple[str, ...] = ()
    """Ids of the frameworks it bears on, sorted."""
    provisions: tuple[tuple[str, str], ...] = ()
    """Short name of the framework and id of the provision, the gravest first."""
    findings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    given: Given | None = field(default=None)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other: question and subject, which is empty for the organisation and the system."""
        return self.question, self.subject or ""


@dataclass(frozen=True, slots=True)
class Handout:
    """Questions to be handed out together, and what tells later whether an answer still belongs to them."""

    system: str
    architecture: str
    as_of: dt.date
    tool: str
    catalogs: tuple[tuple[str, str], ...]
    """Framework and catalog version."""
    questions: tuple[tuple[str, str], ...]
    """Id of each question and digest of what it asks."""
    ids: tuple[tuple[str, tuple[str, ...]], ...]
    """Section of the architecture and the ids in it, to which answers may refer."""
    asked: tuple[Asked, ...]
    shorts: tuple[tuple[str, str], ...] = ()
    """Framework and how it is called in a line."""
    addressed: str | None = None
    """To whom they are handed, where that is one person."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer a workbook brings. `before`: what the file says now; `dropped`: evidence that supported another value."""

    question: str
    subject: str | None
    before: str
    after: str
    by: str
    note: str = ""
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """An answer of a workbook that is not taken: what the file says instead, and why that counts."""

    question: str
    subject: str | None
    theirs: str
    ours: str
    reason: str
