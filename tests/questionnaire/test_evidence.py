from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from compliance.canonical import sha256
from compliance.errors import ComplianceError, InputError, UsageError
from compliance.evaluate.assess import assess
from compliance.model.answers import ANSWERS, same_person
from compliance.pipeline.asking import open_answers
from compliance.pipeline.assessing import Given, Sources, assess_sources, describe
from compliance.pipeline.evidence import evidence_found
from compliance.pipeline.evidence_keeping import On, add, examine
from compliance.pipeline.evidence_origin import written_by_program
from compliance.pipeline.evidence_status import evidence_status
from compliance.questionnaire.evidence import Examination
from compliance.render.terminal import Style, assessment_text
from compliance.render.terminal.finding import finding_text
from tests.questionnaire.workbook_hospital import DAY, FOLDER, assessed, catalog, copied, made

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.answers import Evidence
    from compliance.model.assessment import Assessment

SEEN = Examination("Ida Berg", "internal review", DAY, "all wards", "2025-09/2026-09")


def _file(folder: Path, name: str = "evidence/list.csv", text: str = "who,when\n") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def _recorded(folder: Path, **stated: object) -> tuple[Path, On]:
    on = On(copied(folder), "training", None)
    path = _file(folder)
    add(path, on, stated, copy=False)
    return path, on


def _assessed(folder: Path, as_of: dt.date = DAY) -> Assessment:
    answers = folder / "answers.yaml"
    given = Given("answers.yaml", answers.read_bytes())
    found = evidence_found([(answers, given)])
    architecture = Given("architecture.yaml", (FOLDER / "architecture.yaml").read_bytes())
    sources = Sources(architecture, (given,), evidence=found.attached, lost=found.lost)
    return assess_sources(sources, catalog(), as_of).assessment


def _assurance(found: Assessment) -> str | None:
    return next(
        one.assurance for one in found.findings if one.id == "hipaa-308-training@organisation:organisation"
    )


def _notes(found: Assessment) -> list[str]:
    return [note.code for note in found.summary.notes if note.code.startswith("evidence")]


def test_what_is_recorded_stands_in_the_answers_file(tmp_path: Path) -> None:
    """Digest, kind, issuer, date, period, end and place of the original."""
    stated = {
        "kind": "export", "issuer": "HR", "dated": dt.date(2026, 9, 20), "period": "2025-09/2026-09",
        "valid_until": dt.date(2027, 9, 20), "kept_at": "personnel share",
    }  # fmt: skip
    path, on = _recorded(tmp_path, **stated)
    entry = open_answers(on.answers).entry("training")
    assert entry is not None
    item = entry.evidence[0]
    assert stated == {name: getattr(item, name) for name in stated}
    assert (item.path, item.sha256) == ("evidence/list.csv", sha256(path.read_bytes()))


def test_a_file_raises_the_assurance_and_its_examination_raises_it_again(tmp_path: Path) -> None:
    """Stated, attached, examined; and the assessment has nothing to remark."""
    copied(tmp_path)
    assert _assurance(_assessed(tmp_path)) == "stated"
    path, on = _recorded(tmp_path)
    assert _assurance(_assessed(tmp_path)) == "attached"
    examine(path, on, SEEN)
    assert (_assurance(_assessed(tmp_path)), _notes(_assessed(tmp_path))) == ("examined", [])


@pytest.mark.parametrize(
    ("what", "code"),
    [("removed", "evidence_missing"), ("changed", "evidence_changed"), ("a folder", "evidence_unreadable")],
)
def test_a_file_that_is_gone_or_changed_drops_the_assurance_with_the_reason(
    tmp_path: Path, what: str, code: str
) -> None:
    """The outcome stays, its assurance falls, and a note says why."""
    path, on = _recorded(tmp_path)
    examine(path, on, SEEN)
    path.unlink()
    if what == "changed":
        path.write_text("who,when,why\n")
    elif what == "a folder":
        path.mkdir()
    found = _assessed(tmp_path)
    assert (_assurance(found), _notes(found)) == ("stated", [code])


@pytest.mark.parametrize(
    ("day", "assurance", "codes"),
    [
        (dt.date(2026, 11, 1), "stated", ["evidence_later"]),
        (dt.date(2026, 11, 10), "attached", ["evidence_not_examined"]),
        (dt.date(2026, 11, 20), "examined", []),
        (dt.date(2026, 12, 31), "examined", []),
        (dt.date(2027, 1, 1), "stated", ["evidence_expired"]),
    ],
)
def test_evidence_counts_by_its_dates(tmp_path: Path, day: dt.date, assurance: str, codes: list[str]) -> None:
    """Before its date, before its examination and after its end it counts less, and the reason is told."""
    path, on = _recorded(tmp_path, dated=dt.date(2026, 11, 5), valid_until=dt.date(2026, 12, 31))
    examine(path, on, SEEN)
    given = Given("answers.yaml", on.answers.read_bytes())
    found = evidence_found([(on.answers, given)])
    sources = Sources(assessed().sources.architecture, (given,), evidence=found.attached, lost=found.lost)
    result = assess_sources(sources, catalog(), day, described_on=DAY).assessment
    assert (_assurance(result), _notes(result)) == (assurance, codes)


