"""An interview joined to its files: each answer is checked against the whole description, saved, and evaluated again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from compliance.errors import InputError, Place
from compliance.inputs.expected import Expectations, plan_at
from compliance.inputs.plan import ModelPlan, short_field
from compliance.model.values import Listed
from compliance.pipeline.assessing import Given, assess_sources
from compliance.pipeline.catalogs import vocabulary
from compliance.pipeline.handing import ids_of, questions_of
from compliance.pipeline.interview_items import ItemsOf, detail_states, stated_at
from compliance.questionnaire.answers_file import ClashError
from compliance.questionnaire.entries import Entry, pair
from compliance.questionnaire.replies import said_of, with_detail
from compliance.render.names import subject_name
from compliance.render.text import words_of
from compliance.source import Entry as Keyed
from compliance.source import Mapping, Node, Scalar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.model.assessment import FindingOutcome
    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Assessed, Sources
    from compliance.pipeline.handing import Questions
    from compliance.questionnaire.answers_file import AnswersFile
    from compliance.questionnaire.items import Item
    from compliance.questionnaire.replies import Reply

_KINDS: Final = {
    "components": "component",
    "parties": "party",
    "purposes": "purpose",
    "ai_systems": "ai_system",
    "zones": "zone",
    "data": "data",
    "flows": "flow",
}
_HERE: Final = Place("your answer", 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers, and the day."""

    by: str
    role: str | None
    on: dt.date


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions are asked (None for all), and which file takes new answers, whatever they are about."""

    theme: str | None = None
    owner: str | None = None
    to: AnswersFile | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a framework has come, in questions."""

    framework: str
    answered: int
    open: int
    not_known: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer did. `settled`: findings with the outcome they have now; None: there is no such finding any more."""

    settled: tuple[tuple[str, str, FindingOutcome | None], ...] = ()
    """Short name of the framework, provision, outcome."""
    conflicts: tuple[str, ...] = ()


class Interview:
    """What is open under one description and its answers files, and what answering does to it."""

    def __init__(
        self,
        base: Sources,
        files: Sequence[AnswersFile],
        catalog: Catalog,
        days: tuple[dt.date, dt.date | None],
        wanted: Wanted,
    ) -> None:
        """`base` holds all sources but the answers; `days` are as-of and described-on."""
        self._base, self.files, self._catalog, self._days = base, tuple(files), catalog, days
        self._wanted = wanted
        self._bank = {question.id: question for question in catalog.questions}
        self._touched: list[tuple[AnswersFile, Item]] = []
        self._latest: tuple[tuple[Given, ...], Assessed] | None = None
        self._renew(self._assess())

    @property
    def progress(self) -> tuple[Progress, ...]:
        """Per framework that applies or may apply: its questions answered, open, and answered with "unknown"."""
        counts: Counter[tuple[str, str]] = Counter()
        for item in self.items:
            counts.update((name, item.state) for name in item.asked.frameworks)
        states = ("answered", "open", "not_known")
        return tuple(
            Progress(one.framework.short, *(counts[one.framework.id, state] for state in states))
            for one in self._catalog.frameworks
            if any(counts[one.framework.id, state] for state in states)
        )

    def given(self, item: Item) -> Entry | None:
        """The answer the files hold to the question of an item, also under a name the question replaces."""
        found = [entry for file in self.files for _, entry in self._held(file, item)]
        return found[-1] if found else None

    def called(self, name: str) -> str:
        """What an id of the description stands for: its kind, and its name where it has one."""
        architecture = self.assessed.description.architecture
        for section, kind in _KINDS.items():
            if name in (getattr(architecture, section) or {}):
                named = subject_name(architecture, kind, name)
                return (
                    kind.replace("_", " ")
                    if named == words_of(name)
                    else f"{kind.replace('_', ' ')}, {named}"
                )
        return ""

    def told(self, item: Item, words: Iterable[str]) -> dict[str, bool | None]:
        """What architecture and answers together say of each word that may be in the list an item asks for."""
        listed = stated_at(self.assessed.description.architecture, item.path)
        return {word: listed.contains(word) if isinstance(listed, Listed) else None for word in words}

    def value(self, item: Item) -> Node | None:
        """What the files say of the item itself, a short word written out where a detail is meant."""
        entry = self.given(item)
        value = entry.value if entry is not None and isinstance(entry.value, Node) else None
        return self._spread(item, value) if item.detail else value

    def problems(self, item: Item, reply: Reply) -> tuple[str, ...]:
        """What is wrong with a reply as an answer; nothing where it fits."""
        if said_of(reply.value) == "not applicable" and not item.detail:
            return ()
        question = detail_states(self._bank[item.asked.question], item.detail)
        expectations = Expectations(vocabulary(self._catalog), ids_of(self.assessed))
        found = expectations.problems(question, item.asked.subject, reply.value, _HERE)
        return tuple(
            f"{one.message.rpartition(': ')[2]}{f' ({one.hint})' if one.hint else ''}" for one in found
        )

    def answer(self, replies: Iterable[tuple[Item, Reply]], person: Person) -> None:
        """State answers and check the whole with them; `save` writes them. InputError where they cannot stand."""
        try:
            for item, reply in replies:
                file = self._file_for(item)
                self._touched.append((file, item))
                entry = self._entry(file, item, reply, person)
                for name, _ in self._held(file, item):
                    if name != item.asked.question:
                        file.remove(name, item.asked.subject)
                file.put(item.asked.question, entry)
            self._assess()
        except InputError:
            self.forget()
            raise

    def forget(self) -> None:
        """Forget answers that wait to be saved."""
        for file, item in self._touched:
            for name in self._names(item):
                file.discard(name, item.asked.subject)
        self._touched = []

    def save(self) -> Effect:
        """Write what waits and evaluate again.

        ClashError after everything else was saved where others changed the same answers; ToolError where the file system
        refuses, and then the answers still wait.
        """
        clashes = []
        for file in self.files:
            try:
                file.save()
            except ClashError as clash:
                clashes.append(clash)
        before, touched = self.assessed, [item.path for _, item in self._touched]
        self._touched = []
        self._renew(self._assess())
        if clashes:
            raise clashes[0]
        return Effect(tuple(self._settled(before)), tuple(self._conflicts(touched)))

    def _renew(self, assessed: Assessed) -> None:
        self.assessed = assessed
        self.questions: Questions = questions_of(assessed)
        values = {
            (key[0], key[1] or ""): answer.value
            for file in self.files
            for name, answers in (file.content.answers or {}).items()
            for answer in answers
            for key in [pair(name, answer.subject)]
        }
        chosen = self.questions.chosen(owner=self._wanted.owner, theme=self._wanted.theme, answered=True)
        found, self.elsewhere = ItemsOf(assessed, values).items(chosen), self.questions.elsewhere
        self.items = tuple(item for item in found if self._is_wanted(item))

    def _is_wanted(self, item: Item) -> bool:
        theme, owner = self._wanted.theme, self._wanted.owner
        return (theme is None or item.asked.theme == theme) and (
            owner is None or (item.asked.owner or "").casefold() == owner.casefold()
        )

    def _assess(self) -> Assessed:
        """The assessment of what the files say with the edits that wait; what was just checked is not evaluated again."""
        taken = {self._base.architecture.name}
        answers = []
        for file in self.files:
            name, number = file.path.name, 1
            while name in taken:
                number += 1
                name = f"{file.path.stem}-{number}{file.path.suffix}"
            taken.add(name)
            answers.append(Given(name, file.preview()))
        given = tuple(answers)
        if self._latest is None or self._latest[0] != given:
            as_of, described_on = self._days
            sources = replace(self._base, answers=given)
            self._latest = given, assess_sources(sources, self._catalog, as_of, described_on=described_on)
        return self._latest[1]

    def _file_for(self, item: Item) -> AnswersFile:
        """Where an answer is kept: where it stands already, else where new ones are sent.

        The first file named is the organisation's, which may serve other systems: what names things of this one goes to the last.
        """
        asked = item.asked
        for file in reversed(self.files):
            if any(self._held(file, item)):
                return file
        if self._wanted.to is not None:
            return self._wanted.to
        shared = self._bank[asked.question].scope == "organisation" and item.expected.kind not in {
            "name",
            "names",
        }
        return self.files[0] if shared else self.files[-1]

    def _names(self, item: Item) -> tuple[str, ...]:
        """The id of the question, and those it had in earlier catalogs."""
        return item.asked.question, *self._bank[item.asked.question].replaces

    def _held(self, file: AnswersFile, item: Item) -> Iterator[tuple[str, Entry]]:
        """What a file holds of an item, and under which name."""
        for name in self._names(item):
            entry = file.entry(name, item.asked.subject)
            if entry is not None:
                yield name, entry

    def _entry(self, file: AnswersFile, item: Item, reply: Reply, person: Person) -> Entry:
        asked = item.asked
        old = next((entry for _, entry in self._held(file, item)), None)
        value, note = reply.value, reply.note
        if item.detail:
            before = old.value if old is not None and isinstance(old.value, Node) else None
            value = with_detail(self._spread(item, before), item.detail, reply.value)
            note = _joined(old, note, person) if old is not None else note
        keeps = old is not None and (bool(item.detail) or old.value == value)
        return Entry(
            asked.subject,
            value,
            person.by,
            person.role,
            person.on,
            old.evidence if keeps and old else (),
            note,
        )

    def _spread(self, item: Item, value: Node | None) -> Node | None:
        """A record that was answered with one word, as the map that word stands for."""
        if not isinstance(value, Scalar):
            return value
        from compliance.inputs.subjects import absolute

        plan: Any = plan_at(absolute(self._bank[item.asked.question], item.asked.subject))[0]
        short = short_field(plan, value.text) if isinstance(plan, ModelPlan) else None
        if short is None or value.text == "unknown":
            return None
        key, text = short
        return Mapping(
            (Keyed(Scalar(key.key, quoted=False, place=_HERE), Scalar(text, value.quoted, _HERE)),), _HERE
        )

    def _settled(self, before: Assessed) -> Iterator[tuple[str, str, FindingOutcome | None]]:
        """Findings that were not known and are now, the gravest first."""
        shorts = {one.framework.id: one.framework.short for one in self._catalog.frameworks}
        now = {finding.id: finding for finding in self.assessed.assessment.findings}
        for finding in before.assessment.findings:
            after = now.get(finding.id)
            outcome = after.outcome if after is not None else None
            if finding.outcome == "unknown" and outcome != "unknown":
                yield shorts[finding.framework], finding.provisions[0], outcome

    def _conflicts(self, paths: list[str]) -> Iterator[str]:
        for path, conflict in sorted(self.assessed.description.conflicts.items()):
            if any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in paths):
                said = " and ".join(f"{value!r} ({place})" for value, place in conflict.said)
                yield f"{path} is stated as {said}: it counts as not known until one is corrected"


def _joined(old: Entry, note: str | None, person: Person) -> str | None:
    """The note of a record to which a detail was added: what it said, and who answered the rest."""
    parts = [old.note, note]
    if old.by != person.by:
        parts.append(
            f"All but the latest detail was answered by {old.by}{f' on {old.answered_on}' if old.answered_on else ''}."
        )
    return " ".join(part for part in dict.fromkeys(parts) if part) or None
