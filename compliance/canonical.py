"""One value, one sequence of bytes: canonical JSON (RFC 8785) and digests.

What is hashed or signed is written in this form, so that a digest made on another machine, in another year, is the same.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence

import rfc8785

from compliance.errors import ToolError

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What can be written. Numbers are whole; a fraction is written as text by whoever knows its precision."""


def canonical_json(value: Json) -> bytes:
    """`value` as RFC 8785 JSON in UTF-8: no spaces, keys sorted, all text in Unicode NFC.

    Raises `ToolError` for a float, a whole number beyond 2**53 - 1 either way, text that is no Unicode, a key that is no
    text, two keys equal in NFC, and any other type: each would have two spellings, or none.
    """
    try:
        # The library's own type is the one that may hold floats; what is given to it here never does.
        return rfc8785.dumps(_normalised(value))  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        message = f"this value has no canonical form: {error}"
        raise ToolError(message) from error


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _normalised(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return _normalised_map(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_normalised(item) for item in value]
    message = f"a {type(value).__name__} has no canonical form"
    raise ToolError(message)


def _normalised_map(value: Mapping[object, object]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            message = f"a {type(key).__name__} cannot be a key"
            raise ToolError(message)
        name = unicodedata.normalize("NFC", key)
        if name in result:
            message = f"two keys are the same text: {name!r}"
            raise ToolError(message)
        result[name] = _normalised(item)
    return result
