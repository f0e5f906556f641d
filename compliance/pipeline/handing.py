"""Which questions are open and which are answered, each about one subject, with all that somebody needs who is to answer it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from compliance import __version__
from compliance.canonical import canonical_json, sha256
from compliance.errors import InputError, Problem
from compliance.inputs.answers import load_answers
from compliance.inputs.expected import Expectations
from compliance.inputs.subjects import absolute
from compliance.model.architecture import SECTIONS
from compliance.model.asked import Asked, Given, Handout
from compliance.model.assessment import SEVERITIES
from compliance.pipeline.catalogs import vocabulary
from compliance.questionnaire.entries import pair
from compliance.questionnaire.workbook_cells import cell_text, holds, holds_value
from compliance.render.claims import Claims
from compliance.render.names import subject_name
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.errors import Place
    from compliance.inputs.answers import LoadedAnswers
    from compliance.model.answers import Answer
    from compliance.model.assessment import Ask, Assessment, Finding
    from compliance.model.catalog import Catalog, Question
    from compliance.pipeline.assessing import Assessed

_SCOPE_FIRST: Final = 1_000_000
_WEIGHT: Final = {"high": 10_000, "medium": 100, "low": 1}
_PLAIN_DEPTH: Final = 2
_DEPTHS: Final = {"holding": 4, "access": 4, "inference": 4, "output": 4, "organisation": 0, "system": 0}
"""Segments of a path that name its subject; two where nothing else is said."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Questions:
    """Every question that is open or answered. `elsewhere`: open facts that only the architecture file can state."""

    asked: tuple[Asked, ...]
    elsewhere: tuple[str, ...]

    def chosen(
        self, *, owner: str | None = None, theme: str | None = None, answered: bool = False
    ) -> tuple[Asked, ...]:
        """Those of an owner or theme; of the answered ones only those that said "unknown", unless all are wanted."""
        return tuple(
            one
            for one in self.asked
            if (answered or one.state != "answered")
            and (theme is None or one.theme == theme)
            and (owner is None or (one.owner or "").casefold() == owner.casefold())
        )


def questions_of(assessed: Assessed) -> Questions:
    """The questions of an assessment, the gravest theme and question first. InputError for owners of nothing."""
    return _Collecting(assessed).run()


def handout(assessed: Assessed, asked: Iterable[Asked], addressed: str | None = None) -> Handout:
    """Questions with what tells later whether an answer still belongs to them."""
    found = tuple(asked)
    catalog, assessment = assessed.catalog, assessed.assessment
    bank = {question.id: question for question in catalog.questions}
    return Handout(
        system=assessment.system.name,
        architecture=assessment.inputs.architecture.name,
        as_of=dt.date.fromisoformat(assessment.as_of),
        tool=f"{assessment.tool.name} {__version__}",
        catalogs=tuple((one.id, one.catalog_version) for one in assessment.inputs.frameworks),
        questions=tuple((name, question_digest(bank[name])) for name in sorted({a.question for a in found})),
        ids=tuple((section, tuple(names)) for section, names in ids_of(assessed).items()),
        asked=found,
        shorts=tuple((one.framework.id, one.framework.short) for one in catalog.frameworks),
        addressed=addressed,
    )


def question_digest(question: Question) -> str:
    """What a question asks, as a short digest: an answer belongs to this and nothing else."""
    said = [question.id, question.scope, question.states, question.text]
    return sha256(canonical_json(said))[:16]


def ids_of(assessed: Assessed) -> dict[str, list[str]]:
    """Per section of the architecture, the ids of the user's own."""
    architecture = assessed.description.architecture
    return {section: list(getattr(architecture, section) or ()) for section in SECTIONS}


def given_of(answer: Answer, file: str, place: Place, *, alone: bool = True) -> Given:
    """An answer as a cell holds it, and the digest of all it says but its evidence."""
    value = cell_text(answer.value) if answer.value is not None else ""
    day = answer.answered_on.isoformat() if answer.answered_on else ""
    texts = (value, answer.note or "", answer.by, answer.role or "", day)
    fits = (answer.value is None or holds_value(answer.value, place)) and all(map(holds, texts))
    return Given(
        value=value,
        by=answer.by,
        role=answer.role or "",
        answered_on=answer.answered_on,
        note=answer.note or "",
        file=file,
        state=state_of(texts),
        changeable=alone and fits,
        evidence=tuple(item.path for item in answer.evidence or ()),
    )


