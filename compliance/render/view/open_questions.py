"""What is not known, grouped by the question that would settle it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render.text import clean
from compliance.render.view.findings import chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.assessment import Finding, FrameworkScope
    from compliance.render.view.index import Index


SHOWN: Final = 30  # paths printed per question; the embedded assessment holds all of them


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question to be answered. `facts` are the paths it would state, `settles` the controls that wait for it.

    `claims` are what profiles of vendors say of these facts: shown for a person to confirm, never evaluated.
    """

    id: str
    text: str
    why: str
    good_evidence: str
    facts: tuple[str, ...]
    more: int
    settles: tuple[str, ...]
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
            key = ask.question or ""
            facts[key].add(ask.fact)
            waiting[key][finding.id] = finding
        if not finding.asks:
            waiting[""][finding.id] = finding
    made = [_question(index, key, sorted(facts[key]), list(waiting[key].values())) for key in waiting]
    return tuple(sorted(made, key=_weight))


def scope_questions(index: Index, scopes: Iterable[FrameworkScope]) -> Mapping[str, tuple[str, ...]]:
    """Framework id to what must be answered before its scope is known."""
    return {
        scope.id: tuple(dict.fromkeys(_asked(index, ask.question, ask.fact) for ask in scope.asks))
        for scope in scopes
    }


def _asked(index: Index, question: str | None, fact: str) -> str:
    entry = index.questions.get(question or "")
    return f"State {clean(fact)} in the description." if entry is None else clean(entry.text)


def _question(index: Index, key: str, facts: list[str], found: list[Finding]) -> OpenQuestion:
    entry = index.questions.get(key)
    heaviest = min((finding.severity for finding in found), key=SEVERITIES.index)
    return OpenQuestion(
        id=key,
        text=clean(entry.text) if entry else "To be stated in the description itself.",
        why=clean(entry.why)
        if entry
        else "No question of the questionnaire states these facts; they belong to the architecture.",
        good_evidence=clean(entry.good_evidence) if entry else "",
        facts=tuple(clean(fact) for fact in facts[:SHOWN]),
        more=max(0, len(facts) - SHOWN),
        settles=tuple(sorted({finding.control for finding in found})),
        findings=len(found),
        severity=heaviest,
        claims=index.claims.beside((fact, key or None) for fact in facts),
    )


def _weight(question: OpenQuestion) -> tuple[bool, int, int, str]:
    return (not question.id, SEVERITIES.index(question.severity), -question.findings, question.id)
