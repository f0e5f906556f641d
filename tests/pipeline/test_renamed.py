"""A control that got another id: what was said under the old one is followed everywhere, and told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compliance.catalog_lint.laws import broken_laws
from compliance.errors import UsageError
from compliance.model.difference import to_json
from compliance.model.former import renamed
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.deciding import finding_named
from compliance.pipeline.differing import difference
from compliance.render.difference import difference_markdown, difference_text
from compliance.render.explanation import explanation
from compliance.render.terminal import Style
from tests.examples.described import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Assessed

FOLDER = EXAMPLES / "hospital-api"
NEW, OLD = "hipaa-312-unique-ids", "hipaa-312-shared-accounts"
JUDGED = "hipaa-308-risk-management"
RENAMED = {NEW: OLD, JUDGED: "hipaa-308-risks-treated"}
PLAIN = Style(colour=False, width=100)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """HIPAA as it is."""
    return catalog_in_use(["hipaa"])


def _replacing(catalog: Catalog, names: Mapping[str, str]) -> Catalog:
    """The catalog, in which some controls say what they were called."""
    (framework,) = catalog.frameworks
    controls = tuple(
        one.model_copy(update={"replaces": (names[one.id],)} if one.id in names else {})
        for one in framework.controls
    )
    return replace(catalog, frameworks=(replace(framework, controls=controls),))


def _assessed(catalog: Catalog, acceptances: str = "", determinations: str = "") -> Assessed:
    files = [Given(name, (FOLDER / name).read_bytes()) for name in ("architecture.yaml", "answers.yaml")]
    accepted = Given("acceptances.yaml", acceptances.encode()) if acceptances else None
    determined = Given("determinations.yaml", determinations.encode()) if determinations else None
    sources = Sources(files[0], (files[1],), determined, accepted)
    return assess_sources(sources, catalog, dt.date(2026, 11, 20))


def _before(assessed: Assessed) -> bytes:
    """What an assessment said before the control got its id."""
    return assessment_json(assessed.assessment).replace(f'"{NEW}'.encode(), f'"{OLD}'.encode())


def _gap(assessed: Assessed) -> str:
    return next(one.id for one in assessed.assessment.findings if one.control == NEW and one.outcome == "gap")


def test_a_difference_follows_the_id(catalog: Catalog) -> None:
    """Only what reads differently is a change, under the present id with the former one beside it."""
    now = _assessed(_replacing(catalog, RENAMED))
    old, new = Given("old.json", _before(now)), Given("new.json", assessment_json(now.assessment))
    same = difference(old, new)
    assert same.changes == ()
    assert same.remarks == (f"{OLD} is called {NEW} now; its findings are compared.",)
    id_ = _gap(now)
    findings = tuple(
        replace(one, outcome="satisfied") if one.id == id_ else one for one in now.assessment.findings
    )
    mended = Given("new.json", assessment_json(replace(now.assessment, findings=findings)))
    (change,) = difference(old, mended).changes
    assert (change.id, change.was, change.kind) == (id_, id_.replace(NEW, OLD), "resolved")
    assert to_json(difference(old, mended))["changes"][0]["was"] == change.was
    for text in (
        difference_text(difference(old, mended), PLAIN),
        difference_markdown(difference(old, mended)),
    ):
        assert " ".join(text.split()).count(str(change.was)) == 1


def test_without_the_former_id_it_is_another_control(catalog: Catalog) -> None:
    """Nothing is guessed from likeness."""
    now = _assessed(catalog)
    found = difference(Given("old.json", _before(now)), Given("new.json", assessment_json(now.assessment)))
    assert {one.id.partition("@")[0] for one in found.changes} == {OLD, NEW}


def test_an_acceptance_follows_the_id(catalog: Catalog) -> None:
    """It is shown on the finding, with a note; without the former id it names nothing."""
    id_ = _gap(_assessed(catalog))
    said = (
        "schema: compliance-acceptances/1\nacceptances:\n"
        f"  - {{finding: '{id_.replace(NEW, OLD)}', reason: Signing, approver: Ann Lee, until: 2027-01-31}}\n"
    )
    found = _assessed(_replacing(catalog, RENAMED), acceptances=said)
    notes = {note.code: note.text for note in found.assessment.summary.notes}
    assert notes["renamed"] == f"The acceptance names {id_.replace(NEW, OLD)}, which is called {id_} now."
    assert "unused" not in notes
    assert "unused" in {note.code for note in _assessed(catalog, acceptances=said).assessment.summary.notes}
    finding = next(one for one in found.assessment.findings if one.id == id_)
    assert (finding.outcome, finding.acceptance is not None) == ("gap", True)


def test_a_conclusion_follows_the_id(catalog: Catalog) -> None:
    """It closes the finding as it would under the present id, and is told."""
    said = (
        "schema: compliance-determinations/1\ndeterminations:\n"
        f"  - {{finding: '{RENAMED[JUDGED]}@organisation:organisation', conclusion: met, reasons: Read the plan, "
        "name: Ann Lee, role: CISO, independent: yes, decided_on: 2026-11-01}\n"
    )
    found = _assessed(_replacing(catalog, RENAMED), determinations=said)
    finding = next(one for one in found.assessment.findings if one.control == JUDGED)
    assert (finding.outcome, finding.basis) == ("satisfied", "determination")
    assert "renamed" in {note.code for note in found.assessment.summary.notes}
    without = next(
        one for one in _assessed(catalog, determinations=said).assessment.findings if one.control == JUDGED
    )
    assert without.outcome == "needs_review"


def test_who_names_the_former_id_is_told_the_present_one(catalog: Catalog) -> None:
    """Where something is to be written, and where it is explained."""
    found = _assessed(_replacing(catalog, RENAMED))
    id_ = _gap(found)
    with pytest.raises(UsageError, match="any more") as refused:
        finding_named(found, id_.replace(NEW, OLD))
    assert id_ in refused.value.diagnostics()
    text = explanation(found.catalog, OLD, PLAIN) or ""
    assert text.startswith(NEW)
    assert OLD in text


def test_a_former_id_leads_to_one_control(catalog: Catalog) -> None:
    """The lint refuses an id that is in use, and one that two controls had."""
    in_use = broken_laws(_replacing(catalog, {NEW: JUDGED}), ())
    assert f"{NEW}: it replaces {JUDGED}, which is a control" in in_use
    twice = broken_laws(_replacing(catalog, {NEW: OLD, JUDGED: OLD}), ())
    assert [line for line in twice if "it replaces" in line] in (
        [f"{NEW}: it replaces {OLD}, as {JUDGED} does"], [f"{JUDGED}: it replaces {OLD}, as {NEW} does"],
    )  # fmt: skip
    assert not [line for line in broken_laws(catalog, ()) if "it replaces" in line]


def test_an_id_in_use_means_whoever_has_it(catalog: Catalog) -> None:
    """A control cannot take over what is said of another one that is still there."""
    taken = "hipaa-312-audit-controls@component:prompt-log"
    said = (
        "schema: compliance-acceptances/1\nacceptances:\n"
        f"  - {{finding: '{taken}', reason: Soon, approver: Ann Lee, until: 2027-01-31}}\n"
    )
    other = "hipaa-308-risk-analysis-scope"  # has a gap on the same component
    names = {other: "hipaa-312-audit-controls"}
    found = _assessed(_replacing(catalog, names), acceptances=said).assessment
    assert not set(renamed(found.findings)) & {one.id for one in found.findings}
    assert [one.id for one in found.findings if one.acceptance is not None] == [taken]
