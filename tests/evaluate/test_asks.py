from __future__ import annotations

import copy
import random
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from compliance.evaluate.assess import assess
from compliance.model.assessment import Tool
from compliance.model.catalog import Catalog  # noqa: TC001 - read at run time by the cached function
from compliance.pipeline.catalogs import catalog_in_use
from tests.evaluate import partial

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment

NAMES = tuple(sorted(partial.real_trees()))
ROUNDS = 12


@cache
def catalog() -> Catalog:
    """The four built-in catalogs."""
    return catalog_in_use()


def assessed(tree: partial.Tree) -> Assessment | None:
    """The assessment of a tree; None where the loader refuses it."""
    described = partial.description(tree, catalog())
    return assess(described, catalog(), partial.AS_OF, tool=Tool("t", "0")) if described is not None else None


def open_facts(one: Assessment) -> dict[str, set[str]]:
    """What each open finding, and each framework whose scope is open, asks for."""
    found = {f.id: {ask.fact for ask in f.asks} for f in one.findings if f.outcome == "unknown"}
    return found | {s.id: {ask.fact for ask in s.asks} for s in one.frameworks if s.applies is None}


def state(tree: partial.Tree, full: partial.Tree, fact: str) -> bool:
    """State a fact as the full description does; False where that says nothing, or nothing new."""
    path = tuple(fact.split("."))
    inside = [f"{'.'.join(path[:2])}.stores.{key}.{path[2]}" for key in _stored(full, path)]
    if inside and partial.at(full, path) is None:  # the narrower statement answers as well
        return sum(state(tree, full, one) for one in inside) > 0
    while path and partial.at(full, path) is None:
        path = path[:-1]
    value = copy.deepcopy(partial.at(full, path))
    if not path or (isinstance(value, dict) and ".".join(path) != fact) or partial.at(tree, path) == value:
        return False
    holder: Any = tree
    for segment in path[:-1]:
        if not isinstance(holder.get(segment), dict):
            holder[segment] = {}
        holder = holder[segment]
    old = holder.get(path[-1])
    if (
        isinstance(old, dict) and isinstance(value, dict) and not {"has", "lacks"} & set(value)
    ):  # entries stay
        value = value | {key: kept for key, kept in old.items() if key != "unknown"}
        if value == old:
            return False
    holder[path[-1]] = value
    return True


def _stored(full: partial.Tree, path: partial.Path_) -> list[str]:
    """The holdings of a component, where its encryption is asked for."""
    stores = partial.at(full, (*path[:2], "stores"))
    return list(stores) if path[2:] == ("encryption",) and isinstance(stores, dict) else []


def misled(one: Assessment, whole: Assessment) -> dict[str, set[str]]:
    """What is open although the full description decides it."""
    definite = {finding.id for finding in whole.findings if finding.outcome != "unknown"}
    definite |= {scope.id for scope in whole.frameworks if scope.applies is not None}
    return {key: facts for key, facts in open_facts(one).items() if key in definite}


@pytest.mark.parametrize("seed", range(6))
def test_whoever_answers_in_turn_comes_to_every_outcome(seed: int) -> None:
    """Asks come in stages, yet what the full description decides is decided once its facts are stated as they are asked for."""
    rng = random.Random(seed)  # noqa: S311 - a seed that a failure names
    full = partial.real_trees()[rng.choice(NAMES)]
    whole = assessed(full)
    assert whole is not None
    tree = partial.reduced(full, rng, rng.choice((0.05, 0.2, 0.5))).tree
    for _ in range(ROUNDS):
        one = assessed(tree)
        if one is None:  # taking facts away made a description that is refused
            return
        facts = {fact for asked in open_facts(one).values() for fact in asked}
        if not [fact for fact in sorted(facts) if state(tree, full, fact)]:
            assert misled(one, whole) == {}
            return
    pytest.fail(f"still new questions after {ROUNDS} rounds")
