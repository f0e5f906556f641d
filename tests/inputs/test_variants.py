"""Variants of an architecture file."""

from __future__ import annotations

import pytest

from compliance.errors import InputError
from compliance.inputs.architecture import load_architecture
from compliance.inputs.variants import variants_of, with_variant
from compliance.model.architecture import Component, Vocabulary
from compliance.source import Mapping, dump, read

FILE = b"""schema: compliance-architecture/1
components:
  model: {kind: model_api, hosting: vendor_api, location: US}
variants:
  own:
    title: Own machines
    set: {components.model.hosting: on_premises, components.model.location: DE}
  own-abroad:
    extends: own
    unset: [components.model.kind]
    set: {components.model.location: CH}
"""


def _root(text: bytes = FILE) -> Mapping:
    root = read(text, "a.yaml")
    assert isinstance(root, Mapping)
    return root


def _component(variant: str) -> Component:
    components = load_architecture(FILE, "a.yaml", Vocabulary({}), variant=variant).architecture.components
    assert components is not None
    return components["model"]


def test_a_variant_sets_and_unsets_after_what_it_extends() -> None:
    """Changes of the extended variant come first, then its own, unset before set."""
    assert dump(with_variant(_root(), "own-abroad")).count("CH") == 1
    component = _component("own-abroad")
    assert (component.kind, str(component.hosting), component.location) == (None, "on_premises", "CH")


def test_the_base_is_the_file_as_it_is_written() -> None:
    """Without a variant nothing is changed."""
    component = _component("base")
    assert (str(component.hosting), component.location) == ("vendor_api", "US")


def test_a_variant_tells_all_it_changes() -> None:
    """Changes are those of the chain of variants."""
    found = variants_of(_root())["own-abroad"]
    assert found.changes == {"components.model.hosting", "components.model.location", "components.model.kind"}
    assert found.title == "own-abroad"


@pytest.mark.parametrize(
    ("variants", "told"),
    [
        ("variants: [a]", "a map of names is expected"),
        ("variants: {base: {set: {}}}", "'base' cannot name a variant"),
        ("variants: {a: {sets: {}}}", "did you mean 'set'"),
        ("variants: {a: none}", "variants.a: a map is expected here"),
        ("variants: {a: {extends: b}}", "there is no variant 'b' to extend"),
        ("variants: {a: {extends: b}, b: {extends: a}}", "extends itself"),
        ("variants: {a: {set: [x]}}", "a map of paths is expected"),
        ("variants: {a: {unset: {x: y}}}", "a list of paths is expected"),
    ],
)
def test_what_is_wrong_with_a_variant_is_told_with_its_place(variants: str, told: str) -> None:
    """Whichever variant is described, the faults of all are told at their lines."""
    with pytest.raises(InputError) as error:
        load_architecture(
            f"schema: compliance-architecture/1\n{variants}\n".encode(), "a.yaml", Vocabulary({})
        )
    text = "\n".join(f"{problem} {problem.hint}" for problem in error.value.problems)
    assert told in text
    assert "a.yaml:2:" in text


def test_a_path_that_is_not_there_cannot_be_unset() -> None:
    """Unsetting what is not stated is a mistake, told as one."""
    text = FILE.replace(b"components.model.kind", b"components.model.kinds")
    with pytest.raises(InputError, match=r"unset: 'components\.model\.kinds' is not stated"):
        load_architecture(text, "a.yaml", Vocabulary({}), variant="own-abroad")


def test_a_variant_is_read_like_the_rest_of_the_file() -> None:
    """A word that a variant sets is checked, at its place in the file."""
    text = FILE.replace(b"on_premises", b"on_premise")
    with pytest.raises(InputError) as error:
        load_architecture(text, "a.yaml", Vocabulary({}), variant="own")
    assert "a.yaml:7" in str(error.value.problems[0])


def test_an_unknown_variant_is_answered_with_the_likely_one() -> None:
    """A misspelt name gets a suggestion."""
    with pytest.raises(InputError) as error:
        load_architecture(FILE, "a.yaml", Vocabulary({}), variant="own-abord")
    assert error.value.problems[0].hint == "did you mean 'own-abroad'?"
