from __future__ import annotations

import datetime as dt
import errno
import multiprocessing
import os
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import InputError, ToolError, UsageError
from compliance.inputs.answers import load_acceptances, load_determinations
from compliance.pipeline.assessing import Given, assess_sources
from compliance.pipeline.deciding import accept, determine, finding_named
from compliance.pipeline.evidence_keeping import recorded
from compliance.pipeline.gathering import gathered
from compliance.questionnaire.decisions import Conclusion
from tests.questionnaire.workbook_hospital import DAY, FOLDER, assessed, catalog

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.assessment import Assessment, Finding

REVIEW = "hipaa-308-risk-analysis@organisation:organisation"
GAP = "hipaa-312-audit-controls@component:prompt-log"
MET = "hipaa-308-training@organisation:organisation"
NEVER = "hipaa-308-associate-contract@party:model-vendor"
CONCLUSION = Conclusion(
    about=REVIEW,
    met=True,
    reasons="Read it whole.",
    name="Ida Berg",
    role="reviewer",
    independent=True,
    decided_on=DAY,
    valid_until=dt.date(2027, 5, 1),
)
TERMS = ("The log is retired in January.", "CISO", dt.date(2027, 1, 31))


def _again(
    as_of: dt.date = DAY, *, determinations: Path | None = None, acceptances: Path | None = None
) -> Assessment:
    sources = assessed().sources
    if determinations is not None:
        sources = replace(sources, determinations=Given("determinations.yaml", determinations.read_bytes()))
    if acceptances is not None:
        sources = replace(sources, acceptances=Given("acceptances.yaml", acceptances.read_bytes()))
    return assess_sources(sources, catalog(), as_of, described_on=DAY).assessment


def _finding(found: Assessment, name: str) -> Finding:
    return next(one for one in found.findings if one.id == name)


@pytest.mark.parametrize(("met", "outcome"), [(True, "satisfied"), (False, "gap")])
def test_a_conclusion_closes_what_needs_judgement(tmp_path: Path, outcome: str, *, met: bool) -> None:
    """Met or not met; who concluded it stays visible on the finding."""
    path = tmp_path / "determinations.yaml"
    determine(assessed(), path, replace(CONCLUSION, met=met), DAY)
    found = _finding(_again(determinations=path), REVIEW)
    assert found.determination is not None
    assert (found.outcome, found.basis, found.determination.name, found.determination.independent) == (
        outcome, "determination", "Ida Berg", True
    )  # fmt: skip


def test_an_expired_conclusion_closes_nothing_and_is_told(tmp_path: Path) -> None:
    """After its last day the finding waits for a person again."""
    path = tmp_path / "determinations.yaml"
    determine(assessed(), path, CONCLUSION, DAY)
    found = _again(dt.date(2027, 5, 2), determinations=path)
    assert _finding(found, REVIEW).outcome == "needs_review"
    assert [note.code for note in found.summary.notes] == ["determination_expired"]


@pytest.mark.parametrize(
    ("about", "told", "hint"),
    [
        (MET, "needs no judgement: it is met as stated", "Only what"),
        (GAP, "needs no judgement: it is a gap", "Only what"),
        (
            REVIEW.replace("analysis@", "analyss@"),
            "the assessment has no finding",
            f"Did you mean '{REVIEW}'?",
        ),
        ("hipaa-308-risk-analysis", "no finding or provision", f"Did you mean '{REVIEW}'?"),
        ("hipaa 164.308(a)(1)(ii)(X)", "no finding or provision", "Did you mean 'hipaa 164.308(a)(1)(ii)("),
    ],
)
def test_only_what_needs_judgement_is_concluded(tmp_path: Path, about: str, told: str, hint: str) -> None:
    """A finding of another outcome, or none, is refused with what was likely meant; nothing is written."""
    path = tmp_path / "determinations.yaml"
    with pytest.raises(UsageError) as caught:
        determine(assessed(), path, replace(CONCLUSION, about=about), DAY)
    assert told in caught.value.message
    assert (caught.value.hint or "").startswith(hint)
    assert not path.exists()


