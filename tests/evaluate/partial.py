"""Partial descriptions of real systems and their completions, for the soundness of evaluation.

A fact is taken away by leaving it out, an item of a list by leaving the list open. What the reading rules give a meaning to
when it is left out is not taken away alone: ends and operators, `with`, `until` (an end is stated), exceptions (they are
invoked), `transformed` and `transforms` (data are as their set describes them), a status that limits details that are stated, a narrower
statement while the wider one it would inherit from stays, and roles of the organisation beside those of its AI systems.
"""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import resources
from compliance.errors import InputError
from compliance.evaluate.assess import Evaluation
from compliance.inputs.catalog.typed import plain
from compliance.model.condition import AsOf, Atom, Each, Has, Literals
from compliance.model.derived import REFERENCES
from compliance.model.facts import FactType
from compliance.pipeline.assessing import Given, Sources, describe
from compliance.source import read

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from compliance.evaluate.world import World
    from compliance.model.catalog import Catalog, SubjectKind
    from compliance.model.condition import Condition
    from compliance.model.description import Description

Tree = dict[str, Any]
Path_ = tuple[str, ...]
AS_OF = dt.date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]
SUBJECT_KINDS = tuple(REFERENCES)
SECTIONS = (
    "parties",
    "zones",
    "data",
    "components",
    "flows",
    "purposes",
    "ai_systems",
    "incidents",
    "requests",
)
KEPT = frozenset(
    {
        *(
            "schema",
            "described_on",
            "completeness",
            "variants",
            "id",
            "name",
            "legal_name",
            "boundary",
            "exclusions",
            "profile",
        ),
        *(
            "from",
            "to",
            "operator",
            "by",
            "with",
            "kind",
            "until",
            "exceptions",
            "derogation",
            "breach",
            "transformed",
            "transforms",
        ),
    }
)
WIDER = {
    ("purposes", "role"): ("organisation", "roles"),
    ("ai_systems", "roles"): ("organisation", "roles"),
    ("purposes", "since"): ("system", "since"),
    ("components", "since"): ("system", "since"),
    ("ai_systems", "in_service_since"): ("system", "since"),
    ("incidents", "began"): ("system", "since"),
}
HELD = {
    "encryption": ("components", "encryption"),
    "retention": ("data", "retention"),
    "deletion": ("data", "deletion"),
}
OWN_KEYS = {*SECTIONS, "stores", "buffers", "access", "data", "returns"}
DEFINITE = frozenset({"gap", "satisfied", "needs_review", "not_applicable"})


@cache
def real_trees() -> dict[str, Tree]:
    """The starter and base architectures, and the replayed cases."""
    found = {
        path.removesuffix(".yaml"): resources.read("frameworks", path)
        for path in resources.files("frameworks", "architectures", ".yaml")
    }
    for file in sorted((ROOT / "tests" / "replay").glob("*/architecture.yaml")):
        found[file.parent.name] = file.read_bytes()
    trees = {name: plain(read(data, name)) for name, data in found.items()}
    for tree in trees.values():
        _say_once(tree)
    return {name: tree for name, tree in trees.items() if isinstance(tree, dict)}


def _say_once(tree: Any) -> None:
    """Leave `before_use` out where a date tells the same: a completion of other dates could contradict it."""
    for value in tree.values() if isinstance(tree, dict) else ():
        _say_once(value)
    if isinstance(tree, dict) and tree.keys() & {"performed_on", "signed_on", "since"}:
        tree.pop("before_use", None)


