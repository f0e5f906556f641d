from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.decide.choice import recommend
from compliance.decide.cost import cost
from compliance.decide.ledger import Ledger
from compliance.decide.levers import levers
from tests.decide.made import finding, variant
from tests.decide.numbers import PLAN, layers

if TYPE_CHECKING:
    from compliance.decide.order import Case
    from compliance.model.comparison import Recommendation

OPEN = finding("a", "unknown", asks=("flows.f.encryption",))
CHANGES = frozenset({"flows.f"})


def _recommended(*cases: Case) -> Recommendation:
    return recommend(cases, layers(), {}, (), ())


def test_a_clear_variant_that_comes_first_is_decided() -> None:
    """Nothing open at the severity looked at, and everything fits."""
    found = _recommended(variant("clear", [], 1), variant("gaps", [finding("a", "gap")], 2))
    assert (found.outcome, found.choice, found.until) == ("decided", "clear", ())


def test_a_milder_gap_is_a_condition() -> None:
    """A gap below the severity that was asked for does not decide the order, and is not forgotten over a choice."""
    mild = finding("b", "gap", severity="medium")
    found = _recommended(variant("mild", [mild], 1), variant("gaps", [finding("a", "gap")], 2))
    assert (found.outcome, found.choice) == ("conditional", "mild")
    assert [point.control for point in found.remedies] == ["b"]


def test_rules_of_law_name_pairs_that_no_key_tells_apart() -> None:
    """Where each has something that a third lacks, the step says which of two comes first by the law alone."""
    shared = finding("a", "gap")
    cases = (
        variant("clear", [shared], 2), variant("gap", [shared, finding("b", "gap")], 1), variant("third", [finding("c", "gap")], 3),
    )  # fmt: skip
    steps = {step.rule: step.result for step in _recommended(*cases).steps}
    assert steps["gaps"] == "clear before gap"


def test_a_choice_with_gaps_names_its_remedies() -> None:
    """Where every variant has the gap, the choice is conditional on mending it."""
    gap = finding("a", "gap")
    found = _recommended(variant("cheap", [gap], 1), variant("dear", [gap], 2))
    assert (found.outcome, found.choice) == ("conditional", "cheap")
    assert [point.control for point in found.remedies] == ["a"]


def test_one_rival_that_could_still_win_holds_the_choice_back() -> None:
    """It must stand against all others, not against one of them; what would settle it is named."""
    found = _recommended(
        variant("first", [], 2),
        variant("rival", [OPEN], 1, changes=CHANGES),
        variant("last", [finding("b", "gap")], 3),
    )
    assert (found.outcome, found.choice) == ("not_decidable", None)
    assert [ask.fact for ask in found.until] == ["flows.f.encryption"]
    assert found.order == ("first", "rival", "last")


def test_what_is_settled_between_two_is_not_asked_for() -> None:
    """The last may have whatever gaps it likes: it comes after the first anyway, and what it leaves open is of no use."""
    last = [finding("b", "gap"), finding("c", "unknown", asks=("flows.g.network",))]
    found = _recommended(
        variant("first", [], 2), variant("rival", [OPEN], 1, changes=CHANGES), variant("last", last, 3)
    )
    assert [ask.fact for ask in found.until] == ["flows.f.encryption"]


def test_a_choice_that_cannot_do_the_work_is_none() -> None:
    """Where even the first does not fit, nothing is recommended as a choice."""
    assert _recommended(variant("x", [], 1, "no"), variant("y", [], 2, "no")).outcome == "none"


def test_what_is_not_known_to_fit_is_a_condition() -> None:
    """A check that is not known makes a choice conditional."""
    assert _recommended(variant("x", [], 1, "unknown"), variant("y", [], 2, "unknown")).outcome != "decided"


def test_every_rule_says_what_it_did() -> None:
    """A rule that tells none apart says so, another puts the variants in groups."""
    steps = {
        step.rule: step.result
        for step in _recommended(variant("x", [finding("a", "gap")], 1), variant("y", [], 2)).steps
    }
    assert steps["forbidden"] == "Tells none of them apart."
    assert steps["gaps"] == "y; then x"


def test_levers_are_those_that_move_the_difference_the_strongest_first() -> None:
    """An input without effect is no lever, and the longest bar stands on top."""
    found = layers(PLAN)
    ledger = Ledger(found)
    for name in ("own", "api"):
        cost(ledger, name)
    bars = levers(found, "own", "api", ledger.lines.values())
    lengths = [abs(bar.at_high - bar.at_low) for bar in bars]
    assert lengths == sorted(lengths, reverse=True)
    assert 0 not in lengths
    assert "operation.staff" in {bar.path for bar in bars}
    assert "models.llama-3-70b.layers" not in {bar.path for bar in bars}


def test_a_lever_is_what_recomputing_gives() -> None:
    """Dearer people make self-hosting dearer against the API by their cost over the horizon."""
    found = layers(
        PLAN.replace("expertise: some, staff: 1", "expertise: some, staff: 1, salary_per_year: 120000/180000")
    )
    ledger = Ledger(found)
    for name in ("own", "api"):
        cost(ledger, name)
    bar = next(
        one
        for one in levers(found, "own", "api", ledger.lines.values())
        if one.path == "team.salary_per_year"
    )
    staff = ledger.given("operation.staff").mid
    assert bar.at_high - bar.at_low == (180000 - 120000) * staff / 12 * 36


def test_what_is_not_sure_of_a_variant_is_marked_in_the_steps() -> None:
    """A gap is one; an open point only counts as one."""
    found = _recommended(
        variant("x", [], 3), variant("y", [OPEN], 2, changes=CHANGES), variant("z", [finding("a", "gap")], 1)
    )
    steps = {step.rule: step.result for step in found.steps}
    assert steps["gaps"] == "x; then z, y (open)"
    assert steps["cost"] == "z; then y; then x"
