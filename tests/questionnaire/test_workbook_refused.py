"""Workbooks that are not what was handed out, or that no answers file may take: each is refused, and nothing is written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import InputError
from compliance.pipeline.asking import open_answers
from compliance.pipeline.handing_back import Who, preview
from compliance.questionnaire.workbook import HIDDEN_SHEET, QUESTIONS
from compliance.questionnaire.workbook_parts import LARGEST_UNPACKED
from compliance.questionnaire.workbook_read import read_workbook
from tests.questionnaire.workbook_hospital import DAY, catalog, changed, copied, filled, made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _refused(folder: Path, data: bytes) -> list[str]:
    path = copied(folder)
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        preview(read_workbook(data, "w.xlsx"), open_answers(path), catalog(), Who(None, None, DAY))
    assert before == path.read_bytes()
    return [problem.message for problem in caught.value.problems]


WRONG: dict[str, tuple[dict[str, dict[str, object]], str]] = {
    "a word that is none": ({"authentication": {"D": "implementd"}}, "cell D5: practices.authentication: 'implementd' is not known here"),
    "a word where a length is due": ({"right-access-within": {"D": "soon"}}, "cell D"),
    "a list where one word is due": ({"direct-treatment": {"D": "yes, no"}}, "one word is expected"),
    "a name of nothing": ({"risk-analysis-covers": {"D": "ehr, mainframe"}}, "'mainframe'"),
    "a bracket left open": ({"evaluation": {"D": "{status: none"}}, "cell D"),
    "not applicable without a reason": ({"evaluation": {"D": "not applicable", "E": None}}, "not applicable needs a reason"),
    "partly without the exceptions": ({"direct-treatment": {"D": "partly"}}, "partly needs the exceptions"),
    "a day that is none": ({"authentication": {"D": "none", "H": "last week"}}, "'last week' is no single day"),
    "a day to come": ({"authentication": {"D": "none", "H": "2027-01-01"}}, "is yet to come"),
    "a time of day": ({"authentication": {"D": dt.time(12, 30)}}, "holds something that is no text, date or number"),
    "a key": ({"authentication": {"D": "none", "E": "key AKIAIOSFODNN7EXAMPLE"}}, "shaped like a secret"),
    "a control character": ({"authentication": {"D": "none", "E": "a\ttab"}}, "cell E5"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_an_answer_that_cannot_be_one_is_refused(tmp_path: Path, what: str) -> None:
    """The cell is named, as a spreadsheet names it."""
    answers, told = WRONG[what]
    found = _refused(tmp_path, filled(made(), answers))
    assert any(told in message for message in found), found


def test_all_cells_are_told_at_once(tmp_path: Path) -> None:
    """Whoever repairs a workbook does so once."""
    answers: dict[str, dict[str, object]] = {
        name: {"D": "wrong"} for name in ("authentication", "evaluation", "integrity-checks")
    }
    assert len(_refused(tmp_path, filled(made(), answers))) == 3


def test_an_answer_of_nobody_is_refused(tmp_path: Path) -> None:
    """Without a name beside it or on the first sheet nobody has said it."""
    found = _refused(tmp_path, filled(made(), {"authentication": {"D": "none"}}, name=""))
    assert found == ["w.xlsx, cell F5: nobody is named who answered"]


@pytest.mark.parametrize("cell", ["D5", "E5", "F5", "M5", "O5"])
def test_a_formula_is_refused(tmp_path: Path, cell: str) -> None:
    """Nothing is calculated: what a formula would give is not what somebody wrote."""

    def put(book: Any) -> None:
        book[QUESTIONS][cell] = '=IF(TRUE,"implemented","none")'

    assert f"w.xlsx, cell {cell}: holds a formula" in _refused(tmp_path, changed(made(), put))


def test_a_formula_for_the_name_is_refused(tmp_path: Path) -> None:
    """The first sheet is read as carefully."""

    def put(book: Any) -> None:
        book["Read me first"]["C6"] = "=A1"

    assert _refused(tmp_path, changed(made(), put)) == ["w.xlsx, cell Read me first!C6: holds a formula"]


def _set(cell: str, value: object, sheet: str = QUESTIONS) -> Callable[[Any], None]:
    def put(book: Any) -> None:
        book[sheet][cell] = value

    return put


def _duplicate(book: Any) -> None:
    for letter in "MNO":
        book[QUESTIONS][f"{letter}6"] = book[QUESTIONS][f"{letter}5"].value


def _without_rows(book: Any) -> None:
    book[QUESTIONS].delete_rows(6)


TAMPERED: dict[str, tuple[Callable[[Any], None], str]] = {
    "another question": (_set("M5", "encryption-policy"), "the hidden ids are not those"),
    "another subject": (_set("N5", "ehr"), "the hidden ids are not those"),
    "another state": (_set("O5", "0" * 16), "the hidden ids are not those"),
    "an id taken away": (lambda book: (_set("M5", None)(book), _set("D5", "none")(book))[0], "row 5 has no hidden id"),
    "a row repeated": (_duplicate, "repeats a question"),
    "a row deleted": (_without_rows, "the hidden ids are not those"),
    "another format": (_set("B1", "compliance-workbook/9", HIDDEN_SHEET), "not compliance-workbook/1"),
    "no hidden sheet": (lambda book: book.remove(book[HIDDEN_SHEET]), "is no workbook of questions"),
    "catalogs that are none": (_set("B6", "[1", HIDDEN_SHEET), "was changed where nobody writes"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_workbook_is_refused(tmp_path: Path, what: str) -> None:
    """Its hidden ids no longer tell what is answered."""
    change, told = TAMPERED[what]
    found = _refused(tmp_path, changed(made(), change))
    assert any(told in message for message in found), found


def _foreign(digests: int) -> bytes:
    def put(book: Any) -> None:
        sheet, left = book[HIDDEN_SHEET], digests
        for row in range(1, sheet.max_row + 1):
            if str(sheet[f"A{row}"].value).startswith("question ") and left:
                sheet[f"B{row}"], left = "f" * 16, left - 1
            if sheet[f"A{row}"].value == "catalogs":
                sheet[f"B{row}"] = '[["hipaa", "9.9"]]'

    return changed(made(), put)


def test_a_workbook_of_another_catalog_is_refused_by_name(tmp_path: Path) -> None:
    """Both catalogs are named: an answer belongs to what was asked."""
    found = _refused(tmp_path, _foreign(10_000))
    assert len(found) == 1
    assert found[0].startswith("w.xlsx was made with another catalog (hipaa 9.9); in use is eu_ai_act 0.1")


def test_a_question_that_is_asked_otherwise_is_named(tmp_path: Path) -> None:
    """A catalog that changed in one question costs that one only to be handed out anew."""
    assert [
        "is asked otherwise in the catalog in use" in message for message in _refused(tmp_path, _foreign(1))
    ] == [True]


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def _with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        parts = {item.filename: file.read(item) for item in file.infolist()}
    return _packed({**parts, name: change(parts.get(name, b""))})


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "text": lambda: b"schema: compliance-answers/1\n",
    "half of a workbook": lambda: made()[: len(made()) // 2],
    "an archive of something else": lambda: _packed({"a.txt": b"a"}),
    "a zip bomb": lambda: _with_part("xl/media/big.bin", lambda _: b"\0" * (LARGEST_UNPACKED + 1)),
    "many parts": lambda: _packed({f"p{number}": b"" for number in range(600)}),
    "entities that grow": lambda: _with_part("xl/worksheets/sheet2.xml", lambda data: data.replace(b"<worksheet", BOMB + b"<worksheet", 1)),
    "an empty sheet": lambda: _with_part("xl/worksheets/sheet2.xml", lambda _: b""),
    "a damaged sheet": lambda: _with_part("xl/worksheets/sheet2.xml", lambda data: data[: len(data) // 2]),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_damaged_file_is_refused(tmp_path: Path, what: str) -> None:
    """One clear sentence; nothing of it is used."""
    assert all(message.startswith("w.xlsx") for message in _refused(tmp_path, HOSTILE[what]()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_a_part_is_looked_at_whatever_it_is_called(encoding: str) -> None:
    """Which parts are read as XML the workbook itself tells, so no name hides a declaration that grows."""
    hidden = _with_part("xl/media/picture.png", lambda _: BOMB.decode().encode(encoding))
    with pytest.raises(InputError, match=r"holds XML that no spreadsheet writes \(xl/media/picture\.png\)"):
        read_workbook(hidden, "w.xlsx")


def test_a_picture_and_the_settings_of_a_printer_may_be_in_it() -> None:
    """Spreadsheets add both by themselves; neither is XML."""
    settings = "Office printer".encode("utf-16-le") + bytes(100)
    data = _with_part("xl/printerSettings/printerSettings1.bin", lambda _: settings)
    assert read_workbook(data, "w.xlsx").rows


def test_rows_may_stand_in_another_order(tmp_path: Path) -> None:
    """Sorting changes nothing: a row is told by its ids, not by its place."""

    def swap(book: Any) -> None:
        sheet = book[QUESTIONS]
        for column in range(1, 16):
            one, other = sheet.cell(5, column), sheet.cell(7, column)
            one.value, other.value = other.value, one.value

    data = changed(filled(made(), {"authentication": {"D": "none"}}), swap)
    found = preview(
        read_workbook(data, "w.xlsx"), open_answers(copied(tmp_path)), catalog(), Who(None, None, DAY)
    )
    assert [told.question for told, _ in found.changes] == ["authentication"]
