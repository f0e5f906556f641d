from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError, ToolError
from compliance.model.asked import Expected
from compliance.pipeline.asking import open_answers
from compliance.pipeline.assessing import Given, Sources
from compliance.pipeline.interview import Interview, Person, Wanted
from compliance.questionnaire.answers_file import AnswersFile, ClashError
from compliance.questionnaire.entries import Entry
from compliance.questionnaire.replies import Reply, word
from compliance.questionnaire.session import Session
from compliance.source import Node, dump, read

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.catalog import Catalog
    from compliance.questionnaire.items import Item

DAY = dt.date(2026, 11, 20)
DANA = Person("Dana", "Security officer", DAY)
ARCHITECTURE = """\
schema: compliance-architecture/1
described_on: 2026-11-20
system: {id: letters, name: Letter assistant, since: 2026-02-01}
organisation: {name: Our hospital, country: US, health_entity: provider, roles: {hipaa: covered_entity, gdpr: none, pci_dss: none, eu_ai_act: none}}
parties:
  model-vendor: {kind: company, profile: openai-api}
data:
  letters: {category: phi, form: prompt, about: patients}
components:
  ehr: {kind: application, hosting: on_premises, stores: {letters: {encryption: disk}}, access: none}
  llm-api: {kind: model_api, operator: model-vendor, hosting: vendor_api}
flows:
  send: {from: ehr, to: llm-api, data: [letters], network: public, encryption: tls1.3, since: 2026-02-01}
"""


def _interview(
    hipaa: Catalog, *files: AnswersFile, wanted: Wanted | None = None, text: str = ARCHITECTURE
) -> Interview:
    sources = Sources(Given("architecture.yaml", text.encode()))
    return Interview(sources, files, hipaa, (DAY, None), wanted or Wanted())


def _item(interview: Interview, question: str, subject: str | None = None, detail: str = "") -> Item:
    return next(item for item in interview.items if item.key == (question, subject or "", detail))


def _answer(interview: Interview, item: Item, text: str, note: str | None = None) -> None:
    interview.answer([(item, Reply(read(text, "x"), note))], DANA)
    interview.save()


@pytest.fixture
def file(tmp_path: Path) -> AnswersFile:
    """An answers file that does not exist yet."""
    return open_answers(tmp_path / "answers.yaml")


def test_an_answer_is_saved_and_evaluated(hipaa: Catalog, file: AnswersFile) -> None:
    """The file holds who said it and when; what it settled is told, and the question is no longer open."""
    interview = _interview(hipaa, file)
    interview.answer([(_item(interview, "sanctions"), Reply(word("none")))], DANA)
    effect = interview.save()
    assert file.path.read_text("utf-8").endswith(
        "  sanctions:\n    - value: none\n      by: Dana\n      role: Security officer\n      answered_on: 2026-11-20\n"
    )
    assert effect.settled == (("HIPAA", "164.308(a)(1)(ii)(C)", "gap"),)
    assert _item(interview, "sanctions").state == "answered"


def test_answers_open_further_questions(hipaa: Catalog, file: AnswersFile) -> None:
    """The parts of a record are asked once it is said to exist, not before."""
    interview = _interview(hipaa, file)
    before = {item.asked.question for item in interview.items}
    _answer(interview, _item(interview, "risk-analysis"), "implemented")
    after = {item.asked.question for item in interview.items if item.state == "open"}
    assert "risk-analysis-covers" in after - before


def test_a_detail_is_added_to_what_was_answered(hipaa: Catalog, file: AnswersFile) -> None:
    """One word becomes a record with the detail; evidence stays, and the note tells who said the rest."""
    old = dt.date(2026, 11, 2)
    file.put("incident-response", Entry(None, word("implemented"), "Kim", None, old, note="Since 2019."))
    file.save()
    interview = _interview(hipaa, file)
    item = replace(_item(interview, "incident-response"), detail="documented", expected=Expected("yes_no"))
    _answer(interview, item, "yes")
    entry = file.entry("incident-response")
    assert entry is not None
    assert isinstance(entry.value, Node)
    assert dump({"v": entry.value}) == "v:\n  status: implemented\n  documented: yes\n"
    assert (entry.by, entry.note) == (
        "Dana",
        "Since 2019. All but the latest detail was answered by Kim on 2026-11-02.",
    )


