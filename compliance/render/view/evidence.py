"""The registers of evidence and of answers: which file supports what, who gave it, who examined it, and whether it was there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render.stated import word
from compliance.render.text import clean, listed, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.answers import Evidence
    from compliance.model.assessment import Assessment
    from compliance.model.description import Answered, Description
    from compliance.render.view.index import Index


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One document: what it is, its dates, who examined it, its digest, what it supports, and whether it was there."""

    path: str
    kind: str
    dates: str
    more: str
    given_by: str
    examined_by: str
    sha256: str
    state: str
    supports: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer: to which question, about whom, its value where a finding read it, by whom, when, and where it stands."""

    question: str
    about: str
    value: str
    who: str
    when: str
    evidence: int
    note: str
    place: str


def evidence(index: Index, description: Description | None, as_of: str) -> tuple[EvidenceRow, ...]:
    """Every document named in the answers, once, in the order of their paths."""
    found: dict[tuple[str, str], list[tuple[str, Answered, Evidence]]] = {}
    for path, answer in _answers(description):
        for item in answer.evidence:
            found.setdefault((item.path, item.sha256), []).append((path, answer, item))
    day = dt.date.fromisoformat(as_of)
    return tuple(
        _evidence(index, uses, description, day)
        for _, uses in sorted(found.items(), key=lambda pair: pair[0])
    )


def answers(index: Index, assessment: Assessment, description: Description | None) -> tuple[AnswerRow, ...]:
    """Every answer in the order of the files."""
    read = {one.fact: one.value for finding in assessment.findings for one in finding.because}
    rows = [(answer.place, _answer(index, path, answer, read)) for path, answer in _answers(description)]
    return tuple(
        row for _, row in sorted(rows, key=lambda pair: (pair[0].file, pair[0].line, pair[0].column))
    )


def _answers(description: Description | None) -> Iterator[tuple[str, Answered]]:
    for path, given in (description.answered if description is not None else {}).items():
        for one in given:
            yield path, one


def _answer(index: Index, path: str, answer: Answered, read: dict[str, str]) -> AnswerRow:
    asked = index.questions.get(answer.question)
    value = next((said for fact, said in read.items() if fact == path or fact.startswith(f"{path}.")), None)
    return AnswerRow(
        clean(asked.text) if asked else clean(answer.question),
        index.labels.label(path)[0],
        "read by no finding" if value is None else index.labels.value(value),
        clean(answer.by) + (f", {clean(answer.role)}" if answer.role else ""),
        short_date(answer.answered_on.isoformat()) if answer.answered_on else "not stated",
        len(answer.evidence),
        clean(answer.note or ""),
        f"{clean(answer.place.file)}:{answer.place.line}",
    )


def _evidence(
    index: Index,
    uses: list[tuple[str, Answered, Evidence]],
    description: Description | None,
    day: dt.date,
) -> EvidenceRow:
    item = uses[0][2]
    dated = short_date(item.dated.isoformat()) if item.dated else "not stated"
    until = f", valid until {short_date(item.valid_until.isoformat())}" if item.valid_until else ""
    return EvidenceRow(
        clean(item.path),
        word(item.kind),
        dated + until,
        "; ".join(_further(item)),
        listed(dict.fromkeys(clean(answer.by) for _, answer, _ in uses)),
        listed(dict.fromkeys(clean(one.examined_by) for _, _, one in uses if one.examined_by)) or "nobody",
        item.sha256,
        _state(item, description, day),
        listed(dict.fromkeys(index.labels.line(path) for path, _, _ in uses)),
    )


def _further(item: Evidence) -> Iterator[str]:
    told = {"issued by": item.issuer, "period": item.period, "kept at": item.kept_at}
    yield from (f"{words} {clean(said)}" for words, said in told.items() if said)


def _state(item: Evidence, description: Description | None, day: dt.date) -> str:
    """Whether the file was there with the stated digest, and whether it still says something on the date."""
    if description is None or item.sha256 not in description.attached:
        return "not found with this digest: supports nothing"
    if not item.valid_on(day):
        return "found; out of date: supports nothing"
    return "found, digest equal"
