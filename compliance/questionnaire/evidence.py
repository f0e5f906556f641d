"""Evidence on an answer: recorded, examined by somebody else, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.model.answers import Evidence, same_person
from compliance.source import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from compliance.model.answers import Answer
    from compliance.questionnaire.answers_file import AnswersFile
    from compliance.questionnaire.entries import Entry


@dataclass(frozen=True, slots=True)
class Examination:
    """Who examined a file, and for what scope and period it was found to support an answer."""

    by: str
    role: str | None
    on: dt.date
    scope: str
    period: str


def answered(file: AnswersFile, question: str, subject: str | None) -> Entry:
    """The answer that evidence is for. UsageError, with what was likely meant, where nobody has given it."""
    entry = file.entry(question, subject)
    if entry is not None:
        return entry
    answers: Mapping[str, tuple[Answer, ...]] = file.content.answers or {}
    subjects = [answer.subject for answer in answers.get(question, ()) if answer.subject]
    about = f" about {subject!r}" if subject else ""
    if subjects:
        hint: str | None = f"Name with --subject one of {', '.join(subjects)}."
    else:
        near = did_you_mean(question, answers)
        hint = f"Did you mean {near!r}?" if near else "Evidence supports an answer: answer first."
    raise UsageError(f"{file.path} holds no answer to {question!r}{about}", hint)


def with_evidence(entry: Entry, item: Evidence) -> Entry:
    """The answer with a piece of evidence. One of the same path is replaced; an examination stays while the file is the same."""
    old = next((one for one in entry.evidence if one.path == item.path), None)
    if old is not None and old.sha256 == item.sha256:
        item = _updated(old, item)
    return replace(entry, evidence=(*(one for one in entry.evidence if one.path != item.path), item))


def with_examination(entry: Entry, path: str, examination: Examination) -> Entry:
    """The answer with one piece of its evidence examined. UsageError for a file not recorded, and for who gave the answer."""
    old = next((one for one in entry.evidence if one.path == path), None)
    if old is None:
        known = ", ".join(one.path for one in entry.evidence)
        hint = f"Recorded are {known}." if known else "Record it first with `compliance evidence add`."
        raise UsageError(f"{path} is not recorded as evidence on this answer", hint)
    if same_person(entry.by, examination.by):
        hint = "Somebody else has to look at it; until then it counts as attached."
        raise UsageError(f"{examination.by} gave the answer and cannot examine its evidence", hint)
    stated = {
        "examined_by": examination.by,
        "examined_role": examination.role,
        "examined_on": examination.on,
        "examined_scope": examination.scope,
        "examined_period": examination.period,
    }
    new = old.model_copy(update=stated)
    return replace(entry, evidence=tuple(new if one is old else one for one in entry.evidence))


def _updated(old: Evidence, item: Evidence) -> Evidence:
    """What is stated anew, over what was stated of the same file."""
    stated = {name: value for name in type(item).model_fields if (value := getattr(item, name)) is not None}
    return old.model_copy(update=stated)
