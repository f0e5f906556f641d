"""The semantics of conditions, findings and roll-ups, held as data: every case in the YAML files beside this one."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compliance.evaluate.assess import assess
from compliance.inputs.answers import load_answers
from compliance.inputs.architecture import load_architecture
from compliance.inputs.catalog import catalog_file, load_catalog
from compliance.inputs.catalog.typed import plain
from compliance.model.architecture import Vocabulary
from compliance.model.assessment import Assessment, Finding, Tool
from compliance.model.catalog import Catalog
from compliance.pipeline.catalogs import catalog_in_use
from compliance.source import Mapping, Sequence, dump, read

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
TEXTS = {
    "title": "The tested condition holds for every subject it is about",
    "lifecycle": "stable",
    "since": "0.1",
    "severity": "high",
    "method": "architecture",
    "statement": "A control made for one case of the conformance suite.",
    "rationale": "It exists to show what the language means, and for nothing else.",
    "messages": {"gap": "{path} fails.", "unknown": "Open."},
    "evidence": [{"kind": "none", "what": "Nothing"}],
    "remediation": {"effort": "low", "text": "Nothing."},
    "limits": ["Everything."],
    "references": [{"citation": "None"}],
}


def cases() -> list[Any]:
    """Every case with an id made of its file and its note."""
    found = []
    for path in FILES:
        root = read(path.read_bytes(), path.name)
        assert isinstance(root, Mapping)
        entries = root.get("cases")
        assert isinstance(entries, Sequence)
        found += [pytest.param(node, id=f"{path.stem}: {plain(node)['note']}") for node in entries.items]
    return found


@cache
def base() -> Catalog:
    """The built-in catalog, for its practices and categories."""
    return catalog_in_use()


def catalog_of(case: dict[str, Any]) -> Catalog:
    """A catalog with one framework `law` and one control, as a case describes them."""
    framework: dict[str, Any] = {
        "id": "law", "title": "A law", "short": "Law", "citation": "None", "text_version": "1", "catalog_version": "1",
        "applies": {"fact": "id", "equals": "organisation"}, "because": "Always.",
    }  # fmt: skip
    framework |= case.get("framework", {})
    control = {"id": "law-1", **TEXTS, "provisions": {"settles": ["1"]}} | case["control"]
    provisions = case.get("provisions") or [{"id": "1", "title": "A duty", "class": "duty"}]
    files = {
        "framework.yaml": framework,
        "provisions.yaml": {"provisions": provisions},
        "controls/law-1.yaml": control,
    }
    if "second" in case:
        files["controls/law-2.yaml"] = {"id": "law-2", **TEXTS, "provisions": {"settles": ["1"]}} | case[
            "second"
        ]
    if "rules" in case:
        framework["classification"] = ["rules"]
        files["classification/rules.yaml"] = {"rules": case["rules"]}
    loaded = [catalog_file(f"law/{name}", dump(data).encode()) for name, data in files.items()]
    for name, entries in case.get("sets", {}).items():
        data = {"id": name, "title": name, "source": "none", "entries": entries}
        loaded.append(catalog_file(f"sets/{name}.yaml", dump(data).encode()))
    added = load_catalog(loaded, "custom", base=base())
    return Catalog(
        added.frameworks, added.questions, base().practices, base().categories, {**base().sets, **added.sets}
    )


def outcome_of(node: Mapping) -> tuple[Assessment, dict[str, Finding]]:
    """What a case gives: the assessment, and its findings by subject (of `law-1`)."""
    case = plain(node)
    catalog = catalog_of(case)
    written = node.get("description")
    assert written is not None
    answers = [load_answers(dump(case["answers"]).encode(), "answers.yaml")] if "answers" in case else []
    vocabulary = Vocabulary(catalog.practices, catalog.categories)
    questions = {question.id: question for question in base().questions}
    description = load_architecture(
        dump(written).encode(), "architecture.yaml", vocabulary, answers, questions
    )
    day = dt.date.fromisoformat(case.get("as_of", "2026-06-01"))
    described = dt.date.fromisoformat(case["described_on"]) if "described_on" in case else None
    assessment = assess(description, catalog, day, tool=Tool("test", "1"), described_on=described)
    found = {f"{f.subject.kind}:{f.subject.id}": f for f in assessment.findings if f.control == "law-1"}
    return assessment, found


@pytest.mark.parametrize("node", cases())
def test_the_semantics_are_what_the_case_says(node: Mapping) -> None:
    """Outcome, standing, timing, by-provision outcomes, trace and asks are exactly those the case wants."""
    wanted = plain(node)["want"]
    assessment, found = outcome_of(node)
    assert {name: finding.outcome for name, finding in found.items()} == {
        name: told if isinstance(told, str) else told["outcome"]
        for name, told in (wanted.get("findings") or {}).items()
    }
    for name, told in (wanted.get("findings") or {}).items():
        if not isinstance(told, str):
            _compare(told, found[name])
    rows = {row.id: row for row in assessment.provisions}
    for name, told in (wanted.get("provisions") or {}).items():
        shown = {
            "outcome": rows[name].outcome or "none",
            "timing": rows[name].timing,
            "applies_from": rows[name].applies_from,
        }
        expected = {"outcome": told} if isinstance(told, str) else told
        assert {key: shown[key] for key in expected} == expected
    if "applies" in wanted:
        assert str(assessment.frameworks[0].applies) == wanted["applies"]


def _compare(told: dict[str, Any], finding: Finding) -> None:
    """The parts of a finding that a case names."""
    for key in ("standing", "timing", "assurance", "basis"):
        if key in told:
            assert getattr(finding, key) == told[key]
    if "by_provision" in told:
        assert {entry.id: entry.outcome for entry in finding.by_provision} == told["by_provision"]
    if "asks" in told:
        assert sorted(ask.fact for ask in finding.asks) == sorted(told["asks"])
    if "because" in told:
        assert set(told["because"]) <= {read.fact for read in finding.because}
