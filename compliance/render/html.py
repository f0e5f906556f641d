"""From the view to HTML: the templates only place what the view has worded.

Templates of one's own may replace packaged ones. They see the same view and nothing else: they run in a sandbox, and what a
report must say is looked for in what they made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from compliance import resources
from compliance.errors import InputError, Place, Problem, ToolError
from compliance.render import fonts
from compliance.render.templates import environment, options, source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.render.view import View

PACKAGED: Final = "packaged/"
"""Before a name it means the packaged template, so that one's own can extend what it replaces."""
_FOLDER: Final = "report"
_PAGE: Final = "report.html.j2"
_MORE: Final = "more.css"
_WRONG_IN_A_TEMPLATE: Final = (
    TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError, MemoryError,
)  # fmt: skip
"""What a program of somebody else's can run into: a wrong name, a wrong sum, a text without end, a template inside itself."""
_HINT: Final = "templates/report/README.md says what a template can use."


def html(view: View, templates: Mapping[str, str] | None = None) -> str:
    """The report as one HTML page, without style sheet and fonts. Text of the description is escaped and harmless.

    `templates` replace packaged ones by name. InputError where one of them cannot be used or leaves out what must be said.
    """
    if not templates:
        return fonts.shown(environment(_FOLDER).get_template(_PAGE).render(view=view))
    _check_names(templates)
    page = fonts.shown(_rendered(view, templates))
    _check_said(view, page, templates)
    return page


def style_sheet(templates: Mapping[str, str] | None = None, *, decision: bool = False) -> str:
    """The style sheet, without the fonts; with the rules of a `decision` where there is one. Rules of one's own come last."""
    own = templates or {}
    own_rules = own.get("report.css") or source(_FOLDER, "report.css")
    return own_rules + (source("decision", "decision.css") if decision else "") + own.get(_MORE, "")


def _rendered(view: View, templates: Mapping[str, str]) -> str:
    def found(name: str) -> str:
        try:
            return templates[name] if name in templates else source(_FOLDER, name.removeprefix(PACKAGED))
        except ToolError:
            raise TemplateNotFound(name, f"there is no template {name!r}") from None

    sandbox = ImmutableSandboxedEnvironment(autoescape=True, **options(found))
    try:
        return sandbox.get_template(_PAGE).render(view=view)
    except TemplateSyntaxError as error:
        place = Place(error.name or _PAGE, error.lineno, 1)
        raise _refused(place, f"the template cannot be read: {error.message}") from None
    except _WRONG_IN_A_TEMPLATE as error:
        place = Place(next(iter(sorted(templates))), 1, 1)
        why = str(error) or type(error).__name__
        raise _refused(place, f"the templates cannot be filled in: {why}") from None


def _check_names(templates: Mapping[str, str]) -> None:
    """A template with another name would be ignored, which nobody wants who wrote one."""
    known = {path.rpartition("/")[2] for path in resources.files("templates", _FOLDER, ".j2")}
    known |= {"report.css", _MORE}
    used = "".join(templates.values())
    problems = [
        Problem(
            Place(name, 1, 1), "no packaged template has this name, and no other template names it", _HINT
        )
        for name in sorted(templates)
        if name not in known and f'"{name}"' not in used
    ]
    if problems:
        raise InputError(tuple(problems))


def _check_said(view: View, page: str, templates: Mapping[str, str]) -> None:
    """What no report may leave out: the statement of nature, a choice between variants, and in the full edition every finding."""
    said = [words for _, words in view.nature]
    said += [row.id for row in view.register] if view.edition == "full" else []
    said += [view.decision.headline] if view.decision is not None else []
    missing = [words for words in said if str(escape(words)) not in page]
    if missing:
        place = Place(next(iter(sorted(templates))), 1, 1)
        message = f"with these templates the report leaves out what it must say, first: {missing[0][:120]}"
        raise _refused(place, message)


def _refused(place: Place, message: str) -> InputError:
    return InputError((Problem(place, message, _HINT),))
