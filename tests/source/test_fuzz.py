"""Whatever the bytes, reading gives a tree or an `InputError`; never another exception, never a crash."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import InputError
from compliance.source import Mapping, Node, Sequence, dump, read

_SAMPLE = b"""\
schema: compliance-architecture/1
parties:
  model-vendor: {kind: company, country: US, agreements: {dpa: {signed_on: 2026-09-01, clauses: [x, unknown]}}}
flows:
  prompt: {from: assistant, to: model, data: {note: clear}, since: ../2026-04, "quoted": 'single'}
text: >-
  folded
  text
literal: |
  kept
"""
_MARKS = "[]{}:,-?&*!|>'\"%@`#~\n \t\r"
_PHRASES = (
    "\n  ",
    "\n- ",
    ": ",
    "? ",
    "<<: ",
    "&a ",
    "*a",
    "!!str ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\\x",
    "\0",
)
_WORDS = ("a", "key", "é", "\u2028", "\ufeff", "\ud800", "\U0001f600")
_PIECES = st.sampled_from([*_MARKS, *_PHRASES, *_WORDS])


def _reads_or_refuses(data: bytes | str) -> Node | None:
    """The tree, or None after a refusal whose texts could all be made."""
    try:
        return read(data, "a.yaml")
    except InputError as error:
        _check_refusal(error)
        return None


def _check_refusal(error: InputError) -> None:
    assert error.problems
    assert str(error)
    assert error.diagnostics()
    assert all(problem.place is not None and problem.place.column > 0 for problem in error.problems)


def _check_places(node: Node, lines: list[str]) -> None:
    """Every bare scalar of one word stands at its place."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            _check_places(entry.key, lines)
            _check_places(entry.value, lines)
    elif isinstance(node, Sequence):
        for item in node.items:
            _check_places(item, lines)
    elif not node.quoted and node.text.isalnum() and node.text.isascii():
        assert lines[node.place.line - 1][node.place.column - 1 :].startswith(node.text)


@settings(max_examples=400)
@given(st.binary(max_size=200))
def test_random_bytes(data: bytes) -> None:
    """Bytes of any kind."""
    _reads_or_refuses(data)


@settings(max_examples=600)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_random_pieces_of_yaml(text: str) -> None:
    """The marks of YAML in any order; what is read has its words where the places say."""
    if (node := _reads_or_refuses(text)) is not None:
        _check_places(node, text.split("\n"))


@settings(max_examples=600)
@given(st.data())
def test_mutated_files(data: st.DataObject) -> None:
    """A good file with bytes overwritten, removed, repeated or inserted."""
    content = bytearray(_SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content[at : at + length] = data.draw(st.binary(max_size=6) | st.just(bytes(content[at : at + 20])))
    _reads_or_refuses(bytes(content))


@given(st.integers(1, 60), st.sampled_from(["[", "{a: ", "- ", "? ", "[{a: ", "- a: "]))
def test_any_depth(depth: int, opening: str) -> None:
    """Nesting of any style and depth, closed or not."""
    _reads_or_refuses(opening * depth)


def test_the_sample_is_good() -> None:
    """The mutations start from a file that is read."""
    node = _reads_or_refuses(_SAMPLE)
    assert node is not None
    assert node == read(dump(node), "a.yaml")
