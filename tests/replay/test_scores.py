from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compliance.source import read
from tests.replay import scoring
from tests.replay.reading import FOLDERS, Entry, Found, assessed, case, definite, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = plain(read((Path(__file__).parent / "missed.yaml").read_bytes(), "missed.yaml"))
"""What is missed, and what is raised without reason, by case; a case that is not named has neither."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_what_is_missed_and_raised_is_in_the_table(folder: Path) -> None:
    """A provision that is newly found or newly missed shows as a difference in the table."""
    told, found = case(folder), definite(assessed(folder))
    expected = TABLE.get(folder.name, {})
    assert scoring.missed(told, found) == expected.get("missed", [])
    assert scoring.raised(told, found) == expected.get("raised", [])


def test_nine_in_ten_provisions_that_were_cited_are_found() -> None:
    """Of what authorities cited on facts that carry it, at least 90 % are found, in each framework."""
    judged = [
        (entry, scoring.hit(entry, definite(assessed(folder))))
        for folder in FOLDERS
        for entry in case(folder).expected
        if entry.strict
    ]
    assert _share(hit for _, hit in judged) >= 0.9
    for framework in ("hipaa", "gdpr", "pci_dss", "eu_ai_act"):
        assert _share(hit for entry, hit in judged if entry.framework == framework) >= 0.9, framework


def test_hardly_anything_in_order_is_raised() -> None:
    """Of what was in order at most 3 % is raised; in cases that were cleared, or built to meet everything, nothing."""
    judged = [
        (told.kind, entry, scoring.false_alarm(entry, found, (*told.expected, *told.contested)))
        for told, found in ((case(folder), definite(assessed(folder))) for folder in FOLDERS)
        for entry in told.not_expected
    ]
    assert _share(false for _, entry, false in judged if not entry.soft) <= 0.03
    assert [
        entry.name for kind, entry, false in judged if false and kind in {"cleared", "constructed twin"}
    ] == []


def _share(verdicts: Iterable[bool]) -> float:
    listed = list(verdicts)
    return sum(listed) / len(listed)


def _entry(framework: str, *ids: str, verdict: str = "gap") -> Entry:
    return Entry(framework, ids, verdict, "cited", soft=False, facts=(1,))


@pytest.mark.parametrize(
    ("framework", "wanted", "held", "near"),
    [
        ("gdpr", "Art. 13", "Art. 13(1)(f)", True),  # below
        ("gdpr", "Art. 32(1)(b)", "Art. 32(1)", True),  # just above
        ("gdpr", "Art. 5(1)(a)", "Art. 5(1)", False),  # Article 5 without its point
        ("hipaa", "164.308(a)(1)(ii)(A)", "164.308(a)", False),  # too far above
        ("hipaa", "164.502(e)", "164.308(b)(1)", True),  # one duty in two rules
        ("gdpr", "Art. 44", "Art. 46(1)", True),
        ("pci_dss", "3.3.1", "3.3.2", False),
        ("pci_dss", "1.3", "1.31", False),  # numbers, not letters
        ("eu_ai_act", "Annex III.4(a)", "Annex III.4", True),
    ],
)
def test_what_counts_as_found(framework: str, wanted: str, held: str, *, near: bool) -> None:
    """The id itself, one below, one not far above, or its twin."""
    assert scoring.hit(_entry(framework, wanted), [Found(framework, held, "gap")]) is near


def test_another_verdict_is_no_hit() -> None:
    """A class is no gap and a gap is no prohibition."""
    assert not scoring.hit(
        _entry("eu_ai_act", "Art. 5(1)(c)"), [Found("eu_ai_act", "Art. 5(1)(c)", "prohibited")]
    )


def test_what_counts_as_false_alarm() -> None:
    """The cleared id or one below it; one above it only if it stands for nothing that was expected."""
    cleared, other = _entry("gdpr", "Art. 33(1)"), _entry("gdpr", "Art. 33(5)")
    above, below = [Found("gdpr", "Art. 33", "gap")], [Found("gdpr", "Art. 33(1)(a)", "gap")]
    assert scoring.false_alarm(cleared, below, ())
    assert scoring.false_alarm(cleared, above, ())
    assert not scoring.false_alarm(cleared, above, (other,))
