"""What cannot be read safely and unambiguously is refused, at its place."""

from __future__ import annotations

import codecs
import time

import pytest

from compliance.errors import InputError, Problem
from compliance.source import read, reader
from compliance.source.text import LARGEST_FILE


def _problems(text: bytes | str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(text, "a.yaml")
    return caught.value.problems


def _lines(text: bytes | str) -> list[str]:
    return [str(problem) for problem in _problems(text)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\n", "a.yaml:1:4: an anchor (&x)"),
        ("a: *x\n", "a.yaml:1:4: an alias (*x)"),
        ("a: &x {b: 1}\n", "a.yaml:1:4: an anchor (&x)"),
        ("a: !!int 1\n", "a.yaml:1:4: a tag (tag:yaml.org,2002:int)"),
        ("a: !secret 1\n", "a.yaml:1:4: a tag (!secret)"),
        (
            "a: !!python/object:os.system [x]\n",
            "a.yaml:1:4: a tag (tag:yaml.org,2002:python/object:os.system)",
        ),
        ("<<: {a: 1}\n", "a.yaml:1:1: a merge key (<<)"),
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: the key `a` a second time"),
        ("a: 1\n'a': 3\n", "a.yaml:2:1: the key `a` a second time"),
        ("caf\u00e9: 1\ncafe\u0301: 2\n", "a.yaml:2:1: the key `caf\u00e9` a second time"),
        ("[a]: 1\n", "a.yaml:1:1: a list or map as a key"),
        ("{a: 1}: 1\n", "a.yaml:1:1: a list or map as a key"),
        ("'': 1\n", "a.yaml:1:1: a value without a key"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document in the file"),
        ("%YAML 1.1\n---\na: 1\n", "a.yaml:1:1: a YAML directive"),
        ("%TAG ! tag:x,1:\n---\na: 1\n", "a.yaml:1:1: a YAML directive"),
        ("", "a.yaml:1:1: the file says nothing"),
        ("# a comment\n", "a.yaml:1:1: the file says nothing"),
        ("---\n", "a.yaml:1:1: the file says nothing"),
        ('a: "\\e[31m"\n', "a.yaml:1:4: a control character (U+001B) inside quotes"),
        ('a: "\\0"\n', "a.yaml:1:4: a control character (U+0000) inside quotes"),
        ('a: "\\u202e"\n', "a.yaml:1:4: a control character (U+202E) inside quotes"),
    ],
)
def test_constructs_outside_plain_yaml(text: str, problem: str) -> None:
    """Each construct that hides, repeats or retypes a value is named with its place."""
    assert [problem] == _lines(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\n\tb: 2\n", "a.yaml:2:1: a tab"),
        ("a: x\ty\n", "a.yaml:1:5: a tab"),
        ("\ufeffa: 1\n", "a.yaml:1:1: a byte order mark at the start of the file"),
        ("a: \ufeff1\n", "a.yaml:1:4: a control character (U+FEFF)"),
        ("a: \x1b[31m\n", "a.yaml:1:4: a control character (U+001B)"),
        ("a: 1\x00\n", "a.yaml:1:5: a control character (U+0000)"),
        ("a: \x85b\n", "a.yaml:1:4: an unusual line end (U+0085)"),
        ("a: \u2028b\n", "a.yaml:1:4: an unusual line end (U+2028)"),
        ("a: 1\rb: 2\n", "a.yaml:1:5: an unusual line end (U+000D)"),
        ("a: \u202eb\n", "a.yaml:1:4: an invisible mark that changes the order of reading (U+202E)"),
        ("a: \ud800\n", "a.yaml:1:4: a control character (U+D800)"),
    ],
)
def test_characters_that_readers_disagree_about(text: str, problem: str) -> None:
    """A character that an editor, a terminal or a parser may show otherwise is refused."""
    assert [problem] == _lines(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_encodings(encoding: str) -> None:
    """UTF-16 and UTF-32 are recognised and named."""
    assert ["a.yaml:1:1: the file is not UTF-8; it looks like UTF-16 or UTF-32"] == _lines(
        "a: 1\n".encode(encoding)
    )


def test_latin_1() -> None:
    """A byte that is no UTF-8 is shown with its place."""
    assert ["a.yaml:2:4: the file is not UTF-8: byte 0xe9 cannot stand here"] == _lines(
        b"a: 1\nb: \xe9t\xe9\n"
    )


def test_byte_order_mark_in_bytes() -> None:
    """The mark that some editors put before UTF-8 is named, with what to do."""
    (problem,) = _problems(codecs.BOM_UTF8 + b"a: 1\n")
    assert problem.hint == "Save the file as UTF-8 without a byte order mark."


def test_all_problems_at_once() -> None:
    """One run shows everything that is wrong, in reading order, the parser's own complaint last."""
    text = "a: &x 1\nb: *x\na: 2\nc: !t 3\n[d]: 4\ne: 'open\n"
    assert [
        "a.yaml:1:4: an anchor (&x)",
        "a.yaml:2:4: an alias (*x)",
        "a.yaml:3:1: the key `a` a second time",
        "a.yaml:4:4: a tag (!t)",
        "a.yaml:5:1: a list or map as a key",
        "a.yaml:6:4: the file ends inside quotes",
    ] == _lines(text)


def test_the_first_place_of_a_repeated_key_is_told() -> None:
    """The hint leads to the other of the two."""
    (problem,) = _problems("a: 1\nb: 2\na: 3\n")
    assert problem.hint == "It was given in line 1 already; keep one of the two."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b: c\n", "a.yaml:1:5: a second ': ' in one line, or a key where none can stand"),
        ("a: @b\n", "a.yaml:1:4: this character cannot begin a value"),
        ("a: 1\n b: 2\n", "a.yaml:2:3: a second ': ' in one line, or a key where none can stand"),
        ("a:\n  - 1\n - 2\n", "a.yaml:3:2: no key where one is expected"),
        ("a: [1, 2\nb: 3\n", "a.yaml:2:2: a list in brackets is not closed or lacks a comma"),
        ("a: {b: 1\nc: [3\n", "a.yaml:2:2: a map in braces is not closed or lacks a comma"),
        ("a: 1\nb\nc: 2\n", "a.yaml:3:1: a key without ': '"),
        ('a: "C:\\Temp"\n', "a.yaml:1:7: a backslash before a character that cannot follow it"),
        ("a: 'x\n\nb: 1\n", "a.yaml:1:4: the file ends inside quotes"),
    ],
)
def test_broken_yaml_is_explained(text: str, problem: str) -> None:
    """What the parser complains about is said in words a person can act on."""
    assert [problem] == _lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: [" + "[" * 50 + "]" * 50 + "]",
        "".join(" " * n + "a:\n" for n in range(60)),
    ],
)
def test_deep_nesting(text: str) -> None:
    """Nesting beyond any description ends at once, in every style, and without harm to the process."""
    assert _problems(text)[-1].message == "nested more than 40 levels deep"