def state_of(texts: tuple[str, ...]) -> str:
    """A short digest of what cells say: value, note, who, role, day."""
    return sha256(canonical_json(texts))[:16]


def key_of(question: str, subject: str | None) -> Key:
    """Question and subject as answers files and workbooks both name them."""
    name, about = pair(question, subject)
    return name, about or ""


@dataclass(slots=True)
class _Bearing:
    """What one question bears on."""

    weight: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)
    frameworks: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)


class _Collecting:
    def __init__(self, assessed: Assessed) -> None:
        self.assessed = assessed
        self.catalog: Catalog = assessed.catalog
        self.assessment: Assessment = assessed.assessment
        self.bank = {question.id: question for question in self.catalog.questions}
        self.expectations = Expectations(vocabulary(self.catalog), ids_of(assessed))
        self.shorts = {one.framework.id: one.framework.short for one in self.catalog.frameworks}
        self.claims = Claims(self.catalog, assessed.description.architecture, self.assessment.as_of)
        self.open: dict[Key, _Bearing] = defaultdict(_Bearing)
        self.closed: dict[Key, _Bearing] = defaultdict(_Bearing)
        self.elsewhere: dict[str, None] = {}
        loaded = [load_answers(one.data, one.name) for one in assessed.sources.answers]
        self.given = _answers(loaded, self.bank)
        self.owners = _owners(loaded, self.catalog)

    def run(self) -> Questions:
        for scope in self.assessment.frameworks:
            for ask in scope.asks if scope.applies is None else ():
                self._open(ask, _SCOPE_FIRST, scope.id, None)
        for finding in self.assessment.findings:
            if finding.outcome == "unknown":
                for ask in finding.asks:
                    self._open(
                        ask,
                        _WEIGHT[finding.severity] * (finding.timing == "in_force"),
                        finding.framework,
                        finding,
                    )
            self._answered(finding)
        found = [self._asked(key, bearing, opened=True) for key, bearing in self.open.items()]
        found += [
            self._asked(key, self.closed[key], opened=False) for key in self.given if key not in self.open
        ]
        return Questions(tuple(self._in_order(found)), tuple(self.elsewhere))

    def _open(self, ask: Ask, weight: int, framework: str, finding: Finding | None) -> None:
        keys = [key for name in ask.questions if (key := self._key_of(name, ask.fact)) is not None]
        for key in keys:
            _bear(self.open[key], ask.fact, weight, framework, finding)
        if not keys:
            self.elsewhere[ask.fact] = None

    def _answered(self, finding: Finding) -> None:
        """Which answers a finding rests on."""
        for read in finding.because:
            for said in self.assessed.description.answers_to(read.fact):
                key = self._key_of(said.question, read.fact)
                if key is not None:
                    _bear(self.closed[key], read.fact, _WEIGHT[finding.severity], finding.framework, finding)

    def _key_of(self, name: str, fact: str) -> Key | None:
        """Question and subject of a fact; None where the question does not state this fact."""
        question = self.bank.get(name)
        if question is None:
            return None
        subject = _subject(question, fact)
        try:
            path = ".".join(absolute(question, subject))
        except ValueError:
            return None
        inside = fact == path or fact.startswith(f"{path}.") or path.startswith(f"{fact}.")
        return key_of(name, subject) if inside else None

    def _asked(self, key: Key, bearing: _Bearing, *, opened: bool) -> Asked:
        question = self.bank[key[0]]
        subject = key[1] or None
        ranked = sorted(bearing.findings.values(), key=_gravity)
        given = self.given.get(key)
        cited = dict.fromkeys((self.shorts[f.framework], p) for f in ranked for p in f.provisions[:1])
        return Asked(
            question=question.id,
            subject=subject,
            about=self._about(question, subject),
            text=question.text,
            why=question.why,
            good_evidence=question.good_evidence,
            theme=question.theme,
            owner=self.owners.get(question.id) or self.owners.get(question.theme),
            state="answered" if not opened else "not_known" if given else "open",
            expected=self.expectations.of(question, subject),
            severity=ranked[0].severity if ranked else "high" if bearing.weight else None,
            upcoming=bool(ranked) and all(f.timing == "upcoming" for f in ranked),
            frameworks=tuple(sorted(bearing.frameworks)),
            provisions=tuple(cited),
            findings=tuple(f.id for f in ranked),
            claims=self.claims.beside((fact, question.id) for fact in sorted(bearing.facts))
            if opened
            else (),
            given=given,
        )

    def _about(self, question: Question, subject: str | None) -> str:
        architecture = self.assessed.description.architecture
        scope = "system" if question.states.startswith("system.") else question.scope
        return subject_name(architecture, scope, subject or self.assessment.system.id)

    def _in_order(self, found: list[Asked]) -> Iterator[Asked]:
        """By theme, the one with the gravest question first; in a theme questions together, each with its subjects."""
        weights = {one.key: self._weight(one) for one in found}
        themes: dict[str, tuple[int, int]] = {}
        questions: dict[str, int] = {}
        for one in found:
            best, total = themes.get(one.theme, (0, 0))
            themes[one.theme] = (max(best, weights[one.key]), total + weights[one.key])
            questions[one.question] = max(questions.get(one.question, 0), weights[one.key])
        yield from sorted(
            found,
            key=lambda one: (
                [-part for part in themes[one.theme]], one.theme, -questions[one.question],
                self.bank[one.question].states, one.question, one.subject or "",
            ),
        )  # fmt: skip

    def _weight(self, one: Asked) -> int:
        return self.open[one.key].weight if one.key in self.open else 0


