"""What a catalog must keep to before it is used: every name in it leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
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

    def problems(self) -> Iterator[Problem]:
        """Everything that leads nowhere."""
        for framework in self.catalog.frameworks:
            yield from self._framework(framework)
        for question in self.catalog.questions:
            yield from self._question(question)
        for what, ids in (
            ("control", [c.id for f in self.catalog.frameworks for c in f.controls]),
            ("question", [q.id for q in self.catalog.questions]),
            ("question about the fact", [f"{q.scope} {q.states}" for q in self.catalog.questions]),
        ):
            yield from (
                Problem(None, f"two {what}s {name!r}") for name, count in Counter(ids).items() if count > 1
            )

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
        for fault in self.checker.faults(rule.where, rule.subject):
            yield Problem(None, f"{framework.framework.id} rule {rule.id}: {fault.message}", fault.hint)

    def _question(self, question: Question) -> Iterator[Problem]:
        found = self.checker.type_of(question.scope, question.states)
        if isinstance(found, Fault):
            yield Problem(None, f"question {question.id} ({question.theme}): {found.message}", found.hint)
        elif found.shape in {"subjects", "subject", "map"}:
            yield Problem(None, f"question {question.id}: {question.states!r} is no single fact")

    def _placed(self, file: str, at: Path, faults: Iterator[Fault]) -> Iterator[Problem]:
        for fault in faults:
            yield self._at(file, (*at, *fault.path), fault.message, None, fault.hint)

    def _at(self, file: str, path: Path, message: str, near: str | None, hint: str | None = None) -> Problem:
        node = read(self.texts[file], file)
        lines = self.texts[file].splitlines()
        place = place_of(node, _existing(node, path))
        shown = lines[place.line - 1] if place.line <= len(lines) else None
        return Problem(place, message, hint or (f"did you mean {near!r}?" if near else None), shown)


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
