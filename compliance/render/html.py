"""From the view to HTML: the templates only place what the view has worded."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from compliance import resources
from compliance.render import fonts
from compliance.render.text import harmless

if TYPE_CHECKING:
    from compliance.render.view import View

_FOLDER: Final = "report"


def html(view: View) -> str:
    """The report as one HTML page, without style sheet and fonts. Text of the description is escaped and harmless."""
    return fonts.shown(_environment().get_template("report.html.j2").render(view=view))


@cache
def style_sheet() -> str:
    """The style sheet, without the fonts."""
    return _source("report.css")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    return resources.read("templates", f"{_FOLDER}/{name}").decode("utf-8")


def _harmless(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Text without characters that steer; our own markup as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return harmless(value)
