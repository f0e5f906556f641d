from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from tests.replay.reading import FOLDERS, Case, assess, assessed, case

if TYPE_CHECKING:
    from pathlib import Path

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)


def _entries(told: Case) -> tuple[str, ...]:
    return tuple(entry.name for entry in (*told.expected, *told.not_expected, *told.contested))


def test_all_cases_are_here() -> None:
    """Thirty-two cases are replayed."""
    assert len(FOLDERS) == 32


@EVERY
def test_each_case_refers_to_facts_it_tells(folder: Path) -> None:
    """Every expectation names the numbered facts it follows from, one of four frameworks and a known verdict."""
    told = case(folder)
    for entry in (*told.expected, *told.not_expected, *told.contested):
        assert set(entry.facts) <= set(range(1, len(told.facts) + 1))
        assert entry.facts
        assert entry.verdict in {"gap", "prohibited", "classify"}
        assert entry.framework in {"hipaa", "gdpr", "pci_dss", "eu_ai_act"}


@EVERY
def test_no_case_expects_a_thing_twice(folder: Path) -> None:
    """A provision is either expected, or cleared, or contested."""
    names = _entries(case(folder))
    assert len(names) == len(set(names))


@EVERY
def test_each_case_is_described_as_of_its_day(folder: Path) -> None:
    """Facts and law are those of the same day."""
    assert assessed(folder).described_on == case(folder).as_of.isoformat()


def test_a_case_with_a_wrong_fact_does_not_load() -> None:
    """The cases are read by the same rules as any file."""
    with pytest.raises(InputError):
        assess(b"practices: {riskanalysis: none}", dt.date(2026, 11, 20))
