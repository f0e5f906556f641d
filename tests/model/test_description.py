from __future__ import annotations

import datetime as dt

import pytest

from compliance.errors import Place
from compliance.model.answers import Evidence
from compliance.model.architecture import Architecture
from compliance.model.description import ASSURANCES, Answered, Description

FILE = Place("a.yaml", 1, 1)
DIGEST = "0" * 64
DAY = dt.date(2026, 11, 20)


def _answered(**evidence: object) -> Answered:
    item = Evidence.model_validate({"path": "a.pdf", "sha256": DIGEST} | evidence)
    return Answered("q", "a@example.org", None, None, (item,), None, FILE)


def _description(attached: frozenset[str], **evidence: object) -> Description:
    answered = {"practices.training": (_answered(**evidence),)}
    return Description(Architecture(), {"practices.training": FILE}, answered, attached=attached)


@pytest.mark.parametrize(
    ("attached", "evidence", "assurance"),
    [
        (False, {}, "stated"),
        (True, {}, "attached"),
        (True, {"valid_until": "2026-11-20"}, "attached"),
        (True, {"valid_until": "2026-11-19"}, "stated"),
        (True, {"dated": "2026-11-21"}, "stated"),
        (True, {"examined_by": "b@example.org"}, "examined"),
        (True, {"examined_by": "a@example.org"}, "attached"),
        (False, {"examined_by": "b@example.org"}, "stated"),
        (True, {"examined_by": "b@example.org", "valid_until": "2025-01-01"}, "stated"),
    ],
)
def test_evidence_backs_a_fact_as_far_as_it_goes(
    *, attached: bool, evidence: dict[str, object], assurance: str
) -> None:
    """A file that was not found or is out of date backs nothing; nobody examines their own answer."""
    described = _description(frozenset({DIGEST} if attached else ()), **evidence)
    assert ASSURANCES[described.assurance("practices.training", DAY)] == assurance


def test_an_answer_backs_what_lies_below_it() -> None:
    """An answer that states a whole record backs each of its fields, and nothing beside it."""
    described = _description(frozenset({DIGEST}))
    assert described.assurance("practices.training.every", DAY) == 1
    assert described.assurance("practices.policies", DAY) == 0


def test_a_path_has_the_place_of_the_nearest_thing_around_it() -> None:
    """Findings point somewhere even where a detail was never written."""
    described = _description(frozenset())
    assert described.place("practices.training.every") == FILE
    assert described.place("parties") is None
    assert described.states("practices.training")
    assert not described.states("practices.training.every")
