"""The condition language of catalogs: trees of data, never strings to be run.

A condition is read from plain YAML data (`parse`) and written back unchanged (`to_data`), so a catalog
can be cached as JSON. What the operators mean is settled by the cases in `tests/conformance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

Operator: TypeAlias = Literal[
    "equals",
    "in",
    "contains",
    "contains_any",
    "contains_all",
    "at_least",
    "at_most",
    "on_or_before",
    "on_or_after",
    "within",
    "age_at_most",
    "equals_wholly",
]
OPERATORS: Final[tuple[Operator, ...]] = (
    "equals",
    "in",
    "contains",
    "contains_any",
    "contains_all",
    "at_least",
    "at_most",
    "on_or_before",
    "on_or_after",
    "within",
    "age_at_most",
)
PARTS: Final = ("all", "any", "not", "fact", "has", "each")
"""What a condition begins with."""
WHOLLY: Final[Operator] = "equals_wholly"
"""`equals` where it decides to whom or when something applies: what holds in part leaves it open. Files write `equals`."""
LISTS: Final = frozenset(
    {"in", "contains_any", "contains_all"}
)  # operators whose right side is a list or a set


class ConditionError(ValueError):
    """A condition that is not of the language; `path` leads to the faulty part inside it, `wrong` is the word nobody knows."""

    def __init__(self, path: tuple[str | int, ...], message: str, wrong: str | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Literals:
    """One or more words as written; they get their type from the fact on the left."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetRef:
    """A dated set of the catalog, read as of the date of assessment."""

    name: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """Another fact of the same subject."""

    path: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date of assessment."""


@dataclass(frozen=True, slots=True)
class Span:
    """`within`: at most `period` after the date `of`."""

    period: str
    of: str


Right: TypeAlias = Literals | SetRef | FactRef | AsOf | Span


@dataclass(frozen=True, slots=True)
class Atom:
    """One fact compared with something."""

    fact: str
    operator: Operator
    right: Right


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Has:
    """One item of a collection meets the whole part."""

    items: str
    meets: Condition


@dataclass(frozen=True, slots=True)
class Each:
    """Every item of a collection meets the part; true of an empty collection."""

    items: str
    meets: Condition


Condition: TypeAlias = Atom | All | AnyOf | Not | Has | Each
TRUE: Final = All(())


def parse(data: object, path: tuple[str | int, ...] = ()) -> Condition:
    """Read a condition from plain data (dicts, lists, texts); ConditionError tells where it is wrong."""
    if not isinstance(data, dict) or not data:
        raise ConditionError(path, "a condition is a map such as {fact: ..., equals: ...} or {all: [...]}")
    tree = cast("dict[str, Any]", data)
    if "fact" in tree:
        return _atom(tree, path)
    if "has" in tree or "each" in tree:
        return _quantified(tree, path)
    if len(tree) != 1:
        raise ConditionError(path, "a condition has one of all, any, not, fact, has, each", next(iter(tree)))
    word, inner = next(iter(tree.items()))
    if word == "not":
        return Not(parse(inner, (*path, "not")))
    if word not in {"all", "any"}:
        raise ConditionError((*path, word), f"{word!r} is no part of a condition", word)
    if not isinstance(inner, list) or not inner:
        raise ConditionError((*path, word), f"{word!r} takes a list of one condition or more")
    parts = tuple(parse(item, (*path, word, index)) for index, item in enumerate(inner))
    return All(parts) if word == "all" else AnyOf(parts)


def _quantified(tree: dict[str, Any], path: tuple[str | int, ...]) -> Condition:
    word = "has" if "has" in tree else "each"
    if set(tree) != {word, "meets"} or not isinstance(tree[word], str):
        raise ConditionError(path, f"write {{{word}: <items>, meets: <condition>}}")
    meets = parse(tree["meets"], (*path, "meets"))
    return Has(tree[word], meets) if word == "has" else Each(tree[word], meets)


def _atom(tree: dict[str, Any], path: tuple[str | int, ...]) -> Atom:
    operators = [key for key in tree if key != "fact"]
    if len(operators) != 1 or not isinstance(tree["fact"], str):
        raise ConditionError(path, "an atom is {fact: <path>, <one operator>: <right side>}")
    word = operators[0]
    if word not in OPERATORS:
        raise ConditionError((*path, word), f"{word!r} is no operator", word)
    operator: Operator = word
    return Atom(tree["fact"], operator, _right(operator, tree[word], (*path, word)))


def _right(operator: Operator, data: object, path: tuple[str | int, ...]) -> Right:
    if operator == "within":
        if isinstance(data, dict) and set(data) == {"period", "of"}:
            return Span(str(data["period"]), str(data["of"]))
        raise ConditionError(path, "write within: {period: 60 days, of: <date fact>}")
    if isinstance(data, dict):
        if set(data) == {"set"} and operator in LISTS:
            return SetRef(str(data["set"]))
        if set(data) == {"fact"}:
            return FactRef(str(data["fact"]))
        raise ConditionError(
            path, "the right side is a literal, as_of, {fact: path} or, for lists, {set: name}"
        )
    if isinstance(data, list):
        if operator not in LISTS or not data or not all(isinstance(item, str) for item in data):
            raise ConditionError(
                path, f"{operator!r} takes {'a list of words' if operator in LISTS else 'one word'}"
            )
        return Literals(tuple(data))
    if not isinstance(data, str) or operator in LISTS:
        raise ConditionError(
            path, f"{operator!r} takes {'a list of words' if operator in LISTS else 'one word'}"
        )
    if data == "as_of" and operator in {"on_or_before", "on_or_after"}:
        return AsOf()
    return Literals((data,))


def deciding(condition: Condition) -> Condition:  # noqa: PLR0911 - one line for each form
    """The condition as one that decides whether something applies: `partly` then counts neither as yes nor as no."""
    match condition:
        case Atom(fact, "equals", Literals(("yes",) | ("no",)) as right):
            return Atom(fact, WHOLLY, right)
        case Atom():
            return condition
        case All(parts):
            return All(tuple(map(deciding, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(deciding, parts)))
        case Not(part):
            return Not(deciding(part))
        case Has(items, meets):
            return Has(items, deciding(meets))
        case Each(items, meets):
            return Each(items, deciding(meets))


def decides(condition: Condition) -> bool:
    """Whether `deciding` has changed something in it, which `to_data` does not tell."""
    match condition:
        case Atom(_, operator):
            return operator == WHOLLY
        case All(parts) | AnyOf(parts):
            return any(map(decides, parts))
        case Not(part):
            return decides(part)
        case Has(_, meets) | Each(_, meets):
            return decides(meets)


def to_data(condition: Condition) -> dict[str, Any]:
    """Write a condition as the plain data that `parse` reads."""
    match condition:
        case Atom(fact, operator, right):
            return {"fact": fact, "equals" if operator == WHOLLY else operator: _right_data(operator, right)}
        case All(parts):
            return {"all": [to_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [to_data(part) for part in parts]}
        case Not(part):
            return {"not": to_data(part)}
        case Has(items, meets):
            return {"has": items, "meets": to_data(meets)}
        case Each(items, meets):
            return {"each": items, "meets": to_data(meets)}


def _right_data(operator: Operator, right: Right) -> object:
    match right:
        case Literals(words):
            return list(words) if operator in LISTS else words[0]
        case SetRef(name):
            return {"set": name}
        case FactRef(path):
            return {"fact": path}
        case AsOf():
            return "as_of"
        case Span(period, of):
            return {"period": period, "of": of}
