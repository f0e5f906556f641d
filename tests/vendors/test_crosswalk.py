"""Themes relate provisions of several frameworks, and say where each control belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.render.explanation import explanation, names
from compliance.render.terminal import Style
from compliance.render.themes import themes_of
from tests.examples.described import catalog

STYLE = Style(colour=False, width=400)
THEMES = {theme.id: theme for theme in catalog().themes}


def explained(name: str) -> str:
    """What `explain` prints."""
    text = explanation(catalog(), name, STYLE)
    assert text is not None
    return text


def test_there_are_fifty_nine_themes() -> None:
    """Each theme has a title of its own and provisions of at least one framework."""
    assert len(THEMES) == len(catalog().themes) == 59
    assert len({theme.title for theme in THEMES.values()}) == 59
    assert all(
        all(ids) and len(set(ids)) == len(ids) for t in THEMES.values() for ids in t.provisions.values()
    )


def test_every_framework_speaks_to_many_themes() -> None:
    """No framework was forgotten when the themes were written."""
    counts = {
        framework.framework.id: sum(framework.framework.id in theme.provisions for theme in THEMES.values())
        for framework in catalog().frameworks
    }
    assert all(count >= 30 for count in counts.values()), counts


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_theme_is_explained(name: str) -> None:
    """Every provision of the theme is listed with its title, and every control that cites one of them."""
    text = explained(name)
    assert f"{name}  (theme)\n{THEMES[name].title}\n" in text
    for framework in catalog().frameworks:
        titles = {provision.id: provision.title for provision in framework.provisions}
        listed = THEMES[name].provisions.get(framework.framework.id, ())
        assert all(f"{one}: {titles[one]}\n" in text for one in listed)
        citing = [c for c in framework.controls if set(c.provisions.all) & set(listed)]
        assert all(f"{control.id}: {control.title}\n" in text for control in citing)
    assert "Meeting one does not mean that another is met." in text


def test_a_control_that_cites_a_part_speaks_to_the_theme_of_the_whole() -> None:
    """The theme on vendor contracts names Art. 28(3); a control that only cites its point (h) belongs to it."""
    framework = next(one for one in catalog().frameworks if one.framework.id == "gdpr")
    control = next(one for one in framework.controls if one.id == "gdpr-28-processor-contract")
    part = control.model_copy(update={"provisions": control.provisions.model_copy(update={"settles": ("Art. 28(3)(b)",), "tests": ()})})  # fmt: skip
    found = [theme.id for theme in themes_of(part, framework, catalog())]
    assert "vendor_agreement" in found
    assert "encryption_at_rest" not in found


def test_a_control_names_its_themes() -> None:
    """`explain` of a control lists the themes that its provisions belong to."""
    text = explained("hipaa-308-associate-contract")
    themes = text.partition("\nThemes\n")[2].partition("\n\n")[0]
    assert "vendor_agreement: Vendor agreement (BAA, DPA, PCI responsibility matrix)" in themes
    assert "encryption" not in themes


def test_theme_and_control_agree() -> None:
    """A control names a theme exactly where the theme lists the control."""
    for framework in catalog().frameworks:
        for control in framework.controls:
            own = {theme.id for theme in themes_of(control, framework, catalog())}
            assert own == {name for name in THEMES if f"{control.id}: {control.title}\n" in TEXTS[name]}


def test_themes_and_profiles_can_be_asked_for() -> None:
    """A misspelt id is compared with those of themes and profiles too."""
    assert {*THEMES, *catalog().profiles} <= set(names(catalog()))


def test_an_id_with_two_meanings_is_explained_in_both() -> None:
    """Where a question and a theme share an id, neither hides the other."""
    question = catalog().questions[0].model_copy(update={"id": "dlp"})
    text = explanation(replace(catalog(), questions=(question,)), "dlp", STYLE)
    assert text is not None
    assert text.startswith("dlp  (question, ")
    assert "\ndlp  (theme)\n" in text


TEXTS = {name: explained(name) for name in THEMES}