def text(value: Any) -> str:
    """A plain tree as YAML; scalars are quoted, so that they stay what they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(text(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value in {None, "", "null", "~"}:
        return ""
    return "'" + str(value).replace("'", "''") + "'"


def description(tree: Tree, catalog: Catalog) -> Description | None:
    """The description a tree gives; None where the loader refuses it."""
    try:
        return describe(Sources(Given("architecture.yaml", text(tree).encode())), catalog)
    except InputError:
        return None


def outcomes(tree: Tree, catalog: Catalog, as_of: dt.date = AS_OF) -> dict[str, str] | None:
    """The outcome of every finding and provision by id."""
    described = description(tree, catalog)
    if described is None:
        return None
    found: dict[str, str] = {}
    for one in Evaluation(described, catalog, as_of).outcomes():
        for judgement in one.judgements:
            for row in judgement.rows():
                found[f"{judgement.control.id}@{row.item.kind}:{row.item.id}"] = row.outcome
        for result in one.provisions:
            if result.outcome is not None:
                found[f"{one.framework} {result.id}"] = result.outcome
    return found


def flips(partial: dict[str, str], complete: dict[str, str]) -> list[tuple[str, str, str | None]]:
    """The definite outcomes of a partial description that its completion does not keep."""
    return [
        (name, outcome, complete.get(name))
        for name, outcome in partial.items()
        if outcome in DEFINITE and complete.get(name) != outcome
    ]


@dataclass(slots=True)
class Partial:
    """A tree with facts taken away. `removed`: the paths; `opened`: the lists and maps left open."""

    tree: Tree
    removed: list[Path_] = field(default_factory=list)
    opened: list[Path_] = field(default_factory=list)


def at(tree: Any, path: Path_) -> Any:
    """The node at a path; None where there is none."""
    for segment in path:
        tree = tree.get(segment) if isinstance(tree, dict) else None
    return tree


def paths(tree: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every path of a tree, the root left out."""
    for key, value in tree.items() if isinstance(tree, dict) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


def removable(tree: Tree, path: Path_) -> bool:
    """Whether leaving this out says less and nothing else."""
    if KEPT & set(path) or path[-1] == "unknown" or (len(path) == 1 and path[0] not in SECTIONS):
        return False
    if (len(path) == 2 and path[0] in SECTIONS) or _keyed(path[:-1]):  # an entry: only from an open map
        return False
    if "practices" in path[1:] or {"has", "lacks"} & set(path) or _beside(tree, path):
        return False
    record = at(tree, path[:-1])
    if path[-1] == "status" and isinstance(record, dict) and record["status"] != "implemented":
        return False
    wide = WIDER.get((path[0], path[-1]))
    if wide is not None and len(path) == 3 and at(tree, wide) is not None:
        return False
    return not _inherits(tree, path)


def _beside(tree: Tree, path: Path_) -> bool:
    """Roles of the organisation: those of an AI system suffice alone, and count beside these."""
    stated = tree.get("ai_systems")
    systems = stated.values() if isinstance(stated, dict) else ()
    return path[:2] == ("organisation", "roles") and any(
        isinstance(one, dict) and "roles" in one for one in systems
    )


def _keyed(path: Path_) -> bool:
    """Whether the map at a path is keyed by ids of the user's own."""
    return path in {(section,) for section in SECTIONS} or (
        len(path) == 3 and path[-1] in OWN_KEYS and path[0] in {"components", "flows"}
    )


def _inherits(tree: Tree, path: Path_) -> bool:
    if len(path) != 5 or path[2] != "stores" or path[-1] not in HELD:
        return False
    section, name = HELD[path[-1]]
    return at(tree, (section, path[1] if section == "components" else path[3], name)) is not None


def openable(tree: Tree, path: Path_) -> bool:
    """Whether a list or map can be left open here."""
    value = at(tree, path)
    if KEPT & set(path):
        return False
    return isinstance(value, list) or (_keyed(path) and isinstance(value, dict))


def reduced(tree: Tree, rng: random.Random, share: float) -> Partial:
    """A partial description: each fact is left out, each list left open, with a probability."""
    partial = Partial(copy.deepcopy(tree))
    listed = list(paths(tree))
    rng.shuffle(listed)
    for path in listed:
        if at(partial.tree, path) is None or rng.random() > share:
            continue
        if openable(partial.tree, path) and rng.random() < 0.6:
            _open(partial, path, rng)
        elif removable(partial.tree, path):
            del at(partial.tree, path[:-1])[path[-1]]
            partial.removed.append(path)
    return partial


def _open(partial: Partial, path: Path_, rng: random.Random) -> None:
    value = at(partial.tree, path)
    keep = [item for item in value if rng.random() < 0.7]
    holder = at(partial.tree, path[:-1])
    if isinstance(value, dict):
        holder[path[-1]] = {key: value[key] for key in keep if key != "unknown"} | {"unknown": None}
    else:
        holder[path[-1]] = [item for item in keep if item != "unknown"] + ["unknown"]
    partial.opened.append(path)


def generic(path: Path_) -> Path_:
    """A path with the user's own ids taken out."""
    return tuple("*" if _keyed(path[:index]) else segment for index, segment in enumerate(path))


