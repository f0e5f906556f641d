"""A catalog as compact JSON and back, for the cache: what was checked when it was packed is not checked again.

Conditions and timelines that many entries share are kept once and are one object again after unpacking. Entries hold the fields
that differ from their defaults, by attribute.
"""

from __future__ import annotations

import datetime as dt
import types
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic_core import from_json, to_json

from compliance.model import condition as conditions
from compliance.model.catalog import (
    Catalog,
    CategoryKind,
    ClassificationRule,
    Control,
    DatedSet,
    Framework,
    FrameworkCatalog,
    Phase,
    PracticeKind,
    Provision,
    Question,
)
from compliance.model.condition import Condition
from compliance.model.crosswalk import Theme
from compliance.model.entry import Entry
from compliance.model.vendor import VendorProfile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PARTS: Final[dict[str, Any]] = {
    "questions": tuple[Question, ...],
    "practices": dict[str, PracticeKind],
    "categories": dict[str, CategoryKind],
    "sets": dict[str, DatedSet],
    "shared": tuple[tuple[str, str], ...],
    "profiles": dict[str, VendorProfile],
    "profile_files": tuple[tuple[str, str], ...],
    "themes": tuple[Theme, ...],
}
"""What a catalog holds beside its frameworks; its files are not packed."""
FRAMEWORK: Final[dict[str, Any]] = {
    "framework": Framework,
    "provisions": tuple[Provision, ...],
    "controls": tuple[Control, ...],
    "rules": tuple[ClassificationRule, ...],
    "origin": str,
    "sha256": str,
}
TIMELINE: Final = tuple[Phase, ...]

DECIDES: Final = "!"
"""Before a condition that decides whether something applies: `partly` counts otherwise there."""

Unpack: TypeAlias = "Callable[[Any], Any]"


def pack(catalog: Catalog) -> bytes:
    """The catalog without its files, as JSON."""
    packer = _Packer()
    frameworks = [
        {name: packer.value(getattr(one, name)) for name in FRAMEWORK} for one in catalog.frameworks
    ]
    parts = {name: packer.value(getattr(catalog, name)) for name in PARTS}
    tables = {"conditions": list(packer.conditions), "timelines": packer.timelines}
    return to_json({**tables, "frameworks": frameworks, **parts})


def unpack(data: bytes) -> Catalog:
    """The catalog that was packed; of anything else some ValueError, TypeError, LookupError or AttributeError."""
    packed = from_json(data)
    trees = [_tree(text) for text in packed["conditions"]]
    unpacker = _Unpacker(trees, packed["timelines"])
    frameworks = tuple(
        FrameworkCatalog(**{name: unpacker.of(type_)(one[name]) for name, type_ in FRAMEWORK.items()})
        for one in packed["frameworks"]
    )
    return Catalog(frameworks, **{name: unpacker.of(type_)(packed[name]) for name, type_ in PARTS.items()})


class _Packer:
    """Turns entries into plain data; conditions and timelines into positions in tables."""

    def __init__(self) -> None:
        self.conditions: dict[str, int] = {}
        self.timelines: list[Any] = []
        self._timelines: dict[str, int] = {}

    def value(self, value: object) -> object:
        if isinstance(value, Condition):
            mark = DECIDES if conditions.decides(value) else ""
            return self.conditions.setdefault(mark + _text(conditions.to_data(value)), len(self.conditions))
        if isinstance(value, Entry):
            return self._entry(value)
        if isinstance(value, tuple):
            packed = [self.value(item) for item in value]
            return self._timeline(packed) if value and isinstance(value[0], Phase) else packed
        if isinstance(value, dict):
            return {key: self.value(item) for key, item in value.items()}
        return value.isoformat() if isinstance(value, dt.date) else value

    def _entry(self, entry: Entry) -> dict[str, Any]:
        stated = {name: getattr(entry, name) for name in type(entry).model_fields}
        return {
            name: self.value(value)
            for name, value in stated.items()
            if value != type(entry).model_fields[name].get_default(call_default_factory=True)
        }

    def _timeline(self, packed: list[Any]) -> int:
        number = self._timelines.setdefault(_text(packed), len(self.timelines))
        if number == len(self.timelines):
            self.timelines.append(packed)
        return number


class _Unpacker:
    """Turns plain data into entries, by their types; how each type is read is worked out once."""

    def __init__(self, trees: list[Condition], timelines: list[Any]) -> None:
        self._known: dict[Any, Unpack] = {}
        self._trees = trees
        phase = self.of(Phase)
        self._timelines = [tuple(map(phase, one)) for one in timelines]

    def of(self, type_: object) -> Unpack:
        """How a value of a type is read."""
        found = self._known.get(type_)
        if found is None:
            found = self._known[type_] = self._made(type_)
        return found

    def _made(self, type_: object) -> Unpack:  # noqa: PLR0911 - one line for each form of a type
        origin, inner = get_origin(type_), get_args(type_)
        if type_ == Condition:
            return self._trees.__getitem__
        if type_ == TIMELINE:
            return self._timelines.__getitem__
        if origin is Annotated:
            return self.of(inner[0])
        if origin in {Union, types.UnionType}:  # a type or None, and None is never packed
            return self.of(next(one for one in inner if one is not type(None)))
        if origin is tuple:
            item = self.of(inner[0])
            return tuple if item is _as_is else lambda data: tuple(map(item, data))
        if origin is dict:
            item = self.of(inner[1])
            return _as_is if item is _as_is else lambda data: {key: item(one) for key, one in data.items()}
        if type_ is dt.date:
            return dt.date.fromisoformat
        return self._entry(type_) if isinstance(type_, type) and issubclass(type_, Entry) else _as_is

    def _entry(self, model: type[Entry]) -> Unpack:
        fields = model.model_fields
        empty = {name: None if info.is_required() else info.default for name, info in fields.items()}
        reads = [(name, self.of(info.annotation)) for name, info in fields.items()]
        reads = [(name, read) for name, read in reads if read is not _as_is]
        fresh = [(name, make) for name, info in fields.items() if (make := info.default_factory) is not None]

        def read(data: dict[str, Any]) -> Entry:
            values = empty | data  # in the order of the fields
            for name, inner in reads:
                if name in data:
                    values[name] = inner(data[name])
            for name, make in fresh:
                if name not in data:
                    values[name] = make()  # type: ignore[call-arg]
            entry = model.__new__(model)
            entry.__setstate__(_state(values, data))
            return entry

        return read


def _state(values: dict[str, Any], stated: Iterable[str]) -> dict[str, Any]:
    """What copying and unpickling a model goes by: the fields are taken over without looking at them again."""
    return {
        "__dict__": values,
        "__pydantic_fields_set__": set(stated),
        "__pydantic_extra__": None,
        "__pydantic_private__": None,
    }


def _as_is(data: object) -> object:
    return data


def _tree(text: str) -> Condition:
    found = conditions.parse(from_json(text.removeprefix(DECIDES)))
    return conditions.deciding(found) if text.startswith(DECIDES) else found


def _text(data: object) -> str:
    return to_json(data).decode()
