"""The shape of a file, worked out once from the annotations of the model: what loading reads and the JSON Schema shows."""

from __future__ import annotations

import datetime as dt
import functools
import types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin

from compliance.model.architecture import Architecture
from compliance.model.architecture.base import (
    Also,
    Described,
    Keys,
    Kind,
    Measured,
    Part,
    Raw,
    Ref,
    Scope,
    Target,
)
from compliance.model.values import Keyed, Listed, YesNo
from compliance.model.values.support import FromText
from compliance.model.words import Word

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class TextPlan:
    """Any text. `targets`: what it must be the name of, when it is a name."""

    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One of the parts that the kind of the practice or agreement around it declares."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One exact day."""


@dataclass(frozen=True, slots=True)
class ValuePlan:
    """A date, period, count or share that may be bounded. `measured`: words without a length are refused."""

    type: type[FromText]
    measured: bool = False


@dataclass(frozen=True, slots=True)
class WordPlan:
    """One word of a closed list."""

    words: type[Word]
    by_spelling: dict[str, Word] = field(compare=False)


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A list in one of its spellings. `kinds`: whose parts its items are, where the field itself says so."""

    item: Plan
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SequencePlan:
    """Entries one after the other: no ids, no open end."""

    item: Plan


@dataclass(frozen=True, slots=True)
class KeyedPlan:
    """Entries by id. `keys`: what the ids are names of; `scope`: practices declared for these."""

    value: Plan
    keys: tuple[Target, ...] = ()
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPlan:
    """Kept as a node."""


@dataclass(slots=True)
class FieldPlan:
    """One key of a map: the attribute it fills, the shape of its value, and what it means."""

    key: str
    name: str
    plan: Plan
    description: str
    required: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class ModelPlan:
    """A map whose keys are fields. `by_key` also holds other spellings of keys; `defaults` are the values of absent fields."""

    model: type[Described]
    fields: tuple[FieldPlan, ...] = ()
    by_key: dict[str, FieldPlan] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    required: tuple[FieldPlan, ...] = ()


Plan: TypeAlias = (
    TextPlan
    | PartPlan
    | DayPlan
    | ValuePlan
    | WordPlan
    | ListPlan
    | SequencePlan
    | KeyedPlan
    | RawPlan
    | ModelPlan
)


@functools.cache
def plan_of(model: type[Described]) -> ModelPlan:
    """The shape of a type of the model."""
    plan = ModelPlan(model)
    plan.fields = tuple(_field(name, info) for name, info in model.model_fields.items())
    plan.by_key = {field.key: field for field in plan.fields}
    for field_, info in zip(plan.fields, model.model_fields.values(), strict=True):
        plan.by_key |= {mark.key: field_ for mark in _marks(info) if isinstance(mark, Also)}
    plan.defaults = {field.name: None for field in plan.fields}
    plan.required = tuple(field for field in plan.fields if field.required)
    return plan


@functools.cache
def kinds_with_fields() -> dict[str, str]:
    """Declared kinds that have fields of their own and so never stand in a map of practices, and where that field is."""
    found: dict[str, str] = {}
    pending: list[tuple[str, Plan]] = [("", plan_of(Architecture))]
    seen: set[int] = set()
    while pending:
        path, plan = pending.pop(0)
        if isinstance(plan, KeyedPlan):
            pending.append((f"{path}.<id>", plan.value))
        if not isinstance(plan, ModelPlan) or id(plan) in seen:
            continue
        seen.add(id(plan))
        for known in plan.fields:
            here = f"{path}.{known.key}".removeprefix(".")
            pending.append((here, known.plan))
            for kind in known.kinds:
                found.setdefault(kind, here)
    return found


def short_field(plan: ModelPlan, text: str) -> tuple[FieldPlan, str] | None:
    """The field a bare word fills and the word as that field spells it; None where the shape has no such shorthand."""
    model = plan.model
    if not model.SHORT:
        return None
    word = model.SPELLINGS.get(text, text)
    fields = [plan.by_key[key] for key in model.SHORT]
    for field_ in fields:
        if isinstance(field_.plan, WordPlan) and word in field_.plan.by_spelling:
            return field_, word
    return fields[-1], word


def _field(name: str, info: FieldInfo) -> FieldPlan:
    marks = _marks(info)
    kinds = next((mark.names for mark in marks if isinstance(mark, Kind)), ())
    return FieldPlan(
        key=info.alias or name,
        name=name,
        plan=_plan(_bare(info.annotation), marks),
        description=info.description or "",
        required=info.is_required(),
        kinds=kinds,
    )


def _marks(info: FieldInfo) -> tuple[Any, ...]:
    """The marks of a field, wherever pydantic or the annotation keeps them."""
    return (*info.metadata, *_marks_in(info.annotation))


def _marks_in(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type as typing gives it
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return (*marks, *_marks_in(inner))
    if get_origin(annotation) in {Union, types.UnionType}:
        return tuple(mark for arg in get_args(annotation) for mark in _marks_in(arg))
    return ()


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - a type as typing gives it
    """The type without `None` and without marks."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return _bare(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation


def _plan(bare: Any, marks: tuple[Any, ...]) -> Plan:  # noqa: ANN401, PLR0911 - one line for each shape
    if any(isinstance(mark, Raw) for mark in marks):
        return RawPlan()
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is Listed:
        kinds = next((mark.names for mark in marks if isinstance(mark, Kind)), ())
        return ListPlan(_item(arguments[0]), kinds)
    if origin is Keyed:
        keys = next((mark.targets for mark in marks if isinstance(mark, Keys)), ())
        scope = next((mark.names for mark in marks if isinstance(mark, Scope)), ())
        return KeyedPlan(_item(arguments[0]), keys, scope)
    if origin is tuple:
        return SequencePlan(_item(arguments[0]))
    if issubclass(bare, Described):
        return plan_of(bare)
    if issubclass(bare, Word):
        words = [word for word in bare if word is not YesNo.PARTLY]
        return WordPlan(
            bare,
            {str(word): word for word in words}
            | ({"true": YesNo.YES, "false": YesNo.NO} if bare is YesNo else {}),
        )
    if issubclass(bare, FromText):
        return ValuePlan(bare, any(isinstance(mark, Measured) for mark in marks))
    return _plain(bare, marks)


def _plain(bare: type, marks: tuple[Any, ...]) -> Plan:
    if bare is dt.date:
        return DayPlan()
    if bare is not str:
        reason = f"no file can state a {bare.__name__}"
        raise TypeError(reason)
    if any(isinstance(mark, Part) for mark in marks):
        return PartPlan()
    return TextPlan(next((mark.targets for mark in marks if isinstance(mark, Ref)), ()))


def _item(annotation: Any) -> Plan:  # noqa: ANN401 - a type as typing gives it
    return _plan(_bare(annotation), _marks_in(annotation))
