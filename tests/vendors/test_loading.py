"""A profile or theme that leads nowhere is refused at its place, with what was probably meant."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from compliance.inputs.catalog import catalog_file, load_catalog
from compliance.model.catalog import Question
from compliance.pipeline.catalogs import catalog_in_use, load_folder
from tests.examples.described import catalog
from tests.vendors.catalogs import PROFILE, THEME, Told, built_in_texts, problems

if TYPE_CHECKING:
    from pathlib import Path

HERE = "vendors/acme.yaml"
NEAR = {
    "an unknown fact": (
        ("states: retention", "states: retentoin"),
        Told(f"{HERE}:5:5", "'retentoin': a party has no fact 'retentoin'", "did you mean 'retention'?", "  - states: retentoin"),
    ),
    "a fact of another kind of subject": (
        ("scope: party", "scope: component"),
        Told(f"{HERE}:5:5", "'retention': a component has no fact 'retention'", None, "  - states: retention"),
    ),
    "a value the fact cannot have": (
        ("value: 30 days", "value: 30 moons"),
        Told(f"{HERE}:7:5", "", None, "    value: 30 moons"),
    ),
    "the value of a record": (
        ("states: retention", "states: due_diligence"),
        Told(f"{HERE}:7:5", "'equals' does not fit 'due_diligence', which is a record", None, "    value: 30 days"),
    ),
    "the value of what two parties agreed": (
        ("states: retention", "states: agreements.baa"),
        Told(f"{HERE}:7:5", "what two parties agreed cannot be claimed for all", "Leave the value out and say in the claim what the vendor offers.", "    value: 30 days"),
    ),
    "a fact beside the one a question asks for": (
        ("states: retention\n    scope: party\n    value: 30 days", "states: agreements.baa.until\n    scope: party"),
        Told(f"{HERE}:5:5", "no question asks for 'agreements.baa.until'", "a question asks for 'agreements.baa'", "  - states: agreements.baa.until"),
    ),
    "the profile itself": (
        ("states: retention", "states: profile"),
        Told(f"{HERE}:5:5", "'profile': the profile of a vendor is no fact", "Its claims are shown to people and never evaluated; use the fact that a person states.", "  - states: profile"),
    ),
    "no source of what was looked up": (
        ("    source: acme.example/terms\n", ""),
        Told(f"{HERE}:9:5", "a claim that was looked up names its source", None, "    confidence: vendor"),
    ),
    "a claim that lasts too long": (
        ("expires_on: 2027-02-18", "expires_on: 2027-02-19"),
        Told(f"{HERE}:12:5", "a claim expires within 90 days of being looked up", "the last day is 2027-02-18", "    expires_on: 2027-02-19"),
    ),
    "a claim that was never valid": (
        ("expires_on: 2027-02-18", "expires_on: 2026-11-20"),
        Told(f"{HERE}:12:5", "a claim expires within 90 days of being looked up", "the last day is 2027-02-18", "    expires_on: 2026-11-20"),
    ),
    "an id that is not the file's name": (
        ("id: acme", "id: acne"),
        Told(f"{HERE}:1:1", "the id must be the file's name, 'acme'", None, "id: acne"),
    ),
    "an unknown key": (
        ("products:", "product:"),
        Told(f"{HERE}:3:1", "unknown key 'product'", "did you mean 'products'?", "product: [Acme API]"),
    ),
    "an unknown confidence": (
        ("confidence: vendor", "confidence: certain"),
        Told(f"{HERE}:10:5", "claims.0.confidence: Input should be 'vendor', 'third_party' or 'memory'", None, "    confidence: certain"),
    ),
}  # fmt: skip


def test_a_profile_of_ones_own_loads() -> None:
    """A user's catalog folder may hold profiles; nothing is wrong with this one."""
    assert problems(HERE, PROFILE) == []
    loaded = load_catalog([catalog_file(HERE, PROFILE.encode())], "custom", base=catalog())
    (claim,) = loaded.profiles["acme"].claims
    assert (claim.states, claim.value, claim.expires_on) == ("retention", "30 days", dt.date(2027, 2, 18))


@pytest.mark.parametrize("name", NEAR)
def test_a_profile_that_leads_nowhere_is_refused_at_its_place(name: str) -> None:
    """Each fault is told at the key that has it, with a hint where one is known."""
    (old, new), wanted = NEAR[name]
    assert old in PROFILE
    found = problems(HERE, PROFILE.replace(old, new))
    told = [one for one in found if wanted.message in one.message and "missing" not in one.message]
    assert [(one.where, one.hint, one.line) for one in told] == [(wanted.where, wanted.hint, wanted.line)]


def test_a_claim_from_memory_needs_no_source() -> None:
    """Where nobody read a page, none can be named."""
    text = PROFILE.replace("    source: acme.example/terms\n", "").replace(
        "confidence: vendor", "confidence: memory"
    )
    assert problems(HERE, text) == []


