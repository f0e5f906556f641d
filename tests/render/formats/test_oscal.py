"""OSCAL documents: every reference resolves, ids stay, and nothing but what is met is called satisfied.

`make oscal` installs the ecosystem's own reader, and the last test then has it read, check and resolve all four documents;
without it that test is left out, and the others stand for themselves.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import ToolError
from compliance.render.formats import oscal, oscal_catalog, oscal_poam, oscal_profile
from compliance.render.formats.given import Written
from compliance.render.formats.oscal_parts import control_id, uuid
from tests.examples.described import ROOT, catalog
from tests.render.formats.test_formats import ACCEPTED, example, first_gap, with_first_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITERS = {
    "oscal": oscal,
    "oscal-poam": oscal_poam,
    "oscal-catalog": oscal_catalog,
    "oscal-profile": oscal_profile,
}
READER = ROOT / ".venv-oscal" / "bin" / "python"
TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")


def document(form: str, found: Written) -> dict[str, Any]:
    """A document without the name that encloses it."""
    (told,) = json.loads(WRITERS[form].write(found)).values()
    assert isinstance(told, dict)
    return told


@cache
def of_example(form: str) -> dict[str, Any]:
    """A document on an example, read once."""
    return document(form, example())


def pairs(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from pairs(value)
    elif isinstance(node, list):
        for item in node:
            yield from pairs(item)


@pytest.mark.parametrize("form", WRITERS)
def test_every_reference_resolves(form: str) -> None:
    """UUIDs are of version 5 and belong to one thing; each that is named, and each link, is in the document."""
    told = list(pairs(of_example(form)))
    own = Counter(value for key, value in told if key == "uuid")
    assert max(own.values()) == 1
    assert all(UUID.match(value) for value in own)
    named = {value for key, value in told if key.endswith("-uuid")}
    ids = {value for key, value in told if key == "id"}
    links = {value[1:] for key, value in told if key == "href" and value.startswith("#")}
    assert named <= set(own)
    assert links <= set(own) | ids


@pytest.mark.parametrize("form", WRITERS)
def test_nothing_is_empty_and_every_title_is_one_line(form: str) -> None:
    """OSCAL refuses empty lists and values with spaces around them."""
    for key, value in pairs(of_example(form)):
        assert value not in ([], {}, "", None), key
        if key in {"title", "value", "name", "prose"}:
            assert value == value.strip()
            assert "\n" not in value


def test_ids_of_all_provisions_differ() -> None:
    """Every provision of every framework is a control of its own, under a token."""
    ids = [
        control_id(framework.framework.id, one.id)
        for framework in catalog().frameworks
        for one in framework.provisions
    ]
    assert len(ids) > 1900
    assert len(set(ids)) == len(ids)
    assert all(TOKEN.match(one) for one in ids)


def test_provisions_that_would_have_one_id_are_refused() -> None:
    """In a catalog of somebody's own two ids may differ in signs that a token cannot hold."""
    found = example()
    (first, *rest) = found.catalog.frameworks
    one = first.provisions[0]
    alike = replace(first, provisions=(one, one.model_copy(update={"id": f"{one.id}."})))
    with pytest.raises(ToolError, match="would both be"):
        oscal_catalog.write(replace(found, catalog=replace(found.catalog, frameworks=(alike, *rest))))


def test_what_results_and_profile_name_is_in_the_catalog() -> None:
    """Controls by id, statements by id; and both name the same provisions."""
    told = list(pairs(of_example("oscal-catalog")))
    ids = Counter(value for key, value in told if key == "id")
    assert max(ids.values()) == 1
    (result,) = of_example("oscal")["results"]
    named = [
        one["control-id"] for one in result["reviewed-controls"]["control-selections"][0]["include-controls"]
    ]
    targets = [one["target"]["target-id"] for one in result["findings"]]
    assert set(named) | set(targets) <= set(ids)
    assert of_example("oscal-profile")["imports"][0]["include-controls"][0]["with-ids"] == named
    assert [target.removesuffix("_smt") for target in targets] == named


