"""What changed, out of files that anybody may have written: a comment keeps its form, a terminal its lines."""

from __future__ import annotations

import re

import pytest

from compliance.model.difference import Change, Difference, Said, Side
from compliance.render.difference import difference_markdown, difference_text
from compliance.render.terminal import Style

HOSTILE = "a`| b | ![x](http://example.org/x) [y](javascript:z) <img src=x> \x1b[2J\u202e\n# Heading"


@pytest.fixture
def found() -> Difference:
    """One change whose every text is an attack."""
    side = Side(HOSTILE, HOSTILE, HOSTILE, "0" * 64)
    said = Said(HOSTILE, HOSTILE, "current", accepted=True)
    change = Change(HOSTILE, HOSTILE, "hipaa", "high", "new", ("description",), None, said, HOSTILE, HOSTILE)
    return Difference(side, side, ("description",), (change,), 3, (HOSTILE,))


def test_markdown_keeps_its_table_and_holds_no_link(found: Difference) -> None:
    """A row has four cells, whatever stands in them; nothing is a heading, a picture, a link or a tag of theirs."""
    lines = difference_markdown(found).splitlines()
    (row,) = (line for line in lines if line.startswith("| `"))
    assert row.replace("\\|", "").count("|") == 5
    assert [line for line in lines if line.startswith("#")][1:] == ["## New gaps (1)"]
    outside = "\n".join(lines).replace(row.split(" | ")[0], "")
    assert re.search(r"(?<!\\)(\[|\]\(|!|<)|[\x1b\u202e]", outside) is None


def test_the_terminal_shows_it_as_text(found: Difference) -> None:
    """Dates, remarks, ids and messages alike."""
    told = difference_text(found, Style(colour=False, width=100))
    assert not {"\x1b", "\u202e"} & set(told)
    assert not any(line.startswith("# ") for line in told.splitlines())
