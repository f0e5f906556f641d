"""What the answer to a question looks like, and whether an answer fits: both read off the shape of the fact it states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.inputs.plan import (
    DayPlan,
    KeyedPlan,
    ListPlan,
    ModelPlan,
    PartPlan,
    TextPlan,
    ValuePlan,
    WordPlan,
    plan_of,
)
from compliance.inputs.reading import Reading
from compliance.inputs.subjects import absolute
from compliance.inputs.typed import READERS
from compliance.model.architecture import Architecture
from compliance.model.asked import Choice, Expected
from compliance.model.values import Count, Done, Period, When, YesNo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.errors import Place, Problem
    from compliance.inputs.plan import Plan
    from compliance.inputs.subjects import States
    from compliance.model.architecture import Vocabulary
    from compliance.model.asked import AnswerKind
    from compliance.source import Node

_KINDS: Final[dict[type, AnswerKind]] = {When: "day", Done: "day", Period: "period", Count: "number"}
_FEW: Final = 60
"""So many names can stand in a list to choose from; more are looked up in the architecture."""


class Expectations:
    """Looks up what is expected of answers about one description. `ids`: per section, the ids of the user's own."""

    def __init__(self, vocabulary: Vocabulary, ids: Mapping[str, Sequence[str]]) -> None:
        """Nothing is read but the names."""
        self.vocabulary = vocabulary
        self.ids = ids

    def of(self, question: States, subject: str | None) -> Expected:
        """What an answer to the question about the subject looks like."""
        plan, kinds = plan_at(absolute(question, subject))
        return self._expected(plan, kinds)

    def problems(
        self, question: States, subject: str | None, value: Node, place: Place
    ) -> tuple[Problem, ...]:
        """What is wrong with a value as the answer; nothing where it fits."""
        path = absolute(question, subject)
        plan, kinds = plan_at(path)
        ids = {section: dict.fromkeys(names, place) for section, names in self.ids.items()}
        reading = Reading(self.vocabulary, READERS, ids=ids, answers=frozenset({place.file}))
        reading.read(value, plan, ".".join(path), kinds)
        return tuple(dict.fromkeys(reading.problems))

    def _expected(self, plan: Plan, kinds: tuple[str, ...]) -> Expected:  # noqa: PLR0911 - one line for each shape
        match plan:
            case WordPlan():
                choices = tuple(Choice(str(word), word.description) for word in plan.words)
                return Expected("yes_no" if plan.words is YesNo else "word", choices, closed=True)
            case ListPlan():
                return self._list(plan, plan.kinds or kinds)
            case ModelPlan():
                return _record(plan)
            case ValuePlan():
                return Expected(_KINDS.get(plan.type, "share"))
            case TextPlan():
                return self._name(plan)
            case DayPlan():
                return Expected("day")
        return Expected("details")

    def _name(self, plan: TextPlan) -> Expected:
        """One name. Only where every name it may be is listed can no other be right."""
        names = self._names(plan)
        return Expected(
            "name", names, closed=bool(names) and all(target in self.ids for target in plan.targets)
        )

    def _list(self, plan: ListPlan, kinds: tuple[str, ...]) -> Expected:
        item = plan.item
        if isinstance(item, ValuePlan):
            return Expected("days" if item.type is When else "details", several=True)
        whole = (Choice("all", "All there are."), Choice("none", "None of them."))
        if isinstance(item, PartPlan):
            parts = tuple(Choice(word, text) for word, text in self.vocabulary.parts(kinds).items())
            return Expected("words", (*parts, *whole), several=True)
        if isinstance(item, TextPlan):
            return Expected("names", (*self._names(item), *whole), several=True)
        inner = self._expected(item, kinds)
        return Expected("words", (*inner.choices, *whole), several=True)

    def _names(self, plan: TextPlan) -> tuple[Choice, ...]:
        """The names of the description it may be; none are listed where they would fill a page."""
        found = [Choice(name, "") for target in plan.targets for name in self.ids.get(target, ())]
        return tuple(found) if len(found) <= _FEW else ()


def _record(plan: ModelPlan) -> Expected:
    """Something that exists or not: its status is the answer a bare word gives."""
    words = plan.by_key[plan.model.SHORT[0]].plan if plan.model.SHORT else None
    if not isinstance(words, WordPlan):
        return Expected("details")
    return Expected("record", tuple(Choice(str(word), word.description) for word in words.words))


def plan_at(path: tuple[str, ...]) -> tuple[Plan, tuple[str, ...]]:
    """The shape of the value at a path of the architecture, and the kinds declared around it."""
    plan: Plan = plan_of(Architecture)
    kinds: tuple[str, ...] = ()
    for segment in path:
        if isinstance(plan, ModelPlan) and segment in plan.by_key:
            field = plan.by_key[segment]
            plan, kinds = field.plan, field.kinds or kinds
        elif isinstance(plan, KeyedPlan):
            kinds = (segment,) if plan.scope else kinds
            plan = plan.value
        else:
            raise ValueError(f"no fact has the path {'.'.join(path)}")
    return plan, kinds