def test_a_provision_can_be_concluded_on(tmp_path: Path) -> None:
    """Named with its framework, where its own outcome waits for a person."""
    row = next(one for one in assessed().assessment.provisions if one.outcome == "needs_review")
    path = tmp_path / "determinations.yaml"
    determine(assessed(), path, replace(CONCLUSION, about=f"{row.framework} {row.id}"), DAY)
    after = _again(determinations=path).provisions
    assert (
        next(one.outcome for one in after if one.id == row.id and one.framework == row.framework)
        == "satisfied"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"decided_on": dt.date(2026, 11, 21)}, "is yet to come"),
        ({"valid_until": dt.date(2026, 11, 19)}, "would have ended"),
        ({"reasons": ""}, "without reasons"),
    ],
)
def test_a_conclusion_that_cannot_hold_is_refused(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    """Not of tomorrow, not ended already, not without reasons."""
    path = tmp_path / "determinations.yaml"
    with pytest.raises(UsageError, match=told):
        determine(assessed(), path, replace(CONCLUSION, **change), DAY)
    assert not path.exists()


def test_who_answered_is_not_independent(tmp_path: Path) -> None:
    """The same name among those who gave the answers it rests on is refused as independent, and taken as what it is."""
    about = "hipaa-312-automatic-logoff@organisation:organisation"
    path = tmp_path / "determinations.yaml"
    own = replace(CONCLUSION, about=about, name="Security  Officer")
    with pytest.raises(UsageError, match="not independent of them"):
        determine(assessed(), path, own, DAY)
    determine(assessed(), path, replace(own, independent=False), DAY)
    assert str(load_determinations(path.read_bytes(), path.name)[0].independent) == "no"


def test_independence_written_by_hand_is_held_against_the_answers(tmp_path: Path) -> None:
    """What the command refuses is told where an editor put it into the file."""
    about = "hipaa-312-automatic-logoff@organisation:organisation"
    path = tmp_path / "determinations.yaml"
    determine(
        assessed(), path, replace(CONCLUSION, about=about, name="security officer", independent=False), DAY
    )
    assert _again(determinations=path).summary.notes == ()
    path.write_text(path.read_text().replace("independent: no", "independent: yes"))
    assert [note.code for note in _again(determinations=path).summary.notes] == [
        "determination_not_independent"
    ]


def test_a_file_examined_for_a_conclusion_that_is_gone_is_told(tmp_path: Path) -> None:
    """The conclusion holds; a reader learns that what it rests on cannot be shown."""
    path, file = tmp_path / "determinations.yaml", tmp_path / "plan.txt"
    file.write_text("the plan")
    determine(assessed(), path, replace(CONCLUSION, evidence=(recorded(file, path, {}),)), DAY)
    sources = gathered(FOLDER / "architecture.yaml", [FOLDER / "answers.yaml"], path)
    assert assess_sources(sources, catalog(), DAY).assessment.summary.notes == ()
    file.unlink()
    sources = gathered(FOLDER / "architecture.yaml", [FOLDER / "answers.yaml"], path)
    found = assess_sources(sources, catalog(), DAY).assessment
    assert [note.code for note in found.summary.notes] == ["evidence_missing"]
    assert _finding(found, REVIEW).outcome == "satisfied"


def test_what_was_examined_is_recorded_beside_the_conclusion(tmp_path: Path) -> None:
    """By path and digest; a file of this program is refused."""
    path, file = tmp_path / "determinations.yaml", tmp_path / "plan.txt"
    file.write_text("the plan")
    determine(assessed(), path, replace(CONCLUSION, evidence=(recorded(file, path, {}),)), DAY)
    kept = load_determinations(path.read_bytes(), path.name)[0]
    assert [item.path for item in kept.evidence or ()] == ["plan.txt"]
    with pytest.raises(InputError, match="written by this program"):
        recorded(path, path, {})


def test_an_accepted_gap_stays_a_gap(tmp_path: Path) -> None:
    """Reason, approver and last day are shown; outcome and counts are as before."""
    path = tmp_path / "acceptances.yaml"
    accept(assessed(), path, GAP, TERMS, DAY)
    found = _again(acceptances=path)
    told = _finding(found, GAP)
    assert told.acceptance is not None
    assert (told.outcome, told.acceptance.approver, told.acceptance.expired) == ("gap", "CISO", False)
    assert found.summary.frameworks == assessed().assessment.summary.frameworks


def test_an_expired_acceptance_is_told(tmp_path: Path) -> None:
    """From the day after its last."""
    path = tmp_path / "acceptances.yaml"
    accept(assessed(), path, GAP, TERMS, DAY)
    found = _again(dt.date(2027, 2, 1), acceptances=path)
    told = _finding(found, GAP).acceptance
    assert told is not None
    assert told.expired
    assert "acceptance_expired" in [note.code for note in found.summary.notes]


@pytest.mark.parametrize(
    ("about", "terms", "told"),
    [
        (MET, TERMS, "is no gap: it is met as stated"),
        (REVIEW, TERMS, "is no gap: it needs a person's judgement"),
        (NEVER, TERMS, "cannot be accepted: nobody can answer for HIPAA 164.308"),
        (GAP, (*TERMS[:2], dt.date(2026, 11, 19)), "would have ended"),
        (f"{GAP}s", TERMS, "has no finding"),
    ],
)
def test_what_nobody_can_accept_is_refused(tmp_path: Path, about: str, terms: Any, told: str) -> None:
    """No gap, a gap of a kind that must be ended, a day that has passed, nothing at all."""
    path = tmp_path / "acceptances.yaml"
    with pytest.raises(UsageError, match=told):
        accept(assessed(), path, about, terms, DAY)
    assert not path.exists()


def test_every_law_has_what_nobody_can_accept() -> None:
    """Prohibited practices, sensitive authentication data, legal bases, contracts with associates, transfer instruments."""
    never = {one.framework.id: one.framework.never_accepted for one in catalog().frameworks}
    assert {"Art. 6(1)", "Art. 46(1)"} <= set(never["gdpr"])
    assert "3.3.1" in never["pci_dss"]
    assert "164.308(b)(1)" in never["hipaa"]
    act = next(one for one in catalog().frameworks if one.framework.id == "eu_ai_act")
    prohibited = {
        one.id for one in act.provisions if one.id.startswith("Art. 5(") and one.class_ == "prohibition"
    }
    assert prohibited
    assert prohibited <= set(never["eu_ai_act"])


@settings(max_examples=25)
@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]),
            min_size=1,
        ).filter(str.strip),
        min_size=1,
        max_size=4,
    )
)
def test_any_reasons_come_back_as_they_were_given(
    tmp_path_factory: pytest.TempPathFactory, reasons: list[str]
) -> None:
    """Quotes, formula-like text, other scripts: what stands in the file is what was said."""
    path = tmp_path_factory.mktemp("d") / "determinations.yaml"
    for reason in reasons:
        try:
            determine(assessed(), path, replace(CONCLUSION, reasons=reason), DAY)
        except InputError:
            return  # shaped like a key: refused, and nothing of it stays
    kept = [one.reasons for one in load_determinations(path.read_bytes(), path.name)]
    assert [unicodedata.normalize("NFC", reason) for reason in reasons] == kept


