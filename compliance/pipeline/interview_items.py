"""What an interview asks: open questions about their subjects, narrowed to the details that would settle something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from compliance.inputs.expected import Expectations
from compliance.inputs.plan import plan_of
from compliance.inputs.subjects import absolute
from compliance.model.architecture.base import Described
from compliance.model.values import Keyed
from compliance.pipeline.catalogs import vocabulary
from compliance.pipeline.handing import ids_of
from compliance.pipeline.interview_words import WordsRead
from compliance.questionnaire.items import Confirmable, Item
from compliance.render.claims import Claims
from compliance.source import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Map

    from compliance.model.architecture import Architecture
    from compliance.model.asked import AnswerState, Asked
    from compliance.model.catalog import Question, SubjectKind
    from compliance.pipeline.assessing import Assessed
    from compliance.source import Node

_NO_SUBJECT: Final = ("organisation", "system")


@dataclass(frozen=True, slots=True)
class Detail:
    """The fact that a detail of a question's record is, as a question would state it."""

    id: str
    states: str
    scope: SubjectKind


def detail_states(question: Question, detail: str) -> Detail:
    """What the question states, or one detail of it."""
    return Detail(question.id, f"{question.states}.{detail}" if detail else question.states, question.scope)


def stated_at(architecture: Architecture, path: str) -> Any:  # noqa: ANN401 - a fact of any type
    """The value at an absolute path of a description; None where nothing is stated."""
    here: Any = architecture
    for segment in path.split("."):
        if isinstance(here, Keyed):
            here = here.get(segment)
        elif isinstance(here, Described):
            field = plan_of(type(here)).by_key.get(segment)
            here = getattr(here, field.name) if field is not None else None
        else:
            return None
    return here


class ItemsOf:
    """Builds the items of one assessment. `values`: what the answers files say, by question and subject."""

    def __init__(self, assessed: Assessed, values: Map[tuple[str, str], Node]) -> None:
        """Index what all items need."""
        self._assessed, self._values = assessed, values
        self._bank = {question.id: question for question in assessed.catalog.questions}
        self._order = {name: position for position, name in enumerate(self._bank)}
        self._expectations = Expectations(vocabulary(assessed.catalog), ids_of(assessed))
        self._claims = Claims(assessed.catalog, assessed.description.architecture, assessed.assessment.as_of)
        self._read = WordsRead(assessed.catalog)
        self._facts, self._scope = _asked_facts(assessed)

    def items(self, asked: tuple[Asked, ...]) -> tuple[Item, ...]:
        """The items of open and of answered questions."""
        return tuple(item for one in asked for item in self._of(one))

    def _of(self, asked: Asked) -> Iterator[Item]:
        """The question itself where it is asked, else each detail that is."""
        question = self._bank[asked.question]
        path = ".".join(absolute(question, asked.subject))
        facts = self._facts.get(asked.question, set())
        mine = {
            fact
            for fact in facts
            if fact == path or fact.startswith(f"{path}.") or path.startswith(f"{fact}.")
        }
        item = Item(
            asked,
            path,
            asked.expected,
            asked.state,
            order=self._order[asked.question],
            settles_scope=bool(mine & self._scope),
            confirmable=tuple(self._confirmable(path)),
            wanted=self._wanted(asked, path),
        )
        if not mine and asked.state != "answered":
            return  # a detail of a record that is itself asked: it comes after it
        details = sorted(fact.removeprefix(f"{path}.") for fact in mine if fact.startswith(f"{path}."))
        if asked.state == "answered" or len(details) < len(mine) or not details:
            yield replace(item, state=self._state(item))
            return
        for detail in details:
            if not any(detail.startswith(f"{other}.") for other in details):
                yield self._detail(item, question, detail)

    def _detail(self, item: Item, question: Question, detail: str) -> Item:
        path = f"{item.path}.{detail}"
        try:
            expected = self._expectations.of(detail_states(question, detail), item.asked.subject)
        except ValueError:  # nothing the file can state: the record as a whole is asked
            return item
        found = replace(
            item,
            path=path,
            detail=detail,
            expected=expected,
            confirmable=tuple(self._confirmable(path)),
            wanted=self._wanted(item.asked, path),
        )
        return replace(found, state=self._state(found))

    def _state(self, item: Item) -> AnswerState:
        """Whether the very fact was answered; a record of which only details were is still to be answered."""
        if item.asked.state == "answered":
            return "answered"
        if item.path not in self._assessed.description.answered:
            return "open"
        value = self._values.get(item.asked.key)
        partial = (
            not item.detail
            and isinstance(value, Mapping)
            and item.expected.kind == "record"
            and value.get("status") is None
        )
        return "open" if partial else "not_known"

    def _wanted(self, asked: Asked, path: str) -> frozenset[str]:
        """The parts that open findings look for; all of them where the answer stands and is only looked at again."""
        return frozenset() if asked.state == "answered" else self._read.of(path, asked.findings)

    def _confirmable(self, path: str) -> Iterator[Confirmable]:
        for one in self._claims.claimed:
            if one.path == path and one.claim.value is not None:
                yield Confirmable(one.claim.value, self._claims.text(one))


def _asked_facts(assessed: Assessed) -> tuple[dict[str, set[str]], frozenset[str]]:
    """By question, the facts asked for now (details of a record that is itself asked come later); and those that decide scope."""
    facts: dict[str, set[str]] = {}
    scope: set[str] = set()
    for framework in assessed.assessment.frameworks:
        for ask in framework.asks if framework.applies is None else ():
            for name in ask.questions:
                facts.setdefault(name, set()).add(ask.fact)
            scope.add(ask.fact)
    for finding in assessed.assessment.findings:
        asked = {ask.fact for ask in finding.asks} if finding.outcome == "unknown" else set()
        for ask in finding.asks if asked else ():
            if not any(ask.fact.startswith(f"{fact}.") for fact in asked):
                for name in ask.questions:
                    facts.setdefault(name, set()).add(ask.fact)
    return facts, frozenset(scope)
