"""Conformance cases: the semantics as data. A file holds cases; each brings its own small catalog and description.

A case states `description` and either `truths` (conditions on one subject, with what they come to) or a catalog (`controls`,
`provisions`, `rules`, `sets`, `practices`, parts of `framework`) with what is wanted of the assessment: `findings`, `provisions`,
`scope`, `classification`. What a case leaves out is filled from `shared.yaml`, and from `every` of its file; `alone` is a
description that `every` adds nothing to.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import resources
from compliance.evaluate.assess import Evaluation
from compliance.evaluate.explain import explain
from compliance.inputs.catalog import catalog_file, load_catalog
from compliance.inputs.catalog.typed import plain
from compliance.model.condition import parse
from compliance.pipeline.assessing import Given, Sources, assess_sources, describe
from compliance.source import read
from tests.evaluate.partial import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.assessment import Assessment, Finding
    from compliance.model.catalog import Catalog
    from compliance.model.description import Description

AS_OF = "2026-11-20"
HERE = Path(__file__).parent
SHARED = HERE / "shared.yaml"
_TRUTHS = {"yes": True, "no": False, "open": None}


@dataclass(frozen=True)
class Case:
    """One case: `data` as in the file."""

    file: str
    name: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The name of the test."""
        return f"{self.file}: {self.name}"

    def get(self, key: str, default: Any = None) -> Any:
        """A part of the case."""
        return self.data.get(key, default)


def cases() -> Iterator[Case]:
    """All cases of this folder."""
    for file in sorted(HERE.glob("*.yaml")):
        tree = plain(read(file.read_text("utf-8"), file.name))
        if file != SHARED and isinstance(tree, dict):
            base = tree.get("every", {})
            for data in tree["cases"]:
                yield Case(file.stem, data["name"], _over(base, data))


def _over(base: Any, data: Any) -> Any:
    """`data` laid over `base`, map by map."""
    if isinstance(base, dict) and isinstance(data, dict):
        return {
            key: _over(base[key], data[key]) if key in base and key in data else data.get(key, base.get(key))
            for key in {**base, **data}
        }
    return data


def _file(path: str, tree: Any) -> Any:
    return catalog_file(path, text(tree).encode())


def catalog(case: Case) -> Catalog:
    """The catalog of a case."""
    shared = plain(read(SHARED.read_text("utf-8"), SHARED.name))
    assert isinstance(shared, dict)
    rules = case.get("rules", [])
    framework = (
        shared["framework"] | {"classification": ["rules"] if rules else []} | case.get("framework", {})
    )
    files = [
        catalog_file("categories.yaml", resources.read("frameworks", "categories.yaml")),
        *(
            catalog_file(path, resources.read("frameworks", path))
            for path in ("sets/eea.yaml", "sets/adequate_countries.yaml")
        ),
        _file("law/framework.yaml", framework),
        _file("law/provisions.yaml", {"provisions": case.get("provisions", shared["provisions"])}),
        _file(
            "questions/all.yaml",
            {
                "theme": "all",
                "title": "All",
                "practices": shared["practices"] | case.get("practices", {}),
                "questions": case.get("questions", []),
            },
        ),
    ]
    if rules:
        files.append(
            _file("law/classification/rules.yaml", {"rules": [shared["rule"] | rule for rule in rules]})
        )
    files += [
        _file(f"law/controls/{control.get('id', 'c')}.yaml", shared["control"] | control)
        for control in case.get("controls", [])
    ]
    for name, entries in case.get("sets", {}).items():
        files.append(
            _file(f"sets/{name}.yaml", {"id": name, "title": name, "source": "case", "entries": entries})
        )
    return load_catalog(files)


def sources(case: Case) -> Sources:
    """The input files of a case."""

    def given(name: str) -> Given | None:
        return Given(f"{name}.yaml", text(case.get(name)).encode()) if name in case.data else None

    answers = given("answers")
    described = case.get("alone", case.get("description", {}))
    return Sources(
        Given("architecture.yaml", text(described).encode()),
        answers=(answers,) if answers is not None else (),
        determinations=given("determinations"),
        acceptances=given("acceptances"),
        evidence=frozenset(case.get("evidence", [])),
    )


def _day(case: Case, key: str) -> dt.date | None:
    return dt.date.fromisoformat(case.data[key]) if key in case.data else None


