"""Which facts an open finding asks for: what decides whether the duty applies comes before what decides whether it is met.

An answer may end the matter, so a later stage is asked only when the stages before it are settled. Whoever answers in turn comes
to every fact that bears on the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from compliance.evaluate.explain import Seen, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compliance.evaluate.judgement import Judgement, Row, Told
    from compliance.model.condition import Condition


Stage: TypeAlias = Literal["scope", "meant", "bound", "expected"]


class Asking:
    """The stages for the rows of one control: scope, subjects meant, who is bound and when, then what is expected."""

    def __init__(self, judgement: Judgement) -> None:
        """Nothing is looked up yet."""
        self.judgement = judgement
        self.control = judgement.control
        self.world = judgement.conditions.world

    def open(self, row: Row) -> tuple[Stage, tuple[str, ...]]:
        """The first stage that is open, with its facts as absolute paths."""
        stages: tuple[tuple[Stage, Callable[[Row], Iterable[str]]], ...] = (
            ("scope", self._scope),
            ("meant", self._meant),
            ("bound", self._bound),
            ("expected", self._expected),
            ("expected", self._rest),
        )
        found = ((name, tuple(dict.fromkeys(stage(row)))) for name, stage in stages)
        return next((one for one in found if one[1]), ("expected", ()))

    def _scope(self, _: Row) -> Iterable[str]:
        """Whether the framework applies at all."""
        if self.judgement.scope is not None:
            return ()
        applies = self.judgement.binding.framework.applies
        return explain(self.world, self.control.framework, applies, self.world.organisation).missing

    def _meant(self, row: Row) -> Iterator[str]:
        """Whether the subject is meant, and whether it is there."""
        where = self._explain(self.control.where, row)
        if where.truth is None:
            yield from where.missing
        if row.item.doubtful:
            yield row.item.path

    def _bound(self, row: Row) -> Iterator[str]:
        """Who is bound and from when, unless the duty surely binds through another provision that is open as well."""
        if not _open(row, settled=True):
            for one in _open(row, settled=False):
                yield from self.judgement.binding.missing(one.provision, row.item)

    def _expected(self, row: Row) -> Iterator[str]:
        """What the provisions expect that surely bind, and whether a person must judge."""
        cited = {one.provision.id for one in _open(row, settled=True)}
        tagged = {name for entry in self.control.expect for name in entry.provision}
        for entry in self.control.expect:
            if not entry.provision or cited & set(entry.provision) or cited - tagged:
                yield from self._missing(entry.condition, row)
        for review in self.control.review:
            yield from self._missing(review.when, row)

    def _rest(self, row: Row) -> Iterator[str]:
        """Whatever is open, where no stage by itself is."""
        for one in row.by_provision:
            if not one.bound.settled:
                yield from self.judgement.binding.missing(one.provision, row.item)
        for entry in self.control.expect:
            yield from self._missing(entry.condition, row)

    def _missing(self, condition: Condition, row: Row) -> Iterable[str]:
        seen = self._explain(condition, row)
        return seen.missing if seen.truth is None else ()

    def _explain(self, condition: Condition, row: Row) -> Seen:
        return explain(self.world, self.control.framework, condition, row.item)


def _open(row: Row, *, settled: bool) -> list[Told]:
    """The provisions on which the row is open; `settled`: those that surely bind, from a date that is known."""
    found = (one for one in row.by_provision if one.outcome == "unknown" or one.claimed)
    return [one for one in found if one.bound.settled is settled]
