"""Names in a decision file that the architecture has to know: variants with a plan, components of a route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.decide.cost import routes
from compliance.decide.subjects import entries
from compliance.errors import InputError, Problem
from compliance.model.layers import Layers
from compliance.model.values import Listed
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from compliance.decide.law import Assessed

_FEW: Final = 12


def check_components(variants: Sequence[Assessed], layers: Layers) -> None:
    """Refuse routes over components that the variant does not have: InputError with all of them, each at its place."""
    problems = [problem for one in variants for problem in _strangers(one, layers)]
    if problems:
        raise InputError(problems)


def check_plans(names: Collection[str], layers: Layers) -> None:
    """Refuse plans that a user's file states for none of the variants called `names`: InputError with all, each at its place.

    A misspelt name would leave the real one without cost. Plans of a preset may go unused.
    """
    known = sorted(names)
    stated = [layer for layer in layers.layers if layer.kind == "stated"]
    problems = [
        Problem(
            layer.places.get(f"variants.{name}"),
            f"variants.{name}: no variant is called {name!r}",
            _known(name, known),
        )
        for layer in stated
        for name in Layers((layer,)).ids("variants")
        if name not in known
    ]
    if problems:
        raise InputError(problems)


def _strangers(one: Assessed, layers: Layers) -> Iterator[Problem]:
    known = sorted(entries(one.architecture, "components"))
    for route in routes(layers, one.name):
        path = f"{route}.components"
        named = layers.value(Listed, path)
        layer = next((layer for layer in layers.layers if path in layer.values), None)
        if named is None or layer is None:
            continue
        for name in sorted({*named.has, *named.lacks} - set(known)):
            hint = _known(name, known)
            told = f"{path}: the architecture has no component {name!r} in this variant"
            yield Problem(layer.places.get(path), told, hint)


def _known(name: str, known: Sequence[str]) -> str | None:
    near = did_you_mean(name, known)
    if near:
        return f"did you mean {near!r}?"
    return f"there are {', '.join(known)}" if len(known) <= _FEW else None
