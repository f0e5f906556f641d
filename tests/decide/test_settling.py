"""What would settle a choice that does not stand, and how good answers must be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compliance.decide.choice import recommend
from compliance.decide.fit import checks
from compliance.decide.ledger import Ledger
from tests.decide.made import finding, variant
from tests.decide.numbers import layers

if TYPE_CHECKING:
    from compliance.decide.order import Case
    from compliance.model.comparison import Recommendation

CHANGED = frozenset({"flows.f"})


def _recommended(*cases: Case) -> Recommendation:
    return recommend(cases, layers(), {"a": "A thing is so"}, (), ())


def test_what_a_person_must_judge_is_named_with_its_variants() -> None:
    """A judgement that could turn the order stands beside the facts that could, once for all variants that have it."""
    judged = replace(finding("a", "needs_review"), because=())
    found = _recommended(variant("dear", [], 2), variant("x", [judged], 1), variant("y", [judged], 1))
    assert found.choice is None
    assert [(one.finding, one.title, one.variants) for one in found.judge] == [
        ("a@system:s", "A thing is so", ("x", "y"))
    ]


def test_a_judgement_that_turns_nothing_is_not_asked_for() -> None:
    """Where the choice stands whatever it is, there is nothing to settle."""
    found = _recommended(variant("cheap", [], 1), variant("dear", [finding("a", "needs_review")], 2))
    assert (found.choice, found.judge, found.until) == ("cheap", (), ())


def test_a_cost_that_is_missing_is_among_what_would_settle_it() -> None:
    """By the path that could state it."""
    unpriced = variant("x", [], None)
    cost = replace(unpriced.result.cost, missing=("variants.x.routes",))
    found = _recommended(replace(unpriced, result=replace(unpriced.result, cost=cost)), variant("y", [], 1))
    assert [ask.fact for ask in found.until] == ["variants.x.routes"]


PLAN = """
workload: {quality: usual}
tasks: {plain: {quality: usual}, hard: {quality: hardest}, loose: {share: 5%}}
variants:
  one: {routes: {only: {serving: api, model: llama-3-70b}}}
  two: {routes: {own: {serving: api, model: llama-3-70b, tasks: [plain, loose]}, api: {serving: api, model: llama-3-70b, tasks: [hard]}}}
"""


@pytest.mark.parametrize(
    ("variant_name", "check", "answer"),
    [("one", "only.quality", "no"), ("two", "own.quality", "yes"), ("two", "api.quality", "no")],
)
def test_the_only_route_meets_the_needs_of_every_task(variant_name: str, check: str, answer: str) -> None:
    """One model for everything must do for the hardest task too; a task that states no need has that of the work."""
    found = {one.id: one.answer for one in checks(Ledger(layers(PLAN)), variant_name)}
    assert found[check] == answer


def test_a_need_that_nobody_states_is_not_known() -> None:
    """Neither the task nor the work says how good answers must be."""
    text = PLAN.replace("workload: {quality: usual}", "")
    [found] = [one for one in checks(Ledger(layers(text)), "two") if one.id == "own.quality"]
    assert (found.answer, found.because) == ("unknown", "tasks.loose.quality is not stated")
