"""Conditions held against the facts there are: a wrong name, word or operator is an error with a place and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.condition import (
    All,
    AnyOf,
    AsOf,
    Atom,
    Condition,
    Each,
    FactRef,
    Has,
    Literals,
    Not,
    Operator,
    SetRef,
    Span,
)
from compliance.model.facts import Facts, FactType, Shape, UnknownFactError
from compliance.model.values import Count, Period, Share, When
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compliance.model.catalog import Catalog, SubjectKind

Path = tuple[str | int, ...]
_PROFILE: Final = "profile"
_NEVER_EVALUATED: Final = (
    "Its claims are shown to people and never evaluated; use the fact that a person states."
)
_SHAPES: Final[dict[Operator, frozenset[Shape]]] = {
    "equals": frozenset({"word", "yes_no", "text", "date", "period", "count", "share", "number"}),
    "equals_wholly": frozenset({"word", "yes_no", "text"}),
    "in": frozenset({"word", "yes_no", "text"}),
    "contains": frozenset({"set"}),
    "contains_any": frozenset({"set"}),
    "contains_all": frozenset({"set"}),
    "at_least": frozenset({"period", "count", "share", "number", "set", "dates", "subjects"}),
    "at_most": frozenset({"period", "count", "share", "number", "set", "dates", "subjects"}),
    "on_or_before": frozenset({"date", "dates"}),
    "on_or_after": frozenset({"date", "dates"}),
    "within": frozenset({"date"}),
    "age_at_most": frozenset({"date", "dates"}),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong inside a condition; `path` leads to it from the condition's root."""

    path: Path
    message: str
    hint: str | None = None


class Checker:
    """Checks conditions against the facts of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Collect the words that classification rules yield."""
        classes = (r.yields.word for f in catalog.frameworks for r in f.rules if r.yields.fact == "classes")
        self.facts = Facts(catalog.practices, frozenset(classes))
        self.catalog = catalog

    def faults(self, condition: Condition, kind: SubjectKind, path: Path = ()) -> Iterator[Fault]:
        """Everything wrong in a condition on subjects of a kind."""
        match condition:
            case All(parts) | AnyOf(parts):
                word = "all" if isinstance(condition, All) else "any"
                for index, part in enumerate(parts):
                    yield from self.faults(part, kind, (*path, word, index))
            case Not(part):
                yield from self.faults(part, kind, (*path, "not"))
            case Has(items, meets) | Each(items, meets):
                yield from self._quantified(condition, items, meets, kind, path)
            case Atom():
                yield from self._atom(condition, kind, path)

    def _quantified(
        self, condition: Has | Each, items: str, meets: Condition, kind: SubjectKind, path: Path
    ) -> Iterator[Fault]:
        word = "has" if isinstance(condition, Has) else "each"
        found = self.type_of(kind, items)
        if isinstance(found, Fault):
            yield Fault((*path, word), found.message, found.hint)
        elif found.shape != "subjects" or found.kind is None:
            yield Fault((*path, word), f"{items!r} is no collection of subjects")
        else:
            yield from self.faults(meets, found.kind, (*path, "meets"))

    def type_of(self, kind: SubjectKind, fact: str) -> FactType | Fault:
        """The type of a fact, or what is wrong with its path."""
        if _PROFILE in fact.split("."):
            return Fault((), f"{fact!r}: the profile of a vendor is no fact", _NEVER_EVALUATED)
        try:
            return self.facts.type_of(kind, fact)
        except UnknownFactError as error:
            near = did_you_mean(error.segment, error.candidates)
            hint = f"did you mean {near!r}?" if near else None
            article = "an" if kind[0] in "aeiou" else "a"
            message = f"{fact!r}: {article} {kind.replace('_', ' ')} has no fact {error.segment!r}"
            return Fault((), message, hint)

    def _atom(self, atom: Atom, kind: SubjectKind, path: Path) -> Iterator[Fault]:
        left = self.type_of(kind, atom.fact)
        if isinstance(left, Fault):
            yield Fault((*path, "fact"), left.message, left.hint)
            return
        if left.shape not in _SHAPES[atom.operator]:
            yield Fault(
                (*path, atom.operator),
                f"{atom.operator!r} does not fit {atom.fact!r}, which is a {left.shape}",
            )
            return
        for message, hint in self._right(atom, left, kind):
            yield Fault((*path, atom.operator), message, hint)

    def _right(self, atom: Atom, left: FactType, kind: SubjectKind) -> Iterator[tuple[str, str | None]]:
        match atom.right:
            case Literals(words):
                for word in words:
                    yield from self._literal(atom.operator, word, left)
            case SetRef(name):
                if name not in self.catalog.sets:
                    near = did_you_mean(name, self.catalog.sets)
                    yield f"there is no dated set {name!r}", f"did you mean {near!r}?" if near else None
            case FactRef(other) | Span(_, other):
                found = self.type_of(kind, other)
                if isinstance(found, Fault):
                    yield found.message, found.hint
                elif not _comparable(atom.operator, left.shape, found.shape):
                    yield f"{other!r} is a {found.shape}, {atom.fact!r} a {left.shape}", None
            case AsOf():
                return

    def _literal(self, operator: Operator, word: str, left: FactType) -> Iterator[tuple[str, str | None]]:
        if operator in {"on_or_before", "on_or_after"}:
            yield from _parsed(When.parse, word)
        elif operator == "age_at_most":
            yield from _parsed(Period.parse, word)
        elif left.shape in _PARSERS:
            yield from _parsed(_PARSERS[left.shape], word)
        elif operator in {"at_least", "at_most"}:
            yield from _parsed(Count.parse, word)
        elif left.shape == "yes_no" and word not in {"yes", "no", "partly"}:
            yield f"{word!r}: write yes or no", None
        elif left.words and word not in left.words:
            near = did_you_mean(word, left.words)
            yield f"{word!r} is none of its words", f"did you mean {near!r}?" if near else None


def _comparable(operator: Operator, left: Shape, right: Shape) -> bool:
    one_of_a_list = operator == "contains" and right in {"text", "word"}
    return left == right or {left, right} <= {"date", "dates"} or one_of_a_list


_PARSERS: Final = {"date": When.parse, "period": Period.parse, "count": Count.parse, "share": Share.parse}


def _parsed(parse: Callable[[str], object], word: str) -> Iterator[tuple[str, str | None]]:
    try:
        parse(word)
    except ValueError as error:
        yield str(error), None
