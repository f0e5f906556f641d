"""Errors are one tree, carry what ends the program, and are shown so that a person can act."""

from __future__ import annotations

import pytest

from compliance.errors import (
    ComplianceError,
    InputError,
    Place,
    Problem,
    SigningError,
    ToolError,
    UsageError,
    VerificationError,
    printable,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (ToolError("x"), 2),
        (SigningError("x"), 2),
        (InputError([Problem(None, "x")]), 3),
        (VerificationError("x"), 4),
    ],
)
def test_exit_codes(error: ComplianceError, code: int) -> None:
    """Each kind of error ends the program with its own code; 1 is left to findings."""
    assert code == error.exit_code


def test_a_problem_as_a_person_sees_it() -> None:
    """Place and message, the line, a caret under the column, and what to do."""
    problem = Problem(
        Place("a.yaml", 12, 5), "no field `retenion`", "Did you mean `retention`?", "    retenion: 30 days"
    )
    assert (
        problem.diagnostics()
        == """\
a.yaml:12:5: no field `retenion`
  12 |     retenion: 30 days
     |     ^
  hint: Did you mean `retention`?"""
    )


def test_the_caret_stands_under_wide_and_combined_characters() -> None:
    """Columns count characters; the caret counts the cells a terminal shows."""
    shown = Problem(Place("a.yaml", 1, 8), "here", None, "名: e\u0301, x").diagnostics().splitlines()
    assert "    |" + " " * 8 + "^" == shown[2]


def test_a_long_line_is_cut_around_the_caret() -> None:
    """What the caret points at is on the screen, however long the line."""
    line = "a" * 500 + "HERE" + "b" * 500
    _, excerpt, caret = Problem(Place("a.yaml", 1, 501), "here", None, line).diagnostics().splitlines()
    assert excerpt.index("HERE") == caret.index("^")
    assert len(excerpt) < 130
    assert excerpt.endswith("…")


def test_a_place_behind_the_end_of_the_line() -> None:
    """A caret can stand just after the last character, never farther."""
    shown = Problem(Place("a.yaml", 1, 99), "here", None, "abc").diagnostics().splitlines()
    assert "    |    ^" == shown[2]


def test_problems_stand_in_reading_order() -> None:
    """Those of the whole file first, then by file, line and column."""
    problems = [
        Problem(Place("b.yaml", 1, 1), "4"),
        Problem(Place("a.yaml", 10, 1), "3"),
        Problem(Place("a.yaml", 9, 2), "2"),
        Problem(None, "1"),
    ]
    assert ["1", "2", "3", "4"] == [problem.message for problem in InputError(problems).problems]


def test_at_most_twenty_problems_are_shown() -> None:
    """The rest is counted; programs still get all of them."""
    error = InputError(Problem(Place("a.yaml", line, 1), "wrong") for line in range(1, 31))
    assert len(error.problems) == 30
    assert error.diagnostics().count("wrong") == 20
    assert error.diagnostics().endswith("and 10 more")


def test_an_input_error_needs_a_problem() -> None:
    """Exit code 3 without a reason cannot be made."""
    with pytest.raises(ValueError, match="without a problem"):
        InputError([])


def test_nothing_untrusted_reaches_the_terminal() -> None:
    """Escape sequences and marks of direction are replaced; letters of every script stay."""
    assert "\ufffd[31m é 名 क\u200dष \ufffd\n" == printable("\x1b[31m é 名 क\u200dष \u202e\n")
    shown = Problem(Place("\x1b.yaml", 1, 1), "\x07", "\x9b", "\x1b]0;x").diagnostics()
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)


def test_a_plain_error_shows_its_hint() -> None:
    """`str` is for programs, `diagnostics` for people."""
    error = ToolError("no key", "Make one.")
    assert "no key" == str(error)
    assert "no key\n  hint: Make one." == error.diagnostics()
