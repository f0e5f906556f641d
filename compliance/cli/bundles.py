"""Options that several commands take together, declared once: the fields of a dataclass, one parameter of each command."""

from __future__ import annotations

import functools
import inspect
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Command = TypeVar("Command", bound="Callable[..., None]")


class Only:
    """In the annotation of a bundle: those of its options that a command takes; the others keep their defaults."""

    def __init__(self, *names: str) -> None:
        self.names = names


class Commands(typer.Typer):
    """Commands whose parameters may be bundles."""

    def command(self, name: str | None = None, **how: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - as typer has it
        """As typer's, which sees the options that bundles declare; the function itself stays as it is."""
        register = super().command(name, **how)

        def registered(command: Command) -> Command:
            register(bundled(command))
            return command

        return registered


def bundled(command: Callable[..., None]) -> Callable[..., None]:
    """`command` as typer sees it: a parameter that is a dataclass is, in its place, the options its fields declare.

    A field is an option where its type is `Annotated`; any other keeps its default.
    """
    parameters = inspect.signature(command, eval_str=True).parameters
    bundles = {name: _bundle(one.annotation) for name, one in parameters.items()}
    options = {name: list(_options(*bundle)) for name, bundle in bundles.items() if bundle}

    @functools.wraps(command)
    def filled(**given: Any) -> None:  # noqa: ANN401 - whatever the options of a command are
        for name, bundle in bundles.items():
            if bundle:
                found = {one.name: given.pop(one.name) for one in options[name]}
                given[name] = bundle[0](**found)
        command(**given)

    seen = [one for name, own in parameters.items() for one in options.get(name, [own])]
    filled.__signature__ = inspect.Signature(seen)  # type: ignore[attr-defined]  # where inspect looks first
    filled.__annotations__ = {}  # they stand in the signature; typer would read the command's own again, twice
    return filled


def _bundle(annotation: object) -> tuple[Callable[..., object], tuple[str, ...] | None] | None:
    """The dataclass of a parameter that is a bundle, and which of its options are taken; None: all of them."""
    kind, *more = get_args(annotation) if get_origin(annotation) is Annotated else (annotation,)
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return None
    return kind, next((one.names for one in more if isinstance(one, Only)), None)


def _options(kind: Any, names: tuple[str, ...] | None) -> Iterator[inspect.Parameter]:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind, include_extras=True)
    own = {one.name: one for one in fields(kind) if get_origin(hints[one.name]) is Annotated}
    for name in own if names is None else names:
        stated = own[name].default
        default = inspect.Parameter.empty if stated is MISSING else stated
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