class Pool:
    """Values that real descriptions state, by generic path."""

    def __init__(self, trees: dict[str, Tree]) -> None:
        """Collect them in the order of the trees."""
        self.values: dict[Path_, list[Any]] = {}
        for tree in trees.values():
            for path in paths(tree):
                value = at(tree, path)
                known = self.values.setdefault(generic(path), [])
                if value not in (None, "unknown") and value not in known:
                    known.append(value)

    def any(self, path: Path_, rng: random.Random) -> Any:
        """Some value at such a path."""
        return copy.deepcopy(rng.choice(self.values[generic(path)]))


def completed(partial: Partial, full: Tree, pool: Pool, rng: random.Random) -> Tree:
    """One of the ways in which a partial description may be completed."""
    tree = copy.deepcopy(partial.tree)
    todo = [(path, True) for path in partial.removed] + [(path, False) for path in partial.opened]
    rng.shuffle(todo)
    for path, whole in todo:
        holder = at(tree, path[:-1])
        if not isinstance(holder, dict) or rng.random() < 0.2:
            continue
        if whole:
            own = copy.deepcopy(at(full, path))
            other = pool.any(path, rng)
            holder[path[-1]] = own if rng.random() < 0.5 or not consistent(holder, path, other) else other
        elif isinstance(holder.get(path[-1]), list):
            holder[path[-1]] = _longer(holder[path[-1]], path, pool, rng)
        elif isinstance(holder.get(path[-1]), dict):
            _fill(holder[path[-1]], path, full, pool, rng)
    return tree


def consistent(holder: Tree, path: Path_, value: Any) -> bool:
    """Whether a value agrees with what is stated beside it, as the reading rules have it.

    A flow carries what its source has and, where it comes to name a purpose, what that purpose lists (a stated list is complete);
    a component of others holds what reaches it; `before_use` and dates tell one fact; what
    goes by a network is no physical delivery; a component without an operator is the organisation's own, so no vendor hosts it.
    """
    name = path[-1]
    if name in {"status", "stores", "buffers", "returns"} or (
        path[0] == "flows" and name in {"data", "purpose"}
    ):
        return False
    if name in {"performed_on", "signed_on", "since"} and "before_use" in holder:
        return False
    if name == "before_use" and holder.keys() & {"performed_on", "signed_on", "since"}:
        return False
    if name == "via":
        return value != "physical" or not holder.keys() & {"network", "encryption", "authentication"}
    return not (name == "hosting" and str(value).startswith("vendor") and "operator" not in holder)


def _longer(value: list[Any], path: Path_, pool: Pool, rng: random.Random) -> list[Any]:
    """An open list with further items, perhaps complete now."""
    lists = [one for one in pool.values[generic(path)] if isinstance(one, list)]
    items = sorted({str(item) for one in lists for item in one} - {"unknown"})
    more = [item for item in rng.sample(items, rng.randint(0, min(3, len(items)))) if item not in value]
    left = [item for item in value if item != "unknown"] + more
    return [*left, "unknown"] if rng.random() < 0.3 else left


def _fill(entries: dict[str, Any], path: Path_, full: Tree, pool: Pool, rng: random.Random) -> None:
    """An open map with entries that were taken away, and perhaps new ones."""
    own = at(full, path)
    for key, value in own.items() if isinstance(own, dict) else ():
        if rng.random() < 0.7 and key not in entries:
            entries[key] = copy.deepcopy(value)
    if rng.random() < 0.6:
        key, value = _new(path, full, pool, rng)
        if key not in entries and value is not None:
            entries[key] = value
    if rng.random() < 0.7:
        entries.pop("unknown", None)


def _new(path: Path_, full: Tree, pool: Pool, rng: random.Random) -> tuple[str, Any]:
    """An entry that the full description does not have: key and value."""
    name = path[-1]
    if name in {"stores", "buffers", "data", "returns"} and len(path) > 1:
        return rng.choice(sorted(full.get("data") or {"pan": None})), {}
    choices = pool.values.get((*generic(path), "*"), [])
    if name == "access" and len(path) > 1:
        return rng.choice(sorted(full.get("parties") or {"staff": None})), copy.deepcopy(rng.choice(choices))
    own = at(full, path)
    if not isinstance(own, dict) or not own or name in {"zones", "incidents", "requests"}:
        return "extra", copy.deepcopy(rng.choice(choices)) if choices else None
    value = copy.deepcopy(own[rng.choice(sorted(own))]) or {}
    if name == "flows":
        ends = sorted({*(full.get("components") or {}), *(full.get("parties") or {}), "patients"})
        value |= {"from": rng.choice(ends), "to": rng.choice(ends)}
    if name == "components" and full.get("parties"):
        value |= {"operator": rng.choice(sorted(full["parties"]))}
    return "extra", value