def test_comments_and_what_others_wrote_stay(tmp_path: Path) -> None:
    """A file kept by hand keeps its remarks and its order."""
    path = tmp_path / "acceptances.yaml"
    path.write_text(
        "# ours\nschema: compliance-acceptances/1\nacceptances:\n"
        f"  - {{finding: {GAP}, reason: first, approver: A, until: 2027-01-01}}  # agreed on Monday\n"
    )
    accept(assessed(), path, GAP, TERMS, DAY)
    assert "# ours" in path.read_text()
    assert "# agreed on Monday" in path.read_text()
    assert [one.reason for one in load_acceptances(path.read_bytes(), path.name)] == ["first", TERMS[0]]


@pytest.mark.parametrize(
    "text", ["schema: compliance-acceptances/1\nacceptances: [", "schema: other/1\n", "\x00"]
)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    """Half-written, of another format, no text."""
    path = tmp_path / "acceptances.yaml"
    path.write_text(text)
    with pytest.raises(InputError):
        accept(assessed(), path, GAP, TERMS, DAY)
    assert path.read_text() == text


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there is there still, and no half file beside it."""
    path = tmp_path / "acceptances.yaml"
    accept(assessed(), path, GAP, TERMS, DAY)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ToolError, match="No space left"):
        accept(assessed(), path, GAP, TERMS, DAY)
    assert before == path.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["acceptances.yaml"]


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replacing it would go round what its owner wanted."""
    path = tmp_path / "acceptances.yaml"
    accept(assessed(), path, GAP, TERMS, DAY)
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ToolError, match="read-only"):
        accept(assessed(), path, GAP, TERMS, DAY)
    assert before == path.read_bytes()


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each adds to the file as it is at that moment."""
    path = tmp_path / "acceptances.yaml"
    assessed()
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_accept_some, args=(path, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    kept = [one.reason for one in load_acceptances(path.read_bytes(), path.name)]
    assert sorted(kept) == sorted(f"{number}-{turn}" for number in range(3) for turn in range(4))


def _accept_some(path: Path, number: int) -> None:
    for turn in range(4):
        accept(assessed(), path, GAP, (f"{number}-{turn}", "CISO", dt.date(2027, 1, 31)), DAY)


def test_a_finding_is_found_by_its_id() -> None:
    """And by nothing else."""
    assert finding_named(assessed(), GAP).id == GAP
