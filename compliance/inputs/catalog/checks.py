"""What a catalog must keep to before it is used: every name in it leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compliance.errors import Problem
from compliance.inputs.catalog.check import Checker, Fault, Path
from compliance.inputs.catalog.typed import place_of
from compliance.source import Mapping, Node, Sequence, did_you_mean, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import (
        Catalog,
        ClassificationRule,
        Control,
        FrameworkCatalog,
        Provision,
        Question,
        SubjectKind,
    )

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OWN_PLACEHOLDERS = frozenset({"path", "as_of"})


class References:
    """Checks one catalog; the files are read again only where something is wrong, to say where."""

    def __init__(self, catalog: Catalog) -> None:
        """Index the files by path."""
        self.catalog = catalog
        self.checker = Checker(catalog)
        self.texts = {file.path: file.text for file in catalog.files}
        self.roots: dict[str, Node] = {}

    def problems(self) -> Iterator[Problem]:
        """Everything that leads nowhere."""
        for framework in self.catalog.frameworks:
            yield from self._framework(framework)
        for question in self.catalog.questions:
            yield from self._question(question)
        yield from self._twice()

    def _twice(self) -> Iterator[Problem]:
        """What has the id of something else, and questions that ask for one fact; each at the later of the two."""
        controls: set[str] = set()
        for framework in self.catalog.frameworks:
            for control in framework.controls:
                if control.id in controls:
                    file = f"{framework.framework.id}/controls/{control.id}.yaml"
                    yield self._at(file, ("id",), f"two controls {control.id!r}", None)
                controls.add(control.id)
        ids: set[str] = set()
        facts: dict[tuple[str, str], str] = {}
        for question in self.catalog.questions:
            first = facts.setdefault((question.scope, question.states), question.id)
            if question.id in ids:
                yield self._of_question(question, f"two questions {question.id!r}", "id")
            elif first != question.id:
                yield self._of_question(question, f"{first!r} asks for the same fact, {question.states!r}")
            ids.add(question.id)

    def _framework(self, framework: FrameworkCatalog) -> Iterator[Problem]:
        folder = framework.framework.id
        provisions = {provision.id for provision in framework.provisions}
        head = f"{folder}/framework.yaml"
        yield from self._placed(
            head, ("applies",), self.checker.faults(framework.framework.applies, "organisation")
        )
        yield from self._roles(head, framework)
        for index, provision in enumerate(framework.provisions):
            yield from self._provision(f"{folder}/provisions.yaml", index, provision, provisions)
        for control in framework.controls:
            yield from self._control(f"{folder}/controls/{control.id}.yaml", control, provisions)
        for rule in framework.rules:
            yield from self._rule(framework, rule)

    def _roles(self, head: str, framework: FrameworkCatalog) -> Iterator[Problem]:
        """Where the roles of bound subjects are read: every path must lead to a set."""
        through = framework.framework.bound_through
        paths = {(kind, path) for kind, path in through.items()}
        if any(provision.binds for provision in framework.provisions):
            kinds: set[SubjectKind] = {"organisation"}
            kinds |= {c.subject for c in framework.controls} | {p.per for p in framework.provisions}
            default = f"organisation.roles.{framework.framework.id}"
            paths |= {(kind, default) for kind in kinds if kind not in through}
        for kind, path in sorted(paths):
            found = self.checker.type_of(kind, path)
            if isinstance(found, Fault):
                hint = "Name under bound_through where the roles of this kind of subject stand."
                yield self._at(head, ("bound_through",), f"roles: {found.message}", None, hint)

    def _provision(self, file: str, index: int, provision: Provision, known: set[str]) -> Iterator[Problem]:
        at: Path = ("provisions", index)
        for name, target in (("parent", provision.parent), ("group", provision.group)):
            if target is not None and target not in known:
                yield self._at(
                    file, (*at, name), f"there is no provision {target!r}", did_you_mean(target, known)
                )
        if provision.when is not None:
            yield from self._placed(file, (*at, "when"), self.checker.faults(provision.when, provision.per))
        for number, phase in enumerate(provision.timeline):
            if phase.when is not None:
                yield from self._placed(
                    file, (*at, "timeline", number, "when"), self.checker.faults(phase.when, provision.per)
                )

    def _control(self, file: str, control: Control, provisions: set[str]) -> Iterator[Problem]:
        for name in control.provisions.all:
            if name not in provisions:
                yield self._at(
                    file, ("provisions",), f"there is no provision {name!r}", did_you_mean(name, provisions)
                )
        yield from self._placed(file, ("where",), self.checker.faults(control.where, control.subject))
        for index, item in enumerate(control.expect):
            at: Path = ("expect", "all", index)
            yield from self._placed(file, at, self.checker.faults(item.condition, control.subject))
            for name in set(item.provision) - set(control.provisions.all):
                yield self._at(file, at, f"{name!r} is marked here but not listed under provisions", None)
        for index, review in enumerate(control.review):
            yield from self._placed(
                file, ("review", index, "when"), self.checker.faults(review.when, control.subject)
            )
        yield from self._messages(file, control)

    def _messages(self, file: str, control: Control) -> Iterator[Problem]:
        texts: list[tuple[tuple[str | int, ...], str | None]] = [
            (("messages", name), text) for name, text in control.messages
        ]
        for index, item in enumerate(control.expect):
            texts += [(("expect", "all", index), text) for text in (item.gap, item.unknown)]
        for at, text in texts:
            for placeholder in _PLACEHOLDER.findall(text or ""):
                head, _, rest = placeholder.partition(".")
                path = rest if head == control.subject else placeholder
                if placeholder in _OWN_PLACEHOLDERS or path in {"", "name", "id"}:
                    continue
                stem = path.removesuffix(".name").removesuffix(".id")
                found = self.checker.type_of(control.subject, stem)
                if isinstance(found, Fault):
                    yield self._at(file, at, f"the placeholder {found.message}", None, found.hint)

    def _rule(self, framework: FrameworkCatalog, rule: ClassificationRule) -> Iterator[Problem]:
        folder = f"{framework.framework.id}/classification/"
        for fault in self.checker.faults(rule.where, rule.subject):
            yield self._in(folder, "rules", rule.id, Fault(("where", *fault.path), fault.message, fault.hint))

    def _question(self, question: Question) -> Iterator[Problem]:
        found = self.checker.type_of(question.scope, question.states)
        if isinstance(found, Fault):
            yield self._of_question(question, found.message, hint=found.hint)
        elif found.shape in {"subjects", "subject", "map"}:
            yield self._of_question(question, f"{question.states!r} is no single fact")

    def _of_question(
        self, question: Question, message: str, key: str = "states", hint: str | None = None
    ) -> Problem:
        return self._in("questions/", "questions", question.id, Fault((key,), message, hint))

    def _in(self, folder: str, key: str, name: str, fault: Fault) -> Problem:
        """A fault of the last entry with this id in the lists that files of a folder hold under a key."""
        found = [
            (file, index)
            for file in self.texts
            if file.startswith(folder)
            for index, item in enumerate(self._items(file, key))
            if isinstance(item, Mapping) and getattr(item.get("id"), "text", None) == name
        ]
        file, index = found[-1]
        return self._at(file, (key, index, *fault.path), fault.message, None, fault.hint)

    def _items(self, file: str, key: str) -> tuple[Node, ...]:
        root = self._root(file)
        node = root.get(key) if isinstance(root, Mapping) else None
        return node.items if isinstance(node, Sequence) else ()

    def _root(self, file: str) -> Node:
        if file not in self.roots:
            self.roots[file] = read(self.texts[file], file)
        return self.roots[file]

    def _placed(self, file: str, at: Path, faults: Iterator[Fault]) -> Iterator[Problem]:
        for fault in faults:
            yield self._at(file, (*at, *fault.path), fault.message, None, fault.hint)

    def _at(self, file: str, path: Path, message: str, near: str | None, hint: str | None = None) -> Problem:
        node = self._root(file)
        place = place_of(node, _existing(node, path))
        return Problem(place, message, hint or (f"did you mean {near!r}?" if near else None))


def _existing(node: Node, path: Path) -> Path:
    """The path as far as the file has it; a single expectation has no `all`."""
    if path[:2] == ("expect", "all") and isinstance(node, Mapping):
        expect = node.get("expect")
        if not (isinstance(expect, Mapping) and isinstance(expect.get("all"), Sequence)):
            return ("expect", *path[3:])
    return path


def references(catalog: Catalog) -> list[Problem]:
    """Every name in the catalog that leads nowhere."""
    return list(References(catalog).problems())
