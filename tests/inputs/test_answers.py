from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import InputError
from compliance.inputs.answers import (
    load_acceptances,
    load_answers,
    load_determinations,
)
from compliance.inputs.architecture import load_architecture
from compliance.model.words import YesNo

if TYPE_CHECKING:
    from compliance.model.architecture import Vocabulary
    from compliance.model.catalog import SubjectKind
    from compliance.model.description import Description

DIGEST = "ab" * 32


@dataclass(frozen=True)
class _Question:
    """What a question states, as the loader needs it."""

    states: str
    scope: SubjectKind
    id: str = "a-question"


QUESTIONS = {
    "analysis": _Question("practices.risk_analysis", "organisation"),
    "analysis-date": _Question("practices.risk_analysis.performed_on", "organisation"),
    "analysis-reach": _Question("practices.risk_analysis.covers", "organisation"),
    "training-rhythm": _Question("practices.training.every", "organisation"),
    "hipaa-role": _Question("roles.hipaa", "organisation"),
    "stage": _Question("stage", "system"),
    "associate-agreement": _Question("agreements.baa", "party"),
    "associate-date": _Question("agreements.baa.signed_on", "party"),
    "training-use": _Question("trains_on_data", "party"),
    "review": _Question("practices.vendor_review", "party"),
    "holding-retention": _Question("retention", "holding"),
    "holding-form": _Question("transformed", "holding"),
    "access-factors": _Question("factors", "access"),
    "emotion-use": _Question("about", "inference"),
    "patching": _Question("practices.patching.within", "component"),
    "notice": _Question("notice.contents", "purpose"),
}
ARCHITECTURE = """
organisation: {roles: {gdpr: controller}}
parties:
  vendor: {agreements: {baa: none}, trains_on_data: no}
  host:
components:
  log: {kind: log, stores: [phi], access: [staff]}
purposes:
  letters: {notice: partial}
ai_systems:
  bot: {infers: {emotion: yes}}
practices:
  risk_analysis: {status: partial, covers: [log, unknown]}
"""


PARTS = """
components: {log: {kind: log}, app: {kind: application}, web: {kind: application}}
practices: {risk_analysis: {status: partial, covers: REACH}}
"""


def _answers(*entries: str) -> str:
    return "schema: compliance-answers/1\nanswers:\n" + "".join(f"  {entry}\n" for entry in entries)


def _load(vocabulary: Vocabulary, *entries: str, architecture: str = ARCHITECTURE) -> Description:
    answers = load_answers(_answers(*entries).encode(), "answers.yaml")
    return load_architecture(architecture.encode(), "architecture.yaml", vocabulary, [answers], QUESTIONS)


def _at(described: Description, path: str) -> Any:
    here: Any = described.architecture
    for segment in path.split("."):
        here = here[segment] if type(here).__name__ == "Keyed" else getattr(here, segment)
    return here


@pytest.mark.parametrize(
    ("entry", "path", "value"),
    [
        (
            "analysis-date: [{value: [2026-03-14], by: a}]",
            "practices.risk_analysis.performed_on",
            "[2026-03-14]",
        ),
        ("analysis: [{value: {every: 1 year}, by: a}]", "practices.risk_analysis.every", "1 year"),
        ("training-rhythm: [{value: 1 year, by: a}]", "practices.training.every", "1 year"),
        ("analysis-reach: [{value: all, by: a}]", "practices.risk_analysis.covers", "all"),
        ("hipaa-role: [{value: covered_entity, by: a}]", "organisation.roles.hipaa", "[covered_entity]"),
        ("stage: [{value: pilot, by: a}]", "system.stage", "pilot"),
        (
            "associate-agreement: [{subject: host, value: signed, by: a}]",
            "parties.host.agreements.baa.status",
            "implemented",
        ),
        ('training-use: [{subject: "party:host", value: no, by: a}]', "parties.host.trains_on_data", "no"),
        (
            "holding-retention: [{subject: log/phi, value: 30 days, by: a}]",
            "components.log.stores.phi.retention",
            "30 days",
        ),
        (
            "access-factors: [{subject: log/staff, value: mfa, by: a}]",
            "components.log.access.staff.factors",
            "mfa",
        ),
        (
            "emotion-use: [{subject: bot/emotion, value: users, by: a}]",
            "ai_systems.bot.infers.emotion.about",
            "[users]",
        ),
        (
            "patching: [{subject: log, value: 30 days, by: a}]",
            "components.log.practices.patching.within",
            "30 days",
        ),
        (
            "notice: [{subject: letters, value: {lacks: [retention]}, by: a}]",
            "purposes.letters.notice.contents",
            "{lacks: [retention]}",
        ),
    ],
)
def test_an_answer_states_its_fact(vocabulary: Vocabulary, entry: str, path: str, value: str) -> None:
    """Whatever way the architecture was written, the answer lands where its question says, and its place is in the answers file."""
    described = _load(vocabulary, entry)
    assert str(_at(described, path)) == value
    place = described.place(path)
    assert place is not None
    assert place.file == "answers.yaml"
    assert described.answers_to(path)[0].by == "a"
    assert not described.conflicts


