"""The words of the report with their meaning; the steps of the method and the glossary stand in the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render import words

if TYPE_CHECKING:
    from compliance.model.assessment import Outcome


@dataclass(frozen=True, slots=True)
class Meaning:
    """A printed outcome with its style, mark and meaning."""

    style: str
    mark: str
    words: str
    means: str


@dataclass(frozen=True, slots=True)
class Method:
    """What outcomes and severities mean; severities as (id, word, meaning)."""

    outcomes: tuple[Meaning, ...]
    severities: tuple[tuple[str, str, str], ...]


def _meaning(outcome: Outcome, printed: str, means: str) -> Meaning:
    return Meaning(words.STYLE[outcome], words.MARK[outcome], printed, means)


METHOD: Final = Method(
    outcomes=(
        _meaning(
            "satisfied",
            words.MET["stated"],
            "The stated facts, if true and complete, fulfil the tested condition on the date.",
        ),
        _meaning(
            "satisfied",
            words.MET["attached"],
            "The same, and for each deciding fact a file was named whose digest matches and whose date has not run out.",
        ),
        _meaning(
            "satisfied",
            words.MET["examined"],
            "The same, and a named person other than the one who answered recorded that the evidence supports the fact.",
        ),
        _meaning("gap", words.OUTCOME["gap"], "The stated facts contradict the tested condition."),
        _meaning(
            "unknown",
            words.OUTCOME["unknown"],
            "A fact that decides was not stated, or two statements disagree.",
        ),
        _meaning(
            "needs_review",
            words.OUTCOME["needs_review"],
            "The provision turns on weighing or appreciation; a named person records the conclusion.",
        ),
        _meaning(
            "not_applicable",
            "not applicable because …",
            "No subject of the description is concerned; the stated reason is printed.",
        ),
    ),
    severities=tuple((name, words.SEVERITY[name], means) for name, means in words.SEVERITY_MEANS.items()),
)
