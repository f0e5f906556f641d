"""Values of the model as plain JSON data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """A dataclass as a dict in the order of its fields, tuples as lists, decimals as texts; anything else as it is.

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
    return written(value) if isinstance(value, Decimal) else value


def written(number: Decimal) -> str:
    """A decimal as JSON carries it: at most six decimals, no exponent, no zeros at the end."""
    text = format(number.quantize(Decimal("0.000001")), "f")
    return text.rstrip("0").rstrip(".") or "0"
