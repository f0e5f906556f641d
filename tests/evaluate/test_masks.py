from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.evaluate.assess import Evaluation
from compliance.evaluate.explain import explain
from compliance.model.condition import All, AnyOf, Condition, Not
from compliance.pipeline.catalogs import catalog_in_use
from tests.evaluate import partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import Catalog, SubjectKind

NAMES = tuple(sorted(partial.real_trees()))


@cache
def evaluation(name: str) -> Evaluation:
    """The evaluation of a real description."""
    catalog = catalog_in_use()
    described = partial.description(partial.real_trees()[name], catalog)
    assert described is not None
    return Evaluation(described, catalog, partial.AS_OF)


@cache
def atoms() -> list[tuple[SubjectKind, Condition]]:
    """Conditions on every fact; the same for all descriptions."""
    return partial.atoms(evaluation(NAMES[0]).world)


def differences(one: Evaluation, law: str, kind: SubjectKind, condition: Condition) -> list[str]:
    """The items on which masks and recursion differ."""
    masks = one.world.conditions[law].truth(condition, kind)
    items = one.world.table(kind).items[:8]
    return [
        item.id for item in items if explain(one.world, law, condition, item).truth is not masks.at(item.row)
    ]


def conditions(catalog: Catalog) -> Iterator[tuple[str, SubjectKind, Condition]]:
    """Every condition of the catalogs."""
    for framework in catalog.frameworks:
        law = framework.framework.id
        yield law, "organisation", framework.framework.applies
        for provision in framework.provisions:
            whens = [provision.when, *(phase.when for phase in provision.timeline)]
            yield from ((law, provision.per, when) for when in whens if when is not None)
        yield from ((law, rule.subject, rule.where) for rule in framework.rules)
        for control in framework.controls:
            yield law, control.subject, control.where
            yield from ((law, control.subject, item.condition) for item in control.expect)
            yield from ((law, control.subject, review.when) for review in control.review)


@pytest.mark.parametrize("name", ["architectures/hosted-api", "architectures/hybrid", *NAMES[-2:]])
def test_masks_say_what_recursion_says_of_every_condition_of_the_catalogs(name: str) -> None:
    """The fast way and the plain way agree on every subject of real descriptions."""
    one = evaluation(name)
    found = [
        (law, condition, items)
        for law, kind, condition in conditions(one.catalog)
        if (items := differences(one, law, kind, condition))
    ]
    assert found == []


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1), name=st.sampled_from(NAMES[::5]))
def test_masks_say_what_recursion_says_of_random_conditions(seed: int, name: str) -> None:
    """Trees of all, any, not, has and each over facts of every kind of subject."""
    rng = random.Random(seed)  # noqa: S311 - a seed that a failure names
    one = evaluation(name)
    kind = rng.choice(partial.SUBJECT_KINDS)
    condition = _tree([condition for of, condition in atoms() if of == kind], rng, 3)
    law = rng.choice(sorted(one.world.conditions))
    assert differences(one, law, kind, condition) == []


def _tree(leaves: list[Condition], rng: random.Random, depth: int) -> Condition:
    shape = rng.choice(("atom", "all", "any", "not")) if depth else "atom"
    if shape == "atom":
        return rng.choice(leaves)
    if shape == "not":
        return Not(_tree(leaves, rng, depth - 1))
    parts = tuple(_tree(leaves, rng, depth - 1) for _ in range(rng.randint(1, 3)))
    return All(parts) if shape == "all" else AnyOf(parts)
