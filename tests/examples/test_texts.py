"""What the examples and starters say is fit to be read."""

from __future__ import annotations

import re

import pytest

from compliance import resources
from compliance.inputs.engagement import load_engagement
from compliance.pipeline.assessing import Given, Sources, assess_sources
from tests.examples.described import DAY, EXAMPLES, assessed, catalog

STARTERS = ("hosted-api", "self-hosted", "hybrid")
NAMES = ("hospital-api", "hospital-self-hosted", "payment-copilot")
# Words that claim more than a description can carry; of signatures alone may be said that they were verified.
FORBIDDEN = re.compile(r"\b(compliant|certified|attested|passed|root cause|verified)\b", re.IGNORECASE)


def starter(name: str) -> Sources:
    """A starter as a source."""
    return Sources(Given("architecture.yaml", resources.read("templates", f"starters/{name}.yaml")))


@pytest.mark.parametrize("name", NAMES)
def test_messages_are_filled_and_claim_nothing(name: str) -> None:
    """No placeholder is left, and no word says more than was stated."""
    for finding in assessed(name).assessment.findings:
        assert not re.search(r"[{}]|\bNone\b|\s\s", finding.message), finding.id
        assert not FORBIDDEN.search(finding.message), finding.id


@pytest.mark.parametrize("name", NAMES)
def test_every_gap_names_facts_and_lines(name: str) -> None:
    """A gap rests on at least one fact whose line is known, in a file of the example."""
    lines = {file.name: file.read_text().splitlines() for file in (EXAMPLES / name).glob("*.yaml")}
    for finding in assessed(name).assessment.findings:
        if finding.outcome == "gap":
            places = [read.source for read in finding.because if read.source is not None]
            assert places, finding.id
            assert all(place.line <= len(lines[place.file]) for place in places)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_says_that_it_is_constructed(name: str) -> None:
    """Nobody takes the organisation for a real one."""
    assert "Constructed for illustration" in (EXAMPLES / name / "architecture.yaml").read_text()
    engagement = load_engagement((EXAMPLES / name / "engagement.yaml").read_bytes(), "engagement.yaml")
    assert engagement.prepared_for is not None
    assert "constructed" in engagement.prepared_for


def test_answers_stand_in_the_findings() -> None:
    """A fact that a person answered is traced to the answers file."""
    files = {
        read.source.file
        for finding in assessed("hospital-api").assessment.findings
        for read in finding.because
        if read.source is not None
    }
    assert files == {"architecture.yaml", "answers.yaml"}


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_is_small_and_explains_itself(name: str) -> None:
    """It fits two screens, every section has a comment, and no line is too long for an editor beside another window."""
    lines = resources.read("templates", f"starters/{name}.yaml").decode().splitlines()
    assert 40 <= len(lines) <= 80
    heads = [line for line in lines if re.match(r"[a-z_]+:", line)]
    assert all("#" in line for line in heads if not line.startswith("schema:")), heads
    assert lines[0].startswith("# yaml-language-server: $schema=")
    assert max(map(len, lines)) <= 200


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_is_assessed_and_leaves_honest_unknowns(name: str) -> None:
    """It loads, at least one law applies and none is left open, and questions remain."""
    found = assess_sources(starter(name), catalog(), DAY).assessment
    applies = {scope.id: scope.applies for scope in found.frameworks}
    assert True in applies.values()
    assert None not in applies.values()
    assert found.summary.open_questions > 0
    assert any(finding.outcome == "satisfied" for finding in found.findings)
