"""The comparison of a description's variants as a chapter of its report: made, embedded, and derived again.

The chapter compares what the report assesses: its architecture with all variants, its answers, its catalog, its day. A manifest
therefore says of it only which numbers were used and from which severity on open points bear on the choice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from compliance.errors import UsageError
from compliance.model.variant import BASE
from compliance.pipeline.comparing import Choice, compare_sources, comparison_json, numbers_of
from compliance.pipeline.deciding_report import file_of, numbers_in, numbers_listed
from compliance.pipeline.presenting import Chapter
from compliance.pipeline.reporting import COMPARISON, embedded
from compliance.signing import EmbeddedInput

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from compliance.pipeline.assessing import Assessed, Given, Sources
    from compliance.pipeline.comparing import Numbers
    from compliance.pipeline.presenting import Presented

SEVERITY: Final = "high"


@dataclass(frozen=True, slots=True)
class Weighing:
    """What variants are compared by: a decision file, a preset below it, and from which severity on an open point bears on it."""

    decision: Given
    preset: str | None = None
    severity: str = SEVERITY


def with_chapter(shown: Presented, assessed: Assessed, weighing: Weighing) -> Presented:
    """`shown` with the comparison of all variants of what was assessed.

    InputError lists what is wrong with a file; UsageError where no variant is declared, or there is no such preset.
    """
    taken = {COMPARISON, *(file.name for file in (*embedded(assessed), *shown.files))}
    given = replace(weighing.decision, name=_free(weighing.decision.name, taken))
    choice = Choice((_undivided(assessed),), (), given, weighing.preset, weighing.severity)
    return replace(shown, chapter=_chapter(choice, assessed, numbers_of(choice)))


def chapter_again(manifest: Mapping[str, Any], files: Mapping[str, bytes], assessed: Assessed) -> Chapter:
    """The chapter derived from what a report embeds; `assessed` is what was derived again before.

    Raises whatever a manifest of another shape leads to.
    """
    how = manifest["comparison"]
    choice = Choice((_undivided(assessed),), severity=how["severity"])
    return _chapter(choice, assessed, numbers_in(how, files))


def has_chapter(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> bool:
    """Whether a report compares variants, wherever it says so: no comparison in a file may go unchecked."""
    said = any(file["role"] == "comparison" for file in manifest["files"])
    return said or "comparison" in manifest or COMPARISON in files


def same_chapter(chapter: Chapter, files: Mapping[str, bytes]) -> bool:
    """Whether the comparison derived again is the embedded one, byte for byte."""
    return comparison_json(chapter.comparison) == files[COMPARISON]


def _chapter(choice: Choice, assessed: Assessed, numbers: Sequence[Numbers]) -> Chapter:
    found = compare_sources(
        choice,
        assessed.catalog,
        dt.date.fromisoformat(assessed.assessment.as_of),
        described_on=_dated(assessed),
        tool=assessed.assessment.tool,
        numbers=numbers,
    )
    if len(found.variants) == 1:
        name = assessed.sources.architecture.name
        raise UsageError(
            f"{name} declares no variants to decide between",
            "Declare some in it, or leave --decision out; `compliance config show` tells whether a project sets it.",
        )
    files = [EmbeddedInput(file_of(one), one.given.data, "numbers") for one in numbers]
    files.append(EmbeddedInput(COMPARISON, comparison_json(found), "comparison"))
    return Chapter(found, tuple(files), {"numbers": numbers_listed(numbers), "severity": choice.severity})


def _undivided(assessed: Assessed) -> Sources:
    """The sources of an assessment, with all variants of the architecture."""
    return replace(assessed.sources, variant=BASE)


def _dated(assessed: Assessed) -> dt.date | None:
    """The date given for the facts; None where it follows from the description, so that a variant may state another."""
    assessment = assessed.assessment
    stated = assessed.description.architecture.described_on
    plain = stated.isoformat() if stated is not None else assessment.as_of
    return None if assessment.described_on == plain else dt.date.fromisoformat(assessment.described_on)


def _free(name: str, taken: Collection[str]) -> str:
    """`name`, marked where another embedded file has it."""
    return name if name not in taken else f"decision-{name}"
