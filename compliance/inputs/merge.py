"""Answers are put into the tree of the architecture before it gets its types, so they meet the same shapes and checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from compliance.inputs.plan import FieldPlan, KeyedPlan, ModelPlan, plan_of, short_field
from compliance.inputs.reading import Reading, is_unknown
from compliance.inputs.refine import most_telling, together
from compliance.model.architecture import Architecture, WordKeyed
from compliance.model.description import Answered, Conflict
from compliance.source import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from compliance.errors import Place
    from compliance.inputs.plan import Plan

_SHOWN = 60


@dataclass(slots=True)
class Branch:
    """Answers at one place of the tree, and those below it."""

    here: list[tuple[Node, Answered]] = field(default_factory=list)
    below: dict[str, Branch] = field(default_factory=dict)

    def at(self, path: tuple[str, ...]) -> Branch:
        """The branch at a path, grown where it is missing."""
        branch = self
        for segment in path:
            branch = branch.below.setdefault(segment, Branch())
        return branch

    @property
    def place(self) -> Place:
        """Where the first answer of the branch stands."""
        return self.here[0][1].place if self.here else next(iter(self.below.values())).place


@dataclass(slots=True)
class Merge:
    """Puts answers into a tree. `answered` and `conflicts` collect what came of each."""

    reading: Reading
    answered: dict[str, list[Answered]] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)

    def root(self, node: Node, branch: Branch) -> Node:
        """The tree of the architecture with all answers in it."""
        if not branch.below:
            return node
        merged = self.into(node, plan_of(Architecture), branch, "")
        self.reading.origins.clear()  # values that were compared are not yet stated
        return merged

    def into(
        self, node: Node | None, plan: Plan, branch: Branch, path: str, kinds: tuple[str, ...] = ()
    ) -> Node:
        """The node with the answers of a branch; `node` is None where the architecture says nothing."""
        if isinstance(plan, ModelPlan):
            return self._model(node, plan, branch, path, kinds)
        if branch.below:
            return self._keyed(node, plan, branch, path, kinds)
        return self._value(node, plan, branch, path, kinds)

    def _model(
        self, node: Node | None, plan: ModelPlan, branch: Branch, path: str, kinds: tuple[str, ...]
    ) -> Node:
        for value, answer in branch.here:
            self._spread(value, answer, plan, branch, path)
        if not branch.below and branch.here:
            return branch.here[0][0] if node is None or is_unknown(node) else node
        given = _as_map(node, plan, branch.place)
        if given is None:
            return node or Mapping((), branch.place)
        values = {entry.key.text: entry for entry in given.entries}
        for key, below in branch.below.items():
            known = plan.by_key.get(key)
            if known is None:
                self.reading.note(below.place, f"{path or 'the file'} has no {key!r}")
                continue
            old = values.get(known.key)
            old_node = None if old is None or is_unknown(old.value) else old.value
            new = self.into(
                old_node, known.plan, below, f"{path}.{key}" if path else key, known.kinds or kinds
            )
            name = (
                old.key
                if old is not None and new is old_node
                else Scalar(known.key, quoted=False, place=new.place)
            )
            values[known.key] = Entry(name, new)
        return Mapping(tuple(values.values()), given.place)

    def _spread(self, value: Node, answer: Answered, plan: ModelPlan, branch: Branch, path: str) -> None:
        """An answer that states a whole record states each of its fields."""
        self._record(path, answer)
        if isinstance(value, Mapping):
            for entry in value.entries:
                branch.at((entry.key.text,)).here.append((entry.value, answer))
        elif (
            isinstance(value, Scalar)
            and not is_unknown(value)
            and (short := short_field(plan, value.text)) is not None
        ):
            known, word = short
            branch.at((known.key,)).here.append((Scalar(word, value.quoted, value.place), answer))

    def _keyed(
        self, node: Node | None, plan: Plan, branch: Branch, path: str, kinds: tuple[str, ...]
    ) -> Node:
        if not isinstance(plan, KeyedPlan):
            self.reading.note(branch.place, f"{path} is a single value and has nothing below it")
            return node or Mapping((), branch.place)
        given = _as_entries(node, branch.place)
        values = {entry.key.text: entry for entry in given.entries}
        for key, below in branch.below.items():
            here = f"{path}.{key}"
            old = values.get(key)
            if old is None and not plan.scope:
                hint = "Answers add facts about what the architecture lists; add it there first."
                near = self.reading.near(key, values)
                hint = hint if near is None else f"did you mean {near!r}?"
                self.reading.note(below.place, f"{here} is not in the architecture", hint)
                continue
            old_node = None if old is None or is_unknown(old.value) else old.value
            new = self.into(old_node, plan.value, below, here, (key,) if plan.scope else kinds)
            name = Scalar(key, quoted=False, place=new.place) if old is None else old.key
            values[key] = Entry(name, new)
        return Mapping(tuple(values.values()), given.place)

    def _value(
        self, node: Node | None, plan: Plan, branch: Branch, path: str, kinds: tuple[str, ...]
    ) -> Node:
        """Of several statements of one fact the most telling, or parts of a list together; a conflict where they disagree."""
        for _, answer in branch.here:
            self._record(path, answer)
        stated = [value for value, _ in branch.here if not is_unknown(value)]
        nodes = stated if node is None or is_unknown(node) else [node, *stated]
        if not nodes:
            return branch.here[0][0]
        values = [self.reading.read(value, plan, path, kinds) for value in nodes]
        if any(value is None for value in values):
            return nodes[0]
        best = most_telling(values)
        if best is not None:
            return nodes[best]
        parts = together(values)
        if parts is not None:
            return _node(parts.plain(), nodes[0].place)
        self.conflicts[path] = Conflict(tuple((_text(value), value.place) for value in nodes))
        return Scalar("unknown", quoted=False, place=nodes[0].place)

    def _record(self, path: str, answer: Answered) -> None:
        self.answered.setdefault(path, []).append(answer)


def _as_map(node: Node | None, plan: ModelPlan, place: Place) -> Mapping | None:
    """A record as a map, whichever way it was written; None where it has a shape that loading will refuse."""
    if node is None or is_unknown(node):
        return Mapping((), place)
    if isinstance(node, Mapping):
        return node
    if not isinstance(node, Scalar):
        return None
    if issubclass(plan.model, WordKeyed) and node.text == "none":
        return Mapping(tuple(_entry(known, node) for known in plan.fields), node.place)
    short = short_field(plan, node.text)
    return (
        None
        if short is None
        else Mapping((_entry(short[0], Scalar(short[1], node.quoted, node.place)),), node.place)
    )


def _entry(known: FieldPlan, value: Scalar) -> Entry:
    return Entry(Scalar(known.key, quoted=False, place=value.place), value)


def _as_entries(node: Node | None, place: Place) -> Mapping:
    """Entries by id as a map, also from a list of ids or a single one."""
    if isinstance(node, Mapping):
        return node
    items = (
        node.items
        if isinstance(node, Sequence)
        else (node,)
        if isinstance(node, Scalar) and node.text != "none"
        else ()
    )
    entries = tuple(Entry(item, Mapping((), item.place)) for item in items if isinstance(item, Scalar))
    return Mapping(entries, place if node is None else node.place)


def _node(plain: str | list[str] | dict[str, Any], place: Place) -> Node:
    """A list in the spelling of the file, as if it stood at one place."""
    if isinstance(plain, str):
        return Scalar(plain, quoted=False, place=place)
    if isinstance(plain, list):
        return Sequence(tuple(_node(item, place) for item in plain), place)
    return Mapping(tuple(_entry_of(key, value, place) for key, value in plain.items()), place)


def _entry_of(key: str, value: Any, place: Place) -> Entry:  # noqa: ANN401 - a list in one of its spellings
    return Entry(Scalar(key, quoted=False, place=place), _node(value, place))


def _text(node: Node) -> str:
    """A value as somebody wrote it, in one short line."""
    match node:
        case Scalar(text):
            shown = text
        case Sequence(items):
            shown = f"[{', '.join(map(_text, items))}]"
        case Mapping(entries):
            shown = "{" + ", ".join(f"{entry.key.text}: {_text(entry.value)}" for entry in entries) + "}"
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
