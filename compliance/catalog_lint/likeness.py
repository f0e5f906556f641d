"""How alike two texts are, by the runs of three words they share."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RUN: Final = 3


def closest(texts: Mapping[str, str], least: float) -> Iterator[tuple[float, str, str]]:
    """Pairs of names whose texts share at least this part (0 to 1) of their runs of words."""
    runs = {name: _runs(text) for name, text in sorted(texts.items())}
    for one, other in combinations(runs, 2):
        together = len(runs[one] | runs[other])
        share = len(runs[one] & runs[other]) / together if together else 0.0
        if share >= least:
            yield share, one, other


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
