from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.values import When

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2200, 12, 31))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A date in any of its forms."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    forms = [
        first.isoformat(),
        f"{first:%Y-%m}",
        f"{first:%Y}",
        f"{first}/{last}",
        f"../{last:%Y-%m}",
        f"{first:%Y-%m}/..",
        f"{first:%Y}/{last:%Y}",
    ]
    return When.parse(draw(st.sampled_from(forms)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-04-15", "2014-04-15", "2014-04-15"),
        ("2003/2005", "2003-01-01", "2005-12-31"),
        ("../2015-10-11", "0001-01-01", "2015-10-11"),
        ("2015-10-12/..", "2015-10-12", "9999-12-31"),
        (" 2014 / 2015 ", "2014-01-01", "2015-12-31"),
    ],
)
def test_each_form_bounds_the_days_it_says(text: str, first: str, last: str) -> None:
    """A date known in part stands for every day it could be."""
    found = When.parse(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-13-40", "'2026-13-40' is no date: there is no month 13"),
        ("2026-02-30", "'2026-02-30' is no date: 2026-02 has no day 30"),
        ("2026-00", "'2026-00' is no date: there is no month 0"),
        ("0000", "'0000' is no date: there is no year 0"),
        ("../..", "'../..' says nothing: leave it out, or write unknown"),
        ("2025/2024", "'2025/2024' ends before it begins"),
        ("2024/2025/2026", "'2024/2025/2026' has more than two ends"),
        ("15.4.2026", "'15.4.2026' is no date: write 2026-04-15"),
        ("٢٠٢٦", "is no date: write 2026-04-15"),
        ("", "'' is no date: write 2026-04-15"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, why: str) -> None:
    """Nothing is repaired in silence, and the sentence says what is wrong."""
    with pytest.raises(ValueError, match=r".") as refused:
        When.parse(text)
    assert why in str(refused.value)


@given(whens())
def test_the_text_is_given_back_and_reads_back(date: When) -> None:
    """What a user wrote is what a user sees, and it means the same when read again."""
    again = When.parse(str(date))
    assert again == date
    assert hash(again) == hash(date)
    assert str(again) == str(date)


@given(whens(), whens(), DAYS, DAYS)
def test_a_definite_comparison_holds_for_every_day_it_could_be(
    one: When, two: When, a: dt.date, b: dt.date
) -> None:
    """True and False survive whatever the exact days turn out to be; None means that both are possible."""
    left = min(max(a, one.first), one.last)
    right = min(max(b, two.first), two.last)
    verdict = one.on_or_before(two)
    assert verdict is None or verdict == (left <= right)
    if verdict is None:
        assert one.first <= two.last
        assert one.last > two.first


@given(whens(), whens())
def test_after_is_before_from_the_other_side(one: When, two: When) -> None:
    """`on_or_after` is `on_or_before` with the sides exchanged."""
    assert one.on_or_after(two) == two.on_or_before(one)


@given(whens(), whens(), whens())
def test_what_refines_a_date_decides_whatever_the_date_decides(one: When, two: When, other: When) -> None:
    """A more exact date never turns a definite comparison."""
    if one.refines(two) and two.on_or_before(other) is not None:
        assert one.on_or_before(other) == two.on_or_before(other)


def test_a_date_cannot_be_changed_or_ordered() -> None:
    """Intervals that overlap have no order, so none is offered; a value that is a key of a map stays what it is."""
    date = When.parse("2014")
    with pytest.raises(AttributeError):
        date.first = dt.date(2020, 1, 1)  # type: ignore[misc]
    with pytest.raises(TypeError):
        assert date < When.parse("2015")  # type: ignore[operator]
