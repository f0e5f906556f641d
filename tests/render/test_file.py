"""The file: conformance, attachments, signature field, determinism."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pikepdf

from compliance.render import RenderedReport, ReportInput, render
from tests.render import hospital
from tests.render.pdfs import complaints, font_names, needs_qpdf

TOP = Path(__file__).resolve().parents[2]


def test_it_is_pdf_a_and_pdf_ua(rendered: RenderedReport) -> None:
    """One file conforms to PDF/A-3a and to PDF/UA-1."""
    assert [] == complaints(rendered.pdf)


@needs_qpdf
def test_qpdf_finds_nothing(rendered: RenderedReport, tmp_path: Path) -> None:
    """The syntax is sound for a second reader."""
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered.pdf)

    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0


def test_attachments_come_back_as_they_went_in(report: ReportInput, rendered: RenderedReport) -> None:
    """Each attachment is embedded once, in the order of names, with its bytes, type, relation and date."""
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        names = [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]]
        specs = list(pdf.Root.AF)
        found = {str(s.UF): (s.EF.F.read_bytes(), str(s.EF.F.Subtype), str(s.AFRelationship)) for s in specs}
        dates = {str(s.EF.F.Params.ModDate) for s in specs}

    expected = {a.name: (a.data, f"/{a.mime}", f"/{a.relationship}") for a in report.attachments}
    assert expected == found
    assert sorted(expected) == names
    assert len(report.attachments) == len(specs)
    assert {"D:20261120000000Z"} == dates


def test_there_is_one_tagged_empty_signature_field(rendered: RenderedReport) -> None:
    """Signature1 is a visible widget with an appearance, and the only child of its structure element."""
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        element = pdf.Root.StructTreeRoot.ParentTree.Nums[_place(pdf, int(field.StructParent))]

        assert (str(field.T), str(field.FT), str(field.Subtype)) == ("Signature1", "/Sig", "/Widget")
        assert "/V" not in field
        assert "/N" in field.AP
        assert float(field.Rect[2]) - float(field.Rect[0]) > 100
        assert element.S == "/Form"
        assert element.K.Type == "/OBJR"
        assert b"urn:signature-field" not in rendered.pdf


def test_bookmarks_language_and_dates(rendered: RenderedReport) -> None:
    """The file says its language, has an outline of the chapters, and is dated by the assessment."""
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.CreationDate) == "D:20261120000000Z"
    assert "6. Findings" in titles
    assert "A. Provisions" in titles


def test_only_bundled_fonts_are_embedded(rendered: RenderedReport) -> None:
    """No font of the machine gets into the file."""
    fonts = font_names(rendered.pdf)

    assert fonts
    assert [] == [name for name in fonts if "+Report-" not in name]


def test_the_bytes_depend_on_nothing_but_the_input(rendered: RenderedReport, tmp_path: Path) -> None:
    """Locale, time zone, hash seed, folder and a second rendering in one process change no byte."""
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from compliance.render import render; from tests.render.hospital import report;"
        "print(hashlib.sha256(render(report()).pdf).hexdigest())"
    )
    surroundings = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "77",
        "SOURCE_DATE_EPOCH": "1",
    }
    other = subprocess.run(
        [sys.executable, "-c", code, str(TOP)],
        cwd=tmp_path,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()

    assert sha256(rendered.pdf).hexdigest() == other


def test_a_second_rendering_in_one_process_is_equal(rendered: RenderedReport) -> None:
    """Fonts that are already loaded change nothing."""
    assert rendered.pdf == render(hospital.report()).pdf


def _place(pdf: pikepdf.Pdf, number: int) -> int:
    flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return next(i for i in range(1, len(flat), 2) if int(flat[i - 1]) == number)
