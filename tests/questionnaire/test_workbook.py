from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from compliance.errors import Place
from compliance.inputs.answers import load_answers
from compliance.model.answers import ANSWERS
from compliance.pipeline.asking import open_answers
from compliance.pipeline.handing import handout, questions_of
from compliance.pipeline.handing_back import Who, preview, take
from compliance.questionnaire.entries import Entry
from compliance.questionnaire.workbook import QUESTIONS, workbook
from compliance.questionnaire.workbook_cells import cell_text, holds_value, value_of
from compliance.questionnaire.workbook_read import read_workbook
from compliance.source import Entry as Pair
from compliance.source import Mapping, Node, Scalar, Sequence, dump
from tests.questionnaire.workbook_hospital import DAY, assessed, catalog, copied, filled, made

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.pipeline.handing_back import Preview
    from compliance.questionnaire.answers_file import AnswersFile
    from compliance.source import Plain

PLACE = Place("w.xlsx", 1, 4)
WHO = Who(None, None, DAY)
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "+49 30 1", "-none-", "@name", "'quoted'", '"double"', "a, b", "{a: b}", "[x]", "12.10", "NO", "#N/A",
         "_x0041_", "Zürich: 東京 🙂", "עברית", "line\nline", "=cmd|' /C calc'!A0", "0010", "1e5", "TRUE", "a" * 5000, "ﬁ"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=60),
)  # fmt: skip


def _nodes() -> st.SearchStrategy[Node]:
    words = st.builds(lambda text, quoted: Scalar(text, quoted, PLACE), TEXTS, st.booleans())
    return st.recursive(
        words,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(lambda items: Sequence(tuple(items), PLACE)),
            st.dictionaries(st.sampled_from("abcd"), inner, max_size=3).map(
                lambda found: Mapping(
                    tuple(Pair(Scalar(k, quoted=False, place=PLACE), v) for k, v in found.items()), PLACE
                )
            ),
        ),
        max_leaves=6,
    )


@given(_nodes())
def test_a_value_a_cell_holds_comes_back(value: Node) -> None:
    """What is written into a cell spells the value it was written for; what no cell gives back is known beforehand."""
    if holds_value(value, PLACE):
        assert value == value_of(cell_text(value), PLACE)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("implemented", Scalar("implemented", quoted=False, place=PLACE)),
        ("a, b", Sequence(tuple(Scalar(word, quoted=False, place=PLACE) for word in "ab"), PLACE)),
        ("a\nb", Sequence(tuple(Scalar(word, quoted=False, place=PLACE) for word in "ab"), PLACE)),
        ("[2026-01-20]", Sequence((Scalar("2026-01-20", quoted=False, place=PLACE),), PLACE)),
        ("=1+1", Scalar("=1+1", quoted=False, place=PLACE)),
        ("note: this", Scalar("note: this", quoted=False, place=PLACE)),
    ],
)
def test_a_cell_is_read_plainly(text: str, wanted: Node) -> None:
    """A word is a word, commas and lines part several, and only brackets, braces and quotes begin YAML."""
    assert wanted == value_of(text, PLACE)


def test_every_answer_of_the_hospital_comes_back_as_it_was(tmp_path: Path) -> None:
    """A workbook nobody wrote into changes nothing, and each answered row says what the file says."""
    path = copied(tmp_path)
    given = load_answers(path.read_bytes(), path.name).file.answers
    assert given
    found = _previewed(made(), open_answers(path))
    assert (found.changes, found.conflicts) == ([], [])
    assert found.same == sum(len(entries) for entries in given.values())


def test_equal_questions_give_equal_bytes() -> None:
    """There is no clock in a workbook."""
    assert made() == made()


PRACTICES = [
    one.id
    for one in catalog().questions
    if one.scope == "organisation" and one.states.startswith("practices.") and one.states.count(".") == 1
]


