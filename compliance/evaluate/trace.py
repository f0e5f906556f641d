"""Which stated facts a path read, and which facts that nobody stated would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate import witness
from compliance.evaluate.activities import WIDE_AI_ROLES
from compliance.evaluate.atoms import ABSENT
from compliance.evaluate.items import Item
from compliance.evaluate.reads import Reads
from compliance.evaluate.relate import stated_at
from compliance.evaluate.views import Practices
from compliance.evaluate.witness_records import reads_of_record
from compliance.evaluate.yields import Roles
from compliance.model.condition import Literals

if TYPE_CHECKING:
    from compliance.evaluate.world import World
    from compliance.model.condition import Atom
    from compliance.model.facts import Step

_COUNTING: Final = frozenset({"at_least", "at_most"})


def trace(world: World, item: Item, paths: list[str], atom: Atom | None, law: str) -> Reads:
    """Follow each path from the item."""
    found = Reads()
    for path in paths:
        found = found.join(_follow(world, item, world.facts.steps(item.kind, path), atom, law))
    return found


def _follow(  # noqa: C901, PLR0911 - one way of stopping for each kind of step
    world: World, item: Item, steps: tuple[Step, ...], atom: Atom | None, law: str
) -> Reads:
    """Walk a path again, this time noting where each part is stated."""
    here: Any = item
    owner, path, found = item, item.path, Reads()
    for index, step in enumerate(steps):
        if step.how == "record":
            record = here.value if isinstance(here, Item) else here
            return found.join(reads_of_record(world, owner, path, record, step.name))
        if step.how == "derived":
            return found.join(_derived(world, owner, step.name, atom, law))
        if isinstance(here, Roles):
            return found.join(_classified(world, owner, f"roles.{step.name}", f"{path}.{step.name}", atom))
        here = world.take(here, owner, step, law)
        path = _path(world, path, owner, step)
        if isinstance(here, Practices) and index + 1 < len(steps):
            path = here.path(steps[index + 1].name)
        if here is None and (owner.doubtful or owner.unlisted):
            # what may not exist has no facts to ask for: ask for itself, or for its section
            return found.join(Reads(missing=(owner.path,)))
        if here is None:
            rest = () if step.how in {"reference", "items"} else steps[index + 1 :]
            return found.join(Reads(missing=(_statable(path, rest),)))
        if here is ABSENT:
            return found.join(Reads(stated=(path,)))
        if isinstance(here, Item):
            if step.how == "reference" and here is not owner.parent:
                found = found.join(Reads(stated=(path,)))
            owner, path = here, here.path
    return found.join(Reads(stated=(path,)) if not isinstance(here, Item) else found)


def _derived(world: World, owner: Item, name: str, atom: Atom | None, law: str) -> Reads:
    if name == "classes":
        return _classified(world, owner, "classes", "", atom)
    if (owner.kind, name) == ("ai_system", "roles"):
        own, states = f"{owner.path}.roles", world.description.states
        if not states(own) or states(WIDE_AI_ROLES):
            found = _classified(world, owner, "roles", WIDE_AI_ROLES, atom)
            return Reads((own,)).join(found) if states(own) else found
        return _classified(world, owner, "roles", own, atom)
    if (owner.kind, name) == ("purpose", "role_gdpr"):
        own = f"{owner.path}.role"
        return (
            Reads((own,))
            if world.description.states(own)
            else _classified(world, world.organisation, "roles.gdpr", "organisation.roles.gdpr", atom)
        )
    return witness.of(world, owner, name, atom, law)


def _classified(world: World, owner: Item, fact: str, path: str, atom: Atom | None) -> Reads:
    """What is stated, and what the rules read that could add the words."""
    words = frozenset(_words(atom))
    stated = bool(path) and world.description.states(path)
    found = Reads((path,)) if stated else Reads(missing=(path,) if path else ())
    for rule, seen in world.yields.explained(world, owner, fact, words):
        if seen.truth and not stated:
            return Reads(seen.stated, (), seen.route)
        if seen.truth is None or rule is None:
            found = found.join(Reads((), seen.missing))
        elif not path:
            found = found.join(Reads(seen.stated))
    return found


def _words(atom: Atom | None) -> tuple[str, ...]:
    """The words an atom looks for in a list; none where it counts them or compares with another fact, so that any may matter."""
    if atom is None or atom.operator in _COUNTING or not isinstance(atom.right, Literals):
        return ()
    return atom.right.words


def _path(world: World, path: str, owner: Item, step: Step) -> str:
    """Where a step is stated, in the words of the file."""
    if step.how == "head":
        return step.name
    if step.how in {"reference", "items"}:
        return stated_at(world, owner, step.name)
    if owner.kind == "organisation" and step.name == "practices":
        return "practices"  # the organisation's stand at the top of the file
    return f"{path}.{step.name}"


def _statable(path: str, rest: tuple[Step, ...]) -> str:
    """The most telling path to ask for: down to the record or field that the rest of the path names."""
    for step in rest:
        if step.how in {"derived", "record", "items", "reference"}:
            break
        path = f"{path}.{step.name}"
    return path
