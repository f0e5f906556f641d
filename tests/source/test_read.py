"""Reading keeps what was written: text stays text, and everything has a place."""

from __future__ import annotations

import pytest

from compliance.errors import Place
from compliance.source import Mapping, Node, Scalar, Sequence, read


def _map(text: str) -> Mapping:
    node = read(text, "a.yaml")
    assert isinstance(node, Mapping)
    return node


def _value(text: str) -> Node | None:
    return _map(f"key: {text}\n").get("key")


def _text(text: str) -> tuple[str, bool]:
    node = _value(text)
    assert isinstance(node, Scalar)
    return node.text, node.quoted


@pytest.mark.parametrize(
    "written", ["NO", "12.10", "22:30", "010", "on", "yes", "~", "null", "1e3", "0x10", ".5", "2026-03-14"]
)
def test_bare_words_stay_text(written: str) -> None:
    """What other readers turn into truth values, numbers or dates is the text that was written."""
    assert (written, False) == _text(written)


@pytest.mark.parametrize("written", ["'unknown'", '"unknown"'])
def test_quotes_are_remembered(written: str) -> None:
    """A quoted word can be told from the word itself."""
    assert ("unknown", True) == _text(written)


def test_block_text_counts_as_quoted() -> None:
    """A block scalar is text, never a word of the vocabulary."""
    assert ("unknown", True) == _text(">-\n  unknown")


@pytest.mark.parametrize("written", ["", " ", " # only a comment"])
def test_an_empty_value_is_an_empty_bare_scalar(written: str) -> None:
    """Nothing after the colon is an empty scalar without quotes."""
    assert ("", False) == _text(written)


def test_keys_that_other_readers_change_stay_text() -> None:
    """`on`, `no` and `12.10` are three keys as they were written."""
    assert ["on", "no", "12.10"] == [entry.key.text for entry in _map("on: 1\nno: 2\n12.10: 3\n").entries]


def test_places_count_from_one() -> None:
    """Keys, values, lists and items carry the line and column of their first character."""
    root = _map("# comment\nflows:\n  upload: [clear, 'é', phi]\n")
    flows = root.get("flows")
    assert isinstance(flows, Mapping)
    items = flows.get("upload")
    assert isinstance(items, Sequence)
    assert Place("a.yaml", 2, 1) == root.entries[0].key.place
    assert Place("a.yaml", 3, 3) == flows.place
    assert Place("a.yaml", 3, 11) == items.place
    assert [12, 19, 24] == [item.place.column for item in items.items]


def test_lines_are_the_same_with_carriage_returns() -> None:
    """A file with Windows line ends has the places of the same file with line feeds."""
    text = "a: 1\nb:\n  - c\n  - 'd'\n"
    unix, windows = _map(text), _map(text.replace("\n", "\r\n"))
    assert repr(unix) == repr(windows)


def test_nodes_are_equal_when_they_say_the_same() -> None:
    """Where something stands does not count when two nodes are compared."""
    assert _map("a: [1, 2]\n") == _map("\n\na:\n  - 1\n  - 2\n")


def test_an_absent_key_gives_none() -> None:
    """`get` tells an absent key from an empty value."""
    assert _map("a:\n").get("b") is None


def test_composed_and_decomposed_text_are_the_same() -> None:
    """Text is brought to Unicode NFC, so an id typed on another system is the same id."""
    assert ("café", False) == _text("cafe\u0301")


def test_bytes_and_text_read_alike() -> None:
    """A file may be given as bytes or as text."""
    assert read("a: é\n", "a.yaml") == read("a: é\n".encode(), "a.yaml")


def test_an_explicit_document_start_is_harmless() -> None:
    """Many files begin with `---`."""
    assert _map("---\na: 1\n") == _map("a: 1\n")


def test_wide_files_are_read() -> None:
    """Ten thousand flows are one file, well inside the limits."""
    text = "flows:\n" + "".join(
        f"  f{n}: {{from: a, to: b, data: {{x: clear}}, since: 2026-01-01}}\n" for n in range(10_000)
    )
    flows = _map(text).get("flows")
    assert isinstance(flows, Mapping)
    assert len(flows.entries) == 10_000