@settings(max_examples=12)
@given(st.data())
def test_answers_survive_the_way_through_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """YAML to XLSX to YAML keeps value, note, name, role and day of every answer, whatever their texts look like."""
    folder = tmp_path_factory.mktemp("trip")
    questions = data.draw(st.lists(st.sampled_from(PRACTICES), min_size=1, max_size=6, unique=True))
    values: list[Plain] = [
        "none",
        "partial",
        "implemented",
        "unknown",
        {"status": "implemented", "documented": "yes"},
    ]
    value = st.sampled_from(values)
    start = open_answers(folder / "one.yaml")
    for question in questions:
        note, by, role = (data.draw(TEXTS.filter(_statable)) for _ in range(3))
        start.put(question, Entry(None, data.draw(value), by, role, dt.date(2026, 3, 1), (), note))
    start.save()
    found = assessed((folder / "one.yaml").read_bytes())
    asked = tuple(
        replace(one, given=replace(one.given, state="")) if one.given else one
        for one in questions_of(found).chosen(answered=True)
    )  # as if these answers were new
    returned = read_workbook(workbook(handout(found, asked)), "w.xlsx")
    other = open_answers(folder / "two.yaml")
    take(preview(returned, other, catalog(), WHO), other)
    kept = {one.question for one in asked if one.given and one.given.changeable}
    assert {q: e for q, e in _entries(start).items() if q in kept} == _entries(other)


def _statable(text: str) -> bool:
    """Whether an answers file takes it: nothing shaped like a password, no spaces around."""
    try:
        from compliance.source import read

        return bool(text.strip()) and read(dump({"note": text, "by": text, "role": text}), "x") is not None
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no text for this test
        return False


def _entries(file: AnswersFile) -> dict[str, Any]:
    return dict(file.content.answers or {})


def test_a_text_no_cell_gives_back_stays_in_its_file(tmp_path: Path) -> None:
    """Its row is locked and says so, and the way back leaves the answer alone."""
    path = tmp_path / "answers.yaml"
    path.write_text(
        f'schema: {ANSWERS}\nanswers:\n  evaluation:\n    - {{value: none, by: x, note: "a_x0041_b {"y" * 40000}"}}\n'
    )
    data = made(path.read_bytes())
    sheet = load_workbook(io.BytesIO(data))[QUESTIONS]
    row = next(r for r in range(4, sheet.max_row + 1) if sheet[f"M{r}"].value == "evaluation")
    assert sheet[f"D{row}"].protection.locked
    before = path.read_bytes()
    file = open_answers(path)
    take(_previewed(filled(data, {"evaluation": {"E": "mine"}}), file), file)
    assert before == path.read_bytes()


def test_only_answer_cells_are_open_and_every_sheet_is_locked() -> None:
    """People can write into the yellow cells and nowhere else; ids and words are hidden."""
    book = load_workbook(io.BytesIO(made()))
    opened = {
        cell.coordinate[0]
        for row in book[QUESTIONS].iter_rows(min_row=4)
        for cell in row
        if not cell.protection.locked
    }
    assert opened == set("DEFGH")
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert {"Words": "veryHidden", "_compliance": "veryHidden"} == {
        sheet.title: sheet.sheet_state for sheet in book.worksheets if sheet.sheet_state != "visible"
    }
    assert all(book[QUESTIONS].column_dimensions[letter].hidden for letter in "MNO")


def test_each_answer_cell_offers_its_words() -> None:
    """A drop-down lists the words of the question, and that nobody knows, and that it does not apply."""
    book = load_workbook(io.BytesIO(made()))
    sheet, words = book[QUESTIONS], book["Words"]
    row = next(
        r
        for r in range(4, sheet.max_row + 1)
        if sheet[f"M{r}"].value == "sanctions-documented" or sheet[f"M{r}"].value == "direct-treatment"
    )
    rule = next(one for one in sheet.data_validations.dataValidation if f"D{row}" in one.sqref)
    column = rule.formula1.split("$")[1]
    assert ["yes", "no", "partly", "unknown", "not applicable"] == [
        cell.value for cell in words[column] if cell.value
    ]
    assert rule.errorStyle == "stop"


