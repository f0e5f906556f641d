"""What lies on which route of a variant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.decide.named import check_components, check_plans
from compliance.decide.routing import routing
from compliance.decide.subjects import components_of, name_of, stated
from compliance.errors import InputError
from compliance.model.comparison import Check
from tests.decide.described import about, assessed, described
from tests.decide.numbers import layers

if TYPE_CHECKING:
    from compliance.model.routing import Routing

SUBJECTS = (
    "organisation:organisation", "system:s", "party:vendor", "party:cloud", "party:guest", "party:unlisted", "zone:inner", "data:notes",
    "data:menus", "component:app", "component:gate", "component:own", "component:mask", "component:api", "component:side",
    "holding:api/notes", "access:app/nurses", "flow:start", "flow:plain", "flow:hide", "flow:hard", "flow:lunch", "purpose:drafts",
    "purpose:meals", "ai_system:drafter", "ai_system:other", "inference:drafter/emotion", "incident:leak", "incident:loss", "request:copy",
)  # fmt: skip
NAMES = ("app", "gate", "own", "mask", "api", "side")
WHOLE = "plain: {serving: self_hosted, tasks: [easy], components: [app, gate, own]}, hard: {serving: api, tasks: [tricky], components: [app, gate, mask, api]}"
TASKS = "tasks: {easy: {share: 80%, sensitivity: internal}, tricky: {share: 20%, sensitivity: regulated}}"


def routed(routes: str, *subjects: str, checks: tuple[Check, ...] = ()) -> Routing:
    """Gaps about the subjects, laid on routes."""
    numbers = layers(f"{TASKS}\nvariants: {{v: {{routes: {{{routes}}}}}}}")
    found = routing(assessed([about(one) for one in subjects]), numbers, checks)
    assert found is not None
    return found


def where(subject: str, routes: str = WHOLE) -> list[str]:
    """The routes that a gap about the subject lies on; `every` where it counts for all."""
    found = routed(routes, subject)
    told = [route.id for route in found.routes if route.gaps]
    return told + (["every"] if found.every_gaps else [])


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("component:own", ["plain"]),
        ("component:gate", ["plain", "hard"]),
        ("component:side", ["every"]),
        ("holding:api/notes", ["hard"]),
        ("access:app/nurses", ["plain", "hard"]),
        ("flow:plain", ["plain"]),
        ("flow:hide", ["hard"]),
        ("flow:start", ["plain", "hard"]),
        ("party:vendor", ["hard"]),
        ("party:cloud", ["hard"]),
        ("party:guest", ["plain", "hard"]),
        ("party:unlisted", ["every"]),
        ("data:notes", ["plain", "hard"]),
        ("purpose:drafts", ["plain", "hard"]),
        ("ai_system:drafter", ["plain", "hard"]),
        ("ai_system:other", ["every"]),
        ("incident:leak", ["hard"]),
        ("incident:loss", ["every"]),
        ("request:copy", ["plain", "hard"]),
        ("organisation:organisation", ["every"]),
    ],
)
def test_a_finding_lies_where_its_subject_is(subject: str, told: list[str]) -> None:
    """On each route with a component it involves; without any, it counts for every route."""
    assert where(subject) == told


def test_what_a_list_leaves_open_may_be_anywhere() -> None:
    """A route that may run over more than it names has what lies there, too; what it is said to lack is not there."""
    open_list = "plain: {components: {has: [own], lacks: [api]}}, hard: {components: [api]}"
    assert where("component:side", open_list) == ["plain"]
    assert where("component:api", open_list) == ["hard"]
    assert routed(open_list).routes[0].naming == "open"


def test_a_route_that_names_nothing_says_nothing() -> None:
    """Nothing is guessed for it; what no other route has counts for every route."""
    found = routed(
        "plain: {tasks: [easy]}, hard: {tasks: [tricky], components: [api]}", "component:api", "component:own"
    )
    silent, told = found.routes
    assert (silent.components, silent.gaps, silent.open) == (None, None, None)
    assert (told.gaps, found.every_gaps) == (("c@component:api",), ("c@component:own",))
    assert [(task.id, task.gaps) for task in found.tasks] == [
        ("easy", None),
        ("tricky", ("c@component:api",)),
    ]


def test_the_only_route_runs_over_all_there_is() -> None:
    """One route takes all requests, so it needs no list; it takes all tasks, and the most sensitive data."""
    found = routed("main: {serving: api}", "component:side", "system:s")
    assert found.routes[0].gaps == ("c@component:side",)
    assert found.every_gaps == ("c@system:s",)
    assert (found.routes[0].tasks, found.routes[0].sensitivity) == (("easy", "tricky"), "regulated")
    assert [task.routes for task in found.tasks] == [("main",), ("main",)]


def test_each_route_has_its_share_its_tasks_and_its_checks() -> None:
    """The share is that of its tasks; a check belongs to the route whose name it begins with."""
    checks = tuple(Check(id_, "", "yes", "") for id_ in ("plain.memory", "hard.stream", "people"))
    plain, hard = routed(WHOLE, checks=checks).routes
    assert plain.share is not None
    assert (str(plain.share.low), plain.share.source) == ("0.8", "the shares of its tasks together")
    assert (plain.sensitivity, hard.sensitivity) == ("internal", "regulated")
    assert (plain.checks, hard.checks) == (("plain.memory",), ("hard.stream",))


def test_a_task_that_a_silent_route_may_take_has_no_place() -> None:
    """Where one route does not say which tasks it takes, no task is said to be clear of it."""
    found = routed(
        "plain: {share: 80%, components: [own]}, hard: {tasks: [tricky], components: [api]}", "component:own"
    )
    assert [(task.routes, task.gaps) for task in found.tasks] == [(None, None), (None, None)]


def test_a_component_that_is_not_there_is_refused() -> None:
    """Every one of them, with its place, and the likely one."""
    numbers = layers(
        "variants: {v: {routes: {r: {components: [gat, app]}, s: {components: [nowhere-near]}}}}"
    )
    with pytest.raises(InputError) as error:
        check_components([assessed([])], numbers)
    first, second = error.value.problems
    assert (
        str(first)
        == "decision.yaml:2:29: variants.v.routes.r.components: the architecture has no component 'gat' in this variant"
    )
    assert (first.hint, second.hint) == ("did you mean 'gate'?", "there are api, app, gate, mask, own, side")


def test_a_plan_for_no_variant_is_refused() -> None:
    """A misspelt variant would be without cost, and its plan unheard; one left out of the comparison may have a plan."""
    numbers = layers("variants: {base: {routes: {r: {serving: api}}}, hybird: {routes: {r: {serving: api}}}}")
    check_plans(["base", "hybird", "other"], numbers)
    with pytest.raises(InputError) as error:
        check_plans(["base", "hybrid"], numbers)
    (problem,) = error.value.problems
    assert (problem.message, problem.hint) == (
        "variants.hybird: no variant is called 'hybird'",
        "did you mean 'hybrid'?",
    )
    assert problem.place is not None


names = st.one_of(st.none(), st.lists(st.sampled_from(NAMES), unique=True), st.just(["app", "unknown"]))


def _plan(*lists: list[str] | None) -> str:
    keys = (f"components: [{', '.join(one)}]" if one is not None else "staff: 1" for one in lists)
    return ", ".join(f"r{number}: {{{key}}}" for number, key in enumerate(keys))


@settings(max_examples=60, deadline=None)
@given(st.lists(names, min_size=1, max_size=3), st.sets(st.sampled_from(SUBJECTS)))
def test_every_gap_stands_in_at_least_one_place(lists: list[list[str] | None], subjects: set[str]) -> None:
    """With a route that has it, or for every route, and never in both; again with the same result."""
    found = routed(_plan(*lists), *sorted(subjects))
    on_routes = {id_ for route in found.routes for id_ in route.gaps or ()}
    assert on_routes | set(found.every_gaps) == {f"c@{one}" for one in subjects}
    assert not on_routes & set(found.every_gaps)
    assert found == routed(_plan(*lists), *sorted(subjects))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), unique=True), st.sampled_from(NAMES), names, st.sampled_from(SUBJECTS)
)
def test_naming_more_takes_nothing_off_a_route(
    named: list[str], more: str, other: list[str] | None, subject: str
) -> None:
    """A route that names one more component keeps whatever lay on it."""
    before = routed(_plan(named, other), subject).routes[0].gaps
    after = routed(_plan([*named, *([] if more in named else [more])], other), subject).routes[0].gaps
    assert set(before or ()) <= set(after or ())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_components_of_a_subject_are_components(subject: str) -> None:
    """Whatever a finding is about, only ids of components come out, and a name."""
    kind, _, id_ = subject.partition(":")
    assert components_of(described(), kind, id_) <= set(NAMES)
    assert name_of(described(), kind, id_)
    assert stated(described(), kind, id_) is (
        id_ not in {"unlisted", "drafter/emotion"} or kind == "inference"
    )


def test_names_are_those_of_the_description() -> None:
    """A flow is told by its ends, a holding by data and component."""
    told = [
        name_of(described(), kind, id_)
        for kind, id_ in (
            ("flow", "hard"),
            ("holding", "api/notes"),
            ("organisation", "organisation"),
            ("component", "mask"),
        )
    ]
    assert told == ["mask → Hosted", "Notes in Hosted", "Acme", "mask"]
