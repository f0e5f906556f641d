"""What a decision file may say stands in the documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from compliance import resources
from compliance.inputs.plan import plan_of
from compliance.model import decision
from compliance.model.words.decision import (
    Acquisition,
    Expertise,
    Measure,
    Precision,
    Quality,
    Sensitivity,
    Serving,
)

if TYPE_CHECKING:
    from compliance.model.words.base import Word

PAGE = resources.read("frameworks", "decision/README.md").decode().partition("## How a number is made")[0]


def _row(section: str) -> str:
    return next(line for line in PAGE.splitlines() if line.startswith(f"| {section}"))


@pytest.mark.parametrize(
    ("section", "type_"),
    [
        ("`workload`", decision.Workload), ("`tasks`", decision.Task), ("`team`", decision.Team), ("`operation`", decision.Operation),
        ("`variants.NAME.routes`", decision.Route), ("`variants.NAME.costs`", decision.CostItem), ("`models`", decision.Model),
        ("`machines`", decision.Machine), ("`measured`", decision.Measured), ("`rules`", decision.Rule),
    ],
)  # fmt: skip
def test_every_field_is_told(section: str, type_: type) -> None:
    """In the row of its section, and no field there that does not exist."""
    told = set(re.findall(r"`([a-z_]+)`", _row(section).partition(" | ")[2]))
    assert told == {field.key for field in plan_of(type_).fields}


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("`workload`", (Quality, Sensitivity)), ("`team`", (Expertise,)), ("`rules`", (Measure,)),
        ("`variants.NAME.routes`", (Serving, Precision, Acquisition)),
    ],
)  # fmt: skip
def test_every_word_is_told(section: str, words: tuple[type[Word], ...]) -> None:
    """Whoever writes a file need not guess and be refused."""
    for word in words:
        *first, last = list(word)
        assert f": {', '.join(first)} or {last}" in _row(section)
