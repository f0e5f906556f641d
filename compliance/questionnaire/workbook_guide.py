"""The first sheet of a workbook: what it is, how it is filled in, who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment

from compliance.questionnaire.workbook_look import QUIET, put

if TYPE_CHECKING:
    from openpyxl import Workbook

    from compliance.model.asked import Handout

GUIDE: Final = "Read me first"
NAME: Final = "C6"
ROLE: Final = "C7"

_STEPS: Final = {
    "Who answers": "Write your name and role once, above. They count for every answer that names nobody else.",
    "Answer": "On the sheet “Questions”, write in the yellow cells. Where a list opens, choose from it; the column “How to "
    "answer” tells what each word means and whether several fit.",
    "Practices": "implemented: it exists and is complete. partial: not everywhere or not completely. planned: intended, not "
    "there yet. none: it does not exist.",
    "Nobody knows": "Write: unknown. It is an answer, and says that somebody looked. A cell left empty says nothing.",
    "It does not apply": "Write: not applicable, and why in the note. A person will judge the reason.",
    "Not everywhere": "Write: partly, and name the exceptions in the note.",
    "Evidence": "The column “Good evidence” tells what an outsider would want to see. Send the files along; they are "
    "recorded apart from this workbook.",
    "Do not": "Use no formulas, add no rows, and leave the white cells as they are: the way back finds each answer by "
    "hidden ids.",
    "Send it back": "To whom you have it from. Nothing that was answered later is overwritten, and every change is shown "
    "before it is made.",
}


def guide(book: Workbook, handout: Handout) -> None:
    """Make the sheet."""
    sheet = book.worksheets[0]
    sheet.title = GUIDE
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 3), ("B", 20), ("C", 92)):
        sheet.column_dimensions[letter].width = width
    count = len(handout.asked)
    put(sheet["B2"], f"Questions on {handout.system}", "title")
    laws = ", ".join(f"{name} {version}" for name, version in handout.catalogs)
    put(
        sheet["B3"],
        f"{count} questions as of {handout.as_of} · {handout.architecture} · catalogs {laws}",
        "quiet",
    )
    sheet.row_dimensions[2].height = 28
    for row, label, value in ((6, "Your name", handout.addressed or ""), (7, "Your role", "")):
        put(sheet[f"B{row}"], label, "text")
        put(sheet[f"C{row}"], value, "answer")
        sheet.row_dimensions[row].height = 20
    for row, (label, text) in enumerate(_STEPS.items(), start=9):
        put(sheet[f"B{row}"], label, "band")
        put(sheet[f"C{row}"], text, "text")
        sheet[f"B{row}"].alignment = Alignment(vertical="top", indent=1)
        sheet.row_dimensions[row].height = 36
    last = sheet[f"B{10 + len(_STEPS)}"]
    put(
        last,
        "An answer is what a person states. It proves nothing by itself, and nothing here is legal advice.",
        "quiet",
    )
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_properties.tabColor = QUIET
