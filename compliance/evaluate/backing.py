"""Why evidence that somebody named does not support an answer: told, so that a lower assurance has its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.answers import same_person
from compliance.model.assessment import Note

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from compliance.model.answers import Determination, Evidence
    from compliance.model.assessment import Finding
    from compliance.model.description import Answered, Description

_LOST: Final = {
    "missing": "the file is missing",
    "changed": "the file is no longer the one that was recorded",
    "unreadable": "the file cannot be read",
    "ours": "the file was written by this program and supports nothing",
}
_NOT_FOUND: Final = "the file was not found as it was recorded"


def evidence_notes(description: Description, as_of: dt.date) -> list[Note]:
    """One note for each piece of evidence that supports less than it claims, in the order of the answers."""
    answers = dict.fromkeys(answer for answers in description.answered.values() for answer in answers)
    found = [
        note
        for answer in answers
        for item in answer.evidence
        for note in _notes(description, answer, item, as_of)
    ]
    return list(dict.fromkeys(found))


def _notes(description: Description, answer: Answered, item: Evidence, as_of: dt.date) -> Iterator[Note]:
    lead = f"Evidence {item.path} for {answer.question}"
    if item.sha256 not in description.attached:
        why = description.lost.get(item.sha256, "")
        yield Note(
            f"evidence_{why or 'not_found'}", f"{lead}: {_LOST.get(why, _NOT_FOUND)}. It supports nothing."
        )
    elif item.valid_until is not None and item.valid_until < as_of:
        yield Note("evidence_expired", f"{lead} ended on {item.valid_until}. It supports nothing on {as_of}.")
    elif item.dated is not None and item.dated > as_of:
        yield Note("evidence_later", f"{lead} is of {item.dated}. It supports nothing on {as_of}.")
    elif item.examined_by is not None and not item.examined_for(answer.by, as_of):
        own = same_person(item.examined_by, answer.by)
        why = (
            f"{item.examined_by} also gave the answer"
            if own
            else f"it was examined on {item.examined_on}, later than {as_of}"
        )
        yield Note("evidence_not_examined", f"{lead} counts as attached, not examined: {why}.")


def conclusion_notes(
    determinations: Iterable[Determination], findings: Iterable[Finding], description: Description
) -> list[Note]:
    """What a reader of conclusions must know: files examined for them that are gone, and who was not as independent as said."""
    found = [
        Note(
            f"evidence_{why or 'not_found'}",
            f"Evidence {item.path} for the conclusion on {about}: {_LOST.get(why, _NOT_FOUND)}.",
        )
        for told in determinations
        for item in told.evidence or ()
        if item.sha256 not in description.attached
        for about in (told.finding or told.provision,)
        for why in (description.lost.get(item.sha256, ""),)
    ]
    return [*found, *(note for finding in findings for note in _independence(finding))]


def _independence(finding: Finding) -> Iterator[Note]:
    told = finding.determination
    if told is None or not told.independent:
        return
    if any(read.said is not None and same_person(read.said.by, told.name) for read in finding.because):
        text = f"{told.name} is called independent on {finding.id}, and gave answers it rests on."
        yield Note("determination_not_independent", text)