def test_answers_are_taken_with_name_role_day_and_note(tmp_path: Path) -> None:
    """What somebody wrote arrives as an answer; the name of the first sheet stands for rows that name nobody."""
    file = open_answers(copied(tmp_path))
    data = filled(made(), {
        "authentication": {"D": "implemented", "E": "=1+1 is no formula here"},
        "evaluation": {"D": "partial", "F": "Bo", "G": "IT", "H": dt.datetime(2026, 11, 18)},  # noqa: DTZ001 - as a cell holds it
        "right-access-within": {"D": "30 days"},
        "risk-analysis-covers": {"D": "ehr, gateway"},
    })  # fmt: skip
    found = _previewed(data, file)
    take(found, file)
    assert len(found.changes) == 4
    first = file.entry("authentication")
    assert first is not None
    assert (first.by, first.answered_on, first.note) == ("Ida Berg", DAY, "=1+1 is no formula here")
    second = file.entry("evaluation")
    assert second is not None
    assert (second.by, second.role, second.answered_on) == ("Bo", "IT", dt.date(2026, 11, 18))
    third = file.entry("right-access-within", "letter-drafts")
    assert third is not None
    assert cell_text(third.value) == "30 days"  # type: ignore[arg-type]


def test_an_answer_that_came_later_is_never_overwritten(tmp_path: Path) -> None:
    """Somebody answered after the workbook was handed out: theirs stays, and both are named."""
    data = made()
    path = copied(tmp_path)
    later = open_answers(path)
    later.put("evaluation", Entry(None, "none", "Bo", None, dt.date(2026, 11, 19)))
    later.put("authentication", Entry(None, "none", "Bo", None, dt.date(2026, 11, 19)))
    later.save()
    file = open_answers(path)
    found = _previewed(
        filled(
            data,
            {
                "evaluation": {"D": "implemented"},
                "authentication": {"D": "implemented"},
                "integrity-checks": {"D": "none"},
            },
        ),
        file,
    )
    assert [told.question for told, _ in found.changes] == ["integrity-checks"]
    assert {(one.question, one.theirs, one.ours) for one in found.conflicts} == {
        ("evaluation", "none (Bo)", "implemented"), ("authentication", "none (Bo)", "implemented")
    }  # fmt: skip


def test_an_older_day_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    """A workbook that dates its answer before that of the file is not taken."""
    file = open_answers(copied(tmp_path))
    found = _previewed(filled(made(), {"evaluation": {"D": "implemented", "H": "2026-11-01"}}), file)
    assert [one.reason for one in found.conflicts] == ["the answer in the file is of 2026-11-17"]


def test_an_empty_cell_takes_nothing_away(tmp_path: Path) -> None:
    """Clearing an answer in a workbook leaves the answer in the file."""
    file = open_answers(copied(tmp_path))
    found = _previewed(filled(made(), {"evaluation": {"D": None}}), file)
    assert not found.changes


def test_evidence_of_another_value_is_left_out_and_named(tmp_path: Path) -> None:
    """A file that supported the old answer supports nothing of the new one."""
    path = tmp_path / "answers.yaml"
    path.write_text(
        f"schema: {ANSWERS}\nanswers:\n  evaluation:\n    - {{value: none, by: x, evidence: [{{path: e.txt, sha256: {'a' * 64}}}]}}\n"
    )
    data = made(path.read_bytes())
    other = _previewed(filled(data, {"evaluation": {"D": "implemented"}}), open_answers(path))
    same = _previewed(filled(data, {"evaluation": {"E": "a note"}}), open_answers(path))
    assert [(told.dropped, entry.evidence) for told, entry in other.changes] == [(("e.txt",), ())]
    assert [(told.dropped, len(entry.evidence)) for told, entry in same.changes] == [((), 1)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_may_save_it(tmp_path: Path) -> None:
    """LibreOffice opens the workbook, saves it, and every row comes back with its ids."""
    (tmp_path / "w.xlsx").write_bytes(
        filled(made(), {"authentication": {"D": "implemented", "E": "=Zürich"}})
    )
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", "--headless", home, "--convert-to", "xlsx", "--outdir", "out", "w.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    file = open_answers(copied(tmp_path))
    found = _previewed((tmp_path / "out" / "w.xlsx").read_bytes(), file)
    assert [(told.question, told.after, entry.note) for told, entry in found.changes] == [
        ("authentication", "implemented", "=Zürich")
    ]


def _previewed(data: bytes, file: AnswersFile) -> Preview:
    return preview(read_workbook(data, "w.xlsx"), file, catalog(), WHO)
