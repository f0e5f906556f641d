"""What persons add to a description: answers with evidence, determinations, risk acceptances.

All are files of their own, each with a `schema` line; the program never writes a determination or acceptance by itself.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from compliance.model.architecture.base import Also, Described, Raw
from compliance.model.values import Keyed, YesNo
from compliance.model.words import Word

ANSWERS: Literal["compliance-answers/1"] = "compliance-answers/1"
DETERMINATIONS: Literal["compliance-determinations/1"] = "compliance-determinations/1"
ACCEPTANCES: Literal["compliance-acceptances/1"] = "compliance-acceptances/1"

_Day: TypeAlias = Annotated[dt.date, Also("on")]


class Conclusion(Word):
    """What a person concluded on a finding that needs judgement."""

    MET = "met", "What the provision asks for is there."
    NOT_MET = "not_met", "What the provision asks for is missing."


class Evidence(Described):
    """A file that supports an answer. It is never embedded; its digest is."""

    path: str = Field(description="Where the file lies, relative to the answers file.")
    sha256: str = Field(description="The SHA-256 of the file, 64 hexadecimal digits.")
    kind: str | None = Field(None, description="What it is: report, contract, screenshot, export, policy.")
    issuer: str | None = Field(None, description="Who issued it.")
    dated: dt.date | None = Field(None, description="The date of the document.")
    period: str | None = Field(None, description="The time it is about: 2026-01-01/2026-06-30, or in words.")
    valid_until: dt.date | None = Field(None, description="The last day on which it still says something.")
    kept_at: str | None = Field(None, description="Where the original is kept.")
    examined_by: str | None = Field(
        None,
        description="Who examined it and found that it supports this answer; not the person who answered.",
    )
    examined_role: str | None = Field(None, description="In which role it was examined.")
    examined_on: dt.date | None = Field(None, description="The day of the examination.")
    examined_scope: str | None = Field(None, description="For what it was found to support the answer.")
    examined_period: str | None = Field(
        None, description="For which time it was found to support the answer."
    )

    def valid_on(self, day: dt.date) -> bool:
        """Whether the document existed and had not expired on a day."""
        return (self.dated is None or self.dated <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def examined_for(self, answered_by: str, day: dt.date) -> bool:
        """Whether somebody other than the person who answered had examined it by a day."""
        if self.examined_by is None or same_person(self.examined_by, answered_by):
            return False
        return self.examined_on is None or self.examined_on <= day


def same_person(one: str, other: str) -> bool:
    """Whether two names are written for the same person; capitals and spaces do not count."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


class Answer(Described):
    """One answer to one question about one subject."""

    subject: str | None = Field(None, description="The id of what it is about; left out: the organisation.")
    value: Annotated[Any, Raw()] = Field(
        None,
        description="The fact as the architecture file would spell it; partly, not applicable and unknown are understood.",
    )
    by: str = Field(description="Who answered.")
    role: str | None = Field(None, description="In which role.")
    answered_on: _Day | None = Field(None, description="The day of the answer.")
    evidence: tuple[Evidence, ...] | None = Field(None, description="Files that support it.")
    note: str | None = Field(None, description="Exceptions, reasons, remarks.")


class AnswersFile(Described):
    """Answers by the ids of the questions."""

    schema_: str = Field(alias="schema", description=f"The format of this file: {ANSWERS}.")
    answers: Keyed[tuple[Answer, ...]] | None = Field(None, description="Answers by question.")
    owners: Keyed[str] | None = Field(
        None, description="Who is to answer: a name by question or by theme; that of a question counts first."
    )


class Determination(Described):
    """A named person's conclusion. Only a determination closes what needs judgement."""

    finding: str | None = Field(None, description="The id of the finding concluded on.")
    provision: str | None = Field(
        None, description="Or the provision, as framework and id: `gdpr Art. 32(1)`."
    )
    conclusion: Conclusion = Field(description="met or not_met.")
    reasons: str = Field(description="Why.")
    evidence: tuple[Evidence, ...] | None = Field(None, description="What was examined.")
    name: str = Field(description="Who concluded.")
    role: str | None = Field(None, description="In which role.")
    independent: YesNo = Field(description="Whether this person is another than those who answered.")
    decided_on: _Day = Field(description="The day of the conclusion.")
    valid_until: dt.date | None = Field(None, description="The last day on which it holds.")


class DeterminationsFile(Described):
    """Conclusions of named persons."""

    schema_: str = Field(alias="schema", description=f"The format of this file: {DETERMINATIONS}.")
    determinations: tuple[Determination, ...] | None = Field(None, description="The conclusions.")


class Acceptance(Described):
    """An open gap somebody answers for. It changes what makes a run fail, never an outcome or a count."""

    finding: str = Field(description="The id of the finding accepted.")
    reason: str = Field(description="Why the gap is accepted for now.")
    approver: str = Field(description="Who answers for it.")
    until: dt.date = Field(description="The last day on which it holds.")


class AcceptancesFile(Described):
    """Gaps somebody answers for."""

    schema_: str = Field(alias="schema", description=f"The format of this file: {ACCEPTANCES}.")
    acceptances: tuple[Acceptance, ...] | None = Field(None, description="The acceptances.")
