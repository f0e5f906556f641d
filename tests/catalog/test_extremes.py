"""Everything right, everything wrong, nothing stated: what each control can and cannot conclude."""

from __future__ import annotations

import pytest

from tests.catalog.extremes import FRAMEWORKS, assess, extreme, outcomes, right, wrong

ROLES = {
    "hipaa": "covered_entity, business_associate",
    "gdpr": "controller, processor",
    "pci_dss": "merchant, service_provider",
    "eu_ai_act": "provider, deployer",
}
SILENT = "schema: compliance-architecture/1\nsystem: {id: silent, name: A system of which nothing is told}\n"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_where_everything_is_wrong_every_control_finds_its_gap(framework: str) -> None:
    """Whatever does not conclude a gap stands in the list, with its outcome and the reason why it cannot."""
    found = outcomes(assess(wrong(framework), framework), framework)
    listed = extreme(framework).not_gap
    assert {name: word for name, word in found.items() if word != "gap"} == {
        name: entry["outcome"] for name, entry in listed.items()
    }
    assert all(len(entry["because"]) > 20 for entry in listed.values())


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_where_everything_is_right_nothing_is_a_gap(framework: str) -> None:
    """Every control that a fact can satisfy is satisfied; the rest, which a person judges or no part of the base meets, is listed."""
    found = outcomes(assess(right(framework), framework), framework)
    rest: dict[str, list[str]] = {}
    for name, word in sorted(found.items()):
        if word != "satisfied":
            rest.setdefault(word, []).append(name)
    assert rest == extreme(framework).not_satisfied


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_where_only_roles_are_stated_nothing_is_concluded(framework: str) -> None:
    """Neither a gap nor satisfied follows from silence, and questions are asked."""
    roles = SILENT + f"organisation: {{roles: {{{framework}: [{ROLES[framework]}]}}}}\n"
    assessment = assess(roles, framework)
    assert {finding.outcome for finding in assessment.findings} <= {"unknown", "needs_review"}
    assert any(finding.asks for finding in assessment.findings)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_where_no_role_is_stated_nothing_is_concluded(framework: str) -> None:
    """Without roles no outcome is definite: whether the framework applies is open, or it is out of scope for a reason told."""
    assessment = assess(SILENT, framework)
    assert {finding.outcome for finding in assessment.findings} <= {"unknown"}
