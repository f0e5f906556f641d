"""From input files to an assessment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic_core import from_json
from pydantic_core import (
    to_json as to_bytes,
)  # the standard library takes five times as long where it indents

from compliance import __version__
from compliance.canonical import canonical_json, sha256
from compliance.evaluate.assess import assess
from compliance.inputs.answers import load_acceptances, load_answers, load_determinations
from compliance.inputs.architecture import load_architecture
from compliance.model.assessment import Assessment, Note, Tool
from compliance.model.description import InputDigest
from compliance.model.variant import BASE
from compliance.pipeline.catalogs import vocabulary
from compliance.source import read

if TYPE_CHECKING:
    import datetime as dt

    from compliance.inputs.answers import LoadedAnswers
    from compliance.model.catalog import Catalog, Question
    from compliance.model.description import Description
    from compliance.source import Node

TOOL = Tool("compliance-assessor", __version__)


@dataclass(frozen=True, slots=True)
class Given:
    """An input file: its logical name (never a path) and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """Every file an assessment is derived from, and the digests of evidence files that were found."""

    architecture: Given
    answers: tuple[Given, ...] = ()
    determinations: Given | None = None
    acceptances: Given | None = None
    evidence: frozenset[str] = frozenset()
    lost: tuple[tuple[str, str], ...] = ()
    """Stated digests of the other evidence files, each with the word for what is wrong."""
    variant: str = BASE
    """Which variant of the architecture is assessed."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment with what it was derived from."""

    assessment: Assessment
    description: Description
    catalog: Catalog
    sources: Sources


@dataclass(frozen=True, slots=True)
class Opened:
    """Files of sources as they were read: the same for every variant of the architecture."""

    architecture: Node
    answers: tuple[LoadedAnswers, ...]


def assess_sources(  # noqa: PLR0913 - what is assessed, by which law, when, by which program
    sources: Sources,
    catalog: Catalog,
    as_of: dt.date,
    *,
    described_on: dt.date | None = None,
    tool: Tool = TOOL,
    files: Opened | None = None,
) -> Assessed:
    """Load the files and evaluate them. InputError lists what is wrong with a file. `files`: where they were read before."""
    description = describe(sources, catalog, files)
    determined = sources.determinations
    accepted = sources.acceptances
    assessment = assess(
        description,
        catalog,
        as_of,
        tool=tool,
        described_on=described_on,
        determinations=load_determinations(determined.data, determined.name) if determined else (),
        acceptances=load_acceptances(accepted.data, accepted.name) if accepted else (),
        persons_inputs=(_digest(determined), _digest(accepted)),
    )
    return Assessed(_of_variant(assessment, sources.variant), description, catalog, sources)


def _of_variant(assessment: Assessment, variant: str) -> Assessment:
    """The assessment of a variant says so where the system is named, so that no page of it is taken for the system's own."""
    if variant == BASE:
        return assessment
    system, summary = assessment.system, assessment.summary
    note = Note(
        "variant",
        f"Assessed is the variant {variant!r} of the description, not the description as it is written.",
    )
    return replace(
        assessment,
        system=replace(system, name=f"{system.name or system.id} (variant {variant})"),
        summary=replace(summary, notes=(note, *summary.notes)),
    )


def open_files(sources: Sources) -> Opened:
    """Read the architecture and the answers. InputError lists what is wrong with one of them as YAML, or as answers."""
    answers = tuple(load_answers(given.data, given.name) for given in sources.answers)
    return Opened(read(sources.architecture.data, sources.architecture.name), answers)


def describe(sources: Sources, catalog: Catalog, files: Opened | None = None) -> Description:
    """The description the files give, under the vocabulary of a catalog."""
    files = open_files(sources) if files is None else files
    description = load_architecture(
        sources.architecture.data,
        sources.architecture.name,
        vocabulary(catalog),
        files.answers,
        by_name(catalog),
        variant=sources.variant,
        root=files.architecture,
    )
    return replace(description, attached=sources.evidence, lost=dict(sources.lost))


def by_name(catalog: Catalog) -> dict[str, Question]:
    """The questions by id, and by the ids they replace: an answer given to one of those still counts."""
    found = {old: question for question in catalog.questions for old in question.replaces}
    return found | {question.id: question for question in catalog.questions}


def assessment_json(assessment: Assessment) -> bytes:
    """The assessment as canonical JSON (RFC 8785): the bytes that are embedded, signed and compared."""
    return canonical_json(assessment)


def pretty(data: bytes) -> bytes:
    """Canonical JSON as people read it: indented, one line each, a line feed at the end."""
    return to_bytes(from_json(data), indent=2) + b"\n"


def _digest(given: Given | None) -> InputDigest | None:
    return InputDigest(given.name, sha256(given.data)) if given is not None else None
