"""A report that decides between the variants of its system: what it embeds, how it is derived and drawn again, and its forgeries."""

from __future__ import annotations

import json
import re
import runpy
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from compliance.canonical import canonical_json, sha256
from compliance.errors import InputError, UsageError
from compliance.pipeline.assessing import Given, assess_sources, assessment_json
from compliance.pipeline.catalogs import narrowed
from compliance.pipeline.chapter import Weighing, with_chapter
from compliance.pipeline.comparing import Choice, compare_sources, comparison_json
from compliance.pipeline.presenting import presented
from compliance.pipeline.reporting import attachments, unsigned_report
from compliance.pipeline.verifying import verify_report
from compliance.signing import (
    Commitment,
    EmbeddedInput,
    Level,
    Reason,
    Reliance,
    State,
    Terms,
    build_manifest,
    countersign,
    describe,
    extend,
    sign,
)
from tests.examples.described import DAY, EXAMPLES, ROOT, catalog, sources
from tests.render.pdfs import complaints, needs_poppler, text
from tests.signing import pki, reports, tsa

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from compliance.pipeline.assessing import Assessed
    from compliance.pipeline.presenting import Presented
    from compliance.render import RenderedReport
    from compliance.signing import Identity, Verdict

DECISION = Given("decision.yaml", (EXAMPLES / "hospital-api" / "decision.yaml").read_bytes())
NO_ROLES: Mapping[str, str] = MappingProxyType({})
SHORT = presented(edition="executive")


@pytest.fixture(scope="module")
def shown(assessed: Assessed) -> Presented:
    """The executive edition with the choice between the hospital's variants."""
    return with_chapter(SHORT, assessed, Weighing(DECISION))


@pytest.fixture(scope="module")
def rendered(assessed: Assessed, shown: Presented, signer: Identity) -> RenderedReport:
    """Its pages, for the honest signer."""
    return unsigned_report(assessed, shown, describe(signer).subject, draft=False)


@pytest.fixture(scope="module")
def decided(rendered: RenderedReport, signer: Identity) -> bytes:
    """The honest file."""
    return sign(rendered.pdf, signer, signed_at=pki.NOW)


@pytest.fixture(scope="module")
def parts(assessed: Assessed, shown: Presented) -> dict[str, bytes]:
    """What an honest report embeds."""
    return {one.name: one.data for one in attachments(assessed, shown)}


def _page(
    parts: dict[str, bytes], signer: Identity, other: Mapping[str, str] = NO_ROLES, **changed: Any
) -> bytes:
    """A page of no matter what, with `parts` embedded under a signature and a manifest that fits them.

    `other`: roles that the manifest gives instead; `changed`: members of it, None leaves one out.
    """
    honest = json.loads(parts["manifest.json"])
    roles = {file["name"]: file["role"] for file in honest["files"]} | dict(other)
    files = [
        EmbeddedInput(name, data, roles[name]) for name, data in parts.items() if name != "manifest.json"
    ]
    more = {key: honest[key] for key in honest if key not in {"schema", "tool", "files"}} | changed
    kept = {key: value for key, value in more.items() if value is not None}
    made = build_manifest(files, tool=honest["tool"], more=kept)
    pdf = reports.render(embedded={**{file.name: file.content for file in files}, "manifest.json": made})
    return sign(pdf, signer, signed_at=pki.NOW)


def _forged(parts: dict[str, bytes], signer: Identity, **changed: Any) -> Verdict:
    return verify_report(_page(parts, signer, **changed), pki.NOW)


def test_the_chapter_is_what_compare_says(parts: dict[str, bytes], assessed: Assessed) -> None:
    """The same bytes as the command that only compares; the assessment is the one of a report without the chapter."""
    alone = compare_sources(Choice((assessed.sources,), decision=DECISION), assessed.catalog, DAY)
    assert parts["comparison.json"] == comparison_json(alone)
    assert parts["assessment.json"] == assessment_json(assessed.assessment)
    base = next(one for one in alone.variants if one.name == "base")
    assert base.assessment == sha256(parts["assessment.json"])


def test_everything_behind_it_is_embedded(parts: dict[str, bytes]) -> None:
    """The decision file as it was given, the program's own numbers, and a manifest that names them from the strongest on."""
    assert parts["decision.yaml"] == DECISION.data
    how = json.loads(parts["manifest.json"])["comparison"]
    assert how["severity"] == "high"
    kinds = [one["kind"] for one in how["numbers"]]
    assert kinds[0] == "stated"
    assert {"default", "reference"} <= set(kinds)
    assert all(one["file"] in parts for one in how["numbers"])


