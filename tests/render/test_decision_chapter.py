"""The chapter that decides between variants: where it stands, what it says, and that it leaves the rest of a report alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from compliance.pipeline.assessing import Given, assess_sources
from compliance.pipeline.catalogs import narrowed
from compliance.pipeline.comparing import Choice, compare_sources
from compliance.render import ReportInput, render, render_html
from tests.examples.described import DAY, EXAMPLES, catalog, sources
from tests.render.pdfs import complaints, needs_poppler, text
from tests.render.test_golden import compare

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.comparison import Comparison
    from compliance.render import Edition

LAWS = narrowed(catalog(), ["hipaa"])


@cache
def compared() -> Comparison:
    """The hospital's variants under HIPAA."""
    given = Given("decision.yaml", (EXAMPLES / "hospital-api" / "decision.yaml").read_bytes())
    return compare_sources(Choice((sources("hospital-api"),), decision=given), LAWS, DAY)


@cache
def report(edition: Edition = "full", variant: str = "base") -> ReportInput:
    """The hospital with its decision, without what is embedded."""
    found = assess_sources(replace(sources("hospital-api"), variant=variant), LAWS, DAY)
    return ReportInput(
        found.assessment,
        found.catalog,
        found.description.architecture,
        "0",
        signer="CN=Example signer",
        description=found.description,
        edition=edition,
        comparison=compared(),
        variant=variant,
    )


def pages(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, with its columns."""
    return [
        "\n".join(line.rstrip() for line in page.splitlines()).strip("\n")
        for page in text(pdf, folder, "-layout").split("\f")
    ]


@needs_poppler
def test_the_chapter_in_full(tmp_path: Path) -> None:
    """Its first page as people read it; the file keeps both standards."""
    made = render(report())
    found = (one for one in pages(made.pdf, tmp_path) if "\n9. Decision between variants\n" in one)
    page = next(found)

    compare("decision-chapter.txt", page.rpartition("\n")[0].rstrip() + "\n")
    assert complaints(made.pdf) == []


@needs_poppler
def test_the_choice_of_the_executive_edition_is_one_page(tmp_path: Path) -> None:
    """Second after the conclusion, from its heading to how it is to be used; one page more than without it, and in order."""
    made = render(report("executive"))
    plain = render(replace(report("executive"), comparison=None))
    (page,) = [one for one in pages(made.pdf, tmp_path) if "2. Decision between variants" in one]

    assert all(
        words in page for words in ("A choice, on conditions", "Cost by volume", "legal or financial advice")
    )
    assert "hangs on" in page
    assert made.pages <= plain.pages + 1
    assert complaints(made.pdf) == []


def test_both_ways_every_variant_and_every_number() -> None:
    """Gaps removed and added, cost, break-even and sources: what the decision report says stands in the chapter too."""
    page = unescape(render_html(report()))
    chapter = page[page.index('id="decision"') : page.index('id="registers"')]

    for one in compared().variants:
        assert f"<b>{one.name}</b>" in chapter
        for number in one.numbers:
            assert number.name in chapter, number.name
        points = (*one.difference.removed, *one.difference.added) if one.difference else ()
        assert all(point.title in chapter for point in points)
    assert "The volume from which one costs no more a month than the other" in chapter
    assert "<title>Monthly cost in USD of base" in chapter
    assert "they are among the findings of section 6" in chapter


@pytest.mark.parametrize(
    ("variant", "told"),
    [
        ("base", "those of the description as it is written (base), number 2 of 5"),
        ("hybrid", "(hybrid), number 4 of 5"),
    ],
)
def test_it_says_which_variant_the_findings_are_about(variant: str, told: str) -> None:
    """In the chapter and in the conclusion, where a reader begins."""
    page = unescape(render_html(report("full", variant)))

    assert page.count(told) == 2
    assert page.index(told) < page.index('id="scope"')


def test_chapters_keep_to_one_numbering() -> None:
    """Contents, headings and what points to a section agree, with the chapter and without."""
    for one, sign_off in ((report(), 12), (replace(report(), comparison=None), 11)):
        page = render_html(one)
        listed = re.findall(r'<a href="#([a-z-]+)">(\d+)\. ', page)
        headed = re.findall(r'<h2 id="([a-z-]+)"[^>]*>(\d+)\. ', page)
        assert listed == headed
        assert [int(number) for _, number in headed] == list(range(1, sign_off + 1))
        assert f"name the signer of section {sign_off}." in page
        assert f"<h3>{sign_off - 2}.1 Applicability" in page


def test_without_a_decision_nothing_is_said_of_variants() -> None:
    """Neither words nor rules of style."""
    page = render_html(replace(report(), comparison=None))

    assert "Decision between variants" not in page
    assert 'class="decision"' not in page
    assert "comparison.json" not in page


def test_templates_of_ones_own_change_the_chapter_and_cannot_drop_the_choice() -> None:
    """A block or a file of its name replaces it; a page that leaves the choice out is refused."""
    own = (
        '{% extends "packaged/report.html.j2" %}{% block decision %}<p>First:</p>{{ super() }}{% endblock %}'
    )
    page = render_html(replace(report(), templates={"report.html.j2": own}))
    assert page.index("<p>First:</p>") < page.index('id="decision"')

    brief = '<section><h2 id="decision">{{ view.number.decision }}. Ours</h2>{{ view.decision.headline }}</section>'
    page = render_html(replace(report(), templates={"decision.html.j2": brief}))
    assert "9. Ours" in page

    silent = {"decision.html.j2": "<h2 id='decision'>9.</h2>", "conclusion.html.j2": "<h2>1.</h2>"}
    with pytest.raises(InputError) as caught:
        render_html(replace(report(), templates=silent))
    assert "leaves out what it must say" in caught.value.problems[0].message
