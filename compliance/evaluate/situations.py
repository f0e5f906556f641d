"""Whom provisions bind, under which condition and from when: hundreds are alike, and what is alike is prepared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.evaluate.timeline import moment
from compliance.model.condition import Atom, Literals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable

    from compliance.evaluate.nodes import Node, Nodes
    from compliance.evaluate.timeline import Moment
    from compliance.model.catalog import Framework, Phase, Provision, SubjectKind
    from compliance.model.condition import Condition


class Situation:
    """What provisions have in common that bind alike."""

    def __init__(self, number: int, provision: Provision, framework: Framework, nodes: Nodes) -> None:
        """`number` tells situations of one catalog apart."""
        self.number = number
        self.per = provision.per
        self.timeline: tuple[Phase, ...] = provision.timeline
        self.when = _node(nodes, provision.when, provision, framework.id)
        self.phases: tuple[Condition, ...] = tuple(p.when for p in provision.timeline if p.when is not None)
        self.phase_nodes = tuple(nodes.of(when, provision.per, framework.id) for when in self.phases)
        self._binds = provision.binds
        self._framework = framework
        self._nodes = nodes
        self._roles: dict[SubjectKind, tuple[Atom, Node]] = {}
        self._moments: dict[dt.date, Moment] = {}

    def roles(self, kind: SubjectKind) -> tuple[Atom, Node] | None:
        """The condition that a subject of a kind holds one of the bound roles; None where everyone is bound."""
        if not self._binds:
            return None
        if kind not in self._roles:
            law = self._framework.id
            path = self._framework.bound_through.get(kind) or f"organisation.roles.{law}"
            atom = Atom(path, "contains_any", Literals(self._binds))
            self._roles[kind] = atom, self._nodes.of(atom, kind, law)
        return self._roles[kind]

    def as_written(self, day: dt.date) -> Moment:
        """The timing on a day as if the condition of every phase were met."""
        if day not in self._moments:
            self._moments[day] = moment(self.timeline, day, lambda _: True)
        return self._moments[day]


class Situations:
    """The situations of one framework, each prepared when it is first asked for."""

    def __init__(self, framework: Framework, nodes: Nodes) -> None:
        """Nothing is prepared yet."""
        self._framework = framework
        self._nodes = nodes
        self._by_identity: dict[int, tuple[Provision, Situation]] = {}
        self._by_form: dict[Hashable, Situation] = {}

    def of(self, provision: Provision) -> Situation:
        """The situation of a provision."""
        known = self._by_identity.get(id(provision))
        if known is None or known[0] is not provision:
            known = self._by_identity[id(provision)] = provision, self._prepared(provision)
        return known[1]

    def _prepared(self, provision: Provision) -> Situation:
        form = (
            provision.binds,
            provision.per,
            self._number(provision.when, provision),
            *(
                (p.from_, p.until, p.state, p.act, self._number(p.when, provision))
                for p in provision.timeline
            ),
        )
        if form not in self._by_form:
            self._by_form[form] = Situation(len(self._by_form), provision, self._framework, self._nodes)
        return self._by_form[form]

    def _number(self, condition: Condition | None, provision: Provision) -> int:
        node = _node(self._nodes, condition, provision, self._framework.id)
        return -1 if node is None else node.number


def _node(nodes: Nodes, condition: Condition | None, provision: Provision, law: str) -> Node | None:
    return None if condition is None else nodes.of(condition, provision.per, law)