def test_nothing_is_embedded_or_said_without_it(assessed: Assessed) -> None:
    """A description with variants makes the report it always made."""
    found = {one.name: one.data for one in attachments(assessed, SHORT)}
    assert set(found) == {
        "answers.yaml",
        "architecture.yaml",
        "assessment.json",
        "catalog.json",
        "manifest.json",
    }
    assert "comparison" not in json.loads(found["manifest.json"])


def test_the_comparison_is_derived_and_the_pages_are_drawn_again(decided: bytes) -> None:
    """The ninth fact speaks of findings and comparison, the tenth of all pages."""
    verdict = verify_report(decided, pki.NOW, pages=True)
    assert (verdict.exit_code, verdict.pages.state) == (0, State.OK), verdict.bottom_line
    assert "findings were derived again from the embedded inputs and are equal." in verdict.replay.sentence
    assert (
        "So was the comparison of 5 variants; reference figures and defaults are those of this program."
        in verdict.replay.sentence
    )


@needs_poppler
def test_page_one_still_ends_with_its_statement(rendered: RenderedReport, tmp_path: Path) -> None:
    """What is embedded for the comparison takes a line of page one; the program's own numbers are counted there, not listed."""
    page = " ".join(text(rendered.pdf, tmp_path, "-raw", "-l", "1").split())
    assert re.search(
        r"comparison\.json, decision\.yaml, manifest\.json and \d files of reference numbers", page
    )
    assert page.endswith("1 / 5")
    assert "lists in full" in page


def _with_json(parts: dict[str, bytes], change: Callable[[Any], None]) -> dict[str, bytes]:
    told = json.loads(parts["comparison.json"])
    change(told)
    return {**parts, "comparison.json": canonical_json(told)}


def _other_choice(told: Any) -> None:
    told["recommendation"]["choice"] = "base"


def _one_variant_less(told: Any) -> None:
    told["variants"].pop()


def _cheaper(told: Any) -> None:
    told["variants"][0]["cost"]["monthly"]["high"] = "1"


@pytest.mark.parametrize("change", [_other_choice, _one_variant_less, _cheaper])
def test_a_comparison_that_does_not_follow_is_refused(
    change: Callable[[Any], None], parts: dict[str, bytes], signer: Identity
) -> None:
    """Signature, digests and findings are good; the comparison was made kinder before it was signed."""
    verdict = _forged(_with_json(parts, change), signer)
    assert (verdict.exit_code, verdict.reasons) == (4, (Reason.FINDINGS_DIFFER,))
    assert "comparison derived again" in verdict.replay.sentence
    assert verdict.pages.state is State.NOT_CHECKED


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("decision.yaml", b"queries_per_month: ", b"queries_per_month: 1"),
        ("numbers-machines.yaml", b"purchase_price: ", b"purchase_price: 9"),
        ("architecture.yaml", b"\nvariants:", b"\n# variants:"),
    ],
)
def test_other_numbers_than_those_compared_by_are_refused(
    name: str, old: bytes, new: bytes, parts: dict[str, bytes], signer: Identity
) -> None:
    """A decision file, a reference file or a description changed after the comparison was made."""
    assert old in parts[name]
    verdict = _forged({**parts, name: parts[name].replace(old, new, 1)}, signer)
    assert verdict.exit_code == 4
    assert set(verdict.reasons) <= {Reason.FINDINGS_DIFFER, Reason.NOT_REDERIVED}


@pytest.mark.parametrize(
    "lie",
    [
        None,
        7,
        {},
        {"severity": "low"},
        {"numbers": [], "severity": "high"},
        {"numbers": [{"name": "x", "kind": "stated", "file": "none.yaml"}], "severity": "high"},
    ],
    ids=str,
)
def test_a_manifest_that_does_not_say_how_it_was_compared_is_refused(
    lie: Any, parts: dict[str, bytes], signer: Identity
) -> None:
    """Each with a reason and never with a traceback; a comparison nobody accounts for counts as not derived again."""
    verdict = _forged(parts, signer, comparison=lie)
    assert (verdict.exit_code, verdict.replay.state) == (4, State.FAILED)
    assert set(verdict.reasons) <= {Reason.FINDINGS_DIFFER, Reason.NOT_REDERIVED}


def test_a_comparison_that_is_said_to_be_there_and_is_not_is_refused(
    parts: dict[str, bytes], signer: Identity
) -> None:
    """The chapter on the pages would have nothing behind it."""
    verdict = _forged({name: data for name, data in parts.items() if name != "comparison.json"}, signer)
    assert (verdict.exit_code, verdict.reasons) == (4, (Reason.NOT_REDERIVED,))


