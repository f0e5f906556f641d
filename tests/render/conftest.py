"""The hospital's report, rendered once for all tests that only look at it."""

from __future__ import annotations

import pytest

from compliance.render import RenderedReport, ReportInput, render
from tests.render import hospital


@pytest.fixture(scope="session")
def report() -> ReportInput:
    """The input of the hospital's report."""
    return hospital.report()


@pytest.fixture(scope="session")
def rendered(report: ReportInput) -> RenderedReport:
    """The hospital's report."""
    return render(report)
