"""The word that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_WORD = 60
_CLOSE_ENOUGH = 0.7
"""Below this share of common letters a suggestion puzzles more than it helps."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate closest to `word`, or None when none is close.

    Case, hyphens and underscores do not count: `Model-API` is `model_api`. Of equally close ones the first in the alphabet
    is taken, so that the answer does not depend on the order given.
    """
    # A start of 10 ms is too dear for a module that is needed only when something is wrong.
    from difflib import SequenceMatcher

    if len(word) > _LONGEST_WORD:
        return None
    wanted = _plain(word)
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best: str | None = None
    best_ratio = _CLOSE_ENOUGH
    for candidate in sorted(set(candidates)):
        matcher.set_seq1(_plain(candidate))
        if matcher.quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = candidate, ratio
    return best


def _plain(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")
