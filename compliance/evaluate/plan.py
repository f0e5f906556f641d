"""Controls prepared for evaluation: the nodes of their conditions, and which expectations count for each provision they cite."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from compliance.evaluate.alternatives import groups_of
from compliance.evaluate.situations import Situations

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from compliance.evaluate.nodes import Node, Nodes
    from compliance.evaluate.situations import Situation
    from compliance.model.assessment import ProvisionResult
    from compliance.model.catalog import Control, FrameworkCatalog, Provision


class Cited(NamedTuple):
    """A provision a control cites; `items` are the positions of the expectations that count for it, None for all."""

    provision: Provision
    situation: Situation
    items: tuple[int, ...] | None


class ControlPlan(NamedTuple):
    """The conditions of a control as nodes, and what it cites, settled provisions first."""

    control: Control
    where: Node
    review: tuple[Node, ...]
    expect: tuple[Node, ...]
    cited: tuple[Cited, ...]


class FrameworkPlan:
    """One framework; each part is prepared when it is first asked for."""

    def __init__(self, framework: FrameworkCatalog, nodes: Nodes) -> None:
        """Nothing is prepared yet."""
        self.framework = framework
        self.law = framework.framework.id
        self.nodes = nodes
        self.situations = Situations(framework.framework, nodes)
        self.out_of_scope: dict[dt.date, tuple[ProvisionResult, ...]] = {}
        """What the provisions come to by date where the framework does not apply: the same for every description."""
        self._controls: dict[int, tuple[Control, ControlPlan]] = {}

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Provisions by id."""
        return {provision.id: provision for provision in self.framework.provisions}

    @cached_property
    def groups(self) -> dict[str, str]:
        """The group of each provision that is an alternative."""
        return groups_of(self.framework)

    @cached_property
    def active(self) -> tuple[Control, ...]:
        """The controls in use."""
        return tuple(control for control in self.framework.controls if control.lifecycle != "retired")

    @cached_property
    def settling(self) -> dict[str, frozenset[str]]:
        """By provision the ids of the controls that settle it."""
        found: dict[str, set[str]] = defaultdict(set)
        for control in self.framework.controls:
            for name in control.provisions.settles:
                found[name].add(control.id)
        return {name: frozenset(controls) for name, controls in found.items()}

    @cached_property
    def citing(self) -> dict[str, tuple[str, ...]]:
        """By provision the ids of all controls that cite it, in alphabetical order."""
        found: dict[str, set[str]] = defaultdict(set)
        for control in self.framework.controls:
            for name in control.provisions.all:
                found[name].add(control.id)
        return {name: tuple(sorted(controls)) for name, controls in found.items()}

    def control(self, control: Control) -> ControlPlan:
        """A control of the framework, or a variation of one, prepared."""
        known = self._controls.get(id(control))
        if known is None or known[0] is not control:
            known = self._controls[id(control)] = control, self._prepared(control)
        return known[1]

    def _prepared(self, control: Control) -> ControlPlan:
        kind, law, node = control.subject, self.law, self.nodes.of
        return ControlPlan(
            control,
            node(control.where, kind, law),
            tuple(node(review.when, kind, law) for review in control.review),
            tuple(node(item.condition, kind, law) for item in control.expect),
            tuple(self._cited(control, self.provisions[name]) for name in control.provisions.all),
        )

    def _cited(self, control: Control, provision: Provision) -> Cited:
        """Items tagged with the provision and untagged ones count for it; all items where none is tagged with it."""
        items = None
        if any(provision.id in item.provision for item in control.expect):
            marked = enumerate(control.expect)
            items = tuple(n for n, item in marked if not item.provision or provision.id in item.provision)
        return Cited(provision, self.situations.of(provision), items)


def plans(frameworks: tuple[FrameworkCatalog, ...], nodes: Nodes) -> Mapping[str, FrameworkPlan]:
    """The plan of each framework, by id."""
    return {framework.framework.id: FrameworkPlan(framework, nodes) for framework in frameworks}
