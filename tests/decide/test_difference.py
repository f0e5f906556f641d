"""What a variant changes, subject by subject, and whether a gap is mended or gone with what it was about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.decide.law import difference
from compliance.model.architecture import Architecture
from compliance.model.assessment import Read
from tests.decide.described import about, assessed


def _with(outcome: str | None, standing: str = "current", timing: str = "in_force") -> list[object]:
    found = about("party:vendor", outcome or "gap")
    return [] if outcome is None else [replace(found, standing=standing, timing=timing)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "opposite"),
    [
        (_with("satisfied"), "satisfied"),
        (_with("unknown"), "unknown"),
        (_with("gap", "historic"), "historic"),
        (_with("gap", "current", "upcoming"), "not_in_force"),
        (_with(None), "not_concerned"),
    ],
)
def test_a_gap_that_is_removed_says_what_became_of_it(other: list[object], opposite: str) -> None:
    """Met, open, cured, not in force yet, or without anything left to look at."""
    before, after = assessed(_with("gap")), assessed(other)  # type: ignore[arg-type]
    [point] = difference(before, after, {}).removed
    assert [(one.name, one.opposite) for one in point.instances] == [("Vendor", opposite)]


def test_a_gap_can_be_gone_with_its_subject() -> None:
    """The vendor is not part of the other variant; the other way round it is new there."""
    before, after = assessed([about("party:vendor")]), replace(assessed([]), architecture=Architecture())
    assert difference(before, after, {}).removed[0].instances[0].opposite == "absent"
    assert difference(after, before, {}).added[0].instances[0].opposite == "absent"


def test_the_change_behind_it_is_named() -> None:
    """Of the facts that a finding rests on, those that the variant sets or unsets; its own first, of two the inner."""
    facts = (
        Read("flows.hard.data", "x", None),
        Read("parties.vendor.agreements.baa", "x", None),
        Read("system.name", "x", None),
    )
    before = assessed([replace(about("party:vendor"), because=facts)])
    changes = frozenset({"flows.hard", "parties", "parties.vendor.agreements", "zones.inner"})
    [point] = difference(before, replace(assessed([]), changes=changes), {}).removed
    assert point.instances[0].changed == ("parties.vendor.agreements", "flows.hard")
    [apart] = difference(before, replace(assessed([]), changes=changes, file="b.yaml"), {}).removed
    assert apart.instances[0].changed == ()


def test_the_same_control_can_be_a_gap_of_other_subjects() -> None:
    """What stays a gap is not told; what is added is told by name."""
    before, after = (
        assessed([about("component:own")]),
        assessed([about("component:own"), about("component:mask")]),
    )
    [point] = difference(before, after, {}).added
    assert point.subjects == ("component:mask",)
    assert [one.name for one in point.instances] == ["mask"]


def test_a_duty_that_moves_names_what_it_is_about() -> None:
    """First the vendor's component alone, then one of the organisation's own as well."""
    before, after = (
        assessed([about("component:api")]),
        assessed([about("component:api"), about("component:own")]),
    )
    [moved] = difference(before, after, {}).moved
    assert (moved.before, moved.after, moved.gone, moved.new) == ("vendor", "shared", (), ("Own model",))
