"""One value, one sequence of bytes: canonical JSON (RFC 8785) and digests.

What is hashed or signed is written in this form, so that a digest made on another machine, in another year, is the same.
"""

from __future__ import annotations

import hashlib
import operator
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import PydanticSerializationError, to_json

from compliance.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What can be written. Numbers are whole; a fraction is written as text by whoever knows its precision."""

_LARGEST: Final = 2**53 - 1


def canonical_json(value: Json | DataclassInstance) -> bytes:
    """`value` as RFC 8785 JSON in UTF-8: no spaces, keys sorted, all text in Unicode NFC. A dataclass is a map of its fields.

    Raises `ToolError` for a float, a whole number beyond 2**53 - 1 either way, text that is no Unicode, a key that is no
    text, two keys equal in NFC, and any other type: each would have two spellings, or none.
    """
    try:
        # With floats refused and keys in order, what this fast writer gives is the canonical form.
        return to_json(_normalised(value))
    except (PydanticSerializationError, UnicodeEncodeError, RecursionError) as error:
        message = f"this value has no canonical form: {error}"
        raise ToolError(message) from error


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _normalised(value: Any) -> object:  # noqa: ANN401, PLR0911 - data of any shape, one line for each type
    """Plain data in canonical order. Exact types come first: an assessment has fifty thousand values."""
    kind: Any = type(value)
    if kind is str:
        return _text(value)
    if value is None or kind is bool:
        return value
    if kind is tuple or kind is list:
        return [_normalised(item) for item in value]
    if kind is dict:
        return _normalised_map(value)
    if kind is int:
        return _whole(value)
    names, values = _record(kind)
    if names:
        return {
            name: one if one is None else _text(one) if type(one) is str else _normalised(one)
            for name, one in zip(names, values(value), strict=True)
        }
    return _normalised_other(value)


def _normalised_other(value: object) -> object:
    """Data of a type that is like one of the plain ones."""
    if isinstance(value, str):
        return _text(str.__str__(value))
    if isinstance(value, int):
        return _whole(int(value))
    if isinstance(value, Mapping):
        return _normalised_map(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_normalised(item) for item in value]
    message = f"a {type(value).__name__} has no canonical form"
    raise ToolError(message)


def _text(value: str) -> str:
    return value if value.isascii() else unicodedata.normalize("NFC", value)


@cache
def _record(kind: type) -> tuple[tuple[str, ...], Callable[[Any], Sequence[object]]]:
    """The fields of a dataclass in canonical order, and how their values are got; no fields of any other type."""
    names = sorted(one.name for one in fields(kind)) if is_dataclass(kind) else []
    if len(names) > 1:
        return tuple(names), operator.attrgetter(*names)
    return tuple(names), lambda value: [getattr(value, name) for name in names]


def _whole(value: int) -> int:
    if abs(value) > _LARGEST:
        message = f"{value} has no canonical form: it is beyond what every reader keeps exactly"
        raise ToolError(message)
    return value


def _normalised_map(value: Mapping[Any, object]) -> dict[str, object]:
    names = _in_order(tuple(value))
    if names is not None:
        return {name: _normalised(value[name]) for name in names}
    items = {unicodedata.normalize("NFC", str(key)): item for key, item in value.items()}
    if len(items) < len(value):
        message = f"two keys are the same text: {', '.join(map(repr, value))}"
        raise ToolError(message)
    return {name: _normalised(items[name]) for name in sorted(items, key=_utf16)}


@lru_cache(maxsize=1024)
def _in_order(keys: tuple[Any, ...]) -> tuple[str, ...] | None:
    """The keys sorted, where all are ASCII, None where they are not; kept, since thousands of maps have the same."""
    if not all(isinstance(key, str) for key in keys):
        message = "a map with keys that are no text has no canonical form"
        raise ToolError(message)
    return tuple(sorted(keys)) if "".join(keys).isascii() else None


def _utf16(text: str) -> bytes:
    """The order of RFC 8785: by UTF-16 code units, which for ASCII is that of the letters."""
    return text.encode("utf-16-be")
