from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.decide.order import Case, by_law, choice_of, ordered, rules_of, stands
from compliance.model.words.decision import Measure
from tests.decide.made import finding, variant
from tests.decide.numbers import layers

RULES = tuple(measure for measure, _ in rules_of(layers()).values())
CONTROLS = ("never", "a", "b", "c")
outcomes = st.sampled_from(["gap", "unknown", "needs_review", "satisfied"])


def _names(*cases: Case) -> list[str]:
    return [case.result.name for case, _ in ordered(cases, RULES)]


def _chosen(*cases: Case) -> str | None:
    found = choice_of((case for case, _ in ordered(cases, RULES)), RULES)
    return found.result.name if found is not None else None


def test_the_law_is_asked_before_fit_and_fit_before_cost() -> None:
    """The rules that come with the program end with cost."""
    assert RULES == (Measure.FORBIDDEN, Measure.GAPS, Measure.UNFIT, Measure.TOTAL)


def test_cost_never_outvotes_the_law() -> None:
    """A variant with an open gap comes after one without, however cheap it is."""
    assert _names(variant("cheap", [finding("a", "gap")], 1), variant("dear", [], 10**9)) == ["dear", "cheap"]


def test_a_gap_that_nobody_accepts_comes_last() -> None:
    """Of two variants with gaps, the one with the gap nobody can accept comes after the other."""
    assert _names(variant("x", [finding("never", "gap")], 1), variant("y", [finding("a", "gap")], 2)) == [
        "y",
        "x",
    ]


def test_what_all_variants_have_tells_none_apart() -> None:
    """A gap of every variant leaves the order to what differs."""
    shared = finding("a", "gap")
    assert _names(variant("dear", [shared], 2), variant("cheap", [shared], 1)) == ["cheap", "dear"]


def test_a_third_variant_does_not_turn_what_the_law_says_of_two() -> None:
    """The dearer one without the gap stays before the cheaper one with it, beside one that lacks what both have."""
    shared, own = finding("a", "gap"), finding("b", "gap")
    two = variant("clear", [shared], 2), variant("gap", [shared, own], 1)
    assert _names(*two) == ["clear", "gap"]
    assert _names(*two, variant("third", [finding("never", "gap")], 3)) == ["clear", "gap", "third"]
    assert _names(*two, variant("third", [finding("c", "gap")], 3)) == ["clear", "gap", "third"]
    assert _chosen(*two, variant("third", [finding("c", "gap")], 3)) == "clear"


def test_what_comes_last_for_certain_holds_no_choice_back() -> None:
    """Of two that the law does not tell apart the cheaper is chosen, though a still cheaper one falls short of the other."""
    x, y, z = (finding(control, "gap") for control in "abc")
    cases = variant("x", [x], 3), variant("x and y", [x, y], 1), variant("z", [z], 2)
    assert (_names(*cases), _chosen(*cases)) == (["z", "x", "x and y"], "z")


def test_a_variant_that_does_not_fit_comes_after_one_that_does() -> None:
    """Fit is asked before cost."""
    assert _names(variant("small", [], 1, "no"), variant("right", [], 2)) == ["right", "small"]


def test_an_open_point_holds_the_choice_back() -> None:
    """A cheaper variant with an unknown is not chosen, and neither is the dearer one that it could still beat."""
    open_point = finding("a", "unknown", asks=("flows.f.encryption",))
    assert (
        _chosen(variant("cheap", [open_point], 1, changes=frozenset({"flows.f"})), variant("dear", [], 2))
        is None
    )


def test_an_open_point_that_cannot_turn_the_order_does_not_hold_it_back() -> None:
    """Where the clear variant is also the cheaper one, it stands."""
    open_point = finding("a", "unknown", asks=("flows.f.encryption",))
    assert _chosen(variant("dear", [open_point], 2), variant("cheap", [], 1)) == "cheap"


def test_the_same_unknown_of_one_file_tells_none_apart() -> None:
    """A fact that no variant changes comes out alike in all, so that the cheaper one can be chosen before it is known."""
    open_point = finding("a", "unknown", asks=("practices.training",))
    assert _chosen(variant("dear", [open_point], 2), variant("cheap", [open_point], 1)) == "cheap"


