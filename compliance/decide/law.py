"""What the law says of each variant, told control by control, and what one variant changes against another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.model.comparison import Difference, Moved, Point, Side

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


def points(findings: Iterable[Finding], titles: Mapping[str, str]) -> tuple[Point, ...]:
    """Findings of one control and outcome as one point, the most severe first."""
    grouped: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.control, finding.outcome].append(finding)
    found = [_point(group, titles) for group in grouped.values()]
    return tuple(
        sorted(
            found, key=lambda one: (SEVERITIES.index(one.severity), one.framework, one.control, one.outcome)
        )
    )


def _point(group: list[Finding], titles: Mapping[str, str]) -> Point:
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
    )


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
    return points(shared, titles)


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
    before = {one.id: one for one in current(first.assessment)}
    after = {one.id: one for one in current(other.assessment)}

    def only(
        these: Mapping[str, Finding], those: Mapping[str, Finding], outcomes: frozenset[str]
    ) -> tuple[Point, ...]:
        changed = (
            one
            for id_, one in these.items()
            if one.outcome in outcomes and not (id_ in those and those[id_].outcome in outcomes)
        )
        return points(changed, titles)

    gap = frozenset({"gap"})
    return Difference(
        removed=only(before, after, gap),
        added=only(after, before, gap),
        opened=only(after, before, OPEN),
        settled=only(before, after, OPEN),
        moved=tuple(_moved(first, other, titles)),
    )


def _moved(first: Assessed, other: Assessed, titles: Mapping[str, str]) -> Iterable[Moved]:
    before, after = _sides(first), _sides(other)
    framework = {
        one.control: one.framework for one in (*first.assessment.findings, *other.assessment.findings)
    }
    for control in sorted(before.keys() & after.keys()):
        if before[control] != after[control]:
            yield Moved(
                control, framework[control], titles.get(control, control), before[control], after[control]
            )


def _sides(variant: Assessed) -> dict[str, Side]:
    """Who bears each control's subjects: the vendors, the organisation, or both."""
    borne: dict[str, set[bool]] = defaultdict(set)
    for one in current(variant.assessment):
        mine = _own(variant.architecture, one.subject.kind, one.subject.id)
        if mine is not None:
            borne[one.control].add(mine)
    words: dict[frozenset[bool], Side] = {
        frozenset({True}): "self",
        frozenset({False}): "vendor",
        frozenset({True, False}): "shared",
    }
    return {control: words[frozenset(sides)] for control, sides in borne.items()}


def _own(architecture: Architecture, kind: str, id_: str) -> bool | None:
    """Whether a subject is run by the organisation itself; None where it is nobody's in particular, such as a purpose."""
    if kind == "party":
        return False
    if kind not in {"component", "holding", "access"}:
        return None
    components = architecture.components
    component = components.get(id_.split("/", 1)[0]) if components is not None else None
    return None if component is None else component.operator in {None, "organisation"}