def test_what_the_architecture_says_beside_it_stays(vocabulary: Vocabulary) -> None:
    """An answer adds one fact; shorthands around it keep what they said."""
    described = _load(
        vocabulary,
        "analysis-date: [{value: [2026], by: a}]",
        "notice: [{subject: letters, value: all, by: a}]",
    )
    assert _at(described, "practices.risk_analysis.status") == "partial"
    assert _at(described, "purposes.letters.notice.status") == "partial"
    assert _at(described, "ai_systems.bot.infers.emotion.status") == "implemented"


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("training-use: [{subject: vendor, value: yes, by: a}]", "parties.vendor.trains_on_data"),
        (
            "training-use: [{subject: vendor, value: partly, by: a, note: feedback only}]",
            "parties.vendor.trains_on_data",
        ),
        (
            "associate-agreement: [{subject: vendor, value: signed, by: a}]",
            "parties.vendor.agreements.baa.status",
        ),
        ("analysis: [{value: none, by: a}]", "practices.risk_analysis.status"),
        ("analysis-reach: [{value: {lacks: [log]}, by: a}]", "practices.risk_analysis.covers"),
    ],
)
def test_statements_that_disagree_leave_the_fact_unknown(
    vocabulary: Vocabulary, entry: str, path: str
) -> None:
    """Neither file wins; both places are kept for the reader."""
    described = _load(vocabulary, entry)
    assert _at(described, path) is None
    assert not described.states(path)
    assert {place.file for _, place in described.conflicts[path].said} == {
        "architecture.yaml",
        "answers.yaml",
    }


def test_details_of_something_denied_elsewhere_are_a_disagreement(vocabulary: Vocabulary) -> None:
    """The architecture says there is no agreement, the answer says when it was signed: status and date are unknown."""
    described = _load(vocabulary, "associate-date: [{subject: vendor, value: 2026-01-01, by: a}]")
    assert _at(described, "parties.vendor.agreements.baa.status") is None
    assert _at(described, "parties.vendor.agreements.baa.signed_on") is None
    assert set(described.conflicts) == {
        "parties.vendor.agreements.baa.status",
        "parties.vendor.agreements.baa.signed_on",
    }


@pytest.mark.parametrize(
    ("stated", "answered", "kept"),
    [
        ("since: 2026", "since: 2026-03", "2026-03"),
        ("since: 2026-03", "since: 2026", "2026-03"),
        ("since: ../2026-03", "since: 2025", "2025"),
        ("within: ../60 days", "within: 30 days", "30 days"),
        ("covers: [log, unknown]", "covers: [log, staff]", "[log, staff]"),
        ("covers: {has: [log]}", "covers: all", "all"),
        ("covers: all", "covers: {has: [log]}", "all"),
    ],
)
def test_of_two_that_agree_the_more_telling_is_kept(
    vocabulary: Vocabulary, stated: str, answered: str, kept: str
) -> None:
    """A day refines its year, a complete list an open one; that is no disagreement."""
    base = ARCHITECTURE.replace("{status: partial, covers: [log, unknown]}", f"{{{stated}}}")
    described = _load(vocabulary, f"analysis: [{{value: {{{answered}}}, by: a}}]", architecture=base)
    assert str(_at(described, f"practices.risk_analysis.{stated.partition(':')[0]}")) == kept
    assert not described.conflicts


def test_several_answers_meet_like_answer_and_architecture(vocabulary: Vocabulary) -> None:
    """Two people who answer the same question differently leave it open."""
    described = _load(vocabulary, "training-rhythm: [{value: 1 year, by: a}, {value: 2 years, by: b}]")
    assert _at(described, "practices.training.every") is None
    assert [text for text, _ in described.conflicts["practices.training.every"].said] == ["1 year", "2 years"]


def test_partly_is_neither_yes_nor_no(vocabulary: Vocabulary) -> None:
    """It is understood in answers, where a note names the exceptions; of a record it is the status partial."""
    described = _load(
        vocabulary,
        "training-use: [{subject: host, value: partly, by: a}]",
        "associate-agreement: [{subject: host, value: partly, by: a}]",
    )
    assert _at(described, "parties.host.trains_on_data") is YesNo.PARTLY
    assert _at(described, "parties.host.agreements.baa.status") == "partial"


