"""JSON Schemas of single values and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from compliance.inputs.plan import (
    DayPlan,
    ListPlan,
    PartPlan,
    Plan,
    SequencePlan,
    TextPlan,
    ValuePlan,
    WordPlan,
)
from compliance.model.architecture.base import OUTSIDE_EEA
from compliance.model.values import Count, Done, Period, Share, When, YesNo
from compliance.model.values.lists import MEANING
from compliance.model.words import Category, Group, Who

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.architecture import Vocabulary
    from compliance.model.words import Word

Schema: TypeAlias = dict[str, Any]
Kinds: TypeAlias = tuple[str, ...]

UNKNOWN: Final[Schema] = {"description": "Not known.", "enum": ["unknown", None, "", "~"]}
NAME: Final[Schema] = {"type": ["string", "integer"], "description": "An id of this file."}
COUNTRY: Final[Schema] = {
    "type": ["string", "boolean"],
    "pattern": f"^([A-Z]{{2}}|EEA|{OUTSIDE_EEA})$",
    "description": "A country as two letters, EU or EEA for all their members, outside_eea for one that is not named.",
}
_DAY: Final[Schema] = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "description": "A day: 2026-04-15.",
}
_RAW: Final[Schema] = {"type": ["object", "array", "string", "number", "boolean"]}
_NUMBERS: Final[dict[type, Schema]] = {
    When: {"type": "integer", "minimum": 1, "maximum": 9999, "description": "A year."},
    Done: {"type": "integer", "minimum": 1, "maximum": 9999, "description": "A year."},
    Count: {"type": "number", "minimum": 0},
    Share: {"type": "number", "minimum": 0},
}
"""What an editor reads where this program keeps text: years and counts as numbers."""


class Writer(Protocol):
    """What schemas are written with."""

    vocabulary: Vocabulary

    def of(self, plan: Plan, kinds: Kinds) -> Schema:
        """The schema of a value in the shape of a plan."""

    def define(self, name: str, schema: Schema) -> Schema:
        """Keep a schema under a name; a reference to it."""

    def names(self, targets: Iterable[str]) -> Schema:
        """What a name may look like."""


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def any_of(*schemas: Schema) -> Schema:
    """One of several schemas."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}


def unknown_or(schema: Schema) -> Schema:
    """A value that may also be left unknown."""
    alternatives = schema["anyOf"] if set(schema) == {"anyOf"} else [schema]
    return {"anyOf": [*alternatives, ref("Unknown")]}


def told(text: str, schema: Schema) -> Schema:
    """What a field means, before what its value means: editors show the first description they meet, and go inwards first."""
    return {"description": text, "allOf": [{"description": text}], **schema}


def single(writer: Writer, plan: Plan, kinds: Kinds) -> Schema:
    """The schema of what is neither a model nor a map of entries."""
    if isinstance(plan, ListPlan):
        return _list(writer, plan, plan.kinds or kinds)
    if isinstance(plan, SequencePlan):
        return {"type": "array", "items": writer.of(plan.item, kinds)}
    return _scalar(writer, plan, kinds)


def _scalar(writer: Writer, plan: Plan, kinds: Kinds) -> Schema:
    """The schema of one value."""
    match plan:
        case WordPlan():
            return _words(writer, plan.words)
        case PartPlan():
            words = [_word(word, text) for word, text in writer.vocabulary.parts(kinds).items()]
            return writer.define(".".join(("Part", *kinds)), any_of(*words))
        case ValuePlan():
            return _value(writer, plan)
        case TextPlan(targets):
            return _text(writer, targets)
    return writer.define("Day", _DAY) if isinstance(plan, DayPlan) else _RAW


def words_named(writer: Writer, target: str) -> Schema:
    """The words of the vocabulary that can stand where an id can."""
    if target == "categories":
        return _words(writer, Category)
    return any_of(_words(writer, Group), _words(writer, Who))


def _list(writer: Writer, plan: ListPlan, kinds: Kinds) -> Schema:
    """A list in each of its spellings."""
    item = writer.of(plan.item, kinds)
    items = {"type": "array", "items": {"anyOf": [item, {"enum": ["unknown", None]}]}}
    spelled = {
        "type": "object",
        "properties": {"has": any_of(items, item, {"const": "all"}), "lacks": any_of(items, item)},
        "additionalProperties": False,
        "minProperties": 1,
    }
    whole: Schema = {"enum": ["none"] if isinstance(plan.item, ValuePlan) else ["all", "none"]}
    schema = {"description": MEANING, "anyOf": [item, whole, items, spelled]}
    return writer.define(f"List.{item['$ref'].rpartition('/')[2]}", schema) if "$ref" in item else schema


def _text(writer: Writer, targets: tuple[str, ...]) -> Schema:
    if targets == ("countries",):
        return writer.define("Country", COUNTRY)
    if targets == ("profiles",):
        known = [_word(name, title) for name, title in sorted(writer.vocabulary.profiles.items())]
        return writer.define("Profile", any_of(*known)) if known else {"type": "string"}
    if "makers" in targets or not targets:
        return {"type": ["string", "number", "boolean"]}
    return writer.names(targets)


def _words(writer: Writer, words: type[Word]) -> Schema:
    members: list[Schema] = [_word(str(word), word.description) for word in words if word is not YesNo.PARTLY]
    if {"yes", "no"} & {str(word) for word in words}:
        members.append({"type": "boolean"})
    meaning = " ".join((words.__doc__ or "").split())
    return writer.define(words.__name__, {"description": meaning, "anyOf": members})


def _word(word: str, meaning: str) -> Schema:
    return {"const": word, "description": meaning}


def _value(writer: Writer, plan: ValuePlan) -> Schema:
    """A bounded value: its text, and the number an editor may see instead."""
    pattern, meaning = plan.type.PATTERN, plan.type.MEANING
    name = plan.type.__name__
    if plan.measured and plan.type is Period:
        name, pattern = "Length", pattern.replace("none|session|unlimited|", "")
    text = {"type": "string", "pattern": pattern, "description": meaning}
    number = _NUMBERS.get(plan.type)
    return writer.define(name, text if number is None else {"description": meaning, "anyOf": [text, number]})
