"""Options that several commands take together, declared once: the fields of a dataclass, one parameter of each command."""

from __future__ import annotations

import functools
import inspect
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def bundled(command: Callable[..., None]) -> Callable[..., None]:
    """`command` as typer sees it: a parameter that is a dataclass is, in its place, the options its fields declare.

    A field is an option where its type is `Annotated`; any other keeps its default.
    """
    parameters = inspect.signature(command, eval_str=True).parameters
    kinds = {name: one.annotation for name, one in parameters.items()}
    bundles = {name: kind for name, kind in kinds.items() if isinstance(kind, type) and is_dataclass(kind)}
    options = {name: list(_options(kind)) for name, kind in bundles.items()}

    @functools.wraps(command)
    def filled(**given: Any) -> None:  # noqa: ANN401 - whatever the options of a command are
        for name, kind in bundles.items():
            found = {one.name: given.pop(one.name) for one in options[name]}
            given[name] = kind(**found)
        command(**given)

    seen = [one for name, own in parameters.items() for one in options.get(name, [own])]
    filled.__signature__ = inspect.Signature(seen)  # type: ignore[attr-defined]  # where inspect looks first
    return filled


def _options(kind: Any) -> Iterator[inspect.Parameter]:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        if get_origin(hints[field.name]) is Annotated:
            yield inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=hints[field.name],
            )
