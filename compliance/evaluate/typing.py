"""The right side of an atom gets the type of the fact on its left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.condition import LISTS, AsOf, Atom, Literals, Span
from compliance.model.values import Count, Period, Share, When

if TYPE_CHECKING:
    import datetime as dt

    from compliance.model.facts import FactType


def typed_right(atom: Atom, left: FactType, as_of: dt.date) -> Any:
    """The typed literal; for `{fact: path}` nothing, since it differs by row; for `within` the period."""
    match atom.right:
        case Literals(words):
            return frozenset(words) if atom.operator in LISTS else _literal(atom.operator, words[0], left)
        case AsOf():
            return When.on(as_of)
        case Span(period, _):
            return Period.parse(period)
    return None


def _literal(operator: str, word: str, left: FactType) -> Any:
    if operator in {"on_or_before", "on_or_after"}:
        return When.parse(word)
    if operator == "age_at_most":
        return Period.parse(word)
    if left.shape == "dates" and operator in {"at_least", "at_most"}:
        return Count.parse(word)
    if left.shape in _PARSERS:
        return _PARSERS[left.shape](word)
    return Count.parse(word) if operator in {"at_least", "at_most"} else word


_PARSERS = {
    "date": When.parse,
    "dates": When.parse,
    "period": Period.parse,
    "count": Count.parse,
    "share": Share.parse,
}