def test_a_comparison_in_another_role_is_refused(parts: dict[str, bytes], signer: Identity) -> None:
    """A file called comparison.json is looked at whatever the manifest calls it, also beside templates of one's own."""
    plain = {name: data for name, data in parts.items() if not name.startswith("numbers-")}
    roles = {"comparison.json": "template", "decision.yaml": "template"}
    verdict = verify_report(_page(plain, signer, roles, comparison=None), pki.NOW, pages=True)
    assert (verdict.exit_code, verdict.reasons) == (4, (Reason.NOT_REDERIVED,))


def test_no_input_may_be_called_like_a_comparison(assessed: Assessed) -> None:
    """A report without the chapter could not be told from one that hides it."""
    engagement = Given("comparison.json", b"schema: compliance-engagement/1\n")
    with pytest.raises(UsageError, match="is the name of a comparison"):
        attachments(assessed, presented(engagement))


def test_numbers_of_the_signers_own_are_named(assessed: Assessed, shown: Presented, signer: Identity) -> None:
    """Figures called defaults that are not this program's: the comparison follows from them, and the verdict says whose they are."""
    found = shown.chapter
    assert found is not None
    honest = {one.name: one.data for one in attachments(assessed, shown)}
    name = "numbers-defaults.yaml"
    own = honest[name] + b"# of our own\n"
    forged = {**honest, name: own}
    told = json.loads(honest["comparison.json"])
    for entry in told["decision"]:
        if entry["name"] == "defaults.yaml":
            entry["sha256"] = sha256(own)
    forged["comparison.json"] = canonical_json(told)
    verdict = _forged(forged, signer)
    assert (verdict.exit_code, verdict.replay.state) == (0, State.OK), verdict.replay.sentence
    assert "defaults in defaults.yaml are not those of this program" in verdict.replay.sentence


def test_a_chapter_that_says_something_else_is_refused(
    assessed: Assessed, shown: Presented, signer: Identity
) -> None:
    """What is embedded is honest and follows; only what people read names another choice."""
    found = shown.chapter
    assert found is not None
    kinder = replace(found.comparison, recommendation=replace(found.comparison.recommendation, choice="base"))
    false = replace(shown, chapter=replace(found, comparison=kinder))
    pdf = unsigned_report(assessed, false, describe(signer).subject, draft=False).pdf
    verdict = verify_report(sign(pdf, signer, signed_at=pki.NOW), pki.NOW, pages=True)
    assert (verdict.replay.state, verdict.exit_code) == (State.OK, 4)
    assert verdict.reasons == (Reason.PAGES_DIFFER,)


def test_it_is_signed_countersigned_and_extended_as_any_report(rendered: RenderedReport) -> None:
    """Archived, countersigned, renewed: still derived again, and still PDF/A-3a and PDF/UA-1."""
    world = pki.authorities()
    stamping = tsa.authority(world.time)
    pdf = sign(
        rendered.pdf, world.identity, signed_at=pki.NOW, terms=Terms(Level.B_LTA, stamping, world.data())
    )
    pdf = countersign(pdf, pki.self_made("Robin Auditor"), Commitment.EXAMINED, signed_at=pki.NOW, pages="3")
    pdf = extend(pdf, stamping, world.data(), pki.NOW)
    verdict = verify_report(pdf, pki.NOW, reliance=Reliance(authorities=[world.time_root.certificate]))
    assert (verdict.failures, verdict.time_stamp.state, verdict.replay.state) == ((), State.OK, State.OK)
    assert [one.commitment for one in verdict.signers] == [None, f"examined, pages 3 of {rendered.pages}"]
    assert [one for one in complaints(pdf) if "SIGNATURE-BYTERANGE-001" not in one] == []


def test_a_report_of_a_variant_compares_all(assessed: Assessed) -> None:
    """The chapter says which of them the findings are about and where it comes; the comparison is the same."""
    hybrid = assess_sources(replace(assessed.sources, variant="hybrid"), assessed.catalog, DAY)
    told = with_chapter(SHORT, hybrid, Weighing(DECISION))
    plain = with_chapter(SHORT, assessed, Weighing(DECISION))
    assert told.chapter == plain.chapter
    found = {one.name: one.data for one in attachments(hybrid, told)}
    named = {one["name"]: one["assessment"] for one in json.loads(found["comparison.json"])["variants"]}
    assert named["hybrid"] == sha256(found["assessment.json"])


