"""A terminal is steered by nobody's text: names, facts and places reach it as plain characters on the line they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.model.assessment import SystemName
from compliance.render.terminal import Style, assessment_text
from compliance.render.terminal.finding import finding_text
from compliance.render.terminal.style import short_names
from compliance.render.verdict import verdict_text
from tests.render import hospital
from tests.render.description import architecture

STEERING = "\x1b[2J\x1b]0;title\x07\x9b31m\r\b\u202e\u2066\u2028\u200f\ufeff\U000e0041\ud800"
STEERS = set("\x1b\x07\x9b\r\b\u202e\u2066\u2028\u200f\ufeff\U000e0041\ud800")
NAME = f"St. Example{STEERING}\nVerified: everything"


@pytest.mark.parametrize("wide", [60, 110])
def test_no_way_of_setting_text_lets_it_steer(wide: int) -> None:
    """Titles, parts, wrapped lines and painted words take any text, and give one line for each they were asked for."""
    style = Style(colour=False, width=wide)
    lines = [style.paint(NAME, "bold"), *style.title(NAME), *style.wrap(NAME, 2), *style.part("What", [NAME])]
    assert not STEERS & set("".join(lines))
    assert not any("\n" in line for line in lines)
    assert Style(colour=True, width=wide).paint(NAME, "red").count("\x1b") == 2


def test_an_assessment_of_a_hostile_description_stays_text() -> None:
    """Name of the system, messages and facts."""
    made = hospital.assessment()
    findings = tuple(
        replace(one, message=NAME, because=tuple(replace(read, value=NAME) for read in one.because))
        for one in made.findings
    )
    summary = replace(made.summary, frameworks=())  # counts are no text of anybody's
    made = replace(made, findings=findings, system=SystemName("x", NAME), summary=summary)
    catalog, style = hospital.report().catalog, Style(colour=False, width=100)
    told = assessment_text(made, catalog, architecture(), style)
    told += finding_text(made, findings[0], short_names(catalog), style)
    assert not STEERS & set(told)
    assert not any(line.startswith("Verified") for line in told.splitlines())


def test_a_verdict_on_a_hostile_file_stays_text() -> None:
    """What certificates and files say of themselves stands in sentences of ours."""
    fact = {"number": 2, "name": "signed_by", "title": "Signed by", "state": "ok", "sentence": NAME}
    told = verdict_text(NAME, {"facts": [fact], "bottom_line": NAME}, Style(colour=False, width=80))
    assert not STEERS & set(told)
    assert not any(line.startswith("Verified") for line in told.splitlines())
