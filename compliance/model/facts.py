"""Which facts there are: a dotted path from a subject, step by step, to a value with a type.

The stated facts come from the architecture's own types, so a new field is a new fact without a word here. Derived facts
and the ways from one subject to another are listed in `compliance.model.derived`. Nothing is computed here: the loader checks
conditions against these signatures, evaluation walks the same steps.
"""

from __future__ import annotations

import functools
import types
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from compliance.model.architecture import Architecture, Existing, Notification, Record
from compliance.model.catalog import SubjectKind
from compliance.model.derived import DERIVED, RECORD_FACTS, REFERENCES, SECTIONS, Derived
from compliance.model.values import Count, Done, Keyed, Listed, Period, Share, When, YesNo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.catalog import PracticeKind

Shape: TypeAlias = Literal[
    "word",
    "yes_no",
    "text",
    "date",
    "period",
    "count",
    "share",
    "number",
    "set",
    "dates",
    "record",
    "map",
    "subject",
    "subjects",
]
How: TypeAlias = Literal["head", "field", "entry", "derived", "record", "reference", "items"]
HEADS: Final[dict[str, SubjectKind]] = {
    "organisation": "organisation",
    "system": "system",
    "practices": "organisation",
}


@dataclass(frozen=True, slots=True)
class FactType:
    """What a path leads to. `words`: the vocabulary, empty where any text is allowed; `kind`: of a subject or of subjects."""

    shape: Shape
    words: frozenset[str] = frozenset()
    model: type[BaseModel] | None = None
    kind: SubjectKind | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: how to take it, its name in YAML, the attribute of the model, and the type it leads to."""

    how: How
    name: str
    attribute: str
    type: FactType


class UnknownFactError(LookupError):
    """A path that no subject of the kind has; `candidates` are the names that could stand instead of `segment`."""

    def __init__(self, segment: str, candidates: frozenset[str]) -> None:
        """Keep what a suggestion needs."""
        super().__init__(segment)
        self.segment = segment
        self.candidates = candidates


class Facts:
    """The paths of all subjects, for the practices (and words of classification) that a catalog declares."""

    def __init__(self, practices: Mapping[str, PracticeKind], classes: frozenset[str] = frozenset()) -> None:
        """`classes`: the words that classification rules yield into `classes`."""
        self.practices = practices
        self.classes = classes
        self._subjects: dict[SubjectKind, dict[str, Step]] = {}
        self._paths: dict[tuple[SubjectKind, str], tuple[Step, ...]] = {}

    def steps(self, kind: SubjectKind, path: str) -> tuple[Step, ...]:
        """The steps of a path from a subject of a kind; UnknownFactError where one does not exist."""
        key = (kind, path)
        if key not in self._paths:
            self._paths[key] = self._walk(kind, path)
        return self._paths[key]

    def type_of(self, kind: SubjectKind, path: str) -> FactType:
        """The type at the end of a path."""
        return self.steps(kind, path)[-1].type

    def _walk(self, kind: SubjectKind, path: str) -> tuple[Step, ...]:
        segments = path.split(".")
        here = FactType("subject", model=_model(kind), kind=kind)
        steps: list[Step] = []
        head = None if self._own_practice(kind, segments) else HEADS.get(segments[0])
        if head is not None:
            here = FactType("subject", model=_model(head), kind=head)
            steps.append(Step("head", head, head, here))
            segments = segments if segments[0] == "practices" else segments[1:]
        for segment in segments:
            steps.append(self._step(here, segment))
            here = steps[-1].type
        return tuple(steps)

    def _own_practice(self, kind: SubjectKind, segments: list[str]) -> bool:
        """Whether `practices.<id>` means the subject's own: the practice is declared for its kind."""
        if segments[0] != "practices" or len(segments) == 1 or segments[1] not in self.practices:
            return False
        model = _model(kind)
        return (
            kind in self.practices[segments[1]].scope
            and model is not None
            and "practices" in model.model_fields
        )

    def _step(self, here: FactType, name: str) -> Step:
        if here.shape == "map" and name in self.practices:
            return self._practice_step(here, name)
        candidates = self.candidates(here)
        if name not in candidates:
            raise UnknownFactError(name, frozenset(candidates))
        return candidates[name]

    @staticmethod
    def _practice_step(here: FactType, name: str) -> Step:
        return Step("entry", name, name, FactType("record", model=here.model))

    def candidates(self, here: FactType) -> dict[str, Step]:
        """Every step that can be taken from a type."""
        if here.shape == "subject" and here.kind is not None:
            if here.kind not in self._subjects:
                self._subjects[here.kind] = self._of_subject(here.kind)
            return self._subjects[here.kind]
        if here.shape == "map" and here.model is not None:
            return {name: self._practice_step(here, name) for name in self.practices}
        if here.model is not None:
            return _of_model(here.model) | _record_facts(here.model)
        return {}

    def _of_subject(self, kind: SubjectKind) -> dict[str, Step]:
        model = _model(kind)
        found = dict(_of_model(model)) if model is not None else {}
        if model is not None:
            found |= _record_facts(model)
        if kind == "organisation":
            found |= {
                "practices": Step("field", "practices", "practices", FactType("map", model=_practice()))
            }
        for name, (target, many) in REFERENCES[kind].items():
            shape: Shape = "subjects" if many else "subject"
            found[name] = Step(
                "items" if many else "reference",
                name,
                name,
                FactType(shape, frozenset(), _model(target), target),
            )
        for name, derived in DERIVED[kind].items():
            found[name] = Step("derived", name, name, self._derived(derived))
        found["id"] = Step("derived", "id", "id", FactType("text"))
        return found

    def _derived(self, derived: Derived) -> FactType:
        words = derived.words
        if derived.vocabulary == "practices":
            words = frozenset(self.practices)
        elif derived.vocabulary == "classes":
            words = self.classes
        return FactType(derived.shape, words)


