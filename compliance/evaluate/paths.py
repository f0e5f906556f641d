"""The facts that conditions read, prepared: their steps, and what is the same for every description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from compliance.evaluate.yields import YIELDED
from compliance.model.derived import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Hashable

    from compliance.model.catalog import SubjectKind
    from compliance.model.facts import Facts, FactType, Step

INVOKED: Final = {"exceptions": 1, "derogation": 0}
"""Parts of a path that name exceptions, and how many steps further the exception itself stands.

Exceptions are invoked, so here, and only here, left out means not relied on. What is left out of one that is stated is unknown.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A path from subjects of one kind. `by_law`: its value may differ between laws; `lasting`: no rule adds to it.

    `invoked` is the position of the step that reaches an exception, -1 where there is none; `rest` what remains to be read
    of the subject that the first step leads to.
    """

    number: int
    kind: SubjectKind
    steps: tuple[Step, ...]
    by_law: bool
    lasting: bool
    invoked: int
    rest: Fact | None

    @property
    def type(self) -> FactType:
        """What the path leads to."""
        return self.steps[-1].type

    @property
    def target(self) -> SubjectKind:
        """The kind of subject or subjects it leads to."""
        return cast("SubjectKind", self.type.kind)


class Paths:
    """The facts of one catalog, each prepared when it is first asked for."""

    def __init__(self, facts: Facts) -> None:
        """Nothing is prepared yet."""
        self._facts = facts
        self._by_path: dict[tuple[SubjectKind, str], Fact] = {}
        self._by_form: dict[Hashable, Fact] = {}

    def of(self, kind: SubjectKind, path: str) -> Fact:
        """The fact at the end of a path; UnknownFactError where there is none."""
        known = self._by_path.get((kind, path))
        if known is None:
            known = self._by_path[kind, path] = self._kept(kind, self._facts.steps(kind, path))
        return known

    def _kept(self, kind: SubjectKind, steps: tuple[Step, ...]) -> Fact:
        form = (kind, tuple((step.how, step.name) for step in steps))
        if form not in self._by_form:
            rest = self._rest(steps)
            self._by_form[form] = Fact(
                len(self._by_form),
                kind,
                steps,
                any(step.type.words is CATEGORIES for step in steps),
                YIELDED.isdisjoint(step.name for step in steps),
                _invoked(steps),
                rest,
            )
        return self._by_form[form]

    def _rest(self, steps: tuple[Step, ...]) -> Fact | None:
        """The same exception rule would have to hold on both sides of a cut, so a path that names one is read whole."""
        first = steps[0]
        if first.how not in {"head", "reference"} or len(steps) == 1 or _invoked(steps) >= 0:
            return None
        return self._kept(cast("SubjectKind", first.type.kind), steps[1:])


def _invoked(steps: tuple[Step, ...]) -> int:
    for index, step in enumerate(steps):
        if step.name in INVOKED:
            return index + INVOKED[step.name]
    return -1
