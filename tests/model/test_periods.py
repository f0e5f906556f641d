from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.values import Length, Period
from compliance.model.values.months import add_months, days_in

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 12, 31))
LENGTHS = st.tuples(st.integers(0, 400), st.sampled_from(UNITS)).map(lambda pair: f"{pair[0]} {pair[1]}s")


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period in any of its forms."""
    text = draw(LENGTHS)
    forms = [text, f"../{text}", f"{text}/..", *Period.WORDS]
    return Period.parse(draw(st.sampled_from(forms)))


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("30 days", "30 days", True),
        ("31 days", "30 days", False),
        ("1 year", "12 months", True),
        ("13 months", "1 year", False),
        ("72 hours", "3 days", True),
        ("2 weeks", "14 days", True),
        ("1 month", "31 days", True),
        ("1 month", "30 days", None),
        ("1 month", "27 days", False),
        ("3 months", "92 days", True),
        ("3 months", "90 days", None),
        ("30 days", "1 month", None),
        ("28 days", "1 month", True),
        ("1 year", "366 days", True),
        ("1 year", "365 days", None),
        ("400 years", "146097 days", True),
        ("146098 days", "400 years", False),
        ("../60 days", "60 days", True),
        ("../61 days", "60 days", None),
        ("9 weeks/..", "60 days", False),
        ("8 weeks/..", "60 days", None),
        ("none", "1 day", True),
        ("none", "none", True),
        ("session", "1 day", True),
        ("session", "1 hour", None),
        ("unlimited", "1000 years", False),
        ("unlimited", "unlimited", True),
        ("30 days", "unlimited", True),
        ("undefined", "1000 years", None),
        ("undefined", "unlimited", None),
        ("30 days", "statutory", None),
        ("as_needed", "none", None),
    ],
)
def test_lengths_compare_exactly_and_open_ones_stay_open(left: str, right: str, verdict: bool | None) -> None:  # noqa: FBT001
    """Months are never averaged: where it depends on which months are meant, the answer is None."""
    assert Period.parse(left).compare_at_most(Period.parse(right)) is verdict
    assert Period.parse(right).compare_at_least(Period.parse(left)) is verdict


@pytest.mark.parametrize(
    ("text", "day", "earliest", "latest"),
    [
        ("1 month", "2026-01-31", "2026-02-28", "2026-02-28"),
        ("1 month", "2028-01-31", "2028-02-29", "2028-02-29"),
        ("72 hours", "2026-01-31", "2026-02-03", "2026-02-03"),
        ("90 minutes", "2026-01-01", "2026-01-01", "2026-01-02"),
        ("../60 days", "2026-01-01", "2026-01-01", "2026-03-02"),
        ("60 days/..", "2026-01-01", "2026-03-02", "9999-12-31"),
        ("unlimited", "2026-01-01", "9999-12-31", "9999-12-31"),
        ("undefined", "2026-01-01", "2026-01-01", "9999-12-31"),
        ("none", "2026-01-01", "2026-01-01", "2026-01-01"),
        ("9000 years", "2026-01-01", "9999-12-31", "9999-12-31"),
        ("9999999 days", "2026-01-01", "9999-12-31", "9999-12-31"),
    ],
)
def test_adding_a_period_gives_the_first_and_last_possible_day(
    text: str, day: str, earliest: str, latest: str
) -> None:
    """A period that began at some moment of a day is over between these days."""
    found = Period.parse(text).add_to(dt.date.fromisoformat(day))
    assert tuple(map(str, found)) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("30 dys", "'30 dys' is no period: write 30 days"),
        ("P30D", "'P30D' is no period"),
        ("-3 days", "'-3 days' is no period"),
        ("1.5 years", "'1.5 years' is no period"),
        ("60 days/30 days", "'60 days/30 days' ends below where it begins"),
        ("forever", "or one of none, session, unlimited, undefined, statutory, as_needed"),
        ("../..", "says nothing"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text: str, why: str) -> None:
    """Nothing is repaired in silence."""
    with pytest.raises(ValueError, match=r".") as refused:
        Period.parse(text)
    assert why in str(refused.value)


@given(periods())
def test_the_text_is_given_back_and_reads_back(period: Period) -> None:
    """What a user wrote is what a user sees, and it means the same when read again."""
    assert Period.parse(str(period)) == period
    assert str(Period.parse(str(period))) == str(period)


@given(LENGTHS, LENGTHS, DAYS)
def test_a_definite_comparison_holds_from_every_day(one: str, two: str, day: dt.date) -> None:
    """If one length is at most another, then adding both to any day keeps that order, and the other way round."""
    left, right = Period.parse(one), Period.parse(two)
    verdict = left.compare_at_most(right)
    if verdict is True:
        assert left.add_to(day)[0] <= right.add_to(day)[0]
    if verdict is False:
        assert left.add_to(day)[1] >= right.add_to(day)[1]


@given(periods(), periods(), periods())
def test_what_refines_a_period_decides_whatever_the_period_decides(
    one: Period, two: Period, other: Period
) -> None:
    """A more exact period never turns a definite comparison."""
    if one.refines(two) and two.compare_at_most(other) is not None:
        assert one.compare_at_most(other) == two.compare_at_most(other)


@given(st.integers(0, 60), DAYS)
def test_months_have_as_many_days_as_the_bounds_say(months: int, day: dt.date) -> None:
    """From any day on, so many months are within the fewest and the most days."""
    fewest, most = days_in(months)
    assert fewest <= (add_months(day, months) - day).days <= most


def test_the_bounds_of_months_are_reached() -> None:
    """The fewest and the most days are those of real months, not estimates."""
    assert [days_in(months) for months in (0, 1, 2, 3, 6, 12, 48, 4800)] == [
        (0, 0),
        (28, 31),
        (59, 62),
        (89, 92),
        (181, 184),
        (365, 366),
        (1460, 1461),
        (146_097, 146_097),
    ]


def test_lengths_hold_no_floats() -> None:
    """What is hashed and compared is exact."""
    assert Period.parse("1 year").low == Length(months=12)
    assert Period.parse("90 minutes").low == Length(seconds=5400)