def _bear(bearing: _Bearing, fact: str, weight: int, framework: str, finding: Finding | None) -> None:
    bearing.weight += weight
    bearing.frameworks.add(framework)
    bearing.facts.add(fact)
    if finding is not None:
        bearing.findings[finding.id] = finding


def _gravity(finding: Finding) -> tuple[bool, int, str]:
    return finding.timing != "in_force", SEVERITIES.index(finding.severity), finding.id


def _subject(question: Question, fact: str) -> str | None:
    """The id in a path that a question's subject has there: `components.ehr.stores.letters.x` is about `ehr/letters`."""
    parts = fact.split(".")
    depth = _DEPTHS.get(question.scope, _PLAIN_DEPTH)
    if depth == 0 or question.states.startswith(("organisation.", "system.")) or len(parts) < depth:
        return None
    return parts[1] if depth == _PLAIN_DEPTH else f"{parts[1]}/{parts[3]}"


def _answers(loaded: list[LoadedAnswers], bank: Mapping[str, Question]) -> dict[Key, Given]:
    """The answers the files hold; where several speak to one question the last, which no cell changes.

    An answer under a name that a question replaces is the answer to that question.
    """
    found: dict[Key, Given] = {}
    now = {old: question.id for question in bank.values() for old in question.replaces} | {
        name: name for name in bank
    }
    for one in loaded:
        for name, entries in (one.file.answers or {}).items():
            for position, answer in enumerate(entries if name in now else ()):
                key = key_of(now[name], answer.subject)
                place = one.places.get(f"answers.{name}.{position}.value", one.places[f"answers.{name}"])
                given = given_of(answer, one.digest.name, place, alone=key not in found)
                found[key] = given if key not in found else replace(given, changeable=False)
    return found


def _owners(loaded: list[LoadedAnswers], catalog: Catalog) -> dict[str, str]:
    """Who is to answer, by question and theme; a later file counts over an earlier one."""
    known = {name for question in catalog.questions for name in (question.id, question.theme)}
    found: dict[str, str] = {}
    problems = []
    for one in loaded:
        for name, owner in (one.file.owners or {}).items():
            if name not in known:
                near = did_you_mean(name, known)
                hint = (
                    f"did you mean {near!r}?" if near else "Name a question or a theme of the question bank."
                )
                problems.append(
                    Problem(
                        one.places.get(f"owners.{name}"),
                        f"owners.{name}: there is no such question or theme",
                        hint,
                    )
                )
            elif owner:
                found[name] = owner
    if problems:
        raise InputError(problems)
    return found
