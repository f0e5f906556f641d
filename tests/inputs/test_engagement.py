"""Reading what surrounds a report."""

from __future__ import annotations

import json

import jsonschema
import pytest

from compliance import resources
from compliance.errors import InputError
from compliance.inputs.engagement import engagement_schema, load_engagement
from compliance.model.engagement import Engagement

HEAD = "schema: compliance-engagement/1\n"
RESPONSE = """responses:
  - {finding: c@party:v, response: Contract is being signed, cause: Nobody asked for one, status: in_progress, owner: Legal, due: 2026-12-15}
"""


def problems(text: str) -> str:
    """What is wrong with a file, each with its place."""
    with pytest.raises(InputError) as caught:
        load_engagement(text.encode(), "engagement.yaml")
    return "\n".join(f"{problem.place}: {problem.message}" for problem in caught.value.problems)


def test_it_says_who_asked_and_what_the_management_answers() -> None:
    """Document control, history and responses come back as they were written."""
    text = f"{HEAD}prepared_for: The board\nhistory:\n  - {{version: '1.0', on: 2026-11-20, change: First issue}}\n{RESPONSE}"
    loaded = load_engagement(text.encode(), "engagement.yaml")

    assert (loaded.prepared_for, loaded.reviewer) == ("The board", None)
    assert loaded.history is not None
    assert str(loaded.history[0].dated) == "2026-11-20"
    response = loaded.response_to("c@party:v", "c")
    assert response is not None
    assert (response.owner, response.status, str(response.due)) == ("Legal", "in_progress", "2026-12-15")


def test_a_response_to_a_control_answers_all_its_findings() -> None:
    """The narrower response wins; silence on both is no response."""
    text = f"{HEAD}responses:\n  - {{finding: c, owner: One}}\n  - {{finding: 'c@party:v', owner: Two}}\n"
    loaded = load_engagement(text.encode(), "engagement.yaml")
    owners = [loaded.response_to(name, "c") for name in ("c@party:v", "c@party:w")]

    assert ["Two", "One"] == [one.owner for one in owners if one is not None]
    assert loaded.response_to("d@party:v", "d") is None


def test_all_problems_come_at_once_with_their_places() -> None:
    """A misspelt key, a date that is none, a foreign word and an unfinished entry are reported together."""
    found = problems(
        f"{HEAD}prepard_for: x\nresponses:\n  - {{owner: One}}\n  - {{finding: c, due: soon, status: maybe}}\n"
    )

    assert "engagement.yaml:2:1" in found
    assert "'prepard_for'" in found
    for place in ("engagement.yaml:4", "engagement.yaml:5"):
        assert place in found
    assert "'soon'" in found
    assert "'maybe'" in found


def test_a_finding_is_answered_once() -> None:
    """Two responses to one finding would leave open which is meant."""
    assert "c was answered above" in problems(f"{HEAD}responses:\n  - {{finding: c}}\n  - {{finding: c}}\n")


def test_another_format_is_refused() -> None:
    """An answers file given by mistake is named."""
    assert "is not the format expected here" in problems("schema: compliance-answers/1\n")


def test_the_published_schema_is_that_of_the_model() -> None:
    """Editors check what loading checks."""
    published = json.loads(resources.read("templates", "schemas/engagement.schema.json"))

    assert engagement_schema() == published
    jsonschema.validate({"schema": "compliance-engagement/1", "prepared_for": "The board"}, published)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": "compliance-engagement/1", "prepard_for": "x"}, published)


def test_nothing_stated_is_an_empty_engagement() -> None:
    """A file with its format alone states nothing."""
    loaded = load_engagement(HEAD.encode(), "engagement.yaml")

    assert [] == [name for name in Engagement.model_fields if name != "schema_" and getattr(loaded, name)]
