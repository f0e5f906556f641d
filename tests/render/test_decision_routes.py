"""What is told of a hybrid's routes, and of why a finding comes or goes, in every rendering."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from compliance.pipeline.assessing import Given
from compliance.pipeline.catalogs import narrowed
from compliance.pipeline.comparing import Choice, compare_sources
from compliance.render.comparison.markdown import decision_markdown
from compliance.render.comparison.page import decision_html
from compliance.render.comparison.routes import routed
from compliance.render.comparison.terminal import comparison_text
from compliance.render.comparison.view import view
from compliance.render.terminal.style import Style
from tests.examples.described import DAY, EXAMPLES, catalog, sources

if TYPE_CHECKING:
    from compliance.model.comparison import Comparison, VariantResult

PLAIN = Style(colour=False, width=100)
LAWS = narrowed(catalog(), ["hipaa"])
STATED = (EXAMPLES / "hospital-api" / "decision.yaml").read_text()


@cache
def compared(decision: str | None = STATED, *variants: str) -> Comparison:
    """The hospital's variants under HIPAA, by some decision file."""
    given = Given("decision.yaml", decision.encode()) if decision is not None else None
    return compare_sources(Choice((sources("hospital-api"),), variants, given), LAWS, DAY)


def variant(comparison: Comparison, name: str) -> VariantResult:
    """A variant by its name."""
    return next(one for one in comparison.variants if one.name == name)


def test_every_gap_and_open_point_of_every_variant_has_a_place() -> None:
    """On a route or for every route: what the routes say together is what the variant says, not more and not less."""
    for one in compared().variants:
        assert one.routing is not None
        for points, every, name in (
            (one.gaps, one.routing.every_gaps, "gaps"),
            (one.open, one.routing.every_open, "open"),
        ):
            ids = {f"{point.control}@{subject}" for point in points for subject in point.subjects}
            on = {id_ for route in one.routing.routes for id_ in getattr(route, name)}
            assert ids == on | set(every)
            assert not on & set(every)


def test_the_hybrid_tells_its_routes_apart() -> None:
    """The own server is a gap on its route alone, the redaction on the other; the log lies on both; tasks say what they meet."""
    told = routed(compared(), variant(compared(), "hybrid"))
    assert told is not None
    cells = {
        one.line.subjects: [word for *_, word in one.cells]
        for one in told.laid
        if one.line.title.startswith("The risk analysis covers")
    }
    assert cells == {
        "Own model server": ["gap", "not on it"],
        "De-identification": ["not on it", "gap"],
        "Hosted model": ["not on it", "not known"],
        "Prompt log": ["gap", "gap"],
        "Letter gateway": ["not known", "not known"],
        "Record system": ["to judge", "to judge"],
    }
    assert told.tasks[1] == (
        "Task “hard” (15 % of the requests) sends data protected by law or contract by a route with 9 gaps and 17 open points: “api”. "
        "On no other route: 1 gap and 7 open points."
    )


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_rendering_tells_of_the_routes(form: str) -> None:
    """Of the variant that has several, and of no other."""
    told = {
        "text": lambda: comparison_text(compared(), Style(colour=False, width=1000)),
        "markdown": lambda: decision_markdown(compared()).decode(),
        "html": lambda: decision_html(compared()).decode(),
    }[form]()
    assert told.count("Task “hard” (15 % of the requests) sends data protected by law") == 1
    assert "For every route as well: 2 gaps (Technical measures guard" in told
    assert "Not mended, but gone: the variant changes parties.model-vendor.agreements." in told
    assert "Gone with Model vendor, which is not part of this variant." in told


def test_a_route_that_names_no_components_is_said_to() -> None:
    """Its gaps cannot be told apart, and its task is not called free of any."""
    silent = STATED.replace("components: [ehr, gateway, llm-api, prompt-log], ", "")
    found = compared(silent, "base", "hybrid")
    told = routed(found, variant(found, "hybrid"))
    assert told is not None
    assert [route.gaps for route in told.routes] == ["cannot be told", "9"]
    assert all(one.cells[0][2] == "cannot be told" for one in told.laid)
    assert told.tasks[0].endswith("by “own”, where open points cannot be told apart.")
    assert "names no components, so what lies on it cannot be told apart" in comparison_text(found, PLAIN)


def test_a_component_that_a_variant_does_not_have_is_refused() -> None:
    """With its place in the decision file and the likely one."""
    wrong = STATED.replace("gateway, redactor, vendor-api", "gateway, redactr, vendor-api")
    with pytest.raises(InputError) as error:
        compared(wrong, "base", "hybrid")
    [problem] = error.value.problems
    assert problem.place is not None
    assert STATED.splitlines()[problem.place.line - 1].strip().startswith("api: {serving: api, tasks: [hard]")
    assert problem.hint == "did you mean 'redactor'?"


def test_without_numbers_the_text_says_once_that_they_are_missing() -> None:
    """And the order names the plans that would settle it."""
    found = compared(None, "base", "on-premises", "hybrid")
    told = comparison_text(found, PLAIN)
    assert told.count("no decision file says how a variant is served") == 1
    assert {"variants.on-premises.routes", "variants.hybrid.routes"} <= {
        ask.fact for ask in found.recommendation.until
    }
    assert "a person's judgement on" in told
    assert "No variant has the organisation run a model" not in told


def test_one_week_is_no_weeks() -> None:
    """Wherever the time to production is told."""
    units = {row.unit for one in view(compared()).details for row in one.computed if row.value == "1"}
    assert units == {"week"}
    assert "1 weeks" not in comparison_text(compared(), PLAIN)


def test_what_must_be_mended_names_every_place() -> None:
    """Both parts that the risk analysis leaves out, where only the first was told."""
    first = view(compared()).remedies[0]
    assert [reason.text.partition(" holds")[0] for reason in first.reasons] == [
        "Own model server",
        "Prompt log",
    ]
