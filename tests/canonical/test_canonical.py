"""One value has one sequence of bytes; what has two or none is refused."""

from __future__ import annotations

import json
from collections import UserList
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from compliance.canonical import canonical_json, sha256
from compliance.errors import ToolError

if TYPE_CHECKING:
    from compliance.canonical import Json

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LEAF = _TEXT | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none()
_ASCII = st.text(st.characters(codec="ascii"), max_size=5)
_JSON = st.recursive(_LEAF, lambda inner: st.lists(inner) | st.dictionaries(_ASCII, inner), max_leaves=20)


def test_the_form() -> None:
    """Keys sorted by UTF-16 code units, no spaces, short escapes, everything else as it is."""
    value: Json = {"\uff5e": 2, "b": [1, True, None, "é\n\u2028"], "a": {}, "\U0001f600": 1}
    expected = '{"a":{},"b":[1,true,null,"é\\n\u2028"],"\U0001f600":1,"\uff5e":2}'
    assert expected.encode() == canonical_json(value)


@given(_JSON)
def test_it_is_json(value: Json) -> None:
    """Any reader of JSON reads the bytes, and what it reads has the same bytes again."""
    data = canonical_json(value)
    assert data == canonical_json(json.loads(data))


@given(st.recursive(_LEAF, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner), max_leaves=20))
def test_another_writer_agrees(value: Json) -> None:
    """A library that does nothing but RFC 8785 writes the same bytes, once text is composed."""
    try:
        data = canonical_json(value)
    except ToolError:  # two keys that are one when composed
        return
    assert data == rfc8785.dumps(json.loads(data))


@given(st.dictionaries(_ASCII, st.integers(0, 9)), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value: dict[str, int], random: object) -> None:
    """Two maps that say the same have the same bytes."""
    items = list(value.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert canonical_json(value) == canonical_json(dict(items))


def test_text_is_composed() -> None:
    """Both spellings of an accented letter have the same bytes, in keys as well."""
    assert canonical_json({"caf\u00e9": "\u00e9"}) == canonical_json({"cafe\u0301": "e\u0301"})


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        [1.0],
        {"a": float("nan")},
        2**53,
        -(2**53),
        Decimal(1),
        b"x",
        {1, 2},
        {1: "a"},
        {"caf\u00e9": 1, "cafe\u0301": 2},
        "\ud800",
        {"\ud800": 1},
        object(),
    ],
)
def test_what_has_no_form(value: Json) -> None:
    """Floats, large numbers, other types, broken text and keys that become equal are refused, never bent."""
    with pytest.raises(ToolError):
        canonical_json(value)


@dataclass(frozen=True)
class Name:
    """A record of one field."""

    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """A record whose fields are not in order."""

    name: Name
    born: int | None
    also: tuple[str, ...] = ()


class Word(StrEnum):
    """A word that is more than its text."""

    YES = "yes"


class Count(IntEnum):
    """A number that is more than its value."""

    ONE = 1


def test_a_record_is_a_map_of_its_fields() -> None:
    """Dataclasses, at any depth, are written as the maps that say the same."""
    person = Person(Name("e\u0301"), 7, ("b", "a"))
    told: Json = {"also": ["b", "a"], "born": 7, "name": {"text": "\u00e9"}}
    assert canonical_json(person) == canonical_json(told)
    inner: Any = [Person(Name(""), None)]
    assert canonical_json({"one": inner}) == b'{"one":[{"also":[],"born":null,"name":{"text":""}}]}'


def test_types_that_are_plain_ones_and_more() -> None:
    """An enumerated word is its text, a whole number of another type is the number, and other maps are maps."""
    value: Any = [Word.YES, Count.ONE, MappingProxyType({"a": UserList([1])})]
    assert canonical_json(value) == b'["yes",1,{"a":[1]}]'


def test_a_fraction_in_a_record_is_refused() -> None:
    """What has no form on its own has none as a field."""
    with pytest.raises(ToolError):
        canonical_json(Person(Name("x"), 0.5))  # type: ignore[arg-type]


def test_endless_nesting() -> None:
    """Depth ends in an error of the tool, not in a crash."""
    value: list[Json] = []
    value.append(value)
    with pytest.raises(ToolError):
        canonical_json(value)


def test_digest() -> None:
    """SHA-256 as everyone writes it."""
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
