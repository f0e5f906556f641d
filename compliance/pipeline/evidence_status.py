"""How all evidence on answers stands on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.files import read_limited
from compliance.inputs.answers import load_answers
from compliance.model.evidence_status import SOUND, EvidenceStatus, Standing
from compliance.pipeline.evidence import LARGEST_EVIDENCE, state_of_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from compliance.model.answers import Answer, Evidence
    from compliance.model.evidence_status import State


def evidence_status(answers: Iterable[Path], as_of: dt.date, within: int | None = None) -> EvidenceStatus:
    """All evidence, what ends first on top, what never ends last; `within` (days): what supports nothing or ends in that time.

    InputError where an answers file cannot be read.
    """
    found = [one for path in answers for one in _standings(path, as_of)]
    found.sort(key=lambda one: (one.valid_until is None, str(one.valid_until), one.question, one.path))
    shown = (one for one in found if within is None or not one.supports or _ends(one, within))
    sound = sum(one.supports for one in found)
    return EvidenceStatus(as_of.isoformat(), within, len(found), sound, tuple(shown))


def _ends(one: Standing, within: int) -> bool:
    return one.days_left is not None and one.days_left <= within


def _standings(path: Path, as_of: dt.date) -> Iterator[Standing]:
    loaded = load_answers(read_limited(path, LARGEST_EVIDENCE), path.name)
    for question, entries in (loaded.file.answers or {}).items():
        for answer in entries:
            for item in answer.evidence or ():
                yield _standing(question, answer, item, path, as_of)


def _standing(question: str, answer: Answer, item: Evidence, path: Path, as_of: dt.date) -> Standing:
    state = _state(path.parent / item.path, item, answer.by, as_of)
    until = item.valid_until
    return Standing(
        question=question,
        subject=answer.subject,
        file=path.name,
        path=item.path,
        state=state,
        supports=state in SOUND,
        valid_until=until.isoformat() if until is not None else None,
        days_left=(until - as_of).days if until is not None else None,
        examined_by=item.examined_by,
    )


def _state(path: Path, item: Evidence, by: str, as_of: dt.date) -> State:
    lost = state_of_file(path, item.sha256)
    if lost is not None:
        return lost
    if item.valid_until is not None and item.valid_until < as_of:
        return "expired"
    if not item.valid_on(as_of):
        return "later"
    return "examined" if item.examined_for(by, as_of) else "attached"
