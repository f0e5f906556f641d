"""Small changes to a control's conditions; good cases notice each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.model.condition import LISTS, All, AnyOf, Atom, Condition, Each, Has, Literals, Not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import Control


def mutants(control: Control) -> Iterator[tuple[str, Control]]:
    """Every mutant of a control with a sentence that says what was changed."""
    for what, where in changed(control.where):
        yield f"where: {what}", control.model_copy(update={"where": where})
    for index, item in enumerate(control.expect):
        others = control.expect[:index] + control.expect[index + 1 :]
        if others:
            yield f"expect: drop item {index + 1}", control.model_copy(update={"expect": others})
        for what, condition in changed(item.condition):
            new = item.model_copy(update={"condition": condition})
            expect = (*control.expect[:index], new, *control.expect[index + 1 :])
            yield f"expect item {index + 1}: {what}", control.model_copy(update={"expect": expect})
    for index, review in enumerate(control.review):
        others_ = control.review[:index] + control.review[index + 1 :]
        yield f"review: drop item {index + 1}", control.model_copy(update={"review": others_})
        for what, condition in changed(review.when):
            new_ = review.model_copy(update={"when": condition})
            reviews = (*control.review[:index], new_, *control.review[index + 1 :])
            yield f"review item {index + 1}: {what}", control.model_copy(update={"review": reviews})


def changed(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Each condition that differs in one place."""
    match condition:
        case All(parts) | AnyOf(parts):
            yield from _of_parts(condition, parts)
        case Not(part):
            yield "drop not", part
            yield from ((what, Not(inner)) for what, inner in changed(part))
        case Has(items, meets):
            yield "has becomes each", Each(items, meets)
            yield from ((what, Has(items, inner)) for what, inner in changed(meets))
        case Each(items, meets):
            yield "each becomes has", Has(items, meets)
            yield from ((what, Each(items, inner)) for what, inner in changed(meets))
        case Atom():
            yield from _of_atom(condition)


def _of_parts(condition: All | AnyOf, parts: tuple[Condition, ...]) -> Iterator[tuple[str, Condition]]:
    make, other = (All, AnyOf) if isinstance(condition, All) else (AnyOf, All)
    if len(parts) > 1:
        yield "swap all and any", other(parts)
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        if rest:
            yield f"drop part {index + 1}", make(rest)
        for what, inner in changed(part):
            yield what, make((*parts[:index], inner, *parts[index + 1 :]))


def _of_atom(atom: Atom) -> Iterator[tuple[str, Condition]]:
    yield f"negate {atom.fact} {atom.operator}", Not(atom)
    if not isinstance(atom.right, Literals):
        return
    words = atom.right.words
    if atom.operator in LISTS and len(words) > 1:
        for index, word in enumerate(words):
            rest = words[:index] + words[index + 1 :]
            yield f"{atom.fact}: drop {word}", replace(atom, right=Literals(rest))
    if atom.operator in {"at_least", "at_most"} and words[0].isdigit():
        more = str(int(words[0]) + 1)
        yield f"{atom.fact} {atom.operator} {more}", replace(atom, right=Literals((more,)))