def test_who_answered_cannot_examine(tmp_path: Path) -> None:
    """However the name is written; the file stays as it was."""
    path, on = _recorded(tmp_path)
    before = on.answers.read_bytes()
    with pytest.raises(UsageError, match="gave the answer"):
        examine(path, on, Examination(" Privacy  OFFICER", None, DAY, "all", "2026"))
    assert before == on.answers.read_bytes()


def test_an_examination_written_by_hand_by_who_answered_counts_as_attached(tmp_path: Path) -> None:
    """What a command refuses no editor can slip in."""
    _, on = _recorded(tmp_path)
    text = on.answers.read_text()
    on.answers.write_text(
        text.replace(
            "path: evidence/list.csv", "path: evidence/list.csv\n          examined_by: Privacy Officer"
        )
    )
    found = _assessed(tmp_path)
    assert (_assurance(found), _notes(found)) == ("attached", ["evidence_not_examined"])


def test_only_what_is_recorded_and_unchanged_is_examined(tmp_path: Path) -> None:
    """An examination is of the bytes that were recorded."""
    path, on = _recorded(tmp_path)
    with pytest.raises(UsageError, match="not recorded"):
        examine(_file(tmp_path, "evidence/other.csv"), on, SEEN)
    path.write_text("changed")
    with pytest.raises(InputError, match="no longer the file"):
        examine(path, on, SEEN)


def test_a_new_version_loses_its_examination_and_the_same_keeps_it(tmp_path: Path) -> None:
    """Recording again what was examined adds facts; recording another file starts anew."""
    path, on = _recorded(tmp_path)
    examine(path, on, SEEN)
    add(path, on, {"issuer": "HR"}, copy=False)
    assert [(one.issuer, one.examined_by) for one in _evidence(on)] == [("HR", "Ida Berg")]
    path.write_text("another")
    add(path, on, {}, copy=False)
    assert [(one.issuer, one.examined_by) for one in _evidence(on)] == [(None, None)]


def _evidence(on: On) -> tuple[Evidence, ...]:
    entry = open_answers(on.answers).entry(on.question, on.subject)
    return entry.evidence if entry is not None else ()


def test_evidence_needs_an_answer_to_support(tmp_path: Path) -> None:
    """With the likely question, or the subjects there are."""
    answers, path = copied(tmp_path), _file(tmp_path)
    with pytest.raises(UsageError) as wrong:
        add(path, On(answers, "trainig", None), {}, copy=False)
    with pytest.raises(UsageError) as about:
        add(path, On(answers, "unneeded-data", None), {}, copy=False)
    assert (wrong.value.hint, about.value.hint) == (
        "Did you mean 'training'?",
        "Name with --subject one of letter-drafts.",
    )


def test_a_file_elsewhere_is_copied_on_request(tmp_path: Path) -> None:
    """The answers name evidence beside them; a copy is made when asked for, and never over another file."""
    (tmp_path / "one").mkdir()
    answers, path = copied(tmp_path / "one"), _file(tmp_path, "away/list.csv")
    on = On(answers, "training", None)
    with pytest.raises(UsageError, match="does not lie in the folder"):
        add(path, on, {}, copy=False)
    item = add(path, on, {}, copy=True)
    assert (answers.parent / item.path).read_bytes() == path.read_bytes()
    add(path, on, {}, copy=True)
    path.write_text("another")
    with pytest.raises(UsageError, match="exists already"):
        add(path, on, {}, copy=True)


OURS = ["report.pdf", "assessment.json", "answers.yaml", "architecture.yaml", "engagement.yaml"]


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("packed", [False, True])
def test_what_the_program_wrote_is_no_evidence(tmp_path: Path, name: str, *, packed: bool) -> None:
    """A report, an assessment or an input is refused, also inside an archive."""
    data = (FOLDER / name).read_bytes()
    if packed:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("inside", data)
        data = out.getvalue()
    on = On(copied(tmp_path), "training", None)
    path = tmp_path / "proof.bin"
    path.write_bytes(data)
    before = on.answers.read_bytes()
    with pytest.raises(InputError, match="written by this program"):
        add(path, on, {}, copy=False)
    assert before == on.answers.read_bytes()


