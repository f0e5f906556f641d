"""What a catalog says: frameworks, provisions with their timelines, controls, questions, classification.

What is true of the law stands on the provision; what is our reading stands on the control.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator

from compliance.canonical import sha256
from compliance.model import condition as conditions
from compliance.model.assessment import Basis, Disposition, Effort, Severity, Standing
from compliance.model.condition import Condition
from compliance.model.crosswalk import Theme
from compliance.model.entry import Entry
from compliance.model.vendor import VendorProfile


def _condition(value: object) -> Condition:
    return value if isinstance(value, Condition) else conditions.parse(value)


def _deciding(value: object) -> Condition:
    return conditions.deciding(_condition(value))


Tree: TypeAlias = Annotated[
    Condition, PlainValidator(_condition), PlainSerializer(conditions.to_data, return_type=dict[str, Any])
]
Decides: TypeAlias = Annotated[
    Condition, PlainValidator(_deciding), PlainSerializer(conditions.to_data, return_type=dict[str, Any])
]
"""A condition that decides to whom or when something applies."""
SubjectKind: TypeAlias = Literal[
    "organisation",
    "system",
    "party",
    "zone",
    "data",
    "component",
    "holding",
    "access",
    "flow",
    "purpose",
    "ai_system",
    "inference",
    "output",
    "incident",
    "request",
]
ProvisionClass: TypeAlias = Literal[
    "duty",
    "prohibition",
    "alternative",
    "condition",
    "permission",
    "right",
    "element",
    "exception",
    "scope",
    "classification",
    "rule",
    "container",
]
Words: TypeAlias = tuple[str, ...]


class Phase(Entry):
    """One stretch of a provision's life. `until` is the last day; `when` narrows it to some organisations."""

    from_: dt.date = Field(alias="from")
    until: dt.date | None = None
    when: Decides | None = None
    act: str | None = None
    state: Literal["in_force", "superseded", "vacated", "proposed"] = "in_force"


class Provision(Entry):
    """A citable unit of a framework's text: who is bound, since when, and how it is disposed of."""

    id: str
    parent: str | None = None
    title: str
    class_: ProvisionClass = Field(alias="class")
    binds: Words = ()
    when: Decides | None = None
    per: SubjectKind = "organisation"
    timeline: tuple[Phase, ...] = ()
    group: str | None = None
    disposition: Disposition | None = None
    reason: str | None = None
    source: str | None = None


class Transformation(Entry):
    """What one transformation does to categories under this law; categories not named stay as they are."""

    removes: Words = ()
    may_remove: Words = ()
    because: str


class Framework(Entry):
    """A law or standard as catalogued, with its text version and the condition under which it applies."""

    id: str
    title: str
    short: str
    citation: str
    text_version: str
    catalog_version: str
    applies: Decides
    because: str
    bound_through: dict[SubjectKind, str] = Field(default_factory=dict)
    roles: dict[str, str] = Field(default_factory=dict)
    classification: Words = ()
    transformations: dict[str, Transformation] = Field(default_factory=dict)
    not_assessed: Words = ()
    never_accepted: Words = ()


class Cites(Entry):
    """Provisions a control settles (it can make them satisfied) or only tests (it can only disprove them)."""

    settles: Words = ()
    tests: Words = ()

    @property
    def all(self) -> Words:
        """Both lists, settled first."""
        return self.settles + self.tests


class Expectation(Entry):
    """One item of the expectation; `provision` narrows it to those ids, `standing: historic` marks a cured breach.

    `gap` and `unknown` are sentences for findings in which this item is the first that fails or is open, with placeholders as in
    `messages`, which they come before.
    """

    condition: Tree
    provision: Words = ()
    standing: Standing = "current"
    gap: str | None = None
    unknown: str | None = None


class Review(Entry):
    """Facts under which a person must judge instead of the control."""

    when: Tree
    reason: str
    basis: Basis = "direct"


class Messages(Entry):
    """Sentences a reader sees; `{path}` placeholders are checked at load."""

    gap: str | None = None
    unknown: str | None = None
    satisfied: str | None = None
    needs_review: str | None = None
    historic: str | None = None


class EvidenceItem(Entry):
    """What an auditor would accept as evidence."""

    kind: str
    what: str


class Remedy(Entry):
    """What to do and how much work it is; `historic` says what is left to do where the breach was cured."""

    effort: Effort
    text: str
    historic: str | None = None


