from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from compliance.model.values import Keyed, Listed
from compliance.model.words import Group

WORDS = st.sampled_from("abcdef")


@st.composite
def listeds(draw: st.DrawFn) -> Listed[str]:
    """A list in any state that files can spell."""
    has = draw(st.frozensets(WORDS))
    lacks = draw(st.frozensets(WORDS)) - has
    match draw(st.sampled_from(["closed", "open", "parts", "all"])):
        case "closed":
            return Listed(has, closed=True)
        case "open":
            return Listed(has)
        case "parts":
            return Listed(has, lacks)
        case _:
            return Listed(lacks=lacks, everything=True)


@pytest.mark.parametrize(
    ("data", "contains_a", "contains_b", "contains_c"),
    [
        ("all", True, True, True),
        ("none", False, False, False),
        ([], False, False, False),
        ("a", True, False, False),
        (["a", "b"], True, True, False),
        (["a", "unknown"], True, None, None),
        (["a", None], True, None, None),
        ({"has": ["a"], "lacks": ["b"]}, True, False, None),
        ({"lacks": "b"}, None, False, None),
        ({"has": "a"}, True, None, None),
        ({"has": "all", "lacks": ["b"]}, True, False, True),
        (["unknown"], None, None, None),
    ],
)
def test_each_spelling_says_what_is_in_the_list(
    data: Any,
    *,
    contains_a: bool | None,
    contains_b: bool | None,
    contains_c: bool | None,
) -> None:
    """A complete list denies what it leaves out; an open one leaves it open."""
    found = Listed.of(data)
    assert (found.contains("a"), found.contains("b"), found.contains("c")) == (
        contains_a,
        contains_b,
        contains_c,
    )


@given(listeds())
def test_the_shortest_spelling_reads_back(listed: Listed[str]) -> None:
    """Whatever is known of a list can be written and read again."""
    assert Listed.of(listed.plain()) == listed
    assert hash(Listed.of(listed.plain())) == hash(listed)


@given(listeds(), listeds(), WORDS)
def test_what_refines_a_list_decides_whatever_the_list_decides(
    one: Listed[str], two: Listed[str], word: str
) -> None:
    """Knowing more never turns a definite answer."""
    if one.refines(two) and two.contains(word) is not None:
        assert one.contains(word) == two.contains(word)


@given(listeds())
def test_copies_are_equal(listed: Listed[str]) -> None:
    """Lists survive copying and pickling, as models that hold them are copied."""
    assert copy.deepcopy(listed) == listed
    assert pickle.loads(pickle.dumps(listed)) == listed  # noqa: S301 - our own bytes


def test_a_word_cannot_be_in_the_list_and_not_in_it() -> None:
    """A list that contradicts itself is no list."""
    with pytest.raises(ValueError, match="a: said to be in the list and not in it"):
        Listed({"a"}, {"a"})


def test_a_list_cannot_be_changed() -> None:
    """A stated list is a key of groups and caches."""
    with pytest.raises(AttributeError):
        Listed({"a"}).closed = True


def test_an_unknown_part_of_a_list_is_refused() -> None:
    """Only `has` and `lacks` are parts."""
    with pytest.raises(ValueError, match="write a list"):
        Listed.of({"had": ["a"]})


class _Model(BaseModel):
    groups: Listed[Group]
    by_id: Keyed[Listed[Group]]


def test_lists_and_maps_are_fields_of_pydantic_models() -> None:
    """They check their items, dump as plain data and read back."""
    model = _Model.model_validate({"groups": ["users", "unknown"], "by_id": {"x": "minors", "unknown": None}})
    assert model.groups == Listed({Group.USERS})
    assert model.by_id == Keyed({"x": Listed({Group.MINORS}, closed=True)}, closed=False)
    assert model.model_dump(mode="json") == {
        "groups": ["users", "unknown"],
        "by_id": {"x": ["minors"], "unknown": None},
    }
    assert _Model.model_validate_json(model.model_dump_json()) == model
    assert _Model.model_json_schema()["properties"]["groups"]["description"].startswith("A list: all, none")
    with pytest.raises(ValidationError):
        _Model.model_validate({"groups": ["martians"], "by_id": "none"})


@given(entries=st.dictionaries(WORDS, st.integers()), closed=st.booleans())
def test_a_map_is_read_like_any_map_and_knows_whether_it_is_complete(
    entries: dict[str, int], *, closed: bool
) -> None:
    """Equality, hash, order and copies are those of its entries and its completeness."""
    keyed = Keyed(entries, closed=closed)
    assert dict(keyed) == entries
    assert list(keyed) == list(entries)
    assert keyed == Keyed(dict(reversed(entries.items())), closed=closed)
    assert hash(keyed) == hash(Keyed(entries, closed=closed))
    assert keyed != Keyed(entries, closed=not closed)
    assert pickle.loads(pickle.dumps(keyed)) == keyed  # noqa: S301 - our own bytes
    assert copy.deepcopy(keyed) == keyed


@given(one=listeds(), other=listeds(), word=WORDS)
def test_a_word_is_in_the_union_where_it_is_in_either(
    one: Listed[str], other: Listed[str], word: str
) -> None:
    """In where one list has it, out where both lack it, open otherwise."""
    told = {one.contains(word), other.contains(word)}
    expected = True if True in told else None if None in told else False
    assert one.union(other).contains(word) is expected


@given(one=listeds(), other=listeds(), word=WORDS)
def test_two_statements_together_say_what_each_says(one: Listed[str], other: Listed[str], word: str) -> None:
    """Nothing either says is lost, and nothing is added; None only where they exclude one another."""
    both = one.both(other)
    told = {one.contains(word), other.contains(word)} - {None}
    if both is None:
        return
    assert both.contains(word) is (told.pop() if len(told) == 1 else None)
