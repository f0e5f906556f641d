"""Descriptions are untrusted: nothing in them becomes markup, a link, a fetch or a trick on the eye."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from compliance.errors import ToolError
from compliance.model.assessment import SystemName
from compliance.render import Engagement, RenderedReport, pdf, render
from compliance.render.text import clean
from tests.render import hospital
from tests.render.description import DATA, architecture
from tests.render.pdfs import complaints, font_names, needs_poppler, packed, text

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = "</title></svg><script>alert(1)</script><img src=x onerror=alert(1)><style>*{display:none}</style>{{ 7*7 }}&lt;"
LINKS = '"><a href="javascript:alert(1)">x</a> <link rel=attachment href=file:///etc/passwd> url(http://example.org/x)'
LONG = "Averylongnamewithoutanyplacetobreak" * 12
HEBREW, ARABIC, HAN, EMOJI = "בית חולים", "مستشفى الجامعة", "大学病院の退院記録", "\N{PILE OF POO}"
STEERED = "safe\u202eevas\x1b[31m\x07\u2028\u2066\ufeff"


@pytest.fixture(scope="module")
def hostile() -> RenderedReport:
    """A report whose every name is an attack or a rare script."""
    components = {
        **DATA["components"],
        "ehr": {**DATA["components"]["ehr"], "name": MARKUP, "zone": "clinical"},
        "llm": {**DATA["components"]["llm"], "name": LINKS},
        "gateway": {**DATA["components"]["gateway"], "name": LONG},
        "archive": {**DATA["components"]["archive"], "name": f"{HEBREW} {ARABIC}"},
        "drafting": {**DATA["components"]["drafting"], "name": f"{HAN} {EMOJI}"},
    }
    parties = {**DATA["parties"], "model-vendor": {**DATA["parties"]["model-vendor"], "name": STEERED}}
    described = architecture(
        {
            "components": components,
            "parties": parties,
            "organisation": {**DATA["organisation"], "name": MARKUP, "legal_name": LINKS},
        }
    )
    made = hospital.assessment()
    findings = tuple(replace(f, message=f"{f.message} {MARKUP} {STEERED}") for f in made.findings)
    made = replace(made, findings=findings, system=SystemName("x", f"{MARKUP} {HAN}"))
    engagement = Engagement(report_id=LINKS, prepared_by=MARKUP, distribution=STEERED)
    return render(
        hospital.report(assessment=made, architecture=described, engagement=engagement, signer=MARKUP)
    )


def test_it_still_conforms(hostile: RenderedReport) -> None:
    """No text makes the file leave PDF/A or PDF/UA: every glyph is embedded, metadata stay well-formed."""
    assert [] == complaints(hostile.pdf)


def test_rare_scripts_bring_bundled_fonts(hostile: RenderedReport) -> None:
    """Arabic, Hebrew and Han are set in bundled fonts; none of the machine helps out."""
    names = {name.partition("+")[2] for name in font_names(hostile.pdf)}

    assert [] == [name for name in names if not name.startswith("Report-")]
    assert {"Report-Arabic", "Report-Hebrew", "Report-Han"} <= names


def test_no_markup_comes_from_the_description(hostile: RenderedReport) -> None:
    """What looks like markup is printed as text, in HTML and inside the drawing."""
    for tag in ("<script", "<img", '<a href="javascript', "<link", "{{"):
        assert tag not in hostile.html.replace("{{ 7*7 }}", ""), tag
    assert hostile.html.count("<style") == 0
    assert "&lt;script&gt;" in hostile.html
    drawing = hostile.html[hostile.html.index('class="diagram"') :].partition("</svg>")[0]
    assert "&lt;/title&gt;" in drawing


def test_no_link_leads_out_of_the_file(hostile: RenderedReport) -> None:
    """The file has no action, and holds nothing but the attachments that were given."""
    with pikepdf.open(io.BytesIO(hostile.pdf)) as opened:
        objects = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        assert [] == [o for o in objects if "/URI" in o or o.get("/S") in {"/JavaScript", "/Launch", "/URI"}]
        assert len(opened.Root.Names.EmbeddedFiles.Names) == 2 * len(hospital.attachments())


@needs_poppler
def test_what_steers_the_eye_is_made_visible(hostile: RenderedReport, tmp_path: Path) -> None:
    """Direction marks, escapes and line separators are replaced; a rare character shows its code point."""
    printed = text(hostile.pdf, tmp_path, "-raw")

    assert not {"\u202e", "\x1b", "\x07", "\u2066"} & set(hostile.html)
    assert "safe[U+202E]evas[U+001B][31m[U+0007]" in hostile.html
    assert "[U+1F4A9]" in packed(printed)
    assert packed(LONG) in packed(printed)


@pytest.mark.parametrize(
    "element",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://example.org/x.png" alt="x">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<div style="background: url(file:///etc/passwd)">x</div>',
    ],
)
def test_the_renderer_fetches_nothing(element: str) -> None:
    """Even markup that asks for a file or an address gets none, and the report is refused, not silently incomplete."""
    page = (
        f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p>x</p>{element}</body></html>'
    )

    with pytest.raises(ToolError):
        pdf.write(pdf.layout(page), (), dt.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("a\nb", "a b"), ("a\x00b", "a[U+0000]b"), ("\u202eabc", "[U+202E]abc"), ("  x ", "x")],
)
def test_clean(raw: str, expected: str) -> None:
    """Text comes out on one line, without anything that steers."""
    assert expected == clean(raw)
