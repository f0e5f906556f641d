from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.inputs.plan import kinds_with_fields
from compliance.model.words import IMPLIED_CATEGORIES, Category

if TYPE_CHECKING:
    from compliance.model.architecture import Vocabulary

WHERE = {"organisation", "system", "party", "component", "purpose", "ai_system"}


def test_every_kind_the_model_asks_for_is_declared(vocabulary: Vocabulary) -> None:
    """A field of an undeclared kind could be stated and never be asked for."""
    assert kinds_with_fields().keys() <= vocabulary.practices.keys()


def test_every_practice_can_be_stated_somewhere(vocabulary: Vocabulary) -> None:
    """A practice has a place among practices, or a field of its own."""
    homeless = [
        name
        for name, kind in vocabulary.practices.items()
        if name not in kinds_with_fields() and WHERE.isdisjoint(kind.scope)
    ]
    assert homeless == []


def test_practices_and_parts_are_explained(vocabulary: Vocabulary) -> None:
    """Each has a sentence that editors and the questionnaire show."""
    assert all(kind.title for kind in vocabulary.practices.values())
    assert [
        word for kind in vocabulary.practices.values() for word, text in kind.contents.items() if not text
    ] == []


def test_every_category_is_declared_with_all_it_implies(vocabulary: Vocabulary) -> None:
    """What a category implies is closed: what is implied by what it implies is named too."""
    declared = vocabulary.categories
    assert declared.keys() == {*map(str, Category), *IMPLIED_CATEGORIES}
    for name, kind in declared.items():
        further = {word for implied in kind.implies for word in declared[implied].implies}
        assert further <= set(kind.implies), name


def test_the_implications_are_those_of_the_laws(vocabulary: Vocabulary) -> None:
    """Patient data is health data, which is special; a card number is account data and personal."""
    implied = {name: set(kind.implies) for name, kind in vocabulary.categories.items()}
    assert implied["phi"] == {"health", "special", "personal"}
    assert implied["pan"] == {"account_data", "personal"}
    assert implied["cvv"] == implied["pin"] == implied["track"] == {"sad", "account_data", "personal"}
    assert implied["offences"] == {"personal"}
    assert implied["business"] == implied["public"] == implied["credentials"] == set()
