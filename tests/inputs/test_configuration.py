"""What a project sets once for all commands."""

from __future__ import annotations

import pytest

from compliance.errors import InputError
from compliance.inputs.configuration import load_configuration


def test_a_file_of_its_own_needs_no_table() -> None:
    """Keys may be written with hyphens, as options are."""
    found = load_configuration(b'fail-on = ["high"]\nstrict = true\n', "compliance.toml")
    assert found == {"fail_on": ["high"], "strict": True}


def test_a_pyproject_without_our_table_sets_nothing() -> None:
    """Other tools' tables are none of ours."""
    assert (
        load_configuration(b"[tool.other]\nx = 1\n", "pyproject.toml", table=("tool", "compliance")) is None
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("strict = true\nanswer = []\n", 2, "did you mean 'answers'?"),
        ("\nanswers = 'a.yaml'\n", 2, "answers must be a list of texts"),
        ("identity = ['a']\n", 1, "identity must be a text in quotes"),
        ("strict = 'yes'\n", 1, "strict must be true or false"),
        ("a = \n", 1, "this is no TOML"),
        ("as-of = '2026-01-01'\n", 1, "unknown setting 'as-of'"),
    ],
)
def test_faults_have_place_and_hint(text: str, line: int, told: str) -> None:
    """A misspelt key, a value of another kind, and what is no TOML; a date cannot be set at all."""
    with pytest.raises(InputError) as error:
        load_configuration(text.encode(), "compliance.toml")
    problem = error.value.problems[0]
    assert told in f"{problem} {problem.hint}"
    assert problem.place is not None
    assert problem.place.line == line


def test_a_place_inside_a_pyproject_is_its_own_line() -> None:
    """The line told is that of our key, below our table."""
    text = b"[tool.other]\nx = 1\n[tool.compliance]\nanswerz = []\n"
    with pytest.raises(InputError) as error:
        load_configuration(text, "pyproject.toml", table=("tool", "compliance"))
    assert str(error.value.problems[0].place) == "pyproject.toml:4:1"


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "9" * 20_000, "a = '\\x00'"])
def test_hostile_toml_is_a_problem_of_the_file(text: str) -> None:
    """Nesting without end and numbers of thousands of digits end in a sentence."""
    with pytest.raises(InputError) as caught:
        load_configuration(text.encode(), "compliance.toml")
    assert str(caught.value).startswith("compliance.toml:1:1: ")
