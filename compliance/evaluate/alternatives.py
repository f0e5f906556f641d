"""Alternatives: the limbs of an any-of group, of which one suffices.

Where one limb is met for a subject, the others are not relied on and fall away. Where one is open, so is what another would
say.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance.model.assessment import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.evaluate.entries import Entry
    from compliance.evaluate.judge import Outcomes
    from compliance.evaluate.judgement import Judgement
    from compliance.model.catalog import FrameworkCatalog, SubjectKind

Key = tuple[str, "SubjectKind"]


@dataclass(slots=True)
class Limbs:
    """What is known of the limbs of one group for the subjects of one kind, as masks."""

    met: int = 0
    open: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    reviewed: int = 0
    failed: int = 0

    def elsewhere(self, limb: str) -> int:
        """The subjects for which a limb other than this one is open."""
        found = 0
        for name, mask in self.open.items():
            found |= mask if name != limb else 0
        return found

    def outcomes(self) -> set[Outcome]:
        """What the group comes to, over its subjects: the best limb of each, open ones before those to be judged."""
        left, found = -1, set[Outcome]()
        undecided = self.elsewhere("")
        ranked: tuple[tuple[Outcome, int], ...] = (
            ("satisfied", self.met),
            ("unknown", undecided),
            ("needs_review", self.reviewed),
            ("gap", self.failed),
        )
        for word, mask in ranked:
            if mask & left:
                found.add(word)
            left &= ~mask
        return found


def groups_of(framework: FrameworkCatalog) -> dict[str, str]:
    """The group of each provision that is an alternative."""
    return {provision.id: provision.group for provision in framework.provisions if provision.group}


def limbs(groups: Mapping[str, str], judgements: Iterable[Judgement]) -> dict[Key, Limbs]:
    """The state of every group, by kind of subject; `groups` by provision."""
    found = dict[Key, Limbs]()
    for judgement in judgements:
        kind = judgement.control.subject
        for entry in judgement.entries:
            if (group := groups.get(entry.provision.id)) is not None:
                state, shown = found.setdefault((group, kind), Limbs()), judgement.shown(entry)
                state.met |= shown.satisfied
                state.open[entry.provision.id] |= shown.unknown
                state.reviewed |= shown.needs_review
                state.failed |= shown.gap | shown.historic
        for name, mask in judgement.silent.items():
            if mask and name in groups:
                found.setdefault((groups[name], kind), Limbs()).open[name] |= mask
    return found


def relieve(groups: Mapping[str, str], judgements: Iterable[Judgement]) -> None:
    """Let each limb see the others of its group; `groups` by provision."""
    limited = [one for one in judgements if any(entry.provision.id in groups for entry in one.entries)]
    states = limbs(groups, judgements)
    for judgement in limited:
        kind = judgement.control.subject

        def seen(entry: Entry, kind: SubjectKind = kind) -> Outcomes:
            state = states.get((groups.get(entry.provision.id, ""), kind))
            if state is None:
                return entry.raw
            left = entry.raw.within(~state.met)._replace(satisfied=entry.raw.satisfied)
            return left.opened(
                state.elsewhere(entry.provision.id) & (left.gap | left.historic | left.needs_review)
            )

        judgement.change(seen)