def test_a_date_of_the_facts_holds_for_every_variant(assessed: Assessed) -> None:
    """One named on the command line is that of the comparison as well."""
    day = DAY.replace(day=1)
    earlier = assess_sources(assessed.sources, assessed.catalog, DAY, described_on=day)
    chapter = with_chapter(SHORT, earlier, Weighing(DECISION)).chapter
    assert chapter is not None
    assert chapter.comparison.described_on == day.isoformat() != assessed.assessment.described_on


def test_a_description_without_variants_has_nothing_to_decide() -> None:
    """Refused with what to do, and no chapter about one."""
    one = assess_sources(sources("hospital-self-hosted"), narrowed(catalog(), ["hipaa"]), DAY)
    with pytest.raises(UsageError, match="declares no variants"):
        with_chapter(SHORT, one, Weighing(Given("decision.yaml", b"schema: compliance-decision/1\n")))


def test_problems_of_the_decision_file_are_told(assessed: Assessed) -> None:
    """All at once with their places, as for every input; a preset that is not there as well."""
    wrong = Given("decision.yaml", b"schema: compliance-decision/1\nworklaod: {}\nteem: {}\n")
    with pytest.raises(InputError) as caught:
        with_chapter(SHORT, assessed, Weighing(wrong))
    assert {problem.place.line for problem in caught.value.problems if problem.place} == {2, 3}
    with pytest.raises(UsageError, match="there is no preset 'article'"):
        with_chapter(SHORT, assessed, Weighing(DECISION, "article"))


def test_a_file_called_like_another_gets_a_name_of_its_own(assessed: Assessed) -> None:
    """No embedded file hides another; where that cannot be helped the report is refused."""
    given = replace(DECISION, name="answers.yaml")
    chapter = with_chapter(SHORT, assessed, Weighing(given)).chapter
    assert chapter is not None
    assert "decision-answers.yaml" in {file.name for file in chapter.files}
    engagement = Given("numbers-models.yaml", b"schema: compliance-engagement/1\n")
    clash = with_chapter(presented(engagement), assessed, Weighing(DECISION))
    with pytest.raises(UsageError, match=r"would be called 'numbers-models\.yaml'"):
        attachments(assessed, clash)


def _alone(pdf: bytes) -> list[str]:
    """What the verifier of one file says; it shares no code with the program."""
    return list(runpy.run_path(str(ROOT / "reports" / "verify" / "verify_report.py"))["check"](pdf, None))


def _refused(pdf: bytes) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its error lives in the namespace it was run in
        _alone(pdf)
    assert type(caught.value).__name__ == "RefusedError"
    return str(caught.value)


def test_the_verifier_of_one_file_checks_what_it_can(decided: bytes) -> None:
    """Files and pages against the comparison; it says what it leaves to this program."""
    told = _alone(decided)
    assert "the comparison is about the embedded files" in told[-3]
    assert "all 5 variants in the order and with the counts of the comparison" in told[-2]
    assert "were not computed again here" in told[-1]


@pytest.mark.parametrize("name", ["decision.yaml", "numbers-models.yaml", "architecture.yaml"])
def test_the_verifier_of_one_file_refuses_other_inputs(
    name: str, parts: dict[str, bytes], signer: Identity
) -> None:
    """Though it computes nothing, it sees that a comparison is about other files."""
    pdf = _page({**parts, name: parts[name] + b"# more"}, signer)
    # such a page shows no finding either, which an executive edition need not
    assert "was made from another" in _refused(pdf)


def test_the_verifier_of_one_file_refuses_another_assessment(
    parts: dict[str, bytes], signer: Identity
) -> None:
    """The one beside the comparison must be the one it counted."""
    kinder = parts["assessment.json"].replace(b'"severity":"high"', b'"severity":"low"')
    assert "of another assessment of 'base'" in _refused(_page({**parts, "assessment.json": kinder}, signer))


def test_the_verifier_of_one_file_refuses_pages_that_say_something_else(
    assessed: Assessed, shown: Presented, parts: dict[str, bytes], signer: Identity
) -> None:
    """A page without the choice, and one that puts variants in another order."""
    assert "the pages do not say 'A choice, on conditions.'" in _refused(_page(parts, signer))
    found = shown.chapter
    assert found is not None
    told = found.comparison.recommendation
    turned = replace(found.comparison, recommendation=replace(told, order=tuple(reversed(told.order))))
    pdf = unsigned_report(
        assessed, replace(shown, chapter=replace(found, comparison=turned)), None, draft=True
    ).pdf
    assert "in place 1 with the counts of the comparison" in _refused(sign(pdf, signer, signed_at=pki.NOW))
