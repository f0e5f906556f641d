"""The assessment, version 1: the machine contract that every other output renders.

Fields may be added, never renamed. Lists are sorted by framework, control and subject, so equal inputs
give equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from compliance.model.plain import plain

SCHEMA: Final = "compliance-assessment/1"

Outcome: TypeAlias = Literal["gap", "unknown", "needs_review", "satisfied", "not_applicable"]
FindingOutcome: TypeAlias = Literal["gap", "unknown", "needs_review", "satisfied"]
Timing: TypeAlias = Literal["in_force", "upcoming", "superseded", "vacated", "proposed"]
Assurance: TypeAlias = Literal["stated", "attached", "examined"]
Severity: TypeAlias = Literal["high", "medium", "low"]
Effort: TypeAlias = Literal["low", "medium", "high"]
Standing: TypeAlias = Literal["current", "historic"]
Basis: TypeAlias = Literal[
    "direct", "alternative", "compensating", "customised", "inherited", "exception", "determination"
]
Disposition: TypeAlias = Literal[
    "tested_whole",
    "tested_in_part",
    "person_judges",
    "event_triggered",
    "only_when_relied_on",
    "not_a_duty",
    "not_readable",
    "not_catalogued",
]

WORST_FIRST: Final[tuple[Outcome, ...]] = ("gap", "unknown", "needs_review", "satisfied", "not_applicable")
SEVERITIES: Final[tuple[Severity, ...]] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was stated: logical input name (never a path), 1-based line and column."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Said:
    """Who answered the question that states or confirms a fact, in which role, when (ISO date), and how well that is backed."""

    by: str
    role: str | None
    on: str | None
    assurance: Assurance
    question: str


@dataclass(frozen=True, slots=True)
class Read:
    """One fact that was read, as absolute path and value in words, with the place that states it and who answered it."""

    fact: str
    value: str
    source: Source | None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One fact that would settle an unknown, and the question that states it.

    Where none does, `parts` are the questions about parts of the fact, in the order of the bank; without any, only the
    architecture can state it.
    """

    fact: str
    question: str | None
    parts: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that settle it; none where only the architecture can."""
        return self.parts if self.question is None else (self.question,)

    @property
    def names(self) -> tuple[str, ...]:
        """By what it is asked for: its questions, else the fact itself."""
        return self.questions or (self.fact,)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an outcome is not the plain one: a stable code and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: kind of the vocabulary and id in the description."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class ProvisionOutcome:
    """The outcome of one finding on one provision, and what backs the facts that decided it."""

    id: str
    outcome: FindingOutcome
    timing: Timing
    applies_from: str | None
    reason: Reason | None
    assurance: Assurance | None = None


@dataclass(frozen=True, slots=True)
class Remediation:
    """What would close the finding, and how much work that is."""

    text: str
    effort: Effort


@dataclass(frozen=True, slots=True)
class Inherited:
    """A duty that another party carries for us: from whom, on which document, for which services, until when."""

    party: str
    document: str
    covers: tuple[str, ...]
    until: str | None


@dataclass(frozen=True, slots=True)
class DeterminationNote:
    """A named person's conclusion on a finding that needs judgement."""

    conclusion: Literal["met", "not_met"]
    reasons: str
    name: str
    role: str
    independent: bool
    decided_on: str
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class AcceptanceNote:
    """A gap someone answers for; it never changes an outcome."""

    reason: str
    approver: str
    until: str
    expired: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Control x subject. `id` is `<control>@<kind>:<id>`; `outcome` is the worst over provisions in force.

    `replaces` are the ids it had under former ids of its control.
    """

    id: str
    control: str
    framework: str
    provisions: tuple[str, ...]
    by_provision: tuple[ProvisionOutcome, ...]
    subject: Subject
    outcome: FindingOutcome
    severity: Severity
    timing: Timing
    standing: Standing
    period: str | None
    assurance: Assurance | None
    basis: Basis | None
    inherited: Inherited | None
    message: str
    because: tuple[Read, ...]
    asks: tuple[Ask, ...]
    path: tuple[str, ...]
    remediation: Remediation
    determination: DeterminationNote | None = None
    acceptance: AcceptanceNote | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvisionResult:
    """One provision of a framework with its disposition and rolled-up outcome."""

    framework: str
    id: str
    disposition: Disposition
    outcome: Outcome | None
    timing: Timing
    applies_from: str | None
    assurance: Assurance | None
    reason: Reason | None
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classified:
    """A conclusion of classification: holds True, False, or None where facts leave it open."""

    framework: str
    provision: str
    subject: Subject
    conclusion: str
    holds: bool | None
    because: tuple[Read, ...]
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkScope:
    """Whether a framework applies at all, why, and what would settle it."""

    id: str
    applies: bool | None
    because: tuple[Read, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A file that went in, by logical name and SHA-256 of its bytes (hex)."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FrameworkInput:
    """A catalog that was used."""

    id: str
    text_version: str
    catalog_version: str
    origin: Literal["built_in", "custom"]
    sha256: str


@dataclass(frozen=True, slots=True)
class SharedInput:
    """A catalog file that several frameworks share (questions, dated sets, categories)."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the assessment was derived from."""

    architecture: Input
    answers: tuple[Input, ...]
    determinations: Input | None
    acceptances: Input | None
    frameworks: tuple[FrameworkInput, ...]
    shared: tuple[SharedInput, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """The program that derived the assessment."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class SystemName:
    """The system that was described."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FrameworkSummary:
    """Counts of findings and of provisions of one framework; only provisions in force count, historic gaps apart."""

    id: str
    findings: dict[str, int]
    provisions: dict[str, int]
    gaps_by_severity: dict[str, int]
    historic: int
    upcoming_gaps: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader must know that is no finding: an expired acceptance, an unused determination, a conflict."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by framework, and notes."""

    frameworks: tuple[FrameworkSummary, ...]
    open_questions: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole result."""

    tool: Tool
    as_of: str
    described_on: str
    inputs: Inputs
    system: SystemName
    frameworks: tuple[FrameworkScope, ...]
    classification: tuple[Classified, ...]
    provisions: tuple[ProvisionResult, ...]
    findings: tuple[Finding, ...]
    summary: Summary
    schema: str = field(default=SCHEMA)


def worst(outcomes: set[Outcome]) -> Outcome:
    """The worst of some outcomes; not_applicable for none."""
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), "not_applicable")


def to_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain JSON data (dicts, lists, texts, ints, booleans, null); `schema` comes first."""
    data = {"schema": assessment.schema}
    data.update(plain(assessment))
    return data