def atoms(world: World) -> list[tuple[SubjectKind, Condition]]:
    """Conditions that look at every fact of every kind of subject, and at every way from it to others."""
    found: list[tuple[SubjectKind, Condition]] = []
    for kind in SUBJECT_KINDS:
        for path, type_ in _facts(world, kind):
            found += [(kind, atom) for atom in _about(path, type_)]
        for name, (target, many) in REFERENCES[kind].items():
            inner = [atom for path, type_ in _facts(world, target)[:40] for atom in _about(path, type_)[:2]]
            found += (
                [(kind, quantifier(name, atom)) for atom in inner for quantifier in (Has, Each)]
                if many
                else []
            )
            found += (
                [(kind, Atom(f"{name}.{atom.fact}", atom.operator, atom.right)) for atom in inner]
                if not many
                else []
            )
    return found


def _facts(world: World, kind: SubjectKind) -> list[tuple[str, FactType]]:
    """Derived facts first, then stated ones, records one step deeper."""
    found: list[tuple[str, FactType]] = []
    steps = world.facts.candidates(FactType("subject", kind=kind))
    for name, step in sorted(steps.items(), key=lambda pair: (pair[1].how != "derived", pair[0])):
        if step.type.shape == "record":
            found += [
                (f"{name}.{inner}", one.type) for inner, one in world.facts.candidates(step.type).items()
            ]
        elif step.type.shape not in {"map", "subject", "subjects"}:
            found.append((name, step.type))
    return found


def _about(path: str, type_: FactType) -> list[Atom]:  # noqa: PLR0911 - one line for each shape
    words = sorted(type_.words)[:40]
    match type_.shape:
        case "yes_no":
            return [Atom(path, "equals", Literals(("yes",))), Atom(path, "equals", Literals(("no",)))]
        case "word":
            return [Atom(path, "equals", Literals((word,))) for word in words]
        case "set":
            sizes = [Atom(path, "at_most", Literals((size,))) for size in ("0", "1")]
            return [*sizes, *(Atom(path, "contains", Literals((word,))) for word in words)]
        case "date":
            return [Atom(path, "on_or_before", AsOf()), Atom(path, "on_or_after", Literals(("2026-02-01",)))]
        case "dates":
            return [
                Atom(path, "age_at_most", Literals(("1 year",))),
                Atom(path, "at_least", Literals(("2",))),
            ]
        case "period":
            return [
                Atom(path, "at_most", Literals(("30 days",))),
                Atom(path, "equals", Literals(("unlimited",))),
            ]
        case "count" | "share" | "number":
            return [Atom(path, "at_least", Literals(("1",)))]
        case _:
            return []


def truths(
    described: Description, catalog: Catalog, as_of: dt.date = AS_OF
) -> dict[tuple[str, str, int], bool]:
    """What the conditions of `atoms` definitely say of every item that surely exists: by law, item and number of condition."""
    world = Evaluation(described, catalog, as_of).world
    listed = atoms(world)
    found = {}
    for law, conditions in world.conditions.items():
        for number, (kind, condition) in enumerate(listed):
            truth = conditions.truth(condition, kind)
            for item in world.table(kind).items:
                if not item.doubtful and (value := truth.at(item.row)) is not None:
                    found[law, f"{kind}:{item.id}", number] = value
    return found


def without_one(tree: Tree, rng: random.Random) -> Partial:
    """A description from which one fact is taken away, or in which one list is left open."""
    partial = Partial(copy.deepcopy(tree))
    listed = list(paths(tree))
    rng.shuffle(listed)
    for path in listed:
        if openable(tree, path):
            _open(partial, path, rng)
            break
        if removable(tree, path):
            del at(partial.tree, path[:-1])[path[-1]]
            partial.removed.append(path)
            break
    return partial


def varied(tree: Tree, pool: Pool, rng: random.Random) -> Tree:
    """A description generated from a real one: at some places it states what others state there."""
    found = copy.deepcopy(tree)
    listed = [path for path in paths(tree) if removable(tree, path)]
    for path in rng.sample(listed, min(len(listed), rng.randint(1, 12))):
        holder, value = at(found, path[:-1]), pool.any(path, rng)
        if isinstance(holder, dict) and path[-1] in holder and consistent(holder, path, value):
            holder[path[-1]] = value
    return found