def test_only_the_parts_that_matter_now_are_wanted(hipaa: Catalog, file: AnswersFile) -> None:
    """Of all parts of a list those that open findings look for; where one reads it as a whole, none is set apart."""
    interview = _interview(hipaa, file)
    _answer(interview, _item(interview, "physical-security"), "implemented")
    item = _item(interview, "physical-security-contents")
    assert item.wanted == {"emergency_entry", "security_plan", "entry_by_role", "repair_records"}
    assert item.wanted < {choice.word for choice in item.expected.choices}
    _answer(interview, _item(interview, "risk-analysis"), "implemented")
    assert _item(interview, "risk-analysis-covers").wanted == frozenset()


def test_what_is_known_of_a_list_is_shown(hipaa: Catalog, file: AnswersFile) -> None:
    """Architecture and answers together say what is in it, what is not, and of what nothing is said."""
    text = (
        ARCHITECTURE
        + "practices: {risk_analysis: {performed_on: [2026-06-30], documented: yes, covers: {has: [ehr], lacks: [send]}}}\n"
    )
    interview = _interview(hipaa, file, text=text)
    told = interview.told(_item(interview, "risk-analysis-covers"), ["ehr", "send", "llm-api"])
    assert told == {"ehr": True, "send": False, "llm-api": None}


def test_not_known_is_kept_and_told_apart(hipaa: Catalog, file: AnswersFile) -> None:
    """An answered "unknown" stays open, and counts as not known when the interview is taken up again."""
    interview = _interview(hipaa, file)
    _answer(interview, _item(interview, "anti-malware"), "unknown", "Asked IT.")
    again = _interview(hipaa, open_answers(file.path))
    assert _item(again, "anti-malware").state == "not_known"
    assert "anti-malware" not in {item.asked.question for item in Session(again.items).left}


def test_a_reason_makes_it_a_matter_of_judgement(hipaa: Catalog, file: AnswersFile) -> None:
    """A person's "does not apply" closes the question and no fact."""
    interview = _interview(hipaa, file)
    item = _item(interview, "anti-malware")
    assert interview.problems(item, Reply(word("not applicable"), "No machine of ours runs it.")) == ()
    interview.answer([(item, Reply(word("not applicable"), "No machine of ours runs it."))], DANA)
    assert interview.save().settled == (("HIPAA", "164.308(a)(5)(ii)(B)", "needs_review"),)


def test_what_a_vendor_says_can_be_confirmed(hipaa: Catalog, file: AnswersFile) -> None:
    """A claim that bears on the very fact stands beside it with its value; others are only told."""
    interview = _interview(hipaa, file)
    said = [item for item in interview.items if item.confirmable]
    assert said
    assert all("claim" in one.said for item in said for one in item.confirmable)
    assert all(interview.problems(item, Reply(read(item.confirmable[0].value, "x"))) == () for item in said)


def test_what_does_not_fit_is_refused_and_nothing_waits(hipaa: Catalog, file: AnswersFile) -> None:
    """A wrong word has a problem; an answer that contradicts another in the files is refused as a whole."""
    interview = _interview(hipaa, file)
    item = _item(interview, "anti-malware")
    assert interview.problems(item, Reply(word("maybe"))) != ()
    with pytest.raises(InputError):
        interview.answer([(item, Reply(word("maybe")))], DANA)
    assert (file.pending, file.path.exists()) == ({}, False)


