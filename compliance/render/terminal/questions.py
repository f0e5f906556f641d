"""The questions that settle the most of the gravest open findings, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compliance.render.terminal.style import counted, short_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.assessment import Ask, Assessment, Finding
    from compliance.model.catalog import Catalog
    from compliance.render.claims import Claims
    from compliance.render.terminal.style import Style

SHOWN: Final = 8
SUBJECTS: Final = 3
CLAIMS: Final = 3
CITED: Final = 2
SCOPE: Final = 1000  # nothing of a framework is definite before its scope is
WEIGHT: Final = {"high": 100, "medium": 10, "low": 1}


@dataclass(slots=True)
class Open:
    """A question, or a fact only the architecture can state, with all it would settle."""

    question: str | None
    weight: int = 0
    facts: dict[str, None] = field(default_factory=dict)
    findings: set[str] = field(default_factory=set)
    cited: dict[str, None] = field(default_factory=dict)


def question_lines(assessment: Assessment, catalog: Catalog, claims: Claims, style: Style) -> Iterator[str]:
    """The next questions, each with what vendors say about it; nothing where none is open."""
    ranked = ranking(assessment, short_names(catalog))
    if not ranked:
        return
    texts = {question.id: question.text for question in catalog.questions}
    yield from style.title(f"Next questions ({min(SHOWN, len(ranked))} of {len(ranked)})")
    for one in ranked[:SHOWN]:
        text = texts.get(one.question or "")
        yield from style.wrap(text or f"State in the architecture file: {next(iter(one.facts))}", 2, "? ")
        lead = f"{one.question} · {_some(one.facts, SUBJECTS)}: " if text else ""
        lines = style.wrap(f"{lead}{_settles(one)}", 4)
        lines += _claimed(one, claims, style)
        yield from (style.paint(line, "dim") for line in lines)
    yield ""


def _claimed(one: Open, claims: Claims, style: Style) -> list[str]:
    """What vendors say of the facts that are asked for; a person confirms it by stating the fact."""
    found = claims.beside((fact, one.question) for fact in one.facts)
    lines = [line for text in found[:CLAIMS] for line in style.wrap(text, 4, "- ")]
    more = len(found) - CLAIMS
    return [*lines, f"    - and {counted(more, 'more claim')}"] if more > 0 else lines


def ranking(assessment: Assessment, names: dict[str, str]) -> list[Open]:
    """Open questions by legal weight: scope first, then severity of what each settles, then the id."""
    found: dict[str, Open] = {}
    applies = {one.id: one.applies for one in assessment.frameworks}
    for scope in assessment.frameworks:
        for ask in scope.asks if scope.applies is None else ():
            for one in _entries(found, ask):
                one.weight += SCOPE
                one.cited[f"whether {names[scope.id]} applies"] = None
    for finding in assessment.findings:
        if finding.outcome == "unknown" and finding.timing == "in_force" and applies[finding.framework]:
            for one in {id(one): one for ask in _first(finding) for one in _entries(found, ask)}.values():
                one.weight += WEIGHT[finding.severity]
                one.findings.add(finding.id)
                one.cited[f"{names[finding.framework]} {finding.provisions[0]}"] = None
    return [found[key] for key in sorted(found, key=lambda key: (-found[key].weight, key))]


def _first(finding: Finding) -> Iterator[Ask]:
    """What is worth asking now: a detail of a record that is itself asked for comes later."""
    facts = [ask.fact for ask in finding.asks]
    for ask in finding.asks:
        if not any(ask.fact.startswith(f"{fact}.") for fact in facts):
            yield ask


def _entries(found: dict[str, Open], ask: Ask) -> Iterator[Open]:
    """What an ask is asked by; of the parts of a record each is asked for the record."""
    for name in ask.names:
        one = found.setdefault(name, Open(name if ask.questions else None))
        one.facts[ask.fact] = None
        yield one


def _settles(one: Open) -> str:
    cited = _some(one.cited, CITED)
    return (
        f"bears on {counted(len(one.findings), 'finding')}, {cited}" if one.findings else f"settles {cited}"
    )


def _some(texts: Iterable[str], limit: int) -> str:
    every = list(texts)
    return ", ".join(every[:limit]) + (f" and {len(every) - limit} more" if len(every) > limit else "")
