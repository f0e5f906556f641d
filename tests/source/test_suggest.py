"""A suggestion is close, the same each time, or not made."""

from __future__ import annotations

import pytest

from compliance.source import did_you_mean

_WORDS = ["retention", "encryption", "returns", "model_api", "self_hosted_model", "processor", "processing"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("retenion", "retention"),
        ("encrpytion", "encryption"),
        ("Model-API", "model_api"),
        ("selfhosted_model", "self_hosted_model"),
        ("return", "returns"),
        ("xyz", None),
        ("", None),
        ("a" * 500, None),
    ],
)
def test_suggestions(word: str, meant: str | None) -> None:
    """Slips of the keyboard lead to the word; other words lead nowhere."""
    assert meant == did_you_mean(word, _WORDS)


def test_the_order_of_candidates_does_not_matter() -> None:
    """Of equally close words the first in the alphabet is taken."""
    assert did_you_mean("process", ["processor", "processes"]) == did_you_mean(
        "process", ["processes", "processor"]
    )
