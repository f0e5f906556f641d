"""Many systems on several processors."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from compliance.errors import InputError
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json, describe
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.outcomes import outcomes
from compliance.pipeline.portfolio import AT_A_TIME, Portfolio

EXAMPLES = Path(__file__).resolve().parents[2] / "reports" / "examples"
DAY = dt.date(2026, 11, 20)
CATALOG = catalog_in_use(["hipaa"])


def _systems(count: int) -> list[Sources]:
    """The examples in turn, no two systems with the same bytes."""
    texts = [(path / "architecture.yaml").read_bytes() for path in sorted(EXAMPLES.iterdir())]
    return [Sources(Given("architecture.yaml", texts[n % len(texts)] + b"# %d\n" % n)) for n in range(count)]


@pytest.mark.parametrize("processes", [1, 2])
def test_each_system_has_the_result_it_has_alone(processes: int) -> None:
    """In the order of the systems, outcomes and bytes are those of assessing each by itself."""
    systems = _systems(AT_A_TIME + 3)
    portfolio = Portfolio(CATALOG, DAY, processes)
    assert list(portfolio.outcomes(systems)) == [
        outcomes(describe(one, CATALOG), CATALOG, DAY) for one in systems
    ]
    few = systems[:4]
    alone = [assessment_json(assess_sources(one, CATALOG, DAY).assessment) for one in few]
    assert list(portfolio.assessments(few)) == alone


@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_is_wrong_is_told_with_all_its_problems(processes: int) -> None:
    """An InputError keeps its problems and their places on the way from another process."""
    wrong = Sources(Given("wrong.yaml", b"schema: compliance-architecture/1\nsistem: {}\nflovs: {}\n"))
    with pytest.raises(InputError) as told:
        list(Portfolio(CATALOG, DAY, processes).outcomes([*_systems(1), wrong]))
    assert [str(one.place) for one in told.value.problems] == ["wrong.yaml:2:1", "wrong.yaml:3:1"]
