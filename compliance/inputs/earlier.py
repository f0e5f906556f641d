"""Reading the JSON of an earlier assessment, for the changes since then."""

from __future__ import annotations

import json
from typing import Any, Final

from compliance.canonical import sha256
from compliance.errors import InputError, Place, Problem
from compliance.model.assessment import SCHEMA
from compliance.model.earlier import Earlier, EarlierFinding

_HINT: Final = "Give the file that `assess --format json` wrote, or assessment.json out of an earlier report."


def load_earlier(data: bytes, name: str) -> Earlier:
    """Read an assessment file called `name`; InputError where it is none."""
    try:
        return _earlier(json.loads(data), sha256(data))
    except json.JSONDecodeError as error:
        raise _refused(Place(name, error.lineno, error.colno), f"this is no JSON: {error.msg}") from None
    except (UnicodeDecodeError, RecursionError):
        raise _refused(Place(name, 1, 1), "this is no JSON") from None
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _refused(Place(name, 1, 1), f"this is no assessment of version 1 ({error})") from None


def _earlier(found: Any, digest: str) -> Earlier:  # noqa: ANN401 - whatever the file holds
    if found["schema"] != SCHEMA:
        reason = f"its schema is {found['schema']!r}"
        raise ValueError(reason)
    return Earlier(
        _text(found["as_of"]),
        _text(found["system"]["id"]),
        digest,
        {
            _text(one["id"]): EarlierFinding(
                _text(one["control"]), _text(one["outcome"]), _text(one["timing"]), _text(one["standing"])
            )
            for one in found["findings"]
        },
        {_text(one["id"]): _text(one["sha256"]) for one in found["inputs"]["frameworks"]},
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        reason = f"{value!r} is no text"
        raise TypeError(reason)
    return value


def _refused(place: Place, message: str) -> InputError:
    return InputError((Problem(place, message, _HINT),))