def test_the_same_unknown_of_two_files_may_be_two_facts() -> None:
    """Two files say nothing of one another: what both leave out may differ."""
    open_point = finding("a", "unknown", asks=("practices.training",))
    assert _chosen(variant("dear", [open_point], 2), variant("cheap", [open_point], 1, file="b.yaml")) is None


def test_a_fact_that_a_variant_changes_is_no_shared_unknown() -> None:
    """What a variant sets or unsets may differ between variants."""
    open_point = finding("a", "unknown", asks=("components.model.hosting",))
    changed = frozenset({"components.model"})
    assert (
        _chosen(variant("dear", [open_point], 2), variant("cheap", [open_point], 1, changes=changed)) is None
    )


def test_a_missing_cost_is_no_advantage() -> None:
    """A variant whose cost is not known comes last among equals and holds the choice back."""
    assert _names(variant("unpriced", [], None), variant("priced", [], 10**6)) == ["priced", "unpriced"]
    assert _chosen(variant("unpriced", [], None), variant("priced", [], 10**6)) is None


variants = st.lists(
    st.tuples(
        st.lists(outcomes, min_size=4, max_size=4),
        st.integers(1, 5),
        st.sampled_from(["yes", "no", "unknown"]),
    ),
    min_size=2,
    max_size=4,
)


def _built(made: list[tuple[list[str], int, str]]) -> list[Case]:
    """Variants whose open points are all of their own."""
    return [
        variant(
            str(number),
            [
                finding(control, one, asks=(f"parties.{number}.{control}",))
                for control, one in zip(CONTROLS, told, strict=True)
            ],
            cost,
            fit,
        )
        for number, (told, cost, fit) in enumerate(made)
    ]


@settings(max_examples=120)
@given(variants, st.integers(0, 3), st.integers(0, 3))
def test_leaving_a_gap_unstated_never_helps(
    made: list[tuple[list[str], int, str]], which: int, where: int
) -> None:
    """Turning a gap into an unknown never moves a variant forward, and never makes it the choice."""
    which %= len(made)
    before = _built(made)
    made[which][0][where] = "unknown" if made[which][0][where] == "gap" else made[which][0][where]
    after = _built(made)
    assert _names(*after).index(str(which)) >= _names(*before).index(str(which))
    assert _chosen(*after) != str(which) or _chosen(*before) == str(which)


@settings(max_examples=80)
@given(variants, st.lists(st.sampled_from(["gap", "satisfied"]), min_size=4, max_size=4))
def test_a_choice_survives_whatever_the_open_points_turn_out_to_be(
    made: list[tuple[list[str], int, str]], settled: list[str]
) -> None:
    """Settling what each variant leaves open for the worst or the best leaves the choice first, or equal to the first."""
    chosen = _chosen(*_built(made))
    if chosen is None:
        return
    fits = {"gap": "no", "satisfied": "yes"}
    cases = _built(
        [
            (
                [turn if one in {"unknown", "needs_review"} else one for one in told],
                cost,
                fits[turn] if fit == "unknown" else fit,
            )
            for (told, cost, fit), turn in zip(made, settled, strict=False)
        ]
    )
    one, first = (
        next(case for case in cases if case.result.name == name) for name in (chosen, _names(*cases)[0])
    )
    assert stands(one, first, RULES)


@settings(max_examples=80)
@given(variants)
def test_two_that_the_law_tells_apart_stay_so_beside_any_others(
    made: list[tuple[list[str], int, str]],
) -> None:
    """Neither cost nor a third variant brings the one with more gaps, or open points, before the one with fewer of the same."""
    cases = _built(made)
    places = {name: place for place, name in enumerate(_names(*cases))}
    for one in cases:
        for other in cases:
            if by_law(one, other, RULES):
                assert _names(one, other) == [one.result.name, other.result.name]
                assert places[one.result.name] < places[other.result.name]
