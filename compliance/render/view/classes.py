"""Conclusions of classification: what holds with its facts, the rest folded by subject."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from compliance.render.text import clean, sentence
from compliance.render.view.facts import FactList, fact_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.assessment import Assessment, Classified
    from compliance.render.view.index import Index

_FACTS: Final = 5  # printed per conclusion; the embedded assessment holds all of them
_ASKS: Final = 6
_ALIKE: Final = 4  # neighbours under one stem that are printed one by one
_NUMBERED: Final = re.compile(r"[.(][0-9]+\)?\Z")


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A conclusion that holds, with the facts it follows from."""

    framework: str
    provision: str
    subject: str
    conclusion: str
    facts: FactList


@dataclass(frozen=True, slots=True)
class Folded:
    """Conclusions of one framework for one subject, with the facts that settle them.

    Each is (provisions, conclusion); a long list of the same kind, such as the product law of an annex, is one entry.
    """

    framework: str
    subject: str
    conclusions: tuple[tuple[str, str], ...]
    asks: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Classes:
    """What holds, what is open, what does not hold; frameworks that do not apply are left out."""

    holds: tuple[ClassRow, ...]
    open: tuple[Folded, ...]
    excluded: tuple[Folded, ...]


def classes(index: Index, assessment: Assessment) -> Classes:
    """The conclusions of an assessment, in its order."""
    outside = {scope.id for scope in assessment.frameworks if scope.applies is False}
    mine = [one for one in assessment.classification if one.framework not in outside]
    return Classes(
        holds=tuple(_row(index, one) for one in mine if one.holds),
        open=_folded(index, (one for one in mine if one.holds is None)),
        excluded=_folded(index, (one for one in mine if one.holds is False)),
    )


def _row(index: Index, one: Classified) -> ClassRow:
    return ClassRow(
        index.short(one.framework),
        clean(one.provision),
        index.subject(one.subject),
        sentence(one.conclusion),
        fact_list(index, one.because, _FACTS),
    )


def _folded(index: Index, classified: Iterable[Classified]) -> tuple[Folded, ...]:
    found: dict[tuple[str, str], list[Classified]] = defaultdict(list)
    for one in classified:
        found[index.short(one.framework), index.subject(one.subject)].append(one)
    return tuple(_fold(index, law, subject, group) for (law, subject), group in found.items())


def _fold(index: Index, law: str, subject: str, group: list[Classified]) -> Folded:
    said = dict.fromkeys((clean(one.provision), clean(one.conclusion).rstrip(".")) for one in group)
    asks = list(dict.fromkeys(index.labels.line(ask.fact) for one in group for ask in one.asks))
    return Folded(law, subject, tuple(_shortened(list(said))), tuple(asks[:_ASKS]), max(0, len(asks) - _ASKS))


def _shortened(said: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Conclusions in order; more than a few under one stem (`Annex I.A.`) become one entry that counts them."""
    for stem, members in groupby(said, key=lambda pair: _stem(pair[0])):
        group = list(members)
        if len(group) <= _ALIKE:
            yield from group
        else:
            ids = f"{group[0][0]} to {group[-1][0]}"
            yield ids, f"{len(group)} entries of {stem}, among them: {group[0][1]}; {group[-1][1]}"


def _stem(provision: str) -> str:
    """`Annex I.A` of `Annex I.A.3`; the whole id where it has no numbered end."""
    return _NUMBERED.sub("", provision)