def test_an_answered_unknown_stays_unknown(vocabulary: Vocabulary) -> None:
    """Who does not know has not contradicted anybody, and is remembered as having been asked."""
    described = _load(
        vocabulary,
        "training-use: [{subject: vendor, value: unknown, by: a}, {subject: host, value: unknown, by: a}]",
    )
    assert _at(described, "parties.vendor.trains_on_data") is YesNo.NO
    assert _at(described, "parties.host.trains_on_data") is None
    assert described.answers_to("parties.host.trains_on_data")


def test_not_applicable_is_a_claim_and_no_fact(vocabulary: Vocabulary) -> None:
    """It closes nothing; a person judges the reason."""
    described = _load(vocabulary, "training-rhythm: [{value: not applicable, by: a, note: no staff}]")
    assert _at(described, "practices") is None or "training" not in _at(described, "practices")
    assert described.claims["practices.training.every"][0].reason == "no staff"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("analysis-dat: [{value: 2026, by: a}]", "answers.analysis-dat: there is no such question"),
        (
            "training-use: [{value: no, by: a}]",
            "answers.training-use: the question is about one party: name it under `subject`",
        ),
        ("training-use: [{subject: vendr, value: no, by: a}]", "parties.vendr is not in the architecture"),
        (
            "holding-form: [{subject: log, value: clear, by: a}]",
            "answers.holding-form: 'log' is no holding: write it as <owner>/<part>",
        ),
        (
            "holding-form: [{subject: log/pan, value: clear, by: a}]",
            "components.log.stores.pan is not in the architecture",
        ),
        ("analysis-date: [{value: [2026-13-01], by: a}]", "'2026-13-01' is no date: there is no month 13"),
        (
            "training-rhythm: [{value: not applicable, by: a}]",
            "answers.training-rhythm: not applicable needs a reason",
        ),
        ("training-rhythm: [{by: a}]", "answers.training-rhythm: the answer has no value"),
        ("analysis-reach: [{value: [lgo], by: a}]", "'lgo' is not defined"),
        ("review: [{subject: host, value: implemented, by: a}]", "no practice is called 'vendor_review'"),
    ],
)
def test_an_answer_that_fits_nothing_is_refused(vocabulary: Vocabulary, entry: str, message: str) -> None:
    """Nothing a person answered is dropped in silence; the place is in the answers file."""
    with pytest.raises(InputError) as refused:
        _load(vocabulary, entry)
    assert len(refused.value.problems) == 1
    problem = refused.value.problems[0]
    assert message in problem.message
    assert problem.place is not None
    assert problem.place.file == "answers.yaml"
    assert problem.source_line is not None


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("analysis: [{value: none}]", "answers.analysis.0: the key 'by' is missing"),
        ("analysis: {value: none, by: a}", "answers.analysis: a list is expected here"),
        (
            f"analysis: [{{value: none, by: a, evidence: [{{path: ../a.pdf, sha256: {DIGEST}}}]}}]",
            "evidence.0.path leads out of the folder",
        ),
        (
            "analysis: [{value: none, by: a, evidence: [{path: a.pdf, sha256: abc}]}]",
            "evidence.0.sha256 is no SHA-256 digest",
        ),
        ("analysis: [{value: none, by: a, answered: 2026-01-01}]", "unknown key 'answered'"),
    ],
)
def test_an_answers_file_of_another_shape_is_refused(entry: str, message: str) -> None:
    """Keys, days, digests and paths are checked where they stand."""
    with pytest.raises(InputError) as refused:
        load_answers(_answers(entry).encode(), "answers.yaml")
    assert message in refused.value.diagnostics()


def test_evidence_comes_with_its_answer(vocabulary: Vocabulary) -> None:
    """Path, digest, dates and examiner are kept for the register and for assurance."""
    evidence = f"{{path: a.pdf, sha256: {DIGEST}, kind: report, dated: 2026-03-14, valid_until: 2027-03-14, examined_by: b}}"
    described = _load(
        vocabulary,
        f"analysis-date: [{{value: [2026-03-14], by: a, role: officer, on: 2026-11-02, evidence: [{evidence}]}}]",
    )
    answer = described.answers_to("practices.risk_analysis.performed_on")[0]
    assert (answer.role, answer.answered_on) == ("officer", dt.date(2026, 11, 2))
    assert answer.evidence[0].valid_until == dt.date(2027, 3, 14)
    assert described.answers_inputs[0].name == "answers.yaml"


