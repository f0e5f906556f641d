"""Two assessments compared."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from compliance.inputs.assessment import load_assessment
from compliance.model.assessment import AcceptanceNote, Input
from compliance.model.difference import to_json
from compliance.pipeline.assessing import Given, assessment_json
from compliance.pipeline.differing import difference
from compliance.render.difference import difference_markdown, difference_text
from compliance.render.terminal import Style
from tests.examples.described import assessed

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment, Finding
    from compliance.model.difference import Difference


@cache
def hospital() -> Assessment:
    """The hospital as described."""
    return assessed("hospital-api").assessment


def compared(before: Assessment, after: Assessment) -> Difference:
    """Both written to JSON and read again, as on the command line."""
    return difference(Given("old.json", assessment_json(before)), Given("new.json", assessment_json(after)))


def with_first_gap(changed: Assessment, **fields: object) -> Assessment:
    """An assessment whose first current gap has other fields."""
    gap = first_gap(changed)
    findings = tuple(replace(one, **fields) if one is gap else one for one in changed.findings)  # type: ignore[arg-type]
    return replace(changed, findings=findings)


def first_gap(found: Assessment) -> Finding:
    """The first gap of today."""
    return next(
        one
        for one in found.findings
        if one.outcome == "gap" and one.standing == "current" and one.timing == "in_force"
    )


def redescribed(found: Assessment) -> Assessment:
    """The same assessment, from another architecture file."""
    return replace(found, inputs=replace(found.inputs, architecture=Input("architecture.yaml", "0" * 64)))


def test_an_assessment_reads_back_as_it_was() -> None:
    """JSON and types hold the same."""
    assert load_assessment(assessment_json(hospital()), "a.json") == hospital()


def test_equal_assessments_differ_in_nothing() -> None:
    """No change, and every finding counted as unchanged."""
    found = compared(hospital(), hospital())
    assert (found.changes, found.inputs, found.unchanged) == ((), (), len(hospital().findings))


def test_a_gap_that_is_gone_is_resolved_and_the_other_way_round_new() -> None:
    """What became of a gap names the kind of a change of the description."""
    before = hospital()
    after = redescribed(with_first_gap(before, outcome="satisfied", because=(), asks=()))
    (there,), (back,) = compared(before, after).changes, compared(after, before).changes
    assert (there.kind, there.causes) == ("resolved", ("description",))
    assert back.kind == "new"


def test_a_finding_that_is_not_there_any_more_is_resolved() -> None:
    """A gap whose subject is gone is no gap any more, and reads as not there."""
    before = hospital()
    after = redescribed(
        replace(before, findings=tuple(one for one in before.findings if one is not first_gap(before)))
    )
    (change,) = compared(before, after).changes
    assert (change.kind, change.after) == ("resolved", None)


def test_a_date_of_the_law_is_told_as_such() -> None:
    """A duty that begins to apply moves its finding by date, even where the description changed as well."""
    after = hospital()
    before = replace(redescribed(with_first_gap(after, timing="upcoming")), as_of="2026-01-01")
    (change,) = compared(before, after).changes
    assert (change.kind, change.causes) == ("moved_by_date", ("date",))


def test_another_catalog_is_told_as_such() -> None:
    """Where only a framework's catalog differs, a changed finding of it was moved by the catalog."""
    before = hospital()
    frameworks = tuple(
        replace(one, sha256="0" * 64) if one.id == "hipaa" else one for one in before.inputs.frameworks
    )
    after = with_first_gap(
        replace(before, inputs=replace(before.inputs, frameworks=frameworks)), outcome="unknown"
    )
    (change,) = compared(before, after).changes
    assert (change.framework, change.kind) == ("hipaa", "moved_by_catalog")


def test_another_frameworks_catalog_explains_nothing() -> None:
    """A change of a HIPAA finding does not come from the GDPR catalog."""
    before = hospital()
    frameworks = tuple(
        replace(one, sha256="0" * 64) if one.id == "gdpr" else one for one in before.inputs.frameworks
    )
    after = redescribed(
        with_first_gap(
            replace(before, inputs=replace(before.inputs, frameworks=frameworks)),
            outcome="unknown",
            because=(),
        )
    )
    (change,) = compared(before, after).changes
    assert change.causes == ("description",)


def test_several_causes_are_all_named() -> None:
    """Where description and catalog differ and the facts do too, neither is singled out."""
    before = hospital()
    frameworks = tuple(replace(one, sha256="0" * 64) for one in before.inputs.frameworks)
    after = redescribed(
        with_first_gap(
            replace(before, inputs=replace(before.inputs, frameworks=frameworks)),
            outcome="unknown",
            because=(),
        )
    )
    (change,) = compared(before, after).changes
    assert set(change.causes) == {"description", "catalog"}
    assert change.kind == "resolved"


def test_an_acceptance_changes_what_is_read_and_not_the_outcome() -> None:
    """A gap with a risk acceptance reads differently and stays a gap."""
    before = hospital()
    note = AcceptanceNote("Replaced in March.", "Chief risk officer", "2027-03-31", expired=False)
    inputs = replace(redescribed(before).inputs, acceptances=Input("acceptances.yaml", "0" * 64))
    (change,) = compared(before, with_first_gap(replace(before, inputs=inputs), acceptance=note)).changes
    assert (change.kind, change.causes) == ("changed", ("persons",))
    assert change.after is not None
    assert (change.after.outcome, change.after.accepted) == ("gap", True)


def test_another_system_is_remarked_on() -> None:
    """Two systems can be compared, and the reader is told."""
    other = replace(hospital(), system=replace(hospital().system, id="other"))
    assert compared(hospital(), other).remarks == (
        "The systems have different ids: discharge-letters and other.",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"{", "this is no JSON"), (b"[1]", "names no schema"), (b'{"schema": "x/1"}', "'x/1'"), (b'{"schema": "compliance-assessment/1"}', "Field required"), (b"\xff", "no JSON"), (b"[" * 100_000, "no JSON")],
)  # fmt: skip
def test_what_is_no_assessment_is_refused(data: bytes, told: str) -> None:
    """With the name of the file and what to give instead."""
    with pytest.raises(InputError) as error:
        load_assessment(data, "a.json")
    problem = error.value.problems[0]
    assert told in str(problem)
    assert str(problem).startswith("a.json:")
    assert problem.hint is not None


def test_every_change_is_told_in_every_form() -> None:
    """Text, Markdown and JSON name the same findings; what a description brings in cannot break a table."""
    before = hospital()
    after = redescribed(with_first_gap(before, outcome="satisfied", because=(), message="a | b <script>"))
    found = compared(before, after)
    name = found.changes[0].id
    assert name in difference_text(found, Style(colour=False, width=200))
    assert f"`{name}`" in difference_markdown(found)
    assert json.loads(json.dumps(to_json(found)))["changes"][0]["id"] == name
    assert "<script>" not in difference_markdown(found)
