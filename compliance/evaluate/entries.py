"""One control on one provision, over all subjects; and what the entries of a control make of each subject.

A subject's outcome is the worst over the provisions in force for it (over all where none is). Where it is open whether or when a
provision binds, its entry is unknown, and the subject's outcome is definite only if the open entries cannot change it.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from compliance.evaluate.judge import Outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.evaluate.binding import Bound
    from compliance.model.catalog import Provision


class Entry(NamedTuple):
    """`raw`: the outcomes if the provision binds; `bound`: whether it does, the same for all subjects in the masks."""

    provision: Provision
    bound: Bound
    raw: Outcomes
    scope: bool | None

    @property
    def binds(self) -> bool:
        """Whether it surely binds."""
        return self.bound.truth is True and self.scope is True

    @property
    def sure(self) -> bool:
        """Whether it surely binds, from a date that is known."""
        return self.binds and self.bound.moment.settled

    @property
    def current(self) -> bool:
        """Whether it is in force, as far as is known."""
        return self.bound.moment.timing == "in_force"

    @property
    def shown(self) -> Outcomes:
        """The outcomes as they are told: open where binding is; a gap also where the date is."""
        if self.sure:
            return self.raw
        return self.raw.opened(self.raw.gap | self.raw.historic if self.binds else self.raw.told)


def worst(parts: Sequence[Outcomes]) -> Outcomes:
    """For each subject the worst of its outcomes."""
    if not parts:
        return Outcomes()
    if len(parts) == 1:
        return parts[0]._replace(silent=0)
    gap = unknown = historic = reviewed = satisfied = 0
    for part in parts:
        gap |= part.gap
        unknown |= part.unknown
        historic |= part.historic
        reviewed |= part.needs_review
        satisfied |= part.satisfied
    unknown &= ~gap
    historic &= ~(gap | unknown)
    reviewed &= ~(gap | unknown | historic)
    satisfied &= ~(gap | unknown | historic | reviewed)
    return Outcomes(gap, unknown, historic, reviewed, satisfied)


def combined(entries: Iterable[Entry]) -> Outcomes:
    """The outcome of each subject over all its entries."""
    alike = {
        (id(entry.bound), id(entry.raw)): entry for entry in entries
    }  # most provisions of a control are alike
    listed = list(alike.values())
    if all(entry.sure and entry.current for entry in listed):
        return worst([entry.raw for entry in listed])
    return _combined(listed)


def _combined(listed: list[Entry]) -> Outcomes:
    rows = worst([entry.raw for entry in listed]).told
    sure = [entry.raw for entry in listed if entry.sure and entry.current]
    maybe = [entry.raw for entry in listed if not entry.sure and entry.current]
    first, second = worst(sure).told, worst(maybe).told
    in_force = _agreed(worst(sure), worst([*sure, *maybe])).within(first)
    undated = _unanimous(listed).within(second & ~first)
    later = _agreed(
        worst([entry.raw for entry in listed if entry.sure]), worst([entry.raw for entry in listed])
    ).within(rows & ~first & ~second)
    found = worst((in_force, undated, later))
    return found._replace(unknown=found.unknown | rows & ~found.told)


def _agreed(sure: Outcomes, possible: Outcomes) -> Outcomes:
    """What the open entries do not change."""
    return Outcomes(*(one & other for one, other in zip(sure, possible, strict=True)))


def _unanimous(entries: list[Entry]) -> Outcomes:
    """Met or to be reviewed under every entry, and at least one surely binds; a gap waits for the date."""
    masks = [reduce(or_, group, 0) for group in zip(*(entry.raw[:5] for entry in entries), strict=True)]
    *_, review, met = masks or [0] * 5
    binding = reduce(or_, (entry.raw.told for entry in entries if entry.binds), 0)
    others = reduce(or_, masks[:3], 0)
    return Outcomes(
        needs_review=review & ~met & ~others & binding, satisfied=met & ~review & ~others & binding
    )
