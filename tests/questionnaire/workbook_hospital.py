"""The constructed hospital, its questions and its workbook, made once; and what people do to a workbook."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.handing import handout, questions_of
from compliance.questionnaire.workbook import QUESTIONS, workbook
from tests.examples.described import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Assessed

DAY = dt.date(2026, 11, 20)
FOLDER = EXAMPLES / "hospital-api"


@cache
def catalog() -> Catalog:
    """All four frameworks."""
    return catalog_in_use()


@cache
def assessed(answers: bytes | None = None) -> Assessed:
    """The hospital with its own answers, or with others."""
    given = (FOLDER / "answers.yaml").read_bytes() if answers is None else answers
    sources = Sources(
        Given("architecture.yaml", (FOLDER / "architecture.yaml").read_bytes()),
        (Given("answers.yaml", given),),
    )
    return assess_sources(sources, catalog(), DAY)


def made(answers: bytes | None = None, *, answered: bool = True) -> bytes:
    """The workbook of the hospital."""
    found = assessed(answers)
    return workbook(handout(found, questions_of(found).chosen(answered=answered)))


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A workbook after somebody changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(data: bytes, answers: dict[str, dict[str, object]], name: str = "Ida Berg") -> bytes:
    """A workbook with cells filled in: by question, the letters of columns and what is written there."""

    def fill(book: Any) -> None:
        book["Read me first"]["C6"] = name
        sheet = book[QUESTIONS]
        for row in range(4, sheet.max_row + 1):
            for letter, value in answers.get(sheet[f"M{row}"].value, {}).items():
                cell = sheet[f"{letter}{row}"]
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"

    return changed(data, fill)


def copied(folder: Path) -> Path:
    """The answers of the hospital in a folder of their own."""
    path = folder / "answers.yaml"
    path.write_bytes((FOLDER / "answers.yaml").read_bytes())
    return path
