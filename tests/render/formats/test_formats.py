"""Formats for programs: each is read back by a reader of its own kind and holds what the assessment says."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.assessment import AcceptanceNote, Finding
from compliance.render.formats import csv as csv_format
from compliance.render.formats import junit, markdown, sarif
from compliance.render.formats.given import Written
from tests.examples.described import assessed

texts = st.text(max_size=60)


@cache
def example(name: str = "payment-copilot") -> Written:
    """An example as it is written."""
    found = assessed(name)
    return Written(found.assessment, found.catalog, found.description.architecture)


def with_first_gap(found: Written, **fields: Any) -> Written:
    """The same with the first current gap changed."""
    gap = first_gap(found)
    findings = tuple(replace(one, **fields) if one is gap else one for one in found.assessment.findings)
    return Written(replace(found.assessment, findings=findings), found.catalog, found.architecture)


def first_gap(found: Written) -> Finding:
    """A gap of today."""
    return next(
        one
        for one in found.assessment.findings
        if one.outcome == "gap" and one.timing == "in_force" and one.standing == "current"
    )


ACCEPTED = AcceptanceNote("Replaced in March.", "Chief risk officer", "2027-03-31", expired=False)


def rows_of(found: Written) -> list[dict[str, str]]:
    """The CSV read back."""
    return list(csv.DictReader(io.StringIO(csv_format.write(found).decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_each_finding() -> None:
    """In the order of the assessment, under named columns."""
    rows = rows_of(example())
    assert [row["id"] for row in rows] == [one.id for one in example().assessment.findings]
    assert rows[0].keys() == set(csv_format.COLUMNS)


RUN = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # what a spreadsheet takes for the start of a formula, or skips before one


@settings(max_examples=60)
@given(st.builds(str.__add__, st.sampled_from(["", "'", " ", *RUN]), texts))
def test_csv_keeps_every_text_and_runs_none(text: str) -> None:
    """A message comes back as it was, with one apostrophe before it where a spreadsheet would run it and nowhere else."""
    gap = first_gap(example())
    row = next(row for row in rows_of(with_first_gap(example(), message=text)) if row["id"] == gap.id)
    assert row["message"] == (f"'{text}" if text[:1] and text[0] in RUN else text)


def test_junit_fails_only_on_gaps_that_count_today() -> None:
    """Its counts are those of the assessment: gaps in force, current and not accepted."""
    found = with_first_gap(example(), acceptance=ACCEPTED)
    top = ET.fromstring(junit.write(found))  # noqa: S314 - written by this program a line above
    failed = {case.get("name") for case in top.iter("testcase") if case.find("failure") is not None}
    gaps = {
        one.id
        for one in found.assessment.findings
        if one.outcome == "gap" and one.timing == "in_force" and one.standing == "current"
    }
    assert failed == gaps - {first_gap(example()).id}
    assert sum(int(suite.get("failures", "")) for suite in top) == len(failed)
    assert len(list(top.iter("testcase"))) == len(found.assessment.findings)


@settings(max_examples=40)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_junit_holds_any_text(text: str) -> None:
    """Control characters, which XML cannot hold, do not break the document."""
    ET.fromstring(junit.write(with_first_gap(example("hospital-api"), message=text)))  # noqa: S314 - as above


def test_markdown_names_every_gap_and_no_markup_gets_through() -> None:
    """A description cannot add a link, a tag or a heading."""
    page = markdown.write(with_first_gap(example(), message="# [x](http://e) <script>`a`")).decode()
    for one in example().assessment.findings:
        if one.outcome == "gap" and one.timing == "in_force" and one.standing == "current":
            assert markdown.code(one.id) in page
    assert "<script>" not in page
    assert "[x](" not in page


def test_markdown_tells_cured_gaps_and_those_to_come() -> None:
    """Each under its own heading, so that neither reads as a gap of today."""
    coming, cured = (markdown.write(example(name)).decode() for name in ("payment-copilot", "hospital-api"))
    assert "## Coming (1)" in coming
    assert ", applies from 2026-12-02: " in coming
    assert "## Breached and cured (1)" in cured


def test_markdown_asks_in_words_and_stays_short() -> None:
    """The questions that most findings wait for, with their text; how many more there are is a number."""
    page = markdown.write(example()).decode()
    asked = page[page.index("## Not known: ") :].split("---")[0].splitlines()
    questions = [line for line in asked if line.startswith("- ")]
    assert len(questions) == 31
    assert questions[-1].startswith("- and ")
    assert any("? `" in line for line in questions)


@pytest.mark.parametrize("name", ["payment-copilot", "hospital-api"])
def test_junit_shows_no_gap_as_met(name: str) -> None:
    """A case without failure or reason to skip is a finding that is met, and no other."""
    top = ET.fromstring(junit.write(example(name)))  # noqa: S314 - written by this program a line above
    plain = {case.get("name") for case in top.iter("testcase") if not len(case)}
    assert plain == {one.id for one in example(name).assessment.findings if one.outcome == "satisfied"}


def test_sarif_points_at_the_facts_and_survives_moved_lines() -> None:
    """Each fact that is stated somewhere has its place; the fingerprint of code scanning knows no line."""
    for result in run_of(example())["results"]:
        assert len(result.get("relatedLocations", [])) <= sarif.MOST_PLACES
        assert result["partialFingerprints"]["primaryLocationLineHash"].endswith(":1")
    gap = first_gap(example())
    (told,) = [one for one in run_of(example())["results"] if one["properties"]["findingId"] == gap.id]
    lines = [one["physicalLocation"]["region"]["startLine"] for one in told["relatedLocations"]]
    assert lines == [read.source.line for read in gap.because if read.source][: sarif.MOST_PLACES]


def run_of(found: Written) -> dict[str, Any]:
    """The one run of the SARIF log."""
    runs: list[dict[str, Any]] = json.loads(sarif.write(found))["runs"]
    assert len(runs) == 1
    return runs[0]


def test_sarif_has_no_dangling_reference() -> None:
    """Rules by id and index, taxa by law and provision: all that is named is there."""
    run = run_of(example())
    rules = run["tool"]["driver"]["rules"]
    taxa = {(taxonomy["name"], taxon["id"]) for taxonomy in run["taxonomies"] for taxon in taxonomy["taxa"]}
    assert len({rule["id"] for rule in rules}) == len(rules)
    named = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        named += [(taxon["toolComponent"]["name"], taxon["id"]) for taxon in result["taxa"]]
    named += [
        (one["target"]["toolComponent"]["name"], one["target"]["id"])
        for rule in rules
        for one in rule["relationships"]
    ]
    assert set(named) <= taxa


def test_sarif_tells_gaps_judgement_and_unknowns_apart() -> None:
    """Only gaps of today have a level; a fingerprint belongs to one finding and does not change with its message."""
    results = {result["properties"]["findingId"]: result for result in run_of(example())["results"]}
    for one in example().assessment.findings:
        if one.id in results and one.timing == "in_force":
            kind = {"gap": "fail", "needs_review": "review", "unknown": "open"}[one.outcome]
            assert (results[one.id]["kind"], results[one.id]["level"] != "none") == (kind, kind == "fail")
    prints = [result["partialFingerprints"]["complianceFinding/v1"] for result in results.values()]
    assert len(set(prints)) == len(prints)
    gap = first_gap(example())
    again = next(
        r
        for r in run_of(with_first_gap(example(), message="other"))["results"]
        if r["properties"]["findingId"] == gap.id
    )
    assert again["partialFingerprints"] == results[gap.id]["partialFingerprints"]


def test_sarif_suppresses_what_somebody_answers_for() -> None:
    """An acceptance is a suppression with its reason; an expired one is none."""
    gap = first_gap(example())

    def result(found: Written) -> dict[str, Any]:
        return next(one for one in run_of(found)["results"] if one["properties"]["findingId"] == gap.id)

    assert (
        "Replaced in March."
        in result(with_first_gap(example(), acceptance=ACCEPTED))["suppressions"][0]["justification"]
    )
    assert "suppressions" not in result(with_first_gap(example(), acceptance=replace(ACCEPTED, expired=True)))


def test_sarif_points_at_lines_of_the_description() -> None:
    """A result of a flow that is described points into the architecture file, by its logical name."""
    places = [result["locations"][0]["physicalLocation"] for result in run_of(example())["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} <= {"architecture.yaml", "answers.yaml"}
    assert len({place["region"]["startLine"] for place in places}) > 10


def test_sarif_holds_no_link_of_a_description() -> None:
    """Code scanning turns `[text](address)` in a message into a link, which only a description could have brought."""
    lure = "see [the fix](https://example.org/x) \x1b[2J"
    found = with_first_gap(example(), message=lure, because=tuple(
        replace(read, value=lure) for read in first_gap(example()).because
    ))  # fmt: skip
    text = sarif.write(found).decode()
    assert "see [the fix] (https://example.org/x) [U+001B][2J" in text
    assert "](http" not in text


def test_sarif_leaves_out_the_least_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst stay, and the rest is counted in a notification."""
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of(example())
    assert [result["kind"] for result in run["results"]] == ["fail"] * 3
    assert (
        "further findings are left out"
        in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    )


def test_formats_are_the_same_bytes_again() -> None:
    """Nothing of the clock or of chance is in them."""
    for write in (csv_format.write, junit.write, markdown.write, sarif.write):
        assert write(example()) == write(example())