def test_forty_levels_are_read() -> None:
    """The limit itself is allowed."""
    assert read("[" * 40 + "]" * 40, "a.yaml") is not None


def test_alias_bomb() -> None:
    """Aliases are refused one by one; none is followed."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert all("alias" in line or "anchor" in line for line in _lines(bomb))


def test_oversize() -> None:
    """A file beyond the limit is refused unread."""
    assert ["a.yaml:1:1: the file is larger than 16 MiB"] == _lines(b" " * (LARGEST_FILE + 1))


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by the number of values, however small they are; a thousand stand for the million here."""
    assert reader.MOST_NODES == 1_000_000
    monkeypatch.setattr(reader, "MOST_NODES", 1000)
    assert read("[" + "[]," * 999 + "]", "a.yaml").place.line == 1
    assert ["more than 1000 values"] == [p.message for p in _problems("[" + "[]," * 1001 + "]")]


def test_a_thousand_problems_are_enough() -> None:
    """A hostile file cannot make the list of problems grow without end."""
    assert len(_problems("- *x\n" * 5000)) == 1000
    assert len(_problems("\t\n" * 5000)) == 1000


def test_messages_repeat_little_of_the_file() -> None:
    """An endless name is cut where it is repeated."""
    assert all(len(line) < 120 for line in _lines(f"a: &{'x' * 9000} 1\n{'k' * 900}: 1\n{'k' * 900}: 2\n"))


def test_many_problems_in_one_long_line() -> None:
    """A line is prepared for showing once, not once for each of its problems."""
    text = "[" + "*x, " * 250_000 + "]"
    start = time.perf_counter()
    assert len(_problems(text)) == 1000
    assert time.perf_counter() - start < 20


def test_refusing_takes_time_in_proportion() -> None:
    """A megabyte of what the secret detector and the character check look at closest is refused or read in seconds."""
    hostile = [
        "sk-" * 350_000,
        "-eyJ" * 250_000,
        "a-" * 500_000 + "://",
        "-----BEGIN " * 90_000,
        "x" * 1_000_000,
    ]
    start = time.perf_counter()
    for text in hostile:
        read(f"a: '{text}'\n", "a.yaml")
    assert time.perf_counter() - start < 20
