"""Reading an assessment's JSON back into its types, for comparisons and gates."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from compliance.errors import InputError, Place, Problem
from compliance.model.assessment import SCHEMA, Assessment

_HINT: Final = "Give the file that `assess --format json` wrote, or assessment.json out of a report."


def load_assessment(data: bytes, name: str) -> Assessment:
    """Read an assessment file called `name`. Fields this program does not know are left out.

    InputError where it is no JSON, no assessment of this version, or lacks a field.
    """
    try:
        found: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        at = Place(name, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        raise InputError(
            (Problem(at, f"this is no JSON: {getattr(error, 'msg', 'it cannot be read')}", _HINT),)
        ) from None
    schema = found.get("schema") if isinstance(found, dict) else None
    if schema != SCHEMA:
        told = f"its schema is {schema!r}" if schema is not None else "it names no schema"
        raise InputError((Problem(Place(name, 1, 1), f"this is no assessment of version 1: {told}", _HINT),))
    try:
        return TypeAdapter(Assessment).validate_python(found)
    except ValidationError as error:
        place, found = Place(name, 1, 1), error.errors(include_url=False)
        wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found]
        raise InputError(Problem(place, message, _HINT) for message in wrong) from None
