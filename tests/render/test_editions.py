"""The editions: the full one leaves nothing of the assessment out, the executive one fits on four pages."""

from __future__ import annotations

import datetime as dt
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compliance.inputs.engagement import load_engagement
from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.render import ReportInput, pdf, render, render_html, words
from compliance.render.text import clean
from compliance.render.view import view
from tests.render import hospital
from tests.render.pdfs import complaints, needs_poppler, text

if TYPE_CHECKING:
    from compliance.render import Edition, RenderedReport

EXAMPLES = Path(__file__).resolve().parents[2] / "reports" / "examples"
NAMES = ("hospital-api", "hospital-self-hosted", "payment-copilot")


@cache
def example(name: str, edition: Edition = "full") -> ReportInput:
    """A published example as the pipeline would hand it over, without what is embedded."""
    folder = EXAMPLES / name
    answers = folder / "answers.yaml"
    given = (Given("answers.yaml", answers.read_bytes()),) if answers.exists() else ()
    sources = Sources(Given("architecture.yaml", (folder / "architecture.yaml").read_bytes()), given)
    found = assess_sources(sources, catalog_in_use(), dt.date(2026, 11, 20))
    return ReportInput(
        found.assessment,
        found.catalog,
        found.description.architecture,
        "0",
        engagement=load_engagement((folder / "engagement.yaml").read_bytes(), "engagement.yaml"),
        signer="CN=Example signer",
        description=found.description,
        edition=edition,
    )


@cache
def drawn(name: str) -> RenderedReport:
    """The executive edition of an example, drawn once."""
    return render(example(name, "executive"))


@pytest.mark.parametrize("name", NAMES)
def test_the_full_edition_holds_every_finding_and_every_provision_with_its_outcome(name: str) -> None:
    """Nothing of the JSON is missing from the pages."""
    report = example(name)
    page = unescape(render_html(report))
    appendix = page[page.rindex("A. Provisions") :]
    short = {entry.framework.id: entry.framework.short for entry in report.catalog.frameworks}
    printed = {
        (law, identifier): row.outcome
        for law, rows in view(report).provisions
        for row in rows
        for identifier, _ in row.ids
    }
    expected = {
        (short[p.framework], p.id): clean(words.printed_provision(p)) for p in report.assessment.provisions
    }

    assert [] == [one.id for one in report.assessment.findings if one.id not in page]
    assert expected == printed
    assert [] == [
        key for key, outcome in printed.items() if key[1] not in appendix or outcome not in appendix
    ]


def test_the_editions_of_the_hospital_keep_to_their_length() -> None:
    """Under sixty pages in full, under five for a decision, which conforms; that the full one does, other tests see."""
    full, short = pdf.layout(render_html(example("hospital-api"))), drawn("hospital-api")

    assert len(full.pages) < 60
    assert short.pages < 5
    assert [] == complaints(short.pdf)


def test_the_executive_edition_says_what_it_is() -> None:
    """Its pages name it, point to the embedded result, and lead nowhere that is not there."""
    page = render_html(hospital.report(edition="executive"))

    assert "EXECUTIVE EDITION" in page
    assert "it leaves out registers, provisions and single findings" in page
    assert "Nature of this statement" in page
    assert "A clock may be running" in page
    for chapter in ("section 6", "appendix", "section 2"):
        assert chapter not in page.lower(), chapter


@needs_poppler
@pytest.mark.parametrize("name", NAMES)
def test_page_one_ends_with_its_statement(name: str, tmp_path: Path) -> None:
    """However much law applies, the statement of nature ends on page one."""
    page = text(drawn(name).pdf, tmp_path, "-raw", "-l", "1")

    assert "lists in full" in " ".join(page.split())


def test_many_gaps_still_fit_a_decision() -> None:
    """Two hundred gaps are counted and pointed to, not listed."""
    found = tuple(
        hospital.finding(
            "hipaa-164-312-e-transmission", f"flow:flow-{number:03}", "gap", f"Flow {number} is open."
        )
        for number in range(200)
    )
    short = render(hospital.report(assessment=hospital.assessment(found), edition="executive"))

    assert short.pages < 5


def test_a_response_of_the_management_is_printed_and_nothing_is_invented() -> None:
    """Owner, day and cause as stated; without a response the report says so."""
    from compliance.model.engagement import Engagement, Response, ResponseStatus

    said = Response(
        finding="gdpr-46-transfer-instrument",
        response="Moved to a region in the Union.",
        cause="The region was chosen by default.",
        status=ResponseStatus.IN_PROGRESS,
        owner="Head of IT",
        due=dt.date(2026, 12, 15),
    )
    stray = Response(finding="no-such-control", owner="Somebody")
    page = render_html(hospital.report(engagement=Engagement(responses=(said, stray))))

    assert (
        "Cause, as management sees it: The region was chosen by default. Owner: Head of IT; due: 15 Dec 2026; state: in progress."
        in page
    )
    assert "Head of IT, by 15 Dec 2026 (in progress)" in page
    assert "The management responded to no-such-control, which is no finding of this assessment." in page
    assert "response, owner and date not stated" in page


def test_the_history_of_the_report_is_printed() -> None:
    """Each version with its day, change and author; what was left out says so."""
    from compliance.model.engagement import Change, Engagement

    lines = (Change(version="0.9", dated=dt.date(2026, 11, 1), change="For comment"), Change(version="1.0"))
    page = render_html(hospital.report(engagement=Engagement(history=lines)))

    assert '<th scope="row">0.9</th><td>1 Nov 2026</td><td>For comment</td><td>not stated</td>' in page
    assert '<th scope="row">1.0</th><td>not stated</td>' in page
    assert "Versions of this report" not in render_html(hospital.report())
