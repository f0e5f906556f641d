"""The published schemas are those of the code, and real files keep to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from compliance.inputs.schema import architecture_schema
from compliance.pipeline.assessing import assessment_json
from compliance.pipeline.catalogs import catalog_in_use, vocabulary
from compliance.pipeline.schema import assessment_schema, evidence_schema
from tests.docs.__main__ import EXAMPLES, SCHEMAS, assessed

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = sorted(path for path in EXAMPLES.iterdir() if (path / "architecture.yaml").exists())


def published(name: str) -> Any:
    """A schema as it stands in the repository."""
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def test_the_architecture_schema_is_the_published_one() -> None:
    """`make docs` was run after the last change to the model or the practices."""
    assert published("architecture") == architecture_schema(vocabulary(catalog_in_use()))


def test_the_assessment_schema_is_the_published_one() -> None:
    """`make docs` was run after the last change to the assessment's types."""
    assert published("assessment") == assessment_schema()


def test_the_schema_of_evidence_is_the_published_one() -> None:
    """`make docs` was run after the last change to the types of the status."""
    assert published("evidence-status") == evidence_schema()


def test_version_1_keeps_every_field() -> None:
    """Fields of the machine contract are added, never renamed or removed."""
    fields = {
        "Finding": "id control framework provisions by_provision subject outcome severity timing standing period assurance basis "
        "inherited message because asks path remediation determination acceptance",
        "ProvisionResult": "framework id disposition outcome timing applies_from assurance reason controls",
        "Classified": "framework provision subject conclusion holds because",
        "FrameworkScope": "id applies because asks",
        "ProvisionOutcome": "id outcome timing applies_from reason",
        "Read": "fact value source",
        "Ask": "fact question",
    }
    schema = assessment_schema()
    top = "schema tool as_of described_on inputs system frameworks classification provisions findings summary"
    assert set(top.split()) <= set(schema["properties"])
    for name, wanted in fields.items():
        assert set(wanted.split()) <= set(schema["$defs"][name]["properties"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_an_assessment_keeps_to_its_schema(folder: Path) -> None:
    """The JSON of every example is valid under the published schema."""
    jsonschema.validate(json.loads(assessment_json(assessed(folder).assessment)), published("assessment"))
