"""Reading PDFs in tests: text, structure, validators."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

if TYPE_CHECKING:
    from pathlib import Path

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")

FALSE_POSITIVES = {
    "PDFA3A-STREAM-LENGTH-001": "the validator drops a CR that ends compressed data and then finds one byte too few",
}
"""Rules of the validator that complain about correct files, by id with the reason; nothing else is tolerated."""


def text(pdf: bytes, folder: Path, *options: str) -> str:
    """The text of a PDF as pdftotext reads it; `-layout` keeps columns, `-raw` the order of the content."""
    source = folder / "report.pdf"
    source.write_bytes(pdf)
    command = ["pdftotext", "-enc", "UTF-8", *options, str(source), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def packed(words: str) -> str:
    """Words without white space: cells break lines anywhere."""
    return "".join(words.split())


def complaints(pdf: bytes) -> list[str]:
    """What a validator finds against PDF/A-3a and PDF/UA-1, known false positives apart."""
    found = []
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        found += [
            f"{profile} {f.rule_id}: {f.message}" for f in report.failures if f.rule_id not in FALSE_POSITIVES
        ]
    return found


def font_names(pdf: bytes) -> set[str]:
    """The names of all embedded fonts."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(o.BaseFont) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
