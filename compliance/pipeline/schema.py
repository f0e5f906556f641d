"""The JSON Schema of the assessment, from its types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from compliance.model.assessment import SCHEMA, Assessment


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the assessment. Fields may be added in later versions, so unknown ones are allowed."""
    schema = TypeAdapter(Assessment).json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = f"urn:compliance-assessor:{SCHEMA}"
    schema["title"] = "Compliance assessment, version 1"
    schema["properties"]["schema"] = {"const": SCHEMA}
    schema["required"] = sorted({*schema.get("required", ()), "schema"})
    return schema
