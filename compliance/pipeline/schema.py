"""The JSON Schemas of what other programs read: the assessment and the status of evidence, from their types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from compliance.model.assessment import SCHEMA, Assessment
from compliance.model.evidence_status import EVIDENCE, EvidenceStatus


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the assessment. Fields may be added in later versions, so unknown ones are allowed."""
    return _of(Assessment, SCHEMA, "Compliance assessment, version 1")


def evidence_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `evidence status --format json`; unknown fields are allowed, as for the assessment."""
    return _of(EvidenceStatus, EVIDENCE, "Status of evidence, version 1")


def _of(kind: type[Any], name: str, title: str) -> dict[str, Any]:
    schema: dict[str, Any] = TypeAdapter(kind).json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = f"urn:compliance-assessor:{name}"
    schema["title"] = title
    schema["properties"]["schema"] = {"const": name}
    schema["required"] = sorted({*schema.get("required", ()), "schema"})
    return schema