def test_determinations_name_a_person_a_day_and_what_they_are_about() -> None:
    """Only a named person's conclusion closes what needs judgement."""
    text = "schema: compliance-determinations/1\ndeterminations:\n"
    entry = "  - {finding: c@party:v, conclusion: met, reasons: seen, name: Ana Prado, role: counsel, independent: yes, decided_on: 2026-11-01}\n"
    found = load_determinations((text + entry).encode(), "determinations.yaml")[0]
    assert (found.conclusion, found.independent, found.decided_on) == ("met", YesNo.YES, dt.date(2026, 11, 1))
    for wrong, message in [
        (entry.replace("finding: c@party:v, ", ""), "name either a finding or a provision"),
        (entry.replace("met,", "compliant,"), "'compliant' is not known here"),
        (entry.replace("2026-11-01", "2026-11"), "'2026-11' is no single day"),
        (entry.replace("name: Ana Prado, ", ""), "the key 'name' is missing"),
    ]:
        with pytest.raises(InputError, match=message):
            load_determinations((text + wrong).encode(), "determinations.yaml")


def test_acceptances_have_reason_approver_and_end() -> None:
    """A gap that somebody answers for is named with all three."""
    text = "schema: compliance-acceptances/1\nacceptances:\n  - {finding: c@party:v, reason: moving, approver: Ana Prado, until: 2026-12-31}\n"
    assert load_acceptances(text.encode(), "acceptances.yaml")[0].until == dt.date(2026, 12, 31)
    with pytest.raises(InputError, match="the key 'until' is missing"):
        load_acceptances(text.replace(", until: 2026-12-31", "").encode(), "acceptances.yaml")
    with pytest.raises(InputError, match="is not the format expected here"):
        load_acceptances(text.replace("acceptances/1", "answers/1").encode(), "acceptances.yaml")


def test_an_answer_to_a_question_that_is_gone_is_set_apart(vocabulary: Vocabulary) -> None:
    """It states nothing, and its place is kept so that it can be told; an id like one that exists is a mistake instead."""
    described = _load(vocabulary, "blood-group: [{value: yes, by: a}]")
    assert list(described.orphaned) == ["blood-group"]
    assert described.answered == {}


def test_an_answer_that_nobody_knows_backs_nothing(vocabulary: Vocabulary) -> None:
    """Who said so is kept, but stands behind no value."""
    described = _load(vocabulary, "training-use: [{subject: vendor, value: unknown, by: a}]")
    assert described.answers_to("parties.vendor.trains_on_data")
    assert described.backing("parties.vendor.trains_on_data") == ()


def test_an_answer_to_some_fields_of_a_record_backs_no_others(vocabulary: Vocabulary) -> None:
    """The architecture's own statement beside it keeps its own backing."""
    described = _load(vocabulary, "analysis: [{value: {performed_on: 2026-03-14}, by: a}]")
    assert described.backing("practices.risk_analysis.performed_on")
    assert described.backing("practices.risk_analysis.covers") == ()


@pytest.mark.parametrize(
    ("architecture", "answer", "has", "lacks"),
    [
        ("{has: [log]}", "{has: [app]}", {"log", "app"}, set()),
        ("[log, unknown]", "{has: [app], lacks: [web]}", {"log", "app"}, {"web"}),
        ("{lacks: [web]}", "{has: [log]}", {"log"}, {"web"}),
        ("{has: all, lacks: [web]}", "{has: [log]}", set(), {"web"}),
    ],
)
def test_parts_of_a_list_that_do_not_contradict_are_joined(
    vocabulary: Vocabulary, architecture: str, answer: str, has: set[str], lacks: set[str]
) -> None:
    """Each statement adds what it knows; the list stays as open as both leave it."""
    described = _load(
        vocabulary,
        f"analysis-reach: [{{value: {answer}, by: a}}]",
        architecture=PARTS.replace("REACH", architecture),
    )
    covers = _at(described, "practices.risk_analysis.covers")
    assert described.conflicts == {}
    assert (covers.has, covers.lacks, covers.closed) == (has, lacks, False)


@pytest.mark.parametrize(
    ("architecture", "answer"),
    [("[log]", "{has: [app]}"), ("{has: [log]}", "{lacks: [log]}"), ("all", "[log]"), ("[log]", "[app]")],
)
def test_lists_that_exclude_one_another_are_a_conflict(
    vocabulary: Vocabulary, architecture: str, answer: str
) -> None:
    """A complete list that leaves out what the other names, and an item both in and out."""
    described = _load(
        vocabulary,
        f"analysis-reach: [{{value: {answer}, by: a}}]",
        architecture=PARTS.replace("REACH", architecture),
    )
    assert list(described.conflicts) == ["practices.risk_analysis.covers"]
    assert _at(described, "practices.risk_analysis.covers") is None
