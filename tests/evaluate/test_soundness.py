from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.model.catalog import Catalog  # noqa: TC001 - read at run time by the cached functions
from compliance.pipeline.catalogs import catalog_in_use
from tests.evaluate import partial

NAMES = tuple(sorted(partial.real_trees()))
SEEDS = st.integers(0, 2**32 - 1)
quick = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
few = settings(quick, max_examples=6)


@cache
def catalog() -> Catalog:
    """The four built-in catalogs."""
    return catalog_in_use()


@cache
def pool() -> partial.Pool:
    """What real descriptions state, by path."""
    return partial.Pool(partial.real_trees())


def full_of(name: str, rng: random.Random, *, varied: bool) -> partial.Tree:
    """A real description, or one generated from it by stating other things at some places."""
    tree = partial.real_trees()[name]
    if not varied:
        return tree
    other = partial.varied(tree, pool(), rng)
    return other if partial.description(other, catalog()) is not None else tree


def completions(one: partial.Partial, full: partial.Tree, rng: random.Random) -> list[partial.Tree]:
    """The original, and two other ways in which it may be completed."""
    return [full, *(partial.completed(one, full, pool(), rng) for _ in range(2))]


def check(full: partial.Tree, one: partial.Partial, rng: random.Random) -> None:
    """Every definite outcome of the partial description is that of every completion."""
    before = partial.outcomes(one.tree, catalog())
    for tree in completions(one, full, rng) if before is not None else ():
        after = partial.outcomes(tree, catalog())
        assert after is None or partial.flips(before or {}, after) == [], (one.removed, one.opened)


@quick
@given(seed=SEEDS, name=st.sampled_from(NAMES), share=st.sampled_from((0.02, 0.1, 0.4)), varied=st.booleans())
def test_a_definite_outcome_survives_every_completion(
    seed: int,
    name: str,
    share: float,
    varied: bool,  # noqa: FBT001
) -> None:
    """Facts are taken away and lists left open at random; outcomes of findings and provisions do not turn when they come back."""
    rng = random.Random(seed)  # noqa: S311 - a seed that a failure names
    full = full_of(name, rng, varied=varied)
    check(full, partial.reduced(full, rng, share), rng)


@quick
@given(seed=SEEDS, name=st.sampled_from(NAMES))
def test_one_more_fact_never_turns_a_definite_outcome(seed: int, name: str) -> None:
    """The same for a single fact or list, so that nothing else hides what it does."""
    rng = random.Random(seed)  # noqa: S311
    full = partial.real_trees()[name]
    check(full, partial.without_one(full, rng), rng)


@few
@given(seed=SEEDS, name=st.sampled_from(NAMES), share=st.sampled_from((0.0, 0.05, 0.3)))
def test_a_definite_fact_survives_every_completion(seed: int, name: str, share: float) -> None:
    """Every fact of every kind of subject, and has and each over every way between subjects, whatever the catalogs ask."""
    rng = random.Random(seed)  # noqa: S311
    full = partial.real_trees()[name]
    one = partial.reduced(full, rng, share) if share else partial.without_one(full, rng)
    described = partial.description(one.tree, catalog())
    before = partial.truths(described, catalog()) if described is not None else {}
    for tree in completions(one, full, rng):
        complete = partial.description(tree, catalog())
        if complete is None:
            continue
        after = partial.truths(complete, catalog())
        items = {item for _, item, _ in after}
        turned = [key for key, truth in before.items() if key[1] in items and after.get(key) is not truth]
        assert turned == [], (one.removed, one.opened)


@pytest.mark.parametrize("name", ["architectures/hosted-api", "architectures/self-hosted"])
def test_a_full_description_has_definite_outcomes(name: str) -> None:
    """The property above is not met by knowing nothing."""
    found = partial.outcomes(partial.real_trees()[name], catalog()) or {}
    definite = [outcome for outcome in found.values() if outcome in partial.DEFINITE]
    assert len(definite) > 0.7 * len(found)
