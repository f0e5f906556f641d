"""What is written reads back as the same, here and by any other YAML reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import InputError
from compliance.source import Node, Plain, Scalar, Sequence, dump, read

_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), max_size=30)
_PLAIN = st.recursive(
    _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


def _said(node: Node) -> object:
    """What a tree says: only of single words does it matter whether they are quoted."""
    if isinstance(node, Scalar):
        return node.text, node.quoted and node.text.isalnum()
    if isinstance(node, Sequence):
        return [_said(item) for item in node.items]
    return [(entry.key.text, _said(entry.value)) for entry in node.entries]


def test_the_usual_answers_file() -> None:
    """Maps keep their order, misread text is quoted, and nothing else is."""
    value: dict[str, Plain] = {
        "schema": "compliance-answers/1",
        "answers": {
            "risk-analysis-date": [{"value": date(2026, 3, 14), "country": "NO", "section": "12.10"}]
        },
        "confirmed": True,
        "open": None,
        "count": 480,
        "price": Decimal("1.50"),
        "none": [],
        "text": "a: b",
    }
    assert (
        dump(value)
        == """\
schema: compliance-answers/1
answers:
  risk-analysis-date:
  - value: 2026-03-14
    country: "NO"
    section: "12.10"
confirmed: yes
open: unknown
count: 480
price: 1.50
none: []
text: 'a: b'
"""
    )


@pytest.mark.parametrize(
    "text", ["unknown", "on", "~", "", "1e3", "a\nb", "- x", "@x", "# x", " x", "x ", "é", "<<", "="]
)
def test_awkward_text_comes_back(text: str) -> None:
    """Text that looks like something else reads back as that text, by us and by another reader."""
    root = read(dump({"key": text}), "a.yaml")
    assert root == read(dump(root), "a.yaml")
    assert {"key": text} == yaml.safe_load(dump({"key": text}))


@given(_PLAIN)
def test_other_readers_get_the_same(value: object) -> None:
    """Whatever text, lists and maps are written, PyYAML's own loader reads the same."""
    assert value == yaml.safe_load(dump(value))  # type: ignore[arg-type]


@settings(max_examples=500)
@given(st.text(max_size=60) | st.text("ab:-[]{}#'\"\n ,?&|>", max_size=60))
def test_what_was_read_is_written_and_read_alike(text: str) -> None:
    """A tree that was read comes back with the same texts, and with words quoted or bare as they were."""
    try:
        root = read(text, "a.yaml")
    except InputError:
        return
    assert _said(root) == _said(read(dump(root), "a.yaml"))


def test_floats_are_refused() -> None:
    """A binary fraction has no exact spelling."""
    with pytest.raises(TypeError, match="float"):
        dump({"a": 0.1})  # type: ignore[dict-item]
