"""Values of the model as plain JSON data."""

from __future__ import annotations

from typing import Any


def plain(value: Any) -> Any:
    """A dataclass as a dict in the order of its fields, tuples as lists, dicts as dicts; anything else as it is.

    Texts come first: they are most of an assessment, and a portfolio writes thousands of assessments.
    """
    if value is None or isinstance(value, str):
        return value
    names = getattr(value, "__dataclass_fields__", None)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
