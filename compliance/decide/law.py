"""What the law says of each variant, told control by control, and what one variant changes against another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from compliance.decide.subjects import name_of, path_of, stated
from compliance.model.assessment import SEVERITIES
from compliance.model.comparison import Difference, Instance, Moved, Opposite, Point, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment, Finding

OPEN: Final = frozenset({"unknown", "needs_review"})
BEARING: Final = frozenset({"gap"}) | OPEN
"""Outcomes that bear on a choice."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """One variant as it was assessed, with the digest of its assessment."""

    name: str
    title: str
    file: str
    """The logical name of the architecture file; variants of one file share it."""
    changes: frozenset[str]
    """Paths that the variant sets or unsets, with those of what it extends."""
    architecture: Architecture
    assessment: Assessment
    digest: str


def current(assessment: Assessment) -> list[Finding]:
    """Findings that count today: in force, not cured."""
    return [one for one in assessment.findings if one.timing == "in_force" and one.standing == "current"]


@dataclass(frozen=True, slots=True)
class Beside:
    """The other side of a change: what its assessment has of the same finding, and what tells the two apart."""

    findings: Mapping[str, Finding]
    architecture: Architecture
    changes: frozenset[str]

    def instance(self, finding: Finding, name: str) -> Instance:
        """A subject with what the other side makes of it."""
        subject = finding.subject
        opposite = self._opposite(finding)
        own = path_of(subject.kind, subject.id)
        touched = sorted(
            _touched(finding, self.changes), key=lambda path: (not f"{path}.".startswith(f"{own}."), path)
        )
        return Instance(f"{subject.kind}:{subject.id}", name, finding.message, opposite, tuple(touched))

    def _opposite(self, finding: Finding) -> Opposite:
        other = self.findings.get(finding.id)
        if other is None:
            there = stated(self.architecture, finding.subject.kind, finding.subject.id)
            return "not_concerned" if there else "absent"
        if other.standing == "historic":
            return "historic"
        return cast("Opposite", other.outcome) if other.timing == "in_force" else "not_in_force"


def _touched(finding: Finding, changes: frozenset[str]) -> set[str]:
    """The changes that lie where facts behind a finding lie; of one inside another the inner."""
    facts = [f"{read.fact}." for read in finding.because]
    found = {
        path for path in changes if any(f.startswith(f"{path}.") or f"{path}.".startswith(f) for f in facts)
    }
    return {path for path in found if not any(other.startswith(f"{path}.") for other in found)}


def points(
    findings: Iterable[Finding],
    titles: Mapping[str, str],
    architecture: Architecture,
    beside: Beside | None = None,
) -> tuple[Point, ...]:
    """Findings of one control and outcome as one point, the most severe first. `beside`: of a change, the other side."""
    grouped: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.control, finding.outcome].append(finding)
    found = [_point(group, titles, architecture, beside) for group in grouped.values()]
    return tuple(
        sorted(
            found, key=lambda one: (SEVERITIES.index(one.severity), one.framework, one.control, one.outcome)
        )
    )


def _point(
    group: list[Finding], titles: Mapping[str, str], architecture: Architecture, beside: Beside | None
) -> Point:
    first = group[0]
    return Point(
        control=first.control,
        title=titles.get(first.control, first.control),
        framework=first.framework,
        severity=first.severity,
        outcome=first.outcome,
        provisions=tuple(
            dict.fromkeys(
                entry.id for one in group for entry in one.by_provision if entry.outcome == one.outcome
            )
        ),
        subjects=tuple(f"{one.subject.kind}:{one.subject.id}" for one in group),
        message=first.message,
        remediation=first.remediation.text,
        asks=tuple(dict.fromkeys(ask for one in group for ask in one.asks)),
        instances=tuple(_instance(one, architecture, beside) for one in group),
    )


def _instance(finding: Finding, architecture: Architecture, beside: Beside | None) -> Instance:
    subject = finding.subject
    name = name_of(architecture, subject.kind, subject.id)
    if beside is not None:
        return beside.instance(finding, name)
    return Instance(f"{subject.kind}:{subject.id}", name, finding.message)


def common(variants: Iterable[Assessed], titles: Mapping[str, str]) -> tuple[Point, ...]:
    """Points of controls that are a gap, or open, in every variant: to be mended whichever is chosen. Told as in the first."""
    first, *others = variants
    bearing = [
        {one.control: one.outcome for one in current(variant.assessment) if one.outcome in BEARING}
        for variant in others
    ]
    shared = [
        one
        for one in current(first.assessment)
        if one.outcome in BEARING and all(one.control in found for found in bearing)
    ]
    return points(shared, titles, first.architecture)


def counts(assessment: Assessment) -> dict[str, dict[str, int]]:
    """By framework: gaps by severity, and the other outcomes."""
    found: dict[str, Counter[str]] = {
        scope.id: Counter() for scope in assessment.frameworks if scope.applies is not False
    }
    for one in current(assessment):
        found[one.framework][one.severity if one.outcome == "gap" else one.outcome] += 1
    words = (*SEVERITIES, "unknown", "needs_review", "satisfied")
    return {framework: {word: count[word] for word in words} for framework, count in found.items()}


def difference(first: Assessed, other: Assessed, titles: Mapping[str, str]) -> Difference:
    """What `other` changes against `first`: findings are compared by control and subject, and told by control."""
    changes = (first.changes | other.changes) if first.file == other.file else frozenset[str]()
    sides = [
        (
            one,
            {found.id: found for found in one.assessment.findings},
            {found.id: found for found in current(one.assessment)},
        )
        for one in (first, other)
    ]

    def only(here: int, outcomes: frozenset[str]) -> tuple[Point, ...]:
        (one, _, these), (another, everything, those) = sides[here], sides[1 - here]
        changed = (
            found
            for id_, found in these.items()
            if found.outcome in outcomes and not (id_ in those and those[id_].outcome in outcomes)
        )
        return points(changed, titles, one.architecture, Beside(everything, another.architecture, changes))

    gap = frozenset({"gap"})
    return Difference(
        removed=only(0, gap),
        added=only(1, gap),
        opened=only(1, OPEN),
        settled=only(0, OPEN),
        moved=tuple(_moved(first, other, titles)),
    )


def _moved(first: Assessed, other: Assessed, titles: Mapping[str, str]) -> Iterable[Moved]:
    before, after = _borne(first), _borne(other)
    framework = {
        one.control: one.framework for one in (*first.assessment.findings, *other.assessment.findings)
    }
    for control in sorted(before.keys() & after.keys()):
        was, now = before[control], after[control]
        if _side(was) != _side(now):
            title = titles.get(control, control)
            gone, new = (_names(one, a - b) for one, a, b in ((first, was, now), (other, now, was)))
            yield Moved(control, framework[control], title, _side(was), _side(now), gone, new)


_Borne: TypeAlias = frozenset[tuple[str, str, bool]]
"""Kind and id of each subject of a control, with whether the organisation itself bears it."""


def _borne(variant: Assessed) -> dict[str, _Borne]:
    """Who bears each control's subjects."""
    borne: dict[str, set[tuple[str, str, bool]]] = defaultdict(set)
    for one in current(variant.assessment):
        mine = _own(variant.architecture, one.subject.kind, one.subject.id)
        if mine is not None:
            borne[one.control].add((one.subject.kind, one.subject.id, mine))
    return {control: frozenset(subjects) for control, subjects in borne.items()}


def _side(borne: _Borne) -> Side:
    """The vendors, the organisation, or both."""
    sides = {mine for _, _, mine in borne}
    return "shared" if len(sides) > 1 else "self" if True in sides else "vendor"


def _names(variant: Assessed, borne: _Borne) -> tuple[str, ...]:
    return tuple(name_of(variant.architecture, kind, id_) for kind, id_, _ in sorted(borne))


def _own(architecture: Architecture, kind: str, id_: str) -> bool | None:
    """Whether a subject is run by the organisation itself; None where it is nobody's in particular, such as a purpose."""
    if kind == "party":
        return False
    if kind not in {"component", "holding", "access"}:
        return None
    components = architecture.components
    component = components.get(id_.split("/", 1)[0]) if components is not None else None
    return None if component is None else component.operator in {None, "organisation"}