def test_a_full_disk_leaves_the_answer_waiting(
    hipaa: Catalog, file: AnswersFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once there is room again the same answer is saved; or it is forgotten, and nothing else."""
    interview = _interview(hipaa, file)

    def full(*_: object, **__: object) -> None:
        raise ToolError("no room")

    with monkeypatch.context() as patch:
        patch.setattr("compliance.questionnaire.answers_file.write_atomically", full)
        interview.answer([(_item(interview, "sanctions"), Reply(word("none")))], DANA)
        with pytest.raises(ToolError):
            interview.save()
    assert set(file.pending) == {("sanctions", None)}
    assert interview.save().settled
    interview.forget()


def test_a_colleagues_answer_is_taken_in(hipaa: Catalog, file: AnswersFile) -> None:
    """What somebody else saved meanwhile counts after the next save; the very same answer is told and theirs kept."""
    interview = _interview(hipaa, file)
    other = open_answers(file.path)
    other.put("anti-malware", Entry(None, word("implemented"), "Kim"))
    other.save()
    _answer(interview, _item(interview, "sanctions"), "implemented")
    assert _item(interview, "anti-malware").state != "open"
    other.put("complaint-handling", Entry(None, word("implemented"), "Kim"))
    other.save()
    interview.answer([(_item(interview, "complaint-handling"), Reply(word("none")))], DANA)
    with pytest.raises(ClashError, match="Kim saved implemented"):
        interview.save()
    found = interview.given(_item(interview, "complaint-handling"))
    assert found is not None
    assert found.by == "Kim"


def test_an_organisation_has_a_file_of_its_own(hipaa: Catalog, tmp_path: Path) -> None:
    """Its own facts go to the file named first; what names things of this system, or is about one, to the last; or all to one."""
    first, last = open_answers(tmp_path / "org.yaml"), open_answers(tmp_path / "system.yaml")
    interview = _interview(hipaa, first, last)
    party = next(
        item
        for item in interview.items
        if item.asked.subject == "model-vendor" and item.expected.kind == "record"
    )
    for item in (_item(interview, "anti-malware"), _item(interview, "risk-analysis"), party):
        _answer(interview, item, "none" if item is party else "implemented")
    _answer(interview, _item(interview, "risk-analysis-covers"), "[ehr]")
    assert set(first.content.answers or ()) == {"anti-malware", "risk-analysis"}
    assert set(last.content.answers or ()) == {party.asked.question, "risk-analysis-covers"}
    to_one = _interview(hipaa, first, last, wanted=Wanted(to=last))
    _answer(to_one, _item(to_one, "sanctions"), "implemented")
    assert "sanctions" in (last.content.answers or {})
    _answer(to_one, _item(to_one, "anti-malware"), "none")
    assert "anti-malware" not in (last.content.answers or {}), "an answer is changed where it stands"


def test_an_answer_under_an_old_name_moves_to_the_new_one(hipaa: Catalog, file: AnswersFile) -> None:
    """A renamed question finds its answer; changing it leaves one answer, under the name the question has now."""
    renamed = tuple(
        q.model_copy(update={"replaces": ("malware",)}) if q.id == "anti-malware" else q
        for q in hipaa.questions
    )
    file.put("malware", Entry(None, word("implemented"), "Kim"))
    file.save()
    interview = _interview(replace(hipaa, questions=renamed), file)
    item = _item(interview, "anti-malware")
    given = interview.given(item)
    assert given is not None
    assert (given.by, item.state) == ("Kim", "answered")
    _answer(interview, item, "none")
    assert set(file.content.answers or ()) == {"anti-malware"}


def test_theme_and_owner_narrow_what_is_asked(hipaa: Catalog, file: AnswersFile) -> None:
    """Owners stand in the answers file, by theme or question; capitals do not count."""
    file.path.write_text("schema: compliance-answers/1\nowners: {risk: Kim, anti-malware: Lee}\n", "utf-8")
    whole = _interview(hipaa, open_answers(file.path))
    themes = {item.asked.theme for item in _interview(hipaa, file, wanted=Wanted(theme="risk")).items}
    assert themes == {"risk"}
    mine = _interview(hipaa, open_answers(file.path), wanted=Wanted(owner="lee")).items
    assert {item.asked.question for item in mine} == {"anti-malware"}
    assert len(whole.items) > len(mine)


def test_an_interview_comes_to_an_end(hipaa: Catalog, file: AnswersFile) -> None:
    """Whoever answers every question that comes up has none left after finitely many, and all of them stand in the file."""
    interview = _interview(hipaa, file)
    answered, rounds = 0, 0
    said = {"yes_no": "yes", "record": "implemented"}
    while left := Session(interview.items).left:
        interview.answer(
            [(item, Reply(word(said.get(item.expected.kind, "unknown")))) for item in left], DANA
        )
        interview.save()
        answered, rounds = answered + len(left), rounds + 1
        assert rounds < 10
    assert answered > 40


def test_a_changed_answer_drops_the_evidence_of_the_old_one(hipaa: Catalog, file: AnswersFile) -> None:
    """A file that supported one value supports no other; a detail more, or the same again, keeps it."""
    file.path.write_text(
        "schema: compliance-answers/1\nanswers:\n  anti-malware:\n    - {value: implemented, by: Kim, evidence: [{path: a.pdf, sha256: "
        + "0" * 64
        + "}]}\n",
        "utf-8",
    )
    interview = _interview(hipaa, opened := open_answers(file.path))
    item = _item(interview, "anti-malware")
    _answer(interview, item, "implemented")
    entry = opened.entry("anti-malware")
    assert entry is not None
    assert len(entry.evidence) == 1
    _answer(interview, replace(item), "none")
    entry = opened.entry("anti-malware")
    assert entry is not None
    assert entry.evidence == ()
