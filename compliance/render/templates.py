"""The packaged templates of one folder, and the environment in which they are filled in: escaped, harmless, nothing undefined."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from compliance import resources
from compliance.render.text import harmless

if TYPE_CHECKING:
    from collections.abc import Callable


def source(folder: str, name: str) -> str:
    """The text of a packaged template or style sheet; a name with a folder of its own, `decision/x`, is taken from there.

    Raises `ToolError` when there is none.
    """
    path = name if "/" in name else f"{folder}/{name}"
    return resources.read("templates", path).decode("utf-8")


@cache
def environment(folder: str) -> Environment:
    """Fills in the packaged templates of `folder`."""
    return Environment(autoescape=True, **options(partial(source, folder)))


def options(found: Callable[[str], str]) -> dict[str, Any]:
    """What every environment of ours is made with, wherever its templates come from."""
    return {
        "loader": FunctionLoader(found),
        "undefined": StrictUndefined,
        "finalize": _harmless,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


def _harmless(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Text without characters that steer; our own markup, which is a kind of text of its own, as it is."""
    return harmless(value) if type(value) is str else value
