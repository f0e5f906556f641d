"""What a reader must know of the inputs themselves: what excludes one another, what was left out of account, what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.evaluate.backing import evidence_notes
from compliance.model.assessment import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.evaluate.dates import Dates
    from compliance.model.description import Description


def input_notes(description: Description, dates: Dates) -> list[Note]:
    """Conflicts first, since they take facts away; then what was left out of account, and evidence that supports less."""
    return [
        *_conflicts(description),
        *_orphaned(description),
        *_dated(description, dates),
        *evidence_notes(description, dates.as_of),
    ]


def _conflicts(description: Description) -> Iterator[Note]:
    for path, conflict in sorted(description.conflicts.items()):
        said = "; ".join(f"{value} ({place})" for value, place in conflict.said)
        yield Note("conflict", f"{path} is stated twice: {said}")


def _orphaned(description: Description) -> Iterator[Note]:
    for question, place in sorted(description.orphaned.items()):
        yield Note(
            "orphaned",
            f"No catalog in use asks {question} ({place}); what was answered to it counts for nothing.",
        )


def _dated(description: Description, dates: Dates) -> Iterator[Note]:
    """The facts are as old as the date of assessment where nothing else is said: a date in the past moves them with it."""
    if description.architecture.described_on is None and dates.described_on == dates.as_of:
        yield Note(
            "described_on_assumed",
            f"The description does not say of which day it is (described_on); its facts are read as those of {dates.as_of}.",
        )
