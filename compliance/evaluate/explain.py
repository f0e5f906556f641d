"""One condition on one item, with the facts that decided it.

It walks the tree by recursion and knows nothing of masks, so it is also the oracle the masks are tested against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.evaluate.atoms import ABSENT
from compliance.evaluate.conditions import compare, member
from compliance.evaluate.truth import kleene_all, kleene_any
from compliance.model.condition import All, AnyOf, Atom, Condition, Each, FactRef, Has, Not, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: the truth, the absolute paths that were read and stated, those that are missing, the data's way.

    `assurance` is the rank of what backs the facts (see `model.description.ASSURANCES`): the weakest of them, but of true
    alternatives the strongest. None where no stated fact was read.
    """

    truth: bool | None
    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    assurance: int | None = None


def explain(world: World, law: str, condition: Condition, item: Item) -> Seen:
    """Evaluate a condition on one item and say why; each is worked out once, since rules read what other rules yield."""
    if item.row < 0:
        return Seen(None, missing=(item.path,))
    same = condition if isinstance(condition, Atom) else id(condition)  # equal atoms stand in many controls
    key = (law, same, item.kind, item.row)
    known = world.explained.get(key)
    if known is None:
        known = world.explained[key] = (condition, _seen(world, law, condition, item))
    return known[1]


def _seen(world: World, law: str, condition: Condition, item: Item) -> Seen:
    match condition:
        case Atom():
            return _atom(world, law, condition, item)
        case Not(part):
            seen = explain(world, law, part, item)
            truth = None if seen.truth is None else not seen.truth
            return Seen(truth, seen.stated, seen.missing, seen.route, seen.assurance)
        case All(parts):
            return _joined([explain(world, law, part, item) for part in parts], every=True)
        case AnyOf(parts):
            return _joined([explain(world, law, part, item) for part in parts], every=False)
        case Has() | Each():
            return _quantified(world, law, condition, item)


def _atom(world: World, law: str, atom: Atom, item: Item) -> Seen:
    left = world.read(item, atom.fact, law)
    reads = world.reads(item, atom, law)
    other = None
    if isinstance(atom.right, FactRef | Span):
        other = world.read(item, atom.right.path if isinstance(atom.right, FactRef) else atom.right.of, law)
    truth = compare(world, item.kind, atom, left, other)
    missing = reads.missing or (reads.stated if truth is None else ())  # stated, but not exactly enough
    return Seen(truth, reads.stated, missing, reads.route, _backing(world, reads.stated))


def _quantified(world: World, law: str, condition: Has | Each, item: Item) -> Seen:
    every = isinstance(condition, Each)
    children = world.members(item, condition.items)
    if children is ABSENT:
        return Seen(truth=False)
    if children is None:
        return Seen(None, missing=world.where_stated(item, condition.items))
    seen = _joined(
        [_member(world, law, condition.meets, child, every=every) for child in children], every=every
    )
    if seen.truth is every and not seen.stated:  # nothing in the list decided it: the list itself did
        stated = world.where_stated(item, condition.items)
        return Seen(seen.truth, stated, seen.missing, seen.route, _backing(world, stated))
    return seen


def _member(world: World, law: str, meets: Condition, child: Item, *, every: bool) -> Seen:
    seen = explain(world, law, meets, child)
    truth = member(child, seen.truth, every=every)
    return (
        seen if truth is seen.truth else Seen(truth, seen.stated, seen.missing or (child.path,), seen.route)
    )


def _joined(parts: list[Seen], *, every: bool) -> Seen:
    """All (`every`) or any of the parts; the parts that decided give the facts."""
    truth = (kleene_all if every else kleene_any)(part.truth for part in parts)
    if truth is None:
        open_parts = _asked([part for part in parts if part.truth is None])
        return Seen(
            None, _union(p.stated for p in parts), _union(p.missing for p in open_parts), _route(parts)
        )
    decided = [part for part in parts if part.truth is truth]
    ranks = [part.assurance for part in decided if part.assurance is not None]
    strongest = truth and not every
    assurance = (max if strongest else min)(ranks, default=None)
    return Seen(truth, _union(p.stated for p in decided), (), _route(decided), assurance)


def _asked(open_parts: list[Seen]) -> list[Seen]:
    """The open parts that are worth asking about: what replaces a measure comes after the measure itself."""
    replaced = [part for part in open_parts if not all(map(_is_alternative, part.missing))]
    return replaced or open_parts


def _is_alternative(path: str) -> bool:
    return path.endswith(".alternative")


def _backing(world: World, paths: tuple[str, ...]) -> int | None:
    return min([_assurance(world, path) for path in paths], default=None)


def _assurance(world: World, path: str) -> int:
    """How well a fact is backed; many controls read the same facts."""
    known: dict[str, int] = world.memo.setdefault("assurance", {})
    if path not in known:
        known[path] = world.description.assurance(path, world.dates.as_of)
    return known[path]


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All paths in order of first mention."""
    return tuple(dict.fromkeys(path for group in groups for path in group))


def _route(parts: list[Seen]) -> tuple[str, ...]:
    return next((part.route for part in parts if part.route), ())
