"""The bundled fonts, their coverage and licences."""

from __future__ import annotations

import io
import re

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from compliance import resources
from compliance.render import fonts, html
from compliance.render.palette import COLOUR


@pytest.mark.parametrize("font", fonts.fonts(), ids=lambda font: font.file)
def test_the_table_says_what_the_font_covers(font: fonts.Font) -> None:
    """`fonts.json` lists exactly the characters of the file."""
    data = resources.read("templates", f"report/fonts/{font.file}")

    assert set(TTFont(io.BytesIO(data)).getBestCmap()) == font.covers


def test_every_typeface_has_its_licence() -> None:
    """The Open Font License travels with each typeface."""
    licences = {name.rpartition("/")[2] for name in resources.files("templates", "report/fonts", ".txt")}
    typefaces = {re.sub(r" \d+(\.\d+)?$", "", font.typeface).replace(" ", "-") for font in fonts.fonts()}

    assert {
        re.sub(r"-4$", "", name.removeprefix("OFL-").removesuffix(".txt")) for name in licences
    } == typefaces


def test_only_needed_fonts_are_loaded() -> None:
    """A Latin report loads no Han; each script brings its own font."""
    assert {"inter-400.woff2", "inter-600.woff2", "source-serif-latin.woff2", "plex-mono-latin.woff2"} == {
        font.file for font in fonts.needed("Report")
    }
    assert "noto-han.woff2" in {font.file for font in fonts.needed("病院")}
    assert "noto-arabic.woff2" in {font.file for font in fonts.needed("مستشفى")}
    assert "noto-hebrew.woff2" in {font.file for font in fonts.needed("בית")}


def test_what_no_font_has_is_shown_as_code_point() -> None:
    """No missing glyph is printed."""
    assert fonts.shown("a\N{PILE OF POO}b") == "a[U+1F4A9]b"
    assert fonts.shown("Zürich → Łódź Ελλάδα Москва") == "Zürich → Łódź Ελλάδα Москва"


def test_the_style_sheet_uses_the_palette() -> None:
    """Drawings and text have the same colours."""
    used = {match.lower() for match in re.findall(r"#[0-9a-fA-F]{6}\b", html.style_sheet())}

    assert {COLOUR[name] for name in ("ink", "soft", "navy", "gap", "open", "judge", "met")} <= used


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["ink", "soft", "navy", "gap", "open", "judge", "met"])
def test_text_colours_have_contrast(name: str) -> None:
    """At least 4.5:1 on white and on the pale panels (WCAG 2, level AA)."""
    for ground in ("#ffffff", "#f0f4f9", "#f6f7f9"):
        assert (_luminance(ground) + 0.05) / (_luminance(COLOUR[name]) + 0.05) >= 4.5


@pytest.mark.parametrize(
    "slow", ["box-shadow", "display: flex", "display: grid", "hyphens: auto", "text-align: justify"]
)
def test_slow_css_is_not_used(slow: str) -> None:
    """What multiplies WeasyPrint's time stays out."""
    assert slow not in html.style_sheet()
