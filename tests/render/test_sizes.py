"""Reports of every size keep their form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.model.architecture import Architecture
from compliance.render import RenderedReport, render, render_html
from tests.render import hospital
from tests.render.pdfs import complaints, needs_poppler, packed, text

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_without_findings() -> None:
    """Nothing described, nothing found: the report says so and conforms."""
    made = replace(hospital.assessment(()), classification=(), provisions=())
    empty = render(hospital.report(assessment=made, architecture=Architecture(), attachments=(), signer=None))

    assert [] == complaints(empty.pdf)
    assert "show no gap in the provisions in force that were tested" in empty.html
    assert "There is no finding" in empty.html
    assert empty.pages <= 8


@needs_poppler
def test_two_hundred_findings(tmp_path: Path) -> None:
    """A finding for each of two hundred flows: each is printed, in a few dozen pages at most."""
    found = tuple(
        hospital.finding(
            "hipaa-164-312-e-transmission",
            f"flow:flow-{number:03}",
            "gap" if number % 3 else "unknown",
            f"Flow {number} carries patient data without encryption.",
            because=(hospital.read(f"flows.flow-{number:03}.encryption", "none"),),
        )
        for number in range(200)
    )
    many = render(hospital.report(assessment=hospital.assessment(found)))
    printed = packed(text(many.pdf, tmp_path, "-raw"))

    assert [] == [f.id for f in found if f.id not in printed]
    assert [] == complaints(many.pdf)
    assert many.pages < 40


def test_the_hospital_report_is_short(rendered: RenderedReport) -> None:
    """The example stays far below sixty pages."""
    assert rendered.pages <= 25


def test_two_thousand_findings_of_one_control() -> None:
    """The first are told with their facts, the others by name; appendix B has every one."""
    found = tuple(
        hospital.finding(
            "hipaa-164-312-e-transmission",
            f"flow:flow-{number:04}",
            "gap",
            f"Flow {number} carries patient data without encryption.",
            because=(hospital.read(f"flows.flow-{number:04}.encryption", "none"),),
        )
        for number in range(2000)
    )
    page = render_html(hospital.report(assessment=hospital.assessment(found)))
    chapter, _, appendix = page.rpartition("B. Register of findings")

    assert [] == [one.id for one in found if one.id not in appendix]
    assert chapter.count("carries patient data without encryption") < 40
    assert "1976 more subjects read the same" in chapter
    assert "flow-1999" in chapter