def test_only_what_is_met_is_satisfied() -> None:
    """A gap of today fails; what is open or to be judged is neither, and says which."""
    found = example()
    (result,) = of_example("oscal")["results"]
    outcomes = {
        f"{control_id(one.framework, one.id)}_smt": one for one in found.assessment.provisions if one.outcome
    }
    seen = set()
    for one in result["findings"]:
        provision, status = outcomes[one["target"]["target-id"]], one["target"]["status"]
        assert (status["state"] == "satisfied") == (provision.outcome == "satisfied")
        today = provision.outcome == "gap" and provision.timing == "in_force"
        assert (status.get("reason") == "fail") == today
        seen.add(provision.outcome)
    assert seen == {"gap", "unknown", "needs_review", "satisfied"}


def test_every_finding_is_an_observation_and_every_gap_a_risk() -> None:
    """Cured gaps are no risks; a plan has an item for each risk, the worst first."""
    found = example()
    (result,) = of_example("oscal")["results"]
    assert len(result["observations"]) == len(found.assessment.findings)
    gaps = [one for one in found.assessment.findings if one.outcome == "gap" and one.standing == "current"]
    assert len(result["risks"]) == len(gaps) > 0
    plan = of_example("oscal-poam")
    assert len(plan["poam-items"]) == len(gaps)
    assert {one["uuid"] for one in plan["risks"]} == {one["uuid"] for one in result["risks"]}
    assert {"name": "severity", "value": "high"}.items() <= plan["poam-items"][0]["props"][1].items()


def test_an_accepted_gap_is_a_deviation_with_its_reason() -> None:
    """It stays in the plan; an acceptance that expired leaves the risk open."""
    gap = first_gap(example())

    def status(found: Written) -> str:
        (result,) = document("oscal", found)["results"]
        (one,) = [one for one in result["risks"] if any(prop.get("value") == gap.id for prop in one["props"])]
        assert any(prop.get("remarks") == "Replaced in March." for prop in one["props"])
        assert isinstance(one["status"], str)
        return one["status"]

    assert status(with_first_gap(example(), acceptance=ACCEPTED)) == "deviation-approved"
    assert status(with_first_gap(example(), acceptance=replace(ACCEPTED, expired=True))) == "open"


def test_a_plan_without_a_gap_says_so() -> None:
    """OSCAL wants one item; it claims nothing."""
    found = example()
    met = tuple(one for one in found.assessment.findings if one.outcome != "gap")
    plan = document(
        "oscal-poam", Written(replace(found.assessment, findings=met), found.catalog, found.architecture)
    )
    assert [one["title"] for one in plan["poam-items"]] == ["No gap in what is stated"]
    assert "risks" not in plan


def test_ids_stay_from_one_assessment_to_the_next() -> None:
    """What a finding is about, and the finding, keep their UUID; the document has a new one."""
    found = example()
    later = Written(replace(found.assessment, as_of="2027-01-31"), found.catalog, found.architecture)
    then, now = document("oscal", found), document("oscal", later)
    assert then["uuid"] != now["uuid"]
    for key in ("observations", "findings"):
        assert [one["uuid"] for one in then["results"][0][key]] == [
            one["uuid"] for one in now["results"][0][key]
        ]
    assert now["metadata"]["last-modified"] == "2027-01-31T00:00:00Z"


def test_uuids_are_told_apart_by_their_parts() -> None:
    """Names are not run together."""
    assert uuid("a", "bc") != uuid("ab", "c")


@pytest.mark.parametrize("form", WRITERS)
def test_documents_are_the_same_bytes_again(form: str) -> None:
    """Nothing of the clock or of chance is in them."""
    assert WRITERS[form].write(example()) == WRITERS[form].write(example())


@pytest.mark.skipif(not READER.exists(), reason="the reader of OSCAL is not installed: make oscal")
def test_the_reader_of_the_ecosystem_takes_all_documents(tmp_path: Path) -> None:
    """compliance-trestle reads them without an unknown field, finds them valid, and resolves the profile to its provisions."""
    for form, writer in WRITERS.items():
        (tmp_path / f"{form}.json").write_bytes(writer.write(example()))
    script = Path(__file__).with_name("reading_oscal.py")
    ran = subprocess.run(
        [READER, script, tmp_path], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    chosen = of_example("oscal-profile")["imports"][0]["include-controls"][0]["with-ids"]
    assert json.loads(ran.stdout.splitlines()[-1]) == {"version": "1.2.1", "resolved": sorted(chosen)}
