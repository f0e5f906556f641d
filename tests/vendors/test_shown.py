"""Claims are shown beside the open question they bear on, with who says it, where, when, and whether that is too old."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from compliance.model.vendor import VendorClaim
from compliance.pipeline.assessing import Assessed, assess_sources
from compliance.render import ReportInput
from compliance.render.claims import Claims
from compliance.render.explanation import explanation
from compliance.render.html import html
from compliance.render.terminal import Style, assessment_text
from compliance.render.view import View, view
from tests.examples.described import DAY, catalog, sources

VENDOR = "parties.model-vendor"
OPEN = ("agreements", "retention", "human_review", "trains_on_data", "own_purposes", "sub_processors")
LAST = dt.date(2027, 2, 18)
STYLE = Style(colour=False, width=2000)
TRAINING = "Since 1 March 2023 API data serve no training unless the customer opts in."
SOURCE = "developers.openai.com/api/docs/guides/your-data (localised copies, 2026)"


@cache
def assessed(
    profile: str = "openai-api", as_of: dt.date = DAY, kind: str = "model_api", unset: tuple[str, ...] = OPEN
) -> Assessed:
    """The hospital; of its vendor nothing is known but a profile."""
    sets = {f"{VENDOR}.profile": profile, "components.llm-api.kind": kind}
    gone = (*(f"{VENDOR}.{name}" for name in unset), "components.llm-api.stores")
    return assess_sources(sources("hospital-api", sets, gone), catalog(), as_of)


def terminal(found: Assessed) -> str:
    """The text of `assess` on a screen wide enough for every line."""
    return assessment_text(found.assessment, found.catalog, found.description.architecture, STYLE)


def claims(found: Assessed, fact: str, question: str | None = None) -> tuple[str, ...]:
    """What is shown beside one fact."""
    shown = Claims(found.catalog, found.description.architecture, found.assessment.as_of)
    return shown.beside([(fact, question)])


def report(found: Assessed) -> View:
    """What the report prints."""
    return view(
        ReportInput(found.assessment, found.catalog, found.description.architecture, tool_version="0")
    )


def test_the_terminal_shows_a_claim_below_its_question() -> None:
    """A claim stands below the question about its fact, marked as a claim, with its page and its date."""
    lines = terminal(assessed()).splitlines()
    asked = next(number for number, line in enumerate(lines) if "Does it train or improve models" in line)
    assert lines[asked + 1].strip().startswith(f"party-trains-on-data · {VENDOR}.trains_on_data: bears on")
    assert lines[asked + 2] == f"    - vendor's claim (Model vendor): {TRAINING} ({SOURCE}, 2026-11-20)"


def test_without_a_profile_nothing_is_claimed() -> None:
    """A party that names no profile has no claims, and the text of the assessment is otherwise the same."""
    named, plain = terminal(assessed()).splitlines(), terminal(assessed("unknown")).splitlines()
    assert not [line for line in plain if "claim" in line]
    assert plain == [line for line in named if not line.startswith("    - ")]


def test_an_answered_question_shows_no_claim() -> None:
    """What is stated is not asked, and nobody's claim is set against it."""
    found = assessed(unset=tuple(name for name in OPEN if name != "trains_on_data"))
    assert TRAINING not in terminal(found)
    assert TRAINING not in "".join(claim for one in report(found).questions for claim in one.claims)


@pytest.mark.parametrize(
    ("as_of", "mark"),
    [
        (DAY - dt.timedelta(days=1), ", after the date of this assessment)"),
        (DAY, "2026-11-20)"),
        (LAST, "2026-11-20)"),
        (LAST + dt.timedelta(days=1), "2026-11-20; expired on 2027-02-18)"),
    ],
)
def test_an_old_claim_says_so(as_of: dt.date, mark: str) -> None:
    """From the day after the last, a claim is marked as expired; one looked up after the as-of date says that."""
    found = assessed()
    shown = Claims(found.catalog, found.description.architecture, as_of.isoformat())
    (text,) = shown.beside([(f"{VENDOR}.trains_on_data", "party-trains-on-data")])
    assert text.endswith(mark)


def test_the_as_of_date_of_the_assessment_decides() -> None:
    """An assessment as of a later day marks the same claims as expired, in the terminal and in the report."""
    later = assessed(as_of=LAST + dt.timedelta(days=1))
    assert "; expired on 2027-02-18)" in terminal(later)
    assert "; expired on 2027-02-18)" not in terminal(assessed())
    shown = [claim for one in report(later).questions for claim in one.claims]
    assert shown
    assert all("expired on 18 Feb 2027" in claim for claim in shown)


def test_the_report_lists_claims_with_the_open_question() -> None:
    """The question in the report has its claims; one without a known vendor has none."""
    listed = report(assessed()).questions
    questions = {one.id: one.claims for one in listed}
    assert questions["party-trains-on-data"] == (
        f"vendor's claim (Model vendor): {TRAINING} ({SOURCE}, 20 Nov 2026)",
    )
    assert len(questions["baa"]) == 2
    others = [
        one
        for one in listed
        if not one.more and not {"Model vendor", "Hosted model", "Llm api"} & set(one.about)
    ]
    assert others
    assert not [claim for one in others for claim in one.claims]
    assert not [claim for one in report(assessed("unknown")).questions for claim in one.claims]


