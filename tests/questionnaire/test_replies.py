from __future__ import annotations

import pytest

from compliance.errors import InputError
from compliance.model.asked import Expected
from compliance.questionnaire.replies import Reply, detail_of, said_of, table, typed, with_detail, word
from compliance.source import Node, dump, read

DAY, DAYS, NAMES, DETAILS = (
    Expected("day"),
    Expected("days", several=True),
    Expected("names", several=True),
    Expected("details"),
)


def _yaml(node: Node | None) -> str:
    return "nothing" if node is None else dump({"v": node}).strip()


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("2026-03-14", DAY, "v: 2026-03-14"),
        ("  ../2026-04-15 ", DAY, "v: ../2026-04-15"),
        ("?", DAY, "v: unknown"),
        ("Not known", DAY, "v: unknown"),
        ("N/A", DAY, "v: not applicable"),
        ("2025-09-15, 2026-09-14", DAYS, "v:\n- 2025-09-15\n- 2026-09-14"),
        ("2025-09-15", DAYS, "v:\n- 2025-09-15"),
        ("none", DAYS, "v: none"),
        ("[ehr, log]", NAMES, "v:\n- ehr\n- log"),
        ("all", NAMES, "v: all"),
        ("{has: [ehr], lacks: [log]}", NAMES, "v:\n  has:\n  - ehr\n  lacks:\n  - log"),
        ("none", DETAILS, "v: none"),
        ("{text: none}", DETAILS, "v:\n  text: none"),
    ],
)
def test_a_typed_line_becomes_the_value_the_file_would_hold(
    text: str, expected: Expected, value: str
) -> None:
    """Lists are separated by commas, several ways to say "not known" are one, and `unknown` is a word, not a text."""
    assert _yaml(typed(text, expected)) == value


def test_details_that_are_no_yaml_are_refused() -> None:
    """The strict reader reads them, with all it refuses."""
    with pytest.raises(InputError):
        typed("{text: ", DETAILS)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ({"a": True, "b": False}, "v:\n- a"),
        ({"a": False, "b": False}, "v: none"),
        ({"a": None, "b": None}, "v: unknown"),
        ({"a": True, "b": None}, "v:\n  has:\n  - a"),
        ({"a": False, "b": None}, "v:\n  lacks:\n  - a"),
        ({"a": True, "b": False, "c": None}, "v:\n  has:\n  - a\n  lacks:\n  - b"),
    ],
)
def test_a_table_says_no_more_than_was_said(rows: dict[str, bool | None], value: str) -> None:
    """A list is complete only where every row was stated; a row that was not known stays open."""
    assert _yaml(table(rows)) == value


def test_a_detail_joins_the_record() -> None:
    """What the record says of other details stays; the detail itself is replaced."""
    record = read("{status: implemented, documented: no}", "x")
    assert (
        _yaml(with_detail(record, "documented", word("yes")))
        == "v:\n  status: implemented\n  documented: yes"
    )
    assert _yaml(with_detail(None, "text.safeguards", word("yes"))) == "v:\n  text:\n    safeguards: yes"
    assert _yaml(detail_of(record, "documented")) == "v: no"
    assert _yaml(detail_of(record, "every")) == "nothing"
    assert _yaml(detail_of(word("yes"), "every")) == "nothing"


@pytest.mark.parametrize(
    ("value", "asks"),
    [
        ("partly", True),
        ("partial", True),
        ("{status: partial}", True),
        ("not applicable", True),
        ("yes", False),
        ("unknown", False),
    ],
)
def test_exceptions_and_reasons_are_asked_for(value: str, *, asks: bool) -> None:
    """Partly says nothing without the exceptions, and "does not apply" nothing without a reason."""
    reply = Reply(read(value, "x"))
    assert (reply.needs_note is not None) is asks
    assert said_of(reply.value) == value.removeprefix("{status: ").removesuffix("}")