class Reference(Entry):
    """A citation, with what it is used for where that is not plain."""

    citation: str
    note: str | None = None


class Control(Entry):
    """Our testable reading of provisions."""

    id: str
    title: str
    lifecycle: Literal["draft", "stable", "retired"]
    since: str
    replaces: Words = ()
    """Ids it had before, with the same reading: what persons concluded under them still counts."""
    provisions: Cites
    severity: Severity
    method: Literal["architecture", "questionnaire", "determination"]
    guidance: str | None = None
    statement: str
    rationale: str
    subject: SubjectKind
    where: Decides = conditions.TRUE
    expect: tuple[Expectation, ...]
    review: tuple[Review, ...] = ()
    messages: Messages
    evidence: tuple[EvidenceItem, ...]
    remediation: Remedy
    limits: Words
    references: tuple[Reference, ...]
    framework: str = ""


class Yield(Entry):
    """The word a classification rule adds to a set fact (`classes`, or `roles.<law>`)."""

    fact: str
    word: str


class ClassificationRule(Entry):
    """Facts in, one class out; never a duty."""

    id: str
    provision: str
    subject: SubjectKind
    where: Decides
    yields: Yield
    conclusion: str
    guidance: str | None = None
    framework: str = ""


class DatedEntry(Entry):
    """A member of a dated set; `until` is the last day."""

    value: str
    from_: dt.date = Field(alias="from")
    until: dt.date | None = None
    note: str | None = None


class DatedSet(Entry):
    """Values with the dates on which they belong to the set, e.g. countries with an adequacy decision."""

    id: str
    title: str
    source: str
    entries: tuple[DatedEntry, ...]

    def on(self, day: dt.date) -> frozenset[str]:
        """The values that belong to the set on a day."""
        return frozenset(
            e.value for e in self.entries if e.from_ <= day and (e.until is None or day <= e.until)
        )


class Question(Entry):
    """One question states one fact: `states` is a path relative to `scope` (`practices.x.y` for the organisation)."""

    id: str
    states: str
    scope: SubjectKind
    text: str
    why: str
    good_evidence: str
    choices: dict[str, str] = Field(default_factory=dict)
    replaces: Words = ()
    theme: str = ""


class PracticeKind(Entry):
    """A practice the architecture and the questionnaire can state, with the words its contents may hold."""

    title: str
    scope: tuple[SubjectKind, ...] = ("organisation",)
    contents: dict[str, str] = Field(default_factory=dict)


class CategoryKind(Entry):
    """A category of data and the categories it implies (all of them, transitively closed by the reader)."""

    title: str
    implies: Words = ()


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A catalog file as it was read: path below `frameworks/`, SHA-256 (hex) and the text itself; `custom`: a user's own."""

    path: str
    sha256: str
    text: str
    custom: bool = False

    @classmethod
    def of(cls, path: str, data: bytes, *, custom: bool = False) -> CatalogFile:
        """A file as it enters the catalog: its text, and the digest of its bytes."""
        return cls(path, sha256(data), data.decode("utf-8", errors="replace"), custom)


@dataclass(frozen=True, slots=True)
class FrameworkCatalog:
    """One framework with everything that belongs to it."""

    framework: Framework
    provisions: tuple[Provision, ...]
    controls: tuple[Control, ...]
    rules: tuple[ClassificationRule, ...]
    origin: Literal["built_in", "custom"]
    sha256: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """All frameworks in use and what they share."""

    frameworks: tuple[FrameworkCatalog, ...]
    questions: tuple[Question, ...]
    practices: dict[str, PracticeKind]
    categories: dict[str, CategoryKind]
    sets: dict[str, DatedSet]
    shared: tuple[tuple[str, str], ...] = ()  # (path, sha256) of shared files that bear on outcomes
    profiles: dict[str, VendorProfile] = field(default_factory=dict)
    profile_files: tuple[tuple[str, str], ...] = ()  # (path, sha256) of vendor profiles, which bear on none
    themes: tuple[Theme, ...] = ()
    files: tuple[CatalogFile, ...] = field(default=(), repr=False)

    @property
    def common(self) -> frozenset[str]:
        """Paths of the files that belong to no single framework: what they share, and vendor profiles."""
        return frozenset(path for path, _ in (*self.shared, *self.profile_files))
