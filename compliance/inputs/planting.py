"""Each answer is brought to the place of the fact that its question states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance.inputs.merge import Branch
from compliance.inputs.reading import is_unknown
from compliance.inputs.subjects import absolute
from compliance.model.description import Answered, Claim
from compliance.source import Scalar, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.errors import Place
    from compliance.inputs.answers import LoadedAnswers
    from compliance.inputs.reading import Reading
    from compliance.inputs.subjects import States
    from compliance.model.answers import Answer

_NOT_APPLICABLE = frozenset({"not applicable", "not_applicable", "n/a"})


@dataclass(slots=True)
class Planting:
    """Answers on their way into the tree: `branch` takes those that state a fact, `claims` those that say it has no object."""

    reading: Reading
    questions: Mapping[str, States]
    branch: Branch = field(default_factory=Branch)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    orphaned: dict[str, Place] = field(default_factory=dict)

    def add(self, loaded: LoadedAnswers) -> None:
        """Plant all answers of one file.

        An answer to no question is a problem where the id is like one that exists, since then it is misspelt; else the question
        is gone, and the answer is set apart in `orphaned`.
        """
        for question, entries in (loaded.file.answers or {}).items():
            place = loaded.places[f"answers.{question}"]
            if question not in self.questions:
                self._orphan(question, place)
                continue
            for position, answer in enumerate(entries):
                here = loaded.places.get(f"answers.{question}.{position}.value", place)
                self._plant(question, answer, here)

    def _orphan(self, question: str, place: Place) -> None:
        if did_you_mean(question, self.questions) is None and self.questions:
            self.orphaned[question] = place
            return
        message = f"answers.{question}: there is no such question"
        self.reading.note_unknown(place, message, question, self.questions)

    def _plant(self, question: str, answer: Answer, place: Place) -> None:
        try:
            path = absolute(self.questions[question], answer.subject)
        except ValueError as error:
            self.reading.note(place, f"answers.{question}: {error}")
            return
        value = answer.value
        if value is None:
            hint = "Write unknown if nobody knows."
            self.reading.note(place, f"answers.{question}: the answer has no value", hint)
        elif isinstance(value, Scalar) and value.text in _NOT_APPLICABLE:
            self._claim(question, answer, place, ".".join(path))
        else:
            evidence = answer.evidence or ()
            said = Answered(
                question=self.questions[question].id,
                by=answer.by,
                role=answer.role,
                answered_on=answer.answered_on,
                evidence=evidence,
                note=answer.note,
                place=place,
                known=not is_unknown(value),
            )
            self.branch.at(path).here.append((value, said))

    def _claim(self, question: str, answer: Answer, place: Place, path: str) -> None:
        if answer.note:
            self.claims.setdefault(path, []).append(Claim(answer.note, answer.by, place))
        else:
            hint = "Write the reason under `note`."
            self.reading.note(place, f"answers.{question}: not applicable needs a reason", hint)
