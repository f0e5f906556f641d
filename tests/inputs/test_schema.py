from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from compliance.inputs.schema import ARCHITECTURE_ID, architecture_schema
from compliance.source import Mapping, Node, Sequence, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.architecture import Vocabulary

_TOP = Path(__file__).parent.parent.parent
FILES = sorted((_TOP / "tests" / "replay").glob("*/architecture.yaml"))
FILES += sorted((_TOP / "frameworks" / "architectures").glob("*.yaml"))
FILES += sorted((_TOP / "templates").glob("architectures/*.yaml"))


@pytest.fixture(scope="module")
def schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of the architecture file."""
    return architecture_schema(vocabulary)


def _as_editors_see_it(node: Node) -> Any:
    """Plain data as YAML 1.2 editors read it: numbers, true, false and null are typed, yes and no are text."""
    if isinstance(node, Mapping):
        return {entry.key.text: _as_editors_see_it(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [_as_editors_see_it(item) for item in node.items]
    if not node.quoted and node.text in ("", "~", "null"):
        return None
    if not node.quoted and node.text in ("true", "false"):
        return node.text == "true"
    if not node.quoted and re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    return node.text


def _problems(schema: dict[str, Any], text: str) -> list[str]:
    return [
        error.message
        for error in Draft7Validator(schema).iter_errors(_as_editors_see_it(read(text, "a.yaml")))
    ]


def test_it_is_a_draft_07_schema_with_a_stable_name(schema: dict[str, Any]) -> None:
    """Editors know it by its id, whatever version of the program wrote it."""
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["$id"] == ARCHITECTURE_ID == "urn:compliance-assessor:schema:architecture:1"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_real_file_fits(schema: dict[str, Any], path: Path) -> None:
    """What loads must not be underlined in an editor."""
    assert _problems(schema, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "components: {a: {kind: databse}}",
        "components: {a: {knid: database}}",
        "flows: {f: {from: a}}",
        "flows: {f: {from: a, to: unknown}}\nzones: 3",
        "practices: {foo: none}",
        "practices: none",
        "practices: {training: {contents: [cooking]}}",
        "practices: {training: {every: unlimited}}",
        "practices: {training: {every: 1 fortnight}}",
        "practices: {notice: implemented}",
        "parties: {v: {country: Norway}}",
        "parties: {v: {agreements: {dpa: {clauses: [cooking]}}}}",
        "organisation: {roles: {gdpr: deployer}}",
        "organisation: {since: 15.4.2026}",
        "organisation: {headcount: many}",
        "data: {d: {category: {with: phi}}}",
        "described_on: 2026-11",
        "unknown_section: {}",
    ],
)
def test_what_is_wrong_does_not_fit(schema: dict[str, Any], text: str) -> None:
    """An editor underlines what loading would refuse."""
    assert _problems(schema, text) != []


@pytest.mark.parametrize(
    "text",
    [
        "zones:",
        "zones: unknown",
        "zones: none",
        "zones: {}",
        "zones: {a: }",
        "zones: {a: {cde: yes}, unknown: }",
        "zones: {a: {cde: true, open_to: [internet, unknown]}}",
        "practices: {training: none, policies: yes, risk_analysis: {performed_on: [2003, 2005-04], every: 1 year}}",
        "practices: {training: {contents: {has: all, lacks: ai}}}",
        "components: {c: {stores: [phi], buffers: phi, transforms: {pan: masked}, access: [staff]}}",
        "organisation: {headcount: 50, established_in: NO, roles: none, public_authority: no}",
        "incidents: {i: {notified: {authority: 2018-12, media: none}}}",
        "completeness: {by: Jo, on: 2026-11-20}",
        "ai_systems: {s: {infers: none, generates: {text: yes}}}",
        "variants: {self-hosted: {set: {components.llm.hosting: on_premises}}}",
    ],
)
def test_every_shorthand_fits(schema: dict[str, Any], text: str) -> None:
    """The schema describes the file as users write it, not as the program holds it."""
    assert _problems(schema, text) == []


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)


def test_every_key_shows_what_it_means(schema: dict[str, Any]) -> None:
    """Hovering over a key shows a sentence; hovering over a word shows its meaning."""
    keys = [
        (name, part)
        for found in _objects(schema)
        if set(found["properties"]) != {"has", "lacks"}
        for name, part in found["properties"].items()
    ]
    assert len(keys) > 300
    assert [name for name, part in keys if not part.get("description")] == []
    words = [word for word in schema["definitions"]["Task"]["anyOf"] if "const" in word]
    assert all(word["description"].endswith(".") for word in words)


def test_practices_are_those_the_question_bank_declares(
    schema: dict[str, Any], vocabulary: Vocabulary
) -> None:
    """A new practice is data: declaring it is enough for editors to know it."""
    known = schema["properties"]["practices"]["anyOf"][0]["properties"]
    assert {"risk_analysis", "training", "contingency_plan"} <= known.keys() <= vocabulary.practices.keys()
    assert "notice" not in known
