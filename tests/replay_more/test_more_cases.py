"""Further decisions, described by somebody who knew the vocabulary and not the controls; sections are complete as far as the facts tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.source import read
from tests.replay import scoring
from tests.replay.reading import assessed, case, definite, plain

HERE = Path(__file__).parent
FOLDERS = tuple(sorted(path.parent for path in HERE.glob("*/case.yaml")))
TABLE = plain(read((HERE / "missed.yaml").read_bytes(), "missed.yaml"))
"""What is missed, by case; nothing is raised without reason."""

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)


@EVERY
def test_each_expectation_follows_from_numbered_facts(folder: Path) -> None:
    """Expected and cleared provisions name facts that the case tells, and none is both."""
    told = case(folder)
    entries = (*told.expected, *told.not_expected)
    assert entries
    assert all(set(entry.facts) <= set(range(1, len(told.facts) + 1)) for entry in entries)
    assert len({entry.name for entry in entries}) == len(entries)


@EVERY
def test_what_is_missed_is_in_the_table_and_nothing_is_raised(folder: Path) -> None:
    """A provision that is newly found or missed shows as a difference; what was in order is never raised."""
    told, found = case(folder), definite(assessed(folder))
    assert scoring.missed(told, found) == TABLE.get(folder.name, [])
    assert scoring.raised(told, found) == []


def test_nine_in_ten_are_found() -> None:
    """Of what the authorities cited at least 90 % is found, under each law."""
    for framework in ("gdpr", "hipaa"):
        judged = [
            scoring.hit(entry, definite(assessed(folder)))
            for folder in FOLDERS
            for entry in case(folder).expected
            if entry.strict and entry.framework == framework
        ]
        assert sum(judged) >= 0.9 * len(judged), framework
