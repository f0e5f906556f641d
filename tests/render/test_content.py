"""What a reader finds in the report."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from compliance.render import render_html, words
from compliance.render.text import clean
from tests.render import hospital
from tests.render.pdfs import needs_poppler, packed, text

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.render import RenderedReport, ReportInput

RESERVED = re.compile(
    r"\b(compliant|certified|opinion|attest(s|ed)?|pass(ed)?|approved|root causes?|verified)\b|\d\s?%",
    re.IGNORECASE,
)


@needs_poppler
def test_every_finding_id_is_in_the_text(
    report: ReportInput, rendered: RenderedReport, tmp_path: Path
) -> None:
    """No finding of the assessment is missing from the printed report."""
    printed = packed(text(rendered.pdf, tmp_path, "-raw"))

    missing = [f.id for f in report.assessment.findings if packed(f.id) not in printed]

    assert missing == []


@needs_poppler
def test_every_provision_is_in_the_text_with_its_outcome(
    report: ReportInput, rendered: RenderedReport, tmp_path: Path
) -> None:
    """Each provision stands in appendix A, and its outcome in words follows its id within the row."""
    raw = text(rendered.pdf, tmp_path, "-raw")
    printed = packed(raw[raw.rindex("A. Provisions") :])

    missing = []
    for one in report.assessment.provisions:
        outcome = packed(clean(words.printed_provision(one)))
        at = [m.end() for m in re.finditer(re.escape(packed(one.id)), printed)]
        if not any(outcome in printed[place : place + 900] for place in at):
            missing.append((one.id, outcome))

    assert missing == []


def test_rows_of_the_appendix_carry_the_outcome_of_each_of_their_provisions(report: ReportInput) -> None:
    """A row that several provisions share says of each of them what the assessment says."""
    from compliance.render.view import view

    made = view(report)
    printed = {
        (name, identifier): row.outcome
        for name, rows in made.provisions
        for row in rows
        for identifier, _ in row.ids
    }
    short = {entry.framework.id: entry.framework.short for entry in report.catalog.frameworks}
    expected = {
        (short[p.framework], p.id): clean(words.printed_provision(p)) for p in report.assessment.provisions
    }

    assert expected == printed


def test_no_reserved_word_and_no_percentage(rendered: RenderedReport) -> None:
    """The report never uses the words of accredited assessors of itself, and counts instead of scoring."""
    body = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", rendered.html.partition("<body>")[2], flags=re.DOTALL)
    found = {match.group(0).lower() for match in RESERVED.finditer(body)}

    assert set() == found


def test_the_statement_of_nature_is_whole(rendered: RenderedReport) -> None:
    """Page one says in full what the report does not establish."""
    for phrase in (
        "inspected nothing, interviewed nobody and tested nothing",
        "it does not say that a control operates",
        "It does not show that the content is true",
        "Not an audit, examination, review or legal advice",
        "report on compliance (ROC)",
        "the risk analysis or the evaluation that HIPAA requires",
        "fundamental rights impact assessment",
        "164.105; part 160; 42 CFR part 2; state law",
    ):
        assert phrase in rendered.html


def test_what_was_not_given_is_called_not_stated() -> None:
    """Nothing about the engagement is invented."""
    from compliance.render import Engagement

    page = render_html(hospital.report(engagement=Engagement(), signer=None))

    for label in ("Prepared by", "Prepared for", "Distribution", "Report id"):
        assert re.search(rf">{label}</th><td[^>]*>not stated", page), label
    assert re.search(r">Signed by</th><td[^>]*>unsigned draft<", page)


def test_the_draft_mark_is_on_every_page(tmp_path: Path) -> None:
    """A draft says so at the top of each page and has no field to sign."""
    from compliance.render import render

    draft = render(hospital.report(draft=True))
    pages = text(draft.pdf, tmp_path, "-layout").split("\f")[: draft.pages]

    assert [True] * draft.pages == ["DRAFT, UNSIGNED" in page for page in pages]
    assert b"/Sig" not in draft.pdf


@pytest.mark.parametrize(
    ("outcome", "assurance", "expected"),
    [
        ("satisfied", "stated", "met as stated"),
        ("satisfied", None, "met as stated"),
        ("satisfied", "attached", "met, evidence attached"),
        ("satisfied", "examined", "met, evidence examined"),
        ("gap", None, "gap"),
        ("unknown", None, "not known"),
        ("needs_review", None, "a person must judge"),
    ],
)
def test_printed_outcomes(outcome: str, assurance: str | None, expected: str) -> None:
    """Outcomes have exactly these printed forms."""
    assert expected == words.printed(outcome, assurance)  # type: ignore[arg-type]


def test_headings_never_skip_a_level(rendered: RenderedReport) -> None:
    """A heading is at most one level below the one before it."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", rendered.html)]

    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_references_lead_somewhere(rendered: RenderedReport) -> None:
    """Each link inside the report has its target."""
    targets = set(re.findall(r' id="([^"]+)"', rendered.html))

    assert set(re.findall(r'href="#([^"]+)"', rendered.html)) <= targets
