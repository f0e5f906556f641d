"""The value at an absolute path of the description, in words a reader knows from the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compliance.model.architecture import Described, Existing

if TYPE_CHECKING:
    from compliance.model.description import Description


def stated(description: Description, path: str) -> str:
    """What is stated at a path; `not stated` where nothing is."""
    here: Any = description.architecture
    for segment in path.split("."):
        here = _inside(here, segment)
        if here is None:
            return "not stated"
    return _words(here)


def _inside(here: Any, segment: str) -> Any:
    if isinstance(here, Mapping):
        return here.get(segment)
    if not isinstance(here, Described):
        return None
    attribute = _attribute(type(here), segment)
    return None if attribute is None else getattr(here, attribute)


@lru_cache(maxsize=4096)
def _attribute(model: type[Described], segment: str) -> str | None:
    """The attribute that a key of the file fills."""
    return next((name for name, field in model.model_fields.items() if segment in {name, field.alias}), None)


def _words(value: Any) -> str:
    if isinstance(value, Existing) and value.status is not None:
        return str(value.status)
    if isinstance(value, Mapping):
        return ", ".join(value) if value else "none"
    if isinstance(value, Described):
        stated_fields = [
            f"{field.alias or name}: {_words(inner)}"
            for name, field in type(value).model_fields.items()
            if (inner := getattr(value, name)) is not None
        ]
        return "; ".join(stated_fields) or "stated"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
