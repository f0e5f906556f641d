"""The whole text a reader sees. When it changes, read the difference, then run with UPDATE_GOLDEN=1."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.render.pdfs import needs_poppler, text

if TYPE_CHECKING:
    from compliance.render import RenderedReport

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, found: str) -> None:
    """The text equals the stored one; UPDATE_GOLDEN=1 stores it."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == found


@needs_poppler
def test_page_one(rendered: RenderedReport, tmp_path: Path) -> None:
    """Page one, with its columns."""
    page = text(rendered.pdf, tmp_path, "-layout", "-l", "1")

    compare("page-one.txt", "\n".join(line.rstrip() for line in page.splitlines()).strip("\f\n") + "\n")


def test_html(rendered: RenderedReport) -> None:
    """The report as HTML."""
    compare("report.html", rendered.html)