def test_a_workbook_of_questions_is_no_evidence() -> None:
    """It carries its marks on a hidden sheet."""
    assert written_by_program(made())


def test_what_a_terminal_showed_is_no_evidence() -> None:
    """An assessment or a finding saved as text is known by its last line, however narrow the window was."""
    found, style = assessed(), Style(colour=False, width=60)
    shorts = {one.framework.id: one.framework.short for one in catalog().frameworks}
    whole = assessment_text(found.assessment, catalog(), found.description.architecture, style)
    assert written_by_program(whole.encode())
    assert written_by_program(
        finding_text(found.assessment, found.assessment.findings[0], shorts, style).encode()
    )


def test_a_report_packed_anew_is_still_known() -> None:
    """Another program may compress what a reader sees and drop who made it; the embedded inputs tell."""
    import pikepdf

    with pikepdf.open(FOLDER / "report.pdf") as pdf:
        del pdf.Root.Metadata
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert b"compliance-assessor" not in out.getvalue()
    assert written_by_program(out.getvalue())


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 no pdf", b"PK\x03\x04 no archive", b"who,when\n", b"\xff\xd8\xff\xe0"]
)
def test_other_files_are_not_taken_for_ours(data: bytes) -> None:
    """Damaged ones neither."""
    assert not written_by_program(data)


def test_a_report_named_by_hand_supports_nothing(tmp_path: Path) -> None:
    """Nothing the program wrote can count, however it came into the answers."""
    report = (FOLDER / "report.pdf").read_bytes()
    (tmp_path / "r.pdf").write_bytes(report)
    answers = copied(tmp_path)
    text = answers.read_text().replace(
        "      note: The yearly course",
        f"      evidence: [{{path: r.pdf, sha256: {sha256(report)}}}]\n      note: The yearly course",
    )
    answers.write_text(text)
    found = _assessed(tmp_path)
    assert (_assurance(found), _notes(found)) == ("stated", ["evidence_ours"])


@pytest.mark.parametrize(("text", "error"), [("", InputError), (None, InputError)])
def test_an_empty_or_missing_file_is_no_evidence(
    tmp_path: Path, text: str | None, error: type[ComplianceError]
) -> None:
    """There is nothing to record."""
    path = tmp_path / "e.txt"
    if text is not None:
        path.write_text(text)
    with pytest.raises(error):
        add(path, On(copied(tmp_path), "training", None), {}, copy=False)


def test_standings_tell_all_states_and_what_ends_first(tmp_path: Path) -> None:
    """Each piece with its state on the day; sorted by the day on which it ends."""
    answers = tmp_path / "answers.yaml"
    states = {
        "a": (None, None),
        "b": ("2026-11-19", None),
        "c": ("2027-01-31", "Bo"),
        "d": ("2026-12-31", "me"),
        "gone": (None, None),
    }
    lines = [
        f"schema: {ANSWERS}",
        "answers:",
        "  training:",
        "    - value: none",
        "      by: Me",
        "      evidence:",
    ]
    for name, (until, by) in states.items():
        (tmp_path / name).write_text(name)
        extra = (f", valid_until: {until}" if until else "") + (f", examined_by: {by}" if by else "")
        lines.append(f"        - {{path: {name}, sha256: {sha256(name.encode())}{extra}}}")
    answers.write_text("\n".join(lines) + "\n")
    (tmp_path / "gone").unlink()
    found = [(one.path, one.state) for one in evidence_status([answers], DAY).evidence]
    assert found == [
        ("b", "expired"),
        ("d", "attached"),
        ("c", "examined"),
        ("a", "attached"),
        ("gone", "missing"),
    ]
    soon = evidence_status([answers], DAY, 42)
    assert [(one.path, one.days_left) for one in soon.evidence] == [("b", -1), ("d", 41), ("gone", None)]
    assert (soon.pieces, soon.supporting, soon.within_days) == (5, 3, 42)


def test_the_same_person_in_other_letters() -> None:
    """Capitals and spaces do not make another person."""
    assert same_person("Ida  Berg", " ida berg")
    assert not same_person("Ida Berg", "Ida Bergh")


def test_a_replay_tells_the_same_reasons(tmp_path: Path) -> None:
    """What is known of lost files is part of the inputs, so that the notes can be derived again without the files."""
    path, on = _recorded(tmp_path)
    path.unlink()
    given = Given("answers.yaml", on.answers.read_bytes())
    found = evidence_found([(on.answers, given)])
    sources = Sources(assessed().sources.architecture, (given,), evidence=found.attached, lost=found.lost)
    again = assess(describe(sources, catalog()), catalog(), DAY, tool=assessed().assessment.tool)
    assert again.summary.notes == _assessed(tmp_path).summary.notes
