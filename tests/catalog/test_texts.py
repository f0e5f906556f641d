"""Statements differ, citations lead somewhere, dates agree, titles are ours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from compliance.catalog_lint.likeness import closest
from compliance.pipeline.catalogs import catalog_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import Control, FrameworkCatalog

FRAMEWORKS = {one.framework.id: one for one in catalog_in_use().frameworks}
CONTROLS = [control for one in FRAMEWORKS.values() for control in one.controls]

ALIKE: Final = {
    (
        "aia-5-1-ba-intimate-imagery",
        "aia-5-1-bb-child-abuse-material",
    ): "two bans of one amendment, alike but for whom the pictures show",
    (
        "pci-8-4-1-second-factor-for-administrators",
        "pci-8-4-2-second-factor-into-the-environment",
    ): "two requirements, alike but for whom they bind",
}
"""Pairs that may read alike, and why."""

DEFINITIONS: Final = {"Art. 3(39)", "Art. 4(11)", "164.501"}
"""What controls cite although it is no duty and stands in no catalog."""

REGULATIONS: Final = {"gdpr": "Regulation (EU) 2016/679", "eu_ai_act": "Regulation (EU) 2024/1689"}


def test_no_two_statements_say_the_same() -> None:
    """Statements that share two fifths of their runs of words are named with the reason."""
    pairs = {(one, other) for _, one, other in closest({c.id: c.statement for c in CONTROLS}, 0.4)}
    assert pairs == set(ALIKE)


def test_every_rationale_is_written_for_its_control() -> None:
    """No two rationales share a quarter of their runs of words."""
    assert list(closest({c.id: c.rationale for c in CONTROLS}, 0.25)) == []


def test_titles_of_controls_are_unique() -> None:
    """A title names one control."""
    titles = [control.title for control in CONTROLS]
    assert len(set(titles)) == len(titles)


def cited(control: Control) -> Iterator[str]:
    """The provisions its references name, as the catalog spells them."""
    for reference in control.references:
        text = reference.citation
        if control.framework == "pci_dss" and text.startswith("PCI DSS"):
            yield from re.findall(r"(?<![\w.])(?:\d{1,2}|A\d)(?:\.\d+)+", text.replace("v4.0.1", ""))
        elif control.framework == "hipaa" and text.startswith("45 CFR"):
            yield from re.findall(r"16\d\.\d+(?:\(\w+\))*", text)
        elif text.startswith(REGULATIONS.get(control.framework, "-")):
            yield from _articles(text.removeprefix(REGULATIONS[control.framework]))


def _articles(text: str) -> Iterator[str]:
    own = re.split(r", (?:Annex|recital|as |inserted|added)|\(EU\)", text)[0]
    return (f"Art. {one}" for one in re.findall(r"(?<![\w(])(\d+[a-z]?(?:\(\w+\))*)", own))


@pytest.mark.parametrize("framework", sorted(FRAMEWORKS))
def test_citations_lead_to_a_provision(framework: str) -> None:
    """What a control refers to stands in the catalog, itself or in parts, or is a definition that is listed."""
    known = {provision.id for provision in FRAMEWORKS[framework].provisions}
    lost = [
        (control.id, name)
        for control in FRAMEWORKS[framework].controls
        for name in cited(control)
        if name not in known | DEFINITIONS
        and not any(one.startswith((f"{name}(", f"{name}.")) for one in known)
    ]
    assert lost == []


@pytest.mark.parametrize("framework", sorted(FRAMEWORKS))
def test_timelines_run_forwards(framework: str) -> None:
    """Periods in force stand in the order in which they begin; a date that was replaced before it came is followed by what replaced it."""
    wrong = []
    for provision in FRAMEWORKS[framework].provisions:
        held = [p for p in provision.timeline if p.until is None or p.until >= p.from_]
        replaced = [p for p in provision.timeline if p not in held]
        if [p.from_ for p in held] != sorted(p.from_ for p in held) or (
            replaced and not held and not provision.reason
        ):
            wrong.append(provision.id)
    assert wrong == []


def test_future_dated_requirements_are_the_listed_ones() -> None:
    """What binds from 2025-03-31 on, wholly or in part, or was superseded on that day, is a golden list."""
    found = sorted(
        p.id
        for p in FRAMEWORKS["pci_dss"].provisions
        if any(f"{t.from_}" == "2025-03-31" for t in p.timeline)
    )
    assert found == Path(__file__).with_name("future_dated.txt").read_text(encoding="utf-8").split()


def _long(framework: FrameworkCatalog) -> Iterator[str]:
    for provision in framework.provisions:
        if len(provision.title) > 125 or provision.title.endswith("."):
            yield provision.id


@pytest.mark.parametrize("framework", sorted(FRAMEWORKS))
def test_titles_of_provisions_are_short_names(framework: str) -> None:
    """A title names a provision in a few words of ours; it is no sentence of its text."""
    assert list(_long(FRAMEWORKS[framework])) == []