def test_all_faults_of_all_claims_come_together() -> None:
    """A person repairs a file once."""
    more = PROFILE.partition("claims:\n")[2].replace("states: retention", "states: trains_on_data")
    text = PROFILE.replace("value: 30 days", "value: 30 moons") + more
    assert [one.where for one in problems(HERE, text)] == [f"{HERE}:7:5", f"{HERE}:15:5"]


def test_a_claim_may_bear_on_a_fact_of_a_users_own_question() -> None:
    """The questions of the catalog that a folder adds to count, and so do those it brings itself."""
    question = Question(
        id="seat", states="until", scope="party", text="Until when?", why="It ends.", good_evidence="The contract."
    )  # fmt: skip
    assert ("party", "until") not in {(one.scope, one.states) for one in catalog().questions}
    theme = f"questions:\n  - {question.model_dump_json(exclude_defaults=True)}\n"
    text = PROFILE.replace("states: retention", "states: until").replace("value: 30 days", "value: 2027")
    files = [catalog_file(HERE, text.encode()), catalog_file("questions/own.yaml", theme.encode())]
    assert load_catalog(files, "custom", base=catalog()).profiles.keys() == {"acme"}


def test_a_built_in_profile_or_theme_cannot_be_redefined(tmp_path: Path) -> None:
    """What is built in stays what it is, whoever adds a folder."""
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "openai-api.yaml").write_text(PROFILE.replace("id: acme", "id: openai-api"))
    (tmp_path / "crosswalk.yaml").write_text(THEME.replace("encryption_anew", "encryption_at_rest"))
    with pytest.raises(InputError) as caught:
        catalog_in_use((), [tmp_path])
    told = " ".join(problem.message for problem in caught.value.problems)
    assert "'openai-api' exists already" in told
    assert "'encryption_at_rest' exists already" in told


def test_profiles_and_themes_of_ones_own_join_the_built_in_ones(tmp_path: Path) -> None:
    """A folder with a profile and a theme makes both known beside those that come with the program."""
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text(PROFILE)
    (tmp_path / "crosswalk.yaml").write_text(THEME)
    joined = catalog_in_use((), [tmp_path])
    assert {"acme", "openai-api"} <= joined.profiles.keys()
    assert {theme.id for theme in joined.themes} - {theme.id for theme in catalog().themes} == {
        "encryption_anew"
    }
    assert load_folder(tmp_path, catalog()).profile_files[0][0] == HERE


THEMES = {
    "a provision that does not exist": (
        ("164.312(e)(1)", "164.312(e)(9)"),
        ("crosswalk.yaml:5:15", "hipaa has no provision '164.312(e)(9)'", "did you mean"),
    ),
    "a provision of another framework": (
        ('"4.2.1"', "Art. 32"),
        ("crosswalk.yaml:6:17", "pci_dss has no provision 'Art. 32'", ""),
    ),
    "a framework that does not exist": (
        ("hipaa:", "hippa:"),
        ("crosswalk.yaml:5:7", "there is no framework 'hippa'", "did you mean 'hipaa'?"),
    ),
    "no provision at all": (
        ('      hipaa: [164.312(e)(1)]\n      pci_dss: ["4.2.1"]\n', "      hipaa: []\n"),
        ("crosswalk.yaml:2:5", "the theme 'encryption_anew' names no provision", ""),
    ),
    "an id used twice": (
        ("themes:\n", "themes:\n  - {id: encryption_anew, title: Before, provisions: {hipaa: [164.312(e)(1)]}}\n"),
        ("crosswalk.yaml:3:5", "two themes 'encryption_anew'", ""),
    ),
    "an unknown key": (
        ("title:", "titel:"),
        ("crosswalk.yaml:3:5", "unknown key 'titel'", "did you mean 'title'?"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_that_leads_nowhere_is_refused_at_its_place(name: str) -> None:
    """Each fault of the crosswalk is told at its place."""
    (old, new), (where, message, hint) = THEMES[name]
    assert problems("crosswalk.yaml", THEME) == []
    found = problems("crosswalk.yaml", THEME.replace(old, new))
    told = [(one.where, one.message) for one in found if "missing" not in one.message]
    assert told == [(where, message)]
    assert hint in (found[0].hint or "") or hint in str(found)


def test_the_built_in_files_are_all_read() -> None:
    """No profile and no theme is left out on the way from the files to the catalog."""
    texts = built_in_texts()
    claims = sum(text.count("\n  - states: ") for path, text in texts.items() if path != "crosswalk.yaml")
    assert claims == sum(len(profile.claims) for profile in catalog().profiles.values())
    assert texts["crosswalk.yaml"].count("\n  - id: ") == len(catalog().themes)
