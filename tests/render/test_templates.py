"""Templates of one's own: what they may change, and what no report can leave out."""

from __future__ import annotations

import pytest

from compliance.errors import InputError, ToolError
from compliance.render import pdf, render, render_html
from compliance.render.html import style_sheet
from tests.render import hospital

PAGE = "report.html.j2"


def refused(**templates: str) -> str:
    """Why templates are refused; names are written with underscores for dots."""
    with pytest.raises(InputError) as caught:
        render_html(
            hospital.report(templates={name.replace("__", "."): text for name, text in templates.items()})
        )
    (problem,) = caught.value.problems
    return f"{problem.place}: {problem.message}"


def test_a_block_is_replaced_and_the_rest_stays() -> None:
    """One's own page extends the packaged one and adds to it."""
    own = '{% extends "packaged/report.html.j2" %}{% block more %}<p>Our note on {{ view.front.title }}</p>{% endblock %}'
    page = render_html(hospital.report(templates={PAGE: own}))

    assert "<p>Our note on Discharge-note assistant</p>" in page
    assert "Nature of this statement" in page


def test_a_chapter_is_replaced_by_its_name() -> None:
    """A template of the same name stands in for the packaged one, which it can still include."""
    own = '<p class="house">House style</p>{% include "packaged/method.html.j2" %}'
    page = render_html(hospital.report(templates={"method.html.j2": own}))

    assert page.index("House style") < page.rindex("10. Method and words")


def test_own_rules_of_style_come_last() -> None:
    """They change the pages and nothing else."""
    own = {"more.css": "h1 { color: #010203 }"}
    plain, ours = (render_html(hospital.report(templates=templates)) for templates in ({}, own))
    assert plain == ours
    assert style_sheet(own) == style_sheet() + own["more.css"]
    page = "<html lang=en><title>x</title><p>a<p>b"
    narrow = style_sheet({"more.css": "p { break-after: page }"})
    assert len(pdf.layout(page).pages) < len(pdf.layout(page, rules=narrow).pages)


def test_what_a_report_must_say_cannot_be_left_out() -> None:
    """Neither the statement of nature nor a finding."""
    assert "leaves out what it must say" in refused(front__html__j2="<h1>All is well</h1>")
    assert "leaves out what it must say" in refused(appendices__html__j2="", findings__html__j2="")


def test_faults_are_named_with_their_place() -> None:
    """A misspelt name of the view, a broken tag, a file that nothing uses."""
    assert "method.html.j2:2:1: the template cannot be read" in refused(method__html__j2="a\n{% if %}")
    assert "'View object' has no attribute 'frnt'" in refused(method__html__j2="{{ view.frnt }}").replace(
        "compliance.render.view.", ""
    )
    assert "no packaged template has this name" in refused(mehtod__html__j2="x")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ range(10 ** 9) }}", "Range too big"),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "recursion"),
        ('{{ "x" * 10 ** 15 }}', "MemoryError"),
        ('{{ "a".encode("no such") }}', "unknown encoding"),
        ('{% include "method.html.j2" %}', "recursion"),
        ('{% include "absent.html.j2" %}', "there is no template 'absent.html.j2'"),
        ('{% include "packaged/../../../pyproject.toml" %}', "there is no template"),
    ],
)
def test_whatever_goes_wrong_in_a_template_is_told_with_its_name(text: str, why: str) -> None:
    """Sums, sizes, circles and files that are not there: a sentence, never a traceback."""
    told = refused(method__html__j2=text)
    assert told.startswith("method.html.j2:1:1: the templates cannot be filled in: ")
    assert why in told


def test_a_template_reaches_nothing_but_the_view() -> None:
    """It runs in a sandbox."""
    assert "cannot be filled in" in refused(
        method__html__j2="{{ view.__class__.__mro__[1].__subclasses__() }}"
    )


def test_a_template_brings_no_file_and_no_network() -> None:
    """Pictures from elsewhere stop the report instead of leaving a hole."""
    own = '{% extends "packaged/report.html.j2" %}{% block more %}<img alt="" src="file:///etc/hostname">{% endblock %}'

    with pytest.raises(ToolError, match="could not be rendered completely"):
        render(hospital.report(edition="executive", templates={PAGE: own}))
