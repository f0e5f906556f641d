"""Which questions an open fact is asked by: the one that states it, the one about the record around it, or those about its parts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from compliance.evaluate.questions import Questions
from compliance.inputs.subjects import absolute
from compliance.pipeline.assessing import assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.gathering import gathered
from compliance.pipeline.handing import questions_of
from compliance.pipeline.interview_items import ItemsOf
from compliance.render.terminal.questions import ranking
from tests.examples.described import EXAMPLES

if TYPE_CHECKING:
    from compliance.model.assessment import Ask
    from compliance.pipeline.assessing import Assessed


@pytest.fixture(scope="module")
def copilot() -> Assessed:
    """The payment copilot, which leaves records open of which only parts have a question."""
    folder = EXAMPLES / "payment-copilot"
    return assess_sources(gathered(folder / "architecture.yaml"), catalog_in_use(), dt.date(2026, 11, 20))


def _asks(assessed: Assessed) -> list[Ask]:
    return [ask for one in assessed.assessment.findings if one.outcome == "unknown" for ask in one.asks]


def test_a_record_without_a_question_of_its_own_is_asked_by_its_parts() -> None:
    """In the order of the bank; a fact that a question states, or of which none states a part, has no parts."""
    questions = Questions(catalog_in_use())
    assert questions.parts("practices.hardening") == ("hardening-covers", "hardening-contents")
    assert questions.parts("practices.hardening.contents") == ()
    assert questions.parts("components.ehr.stage") == ()
    assert questions.parts("components.ehr") == questions.parts("practices") == ()


def test_an_ask_names_the_parts_only_where_no_question_states_the_fact(copilot: Assessed) -> None:
    """Every question on a part of an open record is named, and each lies in the record."""
    catalog = copilot.catalog
    bank = {question.id: question for question in catalog.questions}
    open_records = {ask.fact: ask for ask in _asks(copilot) if ask.question is None}
    assert len([ask for ask in open_records.values() if ask.parts]) >= 9
    for fact, ask in open_records.items():
        inside = {
            name
            for name, question in bank.items()
            if question.scope == "organisation" and ".".join(absolute(question, None)).startswith(f"{fact}.")
        }
        assert set(ask.parts) == inside, fact
        assert ask.names == (ask.parts or (fact,))
    assert all(ask.parts == () for ask in _asks(copilot) if ask.question is not None)


def test_questions_handed_out_and_asked_are_those_the_assessment_names(copilot: Assessed) -> None:
    """What only the architecture can state is what has no question and no parts; the interview asks the rest."""
    found = questions_of(copilot)
    named = {name for ask in _asks(copilot) for name in ask.names}
    asked = {one.question for one in found.asked if one.state != "answered"}
    assert asked | set(found.elsewhere) >= named
    assert not any(ask.parts for ask in _asks(copilot) if ask.fact in found.elsewhere)
    items = ItemsOf(copilot, {}).items(found.asked)
    parts = {name for ask in _asks(copilot) for name in ask.parts}
    assert parts <= {item.asked.question for item in items}


def test_the_text_asks_the_questions_on_the_parts(copilot: Assessed) -> None:
    """Nobody is sent to the architecture file for what a question states a part of."""
    names = {one.framework.id: one.framework.short for one in copilot.catalog.frameworks}
    ranked = ranking(copilot.assessment, names)
    assert {"hardening-covers", "hardening-contents"} <= {one.question for one in ranked}
    left = {fact for one in ranked if one.question is None for fact in one.facts}
    assert left == set(questions_of(copilot).elsewhere)
    assert not any(fact.startswith("practices.") for fact in left)