def test_the_report_says_that_no_outcome_was_derived_from_claims() -> None:
    """Where claims are printed, what they are is printed once; where there are none, nothing is said of them."""
    page, plain = (" ".join(html(report(assessed(name))).split()) for name in ("openai-api", "unknown"))
    assert f"Vendor&#39;s claim (Model vendor): {TRAINING}" in page
    assert page.count("no outcome was derived from them") == 1
    assert "no outcome was derived from them" not in plain


@pytest.mark.parametrize(
    ("fact", "question", "count"),
    [
        ("agreements.baa", "baa", 2),  # about the contract, and about what it covers
        ("agreements.baa.covers", "baa-covers", 1),
        (
            "agreements.baa.signed_on",
            "baa-signed-on",
            0,
        ),  # a claim about the contract says nothing of its date
        ("agreements.baa.status", "baa", 1),
        ("agreements", None, 2),
        ("retention", "party-retention", 2),
        ("country", "party-country", 0),
    ],
)
def test_a_claim_stands_beside_what_it_bears_on(fact: str, question: str | None, count: int) -> None:
    """The same fact, a fact inside what is asked for, or a detail of the record whose question is asked."""
    assert len(claims(assessed(), f"{VENDOR}.{fact}", question)) == count


def test_a_claim_on_a_party_stands_beside_no_other() -> None:
    """The cloud behind the vendor has no profile; neither the whole party nor all parties together call up claims."""
    assert claims(assessed(), "parties.gpu-cloud.trains_on_data", "party-trains-on-data") == ()
    assert claims(assessed(), VENDOR) == ()
    assert claims(assessed(), "parties") == ()


@pytest.mark.parametrize(("kind", "count"), [("model_api", 1), ("service", 1), ("log", 0), ("unknown", 1)])
def test_a_claim_on_a_component_is_about_the_vendors_service(kind: str, count: int) -> None:
    """Where a model runs says nothing of a log that the same party operates; what nobody described may be the service."""
    found = assessed("aws-bedrock", kind=kind)
    assert len(claims(found, "components.llm-api.location", "component-location")) == count
    assert claims(found, "components.gateway.location", "component-location") == ()


@pytest.mark.parametrize(
    ("profile", "fact", "label"),
    [
        ("openai-api", "trains_on_data", "vendor's claim (Model vendor): "),
        ("mistral-api", "trains_on_data", "claim of a third party (Model vendor): "),
        ("google-vertex-ai", "monitoring.contents", "claim from memory (Model vendor): "),
    ],
)
def test_a_claim_says_who_makes_it(profile: str, fact: str, label: str) -> None:
    """What the vendor says, what others say of it and what is only remembered are told apart."""
    (text,) = claims(assessed(profile), f"{VENDOR}.{fact}")
    assert text.startswith(label)
    assert ("no page was read, 2026-11-20" in text) == ("memory" in label)


def test_many_claims_are_counted_in_the_terminal() -> None:
    """Three claims below a question are enough for a screen; how many more there are is said."""
    profile = catalog().profiles["openai-api"]
    claim = next(one for one in profile.claims if one.states == "trains_on_data")
    many = tuple(claim.model_copy(update={"claim": f"Claim {number}."}) for number in range(5))
    found = assessed()
    profiles = {"openai-api": profile.model_copy(update={"claims": many})}
    text = terminal(replace(found, catalog=replace(found.catalog, profiles=profiles)))
    assert text.count("vendor's claim") == 3
    assert "    - and 2 more claims\n" in text


def test_a_claim_cannot_steer_the_reader() -> None:
    """A catalog of somebody else may hold anything; marks of direction and markup are shown, not obeyed."""
    profile = catalog().profiles["openai-api"]
    claim = VendorClaim.model_validate(
        {**profile.claims[4].model_dump(), "claim": "<b>All\u202e is\x1b[2J well.</b>"}
    )
    found = assessed()
    profiles = {"openai-api": profile.model_copy(update={"claims": (claim,)})}
    hostile = replace(found, catalog=replace(found.catalog, profiles=profiles))
    assert claim.states == "trains_on_data"
    for text in (terminal(hostile), html(report(hostile))):
        assert "\u202e" not in text
        assert "\x1b" not in text
    assert "&lt;b&gt;All[U+202E] is" in html(report(hostile))


def test_a_profile_is_explained_with_every_claim() -> None:
    """`explain` prints who, of which products, every claim with its source and last day, and that none is evaluated."""
    text = explanation(catalog(), "azure-openai", STYLE)
    assert text is not None
    profile = catalog().profiles["azure-openai"]
    assert text.splitlines()[:2] == [
        "azure-openai  (vendor profile)",
        f"{profile.name}: {', '.join(profile.products)}",
    ]
    for claim in profile.claims:
        assert f": {claim.claim}\n" in text
        assert f"{claim.source or 'no page was read'}; " in text
    assert text.count("expires 2027-02-18") == len(profile.claims)
    assert "trains_on_data = no  (of the party)" in text
    assert "None is evaluated" in text