def faults(case: Case) -> list[str]:
    """Where the evaluation differs from what the case wants."""
    used = catalog(case)
    if "truths" in case.data:
        return list(_truths(case, used, describe(sources(case), used)))
    as_of = _day(case, "as_of") or dt.date.fromisoformat(AS_OF)
    assessed = assess_sources(sources(case), used, as_of, described_on=_day(case, "described_on"))
    outcomes = Evaluation(assessed.description, used, as_of, _day(case, "described_on")).outcomes()
    found = list(_assessment(case, assessed.assessment))
    if not case.data.keys() & {"determinations", "acceptances"}:  # outcomes alone leave persons out
        alone = {result.id: result.outcome for one in outcomes for result in one.provisions}
        told = {result.id: result.outcome for result in assessed.assessment.provisions}
        found += [f"outcomes alone differ: {alone} and {told}"] if alone != told else []
    return found


def _truths(case: Case, used: Catalog, description: Description) -> Iterator[str]:
    day = _day(case, "as_of") or dt.date.fromisoformat(AS_OF)
    world = Evaluation(description, used, day, _day(case, "described_on")).world
    for row in case.data["truths"]:
        kind, _, name = row.get("on", case.get("on", "organisation:organisation")).partition(":")
        condition, wanted = parse(row["if"]), _TRUTHS[row["is"]]
        item = world.table(kind).by_id[name]
        masks = world.conditions["law"].truth(condition, kind).at(item.row)
        seen = explain(world, "law", condition, item)
        what = f"{row['if']} on {kind}:{name}"
        if masks is not wanted:
            yield f"{what}: wanted {wanted}, masks say {masks}"
        if seen.truth is not wanted:
            yield f"{what}: wanted {wanted}, recursion says {seen.truth}"
        for key, told in (("reads", seen.stated), ("asks", seen.missing)):
            if key in row and sorted(row[key]) != sorted(told):
                yield f"{what}: wanted {key} {row[key]}, got {list(told)}"


def _assessment(case: Case, got: Assessment) -> Iterator[str]:
    if "findings" in case.data:
        found = {f"{f.control}@{f.subject.kind}:{f.subject.id}": f for f in got.findings}
        wanted = {key if "@" in key else f"c@{key}": value for key, value in case.data["findings"].items()}
        yield from (f"no finding {name}" for name in wanted.keys() - found.keys())
        yield from (
            f"unwanted finding {name}: {found[name].outcome}" for name in found.keys() - wanted.keys()
        )
        for name in wanted.keys() & found.keys():
            yield from _finding(name, wanted[name], found[name])
    results = {result.id: result for result in got.provisions}
    for name, value in case.get("wanted", {}).items():
        more = value if isinstance(value, dict) else {"outcome": value}
        yield from _fields(name, more, results[name])
    if "scope" in case.data and got.frameworks[0].applies is not _TRUTHS[case.data["scope"]]:
        yield f"scope: got {got.frameworks[0].applies}"
    if "classified" in case.data:
        told = {
            f"{one.subject.kind}:{one.subject.id} {one.provision}": one.holds for one in got.classification
        }
        expected = {key: _TRUTHS[value] for key, value in case.data["classified"].items()}
        if told != expected:
            yield f"classification: wanted {expected}, got {told}"
    wanted_notes = case.get("notes", [])
    told_codes = [note.code for note in got.summary.notes]
    codes = [code for code in told_codes if code != "described_on_assumed" or code in wanted_notes]
    if "notes" in case.data and codes != wanted_notes:
        yield f"notes: got {codes}"


def _finding(name: str, wanted: Any, finding: Finding) -> Iterator[str]:
    more = dict(wanted) if isinstance(wanted, dict) else {"outcome": wanted}
    by_provision = {one.id: one.outcome for one in finding.by_provision}
    if "by_provision" in more and by_provision != more.pop("by_provision"):
        yield f"{name}: got by provision {by_provision}"
    lists = {"reads": [read.fact for read in finding.because], "asks": [ask.fact for ask in finding.asks]}
    for key, told in lists.items():
        if key in more and sorted(more.pop(key)) != sorted(told):
            yield f"{name}: got {key} {told}"
    said = {read.fact: read.said for read in finding.because if read.said is not None}
    if "said" in more and (wanted_said := more.pop("said")) != {
        fact: f"{one.by}, {one.role}, {one.on}, {one.assurance}, {one.question}" for fact, one in said.items()
    }:
        yield f"{name}: wanted said {wanted_said}, got {said}"
    yield from _fields(name, more, finding)


def _fields(name: str, wanted: dict[str, Any], got: Any) -> Iterator[str]:
    for key, value in wanted.items():
        told = getattr(got, key)
        told = told.code if key == "reason" and told is not None else told
        if (None if value in {"none", None} else value) != told:
            yield f"{name}: wanted {key} {value}, got {told}"