@functools.cache
def _model(kind: SubjectKind) -> type[BaseModel] | None:
    """The architecture's type of a kind of subject."""
    type_: Any = Architecture
    for name in SECTIONS[kind]:
        type_ = _inner(type_.model_fields[name].annotation)
    return type_ if isinstance(type_, type) and issubclass(type_, BaseModel) else None


def _practice() -> type[BaseModel]:
    practice = _inner(Architecture.model_fields["practices"].annotation)
    assert isinstance(practice, type)  # noqa: S101 - a fault of the model itself
    return practice


@functools.cache
def _of_model(model: type[BaseModel] | None) -> dict[str, Step]:
    if model is None:
        return {}
    found: dict[str, Step] = {}
    for attribute, field in model.model_fields.items():
        name = field.alias or attribute
        type_ = _type(field.annotation)
        if type_ is not None:
            found[name] = Step("field", name, attribute, type_)
    return found


def _record_facts(model: type[BaseModel]) -> dict[str, Step]:
    if issubclass(model, Notification):
        return {"delay": Step("record", "delay", "delay", FactType("period"))}
    names = (
        tuple(RECORD_FACTS)
        if issubclass(model, Record)
        else ("exists",)
        if issubclass(model, Existing)
        else ()
    )
    return {name: Step("record", name, name, FactType("yes_no")) for name in names}


def _inner(annotation: Any) -> Any:
    """The type inside Optional, Annotated and Keyed."""
    origin = get_origin(annotation)
    if origin is Annotated or origin in {Keyed, dict}:
        return _inner(get_args(annotation)[-1 if origin is not Annotated else 0])
    if origin in {Union, types.UnionType}:
        real = [arg for arg in get_args(annotation) if arg is not type(None)]
        models = [arg for arg in map(_inner, real) if isinstance(arg, type) and issubclass(arg, BaseModel)]
        return _inner(models[-1] if len(real) > 1 and models else real[0])
    return annotation


def _type(annotation: Any) -> FactType | None:  # noqa: PLR0911 - one line for each shape
    inner = _inner(annotation)
    origin = get_origin(inner)
    if _keyed(annotation):
        return (
            FactType("map", model=inner) if isinstance(inner, type) and issubclass(inner, BaseModel) else None
        )
    if origin in {Listed, tuple}:
        item = _inner(get_args(inner)[0])
        return FactType("dates") if item is When else FactType("set", _words(item))
    if not isinstance(inner, type):
        return None
    simple: dict[type, Shape] = {
        When: "date",
        Done: "date",
        Period: "period",
        Count: "count",
        Share: "share",
        bool: "yes_no",
        str: "text",
        int: "number",
    }
    if inner in simple:
        return FactType(simple[inner])
    if issubclass(inner, StrEnum):
        return FactType("yes_no") if inner is YesNo else FactType("word", _words(inner))
    if issubclass(inner, BaseModel):
        return FactType("record", model=inner)
    return None


def _keyed(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {Keyed, dict}:
        return True
    return origin in {Annotated, Union, types.UnionType} and any(map(_keyed, get_args(annotation)))


def _words(item: Any) -> frozenset[str]:
    return (
        frozenset(str(word) for word in item)
        if isinstance(item, type) and issubclass(item, StrEnum)
        else frozenset()
    )
