from __future__ import annotations

import pytest

from tests.conformance.cases import Case, cases, faults


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.id)
def test_a_case_comes_to_what_it_wants(case: Case) -> None:
    """Evaluation gives the outcomes, traces and asks that the case states."""
    assert faults(case) == []
