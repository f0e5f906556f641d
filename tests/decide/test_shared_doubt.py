"""Doubt about fit that variants share, and what mending would turn."""

from __future__ import annotations

from dataclasses import replace

from compliance.decide.choice import recommend
from compliance.decide.order import Case, same_checks
from compliance.inputs.decision import load_decision
from compliance.model.comparison import Check, Overtake
from compliance.model.layers import Layers
from compliance.resources import read
from tests.decide.made import finding, variant

RULES = Layers((load_decision(read("frameworks", "decision/rules.yaml"), "rules.yaml", "reference"),))


def doubted(one: Case, *facts: str) -> Case:
    """A variant whose people may not suffice."""
    return replace(one, result=replace(one.result, checks=(Check("people", "People", "unknown", "", facts),)))


def test_the_same_doubt_turns_nothing() -> None:
    """Both rest on one fact of the decision file: whatever it is, the cheaper stays first."""
    one, other = (doubted(variant(name, [], cost), "team.staff") for name, cost in (("a", 1), ("b", 2)))
    assert len(same_checks(one, other)) == 1
    assert recommend((one, other), RULES, {}, (), ()).choice == "a"


def test_a_doubt_of_one_alone_must_be_settled_first() -> None:
    """And the fact is named among what would settle it."""
    one, other = doubted(variant("a", [], 1), "team.staff"), doubted(variant("b", [], 2), "team.expertise")
    found = recommend((one, other), RULES, {}, (), ())
    assert found.choice is None
    assert [ask.fact for ask in found.until] == ["team.staff", "team.expertise"]


def test_what_mending_would_turn_is_told() -> None:
    """The cheaper variant comes first once its own gap is mended; a dearer one never does."""
    found = recommend(
        (variant("clean", [], 5), variant("cheap", [finding("g", "gap")], 1), variant("dear", [finding("g", "gap")], 9)),
        RULES, {"g": "A contract"}, (), (),
    )  # fmt: skip
    assert found.choice == "clean"
    assert found.overtakes == (Overtake("cheap", "clean", ("A contract (the system)",), ()),)
