"""The built-in profiles: which there are, and how they may speak."""

from __future__ import annotations

import datetime as dt

import pytest

from compliance.catalog_lint.laws import RESERVED
from compliance.errors import InputError
from compliance.inputs.architecture import load_architecture
from compliance.model.vendor import VALID, VendorClaim
from compliance.pipeline.catalogs import vocabulary
from tests.examples.described import catalog

CLAIMS = [(name, claim) for name, profile in catalog().profiles.items() for claim in profile.claims]


def test_the_known_vendors_have_profiles() -> None:
    """Six vendors of hosted models can be named."""
    wanted = ["anthropic-api", "aws-bedrock", "azure-openai", "google-vertex-ai", "mistral-api", "openai-api"]
    assert sorted(catalog().profiles) == wanted
    assert all(profile.claims and profile.products for profile in catalog().profiles.values())


@pytest.mark.parametrize(
    ("name", "claim"), CLAIMS, ids=lambda one: one if isinstance(one, str) else one.states
)
def test_a_claim_speaks_plainly_and_judges_nobody(name: str, claim: VendorClaim) -> None:
    """A claim is a sentence that calls no vendor compliant or certified, and says of no contract that it is in force."""
    assert claim.claim[0].isupper(), name
    assert claim.claim.endswith(".")
    assert not RESERVED.search(claim.claim)
    assert claim.value is None or not claim.states.startswith("agreements.")


def test_no_claim_says_that_something_was_not_found() -> None:
    """Where nothing was found there is no claim: silence is shown as an open question."""
    assert not [
        claim.claim for _, claim in CLAIMS if "not found" in claim.claim or "none found" in claim.claim
    ]


def test_claims_on_questions_stand_beside_them() -> None:
    """Every claim but those on facts only the architecture states has the question it is shown beside."""
    asked = {(question.scope, question.states) for question in catalog().questions}
    unasked = {claim.states for _, claim in CLAIMS if (claim.scope, claim.states) not in asked}
    assert unasked <= {"human_review", "stores"}


def test_a_claim_expires_after_ninety_days() -> None:
    """The last day counts as looked up; the next does not."""
    assert dt.timedelta(days=90) == VALID
    for _, claim in CLAIMS:
        assert claim.expires_on == claim.checked_on + VALID
        assert not claim.expired(claim.expires_on)
        assert claim.expired(claim.expires_on + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("openai_api", "did you mean 'openai-api'?"),
        ("antropic-api", "did you mean 'anthropic-api'?"),
        (
            "acme",
            "profiles are anthropic-api, aws-bedrock, azure-openai, google-vertex-ai, mistral-api, openai-api",
        ),
    ],
)
def test_a_party_names_a_profile_there_is(written: str, hint: str) -> None:
    """A wrong name is an input error at its place, with the name that was probably meant or all there are."""
    text = f"parties:\n  vendor:\n    profile: {written}\n"
    with pytest.raises(InputError) as caught:
        load_architecture(text.encode(), "a.yaml", vocabulary(catalog()))
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.hint) == ("a.yaml:3:14", hint)
    assert "the name of a vendor profile is expected" in problem.message


@pytest.mark.parametrize("written", ["", "unknown", "openai-api"])
def test_a_profile_may_be_left_open(written: str) -> None:
    """A party of which nobody says whose service it is, and one with a profile, load alike."""
    text = f"parties:\n  vendor:\n    profile: {written}\n"
    description = load_architecture(text.encode(), "a.yaml", vocabulary(catalog()))
    parties = description.architecture.parties
    assert parties is not None
    assert parties["vendor"].profile == (written if "-" in written else None)
