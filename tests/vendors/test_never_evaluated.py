"""A claim reaches a reader and nothing else: no outcome, no ask, no digest of what outcomes are derived from."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import InputError
from compliance.inputs.catalog import catalog_file, load_catalog
from compliance.pipeline.assessing import assess_sources, assessment_json
from compliance.pipeline.catalogs import (
    built_in_files,
    from_json,
    narrowed,
    profiles_digest,
    shared_digest,
    to_json,
)
from compliance.pipeline.compiled import compiled
from compliance.pipeline.published import release_digests
from tests.examples.described import DAY, catalog, sources

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.catalog import Catalog

VENDOR = "parties.model-vendor"
OPEN = ("agreements", "retention", "human_review", "trains_on_data", "own_purposes", "sub_processors")
PROFILES = sorted(catalog().profiles)


def derived(profile: str | None, within: Catalog | None = None) -> dict[str, Any]:
    """The assessment of the hospital, of whose vendor nothing is known but a profile; `unknown` keeps every line in place."""
    sets = {} if profile is None else {f"{VENDOR}.profile": profile}
    given = sources("hospital-api", sets, tuple(f"{VENDOR}.{name}" for name in OPEN))
    found: dict[str, Any] = json.loads(
        assessment_json(assess_sources(given, within or catalog(), DAY).assessment)
    )
    return found


def without_places(value: Any) -> Any:
    """JSON without lines and columns, which differ where a line was added."""
    if isinstance(value, dict):
        return {name: without_places(one) for name, one in value.items() if name != "source"}
    return [without_places(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("profile", PROFILES)
def test_an_assessment_is_the_same_with_a_profile(profile: str) -> None:
    """Naming a profile changes the digest of the file that names it, and nothing else at all."""
    plain, named = derived("unknown"), derived(profile)
    assert plain["inputs"]["architecture"].pop("sha256") != named["inputs"]["architecture"].pop("sha256")
    assert any(ask["fact"].startswith(VENDOR) for one in plain["findings"] for ask in one["asks"])
    assert plain == named


def test_an_assessment_is_the_same_without_the_key() -> None:
    """Leaving the key out gives the same findings, each about another line at most."""
    plain, named = without_places(derived(None)), without_places(derived("openai-api"))
    assert plain["findings"] == named["findings"]
    assert plain["provisions"] == named["provisions"]
    assert plain["summary"] == named["summary"]


def test_an_assessment_does_not_know_what_a_profile_claims() -> None:
    """Claims that say the opposite, or none at all, give byte for byte the same assessment."""
    profile = catalog().profiles["openai-api"]
    opposite = tuple(
        claim.model_copy(update={"value": "yes"}) if claim.states == "trains_on_data" else claim
        for claim in profile.claims
    )
    assert opposite != profile.claims
    for claims in (opposite, ()):
        other = replace(
            catalog(),
            profiles={**catalog().profiles, "openai-api": profile.model_copy(update={"claims": claims})},
        )
        assert derived("openai-api", other) == derived("openai-api")


@pytest.mark.parametrize("fact", ["profile", "parent.profile"])
def test_no_condition_may_read_a_profile(fact: str) -> None:
    """A control that asks for the profile of a party is refused when it is loaded."""
    file = next(one for one in catalog().files if one.path.endswith("gdpr-28-processor-contract.yaml"))
    text = file.text.replace("fact: receives, contains: personal", f"fact: {fact}, equals: openai-api")
    files = [one for one in catalog().files if one.path != file.path]
    assert text != file.text
    with pytest.raises(InputError, match="the profile of a vendor is no fact"):
        load_catalog([*files, catalog_file(file.path, text.encode())])


def test_profiles_stand_in_no_digest_of_what_outcomes_are_derived_from() -> None:
    """A claim looked up anew leaves the assessment, and the digest of the shared files, as they were; its own digest moves."""
    files = [
        catalog_file(one.path, one.text.replace("2026-11-20", "2026-11-21").encode())
        if one.path == "vendors/openai-api.yaml"
        else one
        for one in catalog().files
    ]
    later = load_catalog(files)
    assert later.profiles != catalog().profiles
    assert shared_digest(later) == shared_digest(catalog())
    assert profiles_digest(later) != profiles_digest(catalog())
    assert derived("openai-api", later) == derived("openai-api")


def test_a_report_embeds_the_profiles_its_architecture_may_name() -> None:
    """The embedded catalog alone is enough to load an architecture with a profile and to derive its findings again."""
    used = narrowed(catalog(), ["hipaa"])
    again = from_json(to_json(used))
    assert again.profiles == catalog().profiles
    assert profiles_digest(again) == profiles_digest(used)
    assert derived("openai-api", narrowed(again, ["hipaa"])) == derived("openai-api", used)


def test_the_cached_catalog_has_profiles_themes_and_their_files(tmp_path: Path) -> None:
    """What comes back from the cache is what the sources give."""
    files = built_in_files()
    first, second = compiled(files, tmp_path), compiled(files, tmp_path)
    assert (second.profiles, second.themes) == (first.profiles, first.themes)
    assert second.profile_files == first.profile_files
    assert [file.path for file in second.files] == [file.path for file in first.files]


def test_a_release_names_the_digest_of_its_profiles() -> None:
    """A verifier can tell profiles of a release from changed ones."""
    assert f"vendors: {{sha256: {profiles_digest(catalog())}}}" in release_digests(catalog())
