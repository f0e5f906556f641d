from __future__ import annotations

import re

import pytest

from compliance.model import words
from compliance.model.words import Word, YesNo

LISTS = [getattr(words, name) for name in words.__all__ if isinstance(getattr(words, name), type)]
WORD_LISTS = [found for found in LISTS if issubclass(found, Word) and found is not Word]


@pytest.mark.parametrize("list_", WORD_LISTS, ids=lambda found: found.__name__)
def test_every_word_has_a_meaning(list_: type[Word]) -> None:
    """Each word of each list is explained in one sentence, different from those beside it, and its list in a docstring."""
    meanings = [word.description for word in list_]
    assert all(re.fullmatch(r"[A-Z0-9].*[a-z0-9)]\.", text) for text in meanings)
    assert len(set(meanings)) == len(meanings)
    assert list_.__doc__
    assert list_.__doc__ != Word.__doc__


@pytest.mark.parametrize("list_", WORD_LISTS, ids=lambda found: found.__name__)
def test_words_are_spelled_alike(list_: type[Word]) -> None:
    """A word is lower case with underscores, prints as it is spelled and equals its spelling."""
    for word in list_:
        assert re.fullmatch(r"[a-z0-9_.]+", word)
        assert str(word) == word.value
        assert word == word.value
        assert list_._value2member_map_[word.value] is word


def test_only_an_unreserved_yes_is_true() -> None:
    """`partly` is neither an expected yes nor an expected no."""
    assert [bool(word) for word in (YesNo.YES, YesNo.NO, YesNo.PARTLY)] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "word"), [("yes", YesNo.YES), ("true", YesNo.YES), ("no", YesNo.NO), ("false", YesNo.NO)]
)
def test_yes_and_no_have_two_spellings(text: str, word: YesNo) -> None:
    """Editors and JSON write true and false."""
    assert YesNo.parse(text) is word


@pytest.mark.parametrize("text", ["partly", "YES", "on", "1", "y", ""])
def test_nothing_else_is_a_yes_or_a_no(text: str) -> None:
    """Other spellings are not guessed at; `partly` has exceptions to name, which only an answer can."""
    with pytest.raises(ValueError, match="write yes or no"):
        YesNo.parse(text)
