"""What is not known, grouped by the question that would settle it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render.text import clean, listed
from compliance.render.view.findings import chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.assessment import Finding, FrameworkScope
    from compliance.model.catalog import Question
    from compliance.render.view.index import Index


SHOWN: Final = 6  # subjects or facts printed per question; the embedded assessment holds all of them


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question to be answered. `about` are those it is asked of, `laws` the frameworks of the findings it settles.

    `claims` are what profiles of vendors say of these facts: shown for a person to confirm, never evaluated.
    """

    id: str
    text: str
    good_evidence: str
    about: tuple[str, ...]
    more: int
    settles: tuple[str, ...]
    laws: tuple[str, ...]
    findings: int
    severity: str
    claims: tuple[str, ...]


def open_questions(index: Index, findings: Iterable[Finding]) -> tuple[OpenQuestion, ...]:
    """The questions of all findings that are not known: heaviest first, then those that settle most."""
    facts: dict[str, set[str]] = defaultdict(set)
    waiting: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        if chapter_of(finding) != "open":
            continue
        for ask in finding.asks:
            for key in ask.questions or ("",):
                facts[key].add(ask.fact)
                waiting[key][finding.id] = finding
        if not finding.asks:
            waiting[""][finding.id] = finding
    made = [_question(index, key, sorted(facts[key]), list(waiting[key].values())) for key in waiting]
    return tuple(sorted(made, key=_weight))


def scope_questions(index: Index, scopes: Iterable[FrameworkScope]) -> Mapping[str, tuple[str, ...]]:
    """Framework id to what must be answered before its scope is known."""
    return {
        scope.id: tuple(dict.fromkeys(_asked(index, name) for ask in scope.asks for name in ask.names))
        for scope in scopes
    }


def _asked(index: Index, name: str) -> str:
    entry = index.questions.get(name)
    return f"State in the description: {index.labels.line(name)}." if entry is None else clean(entry.text)


def _question(index: Index, key: str, facts: list[str], found: list[Finding]) -> OpenQuestion:
    entry = index.questions.get(key)
    about, shown = _about(index, facts, entry), SHOWN if entry else 5 * SHOWN
    heaviest = min((finding.severity for finding in found), key=SEVERITIES.index)
    return OpenQuestion(
        id=key,
        text=clean(entry.text) if entry else "Facts of the description that no question states:",
        good_evidence=clean(entry.good_evidence) if entry else "",
        about=tuple(about[:shown]),
        more=max(0, len(about) - shown),
        settles=tuple(sorted({finding.control for finding in found})),
        laws=tuple(sorted({index.short(finding.framework) for finding in found})),
        findings=len(found),
        severity=heaviest,
        claims=index.claims.beside((fact, key or None) for fact in facts),
    )


def _about(index: Index, facts: list[str], entry: Question | None) -> list[str]:
    """Whom a question is asked of; facts that no question states are named in full, one entry for each fact."""
    if entry is not None and entry.scope in {"organisation", "system"}:
        return []
    if entry is not None:
        return list(dict.fromkeys(index.labels.label(fact)[0] for fact in facts))
    fields: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        subject, field = index.labels.label(fact)
        fields[field or "details"].append(subject)
    return [f"{field} of {listed(dict.fromkeys(subjects))}" for field, subjects in fields.items()]


def _weight(question: OpenQuestion) -> tuple[bool, int, int, str]:
    return (not question.id, SEVERITIES.index(question.severity), -question.findings, question.id)
