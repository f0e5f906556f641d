"""HTML: one page that loads nothing from elsewhere, reads without JavaScript and filters with it.

It is worded by the view that the PDF is drawn from. The policy in its head lets a browser run and show only what the page holds,
each by its digest; text of the description is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from compliance.render import fonts
from compliance.render.report import ReportInput
from compliance.render.templates import environment, source
from compliance.render.view import view

if TYPE_CHECKING:
    from compliance.render.formats.given import Written

_FOLDER: Final = "page"
_FACES: Final = ("inter-400.woff2", "inter-600.woff2", "source-serif-latin.woff2", "plex-mono-latin.woff2")
"""What is embedded, one file of each face; for characters these lack a browser has fonts of its own."""
_CHAPTERS: Final = (
    ("gap", "Gaps", "gap", ""),
    ("historic", "Historic gaps: breached, fulfilled now", "past", ""),
    ("upcoming", "Not in force on the date: gaps if nothing changes", "later", ""),
    (
        "judge",
        "A person must judge",
        "judge",
        "The tested facts do not decide these. A named person does, with reasons, in a determination.",
    ),
)
"""Chapter of the view, heading, style, and what stands below the heading."""


def write(found: Written) -> bytes:
    """The assessment as a page of its own."""
    told = found.assessment
    report = ReportInput(told, found.catalog, found.architecture, told.tool.version)
    style, script = _style(), source(_FOLDER, "page.js")
    page = (
        environment(_FOLDER)
        .get_template("page.html.j2")
        .render(
            view=view(report),
            chapters=_CHAPTERS,
            style=Markup(style),  # noqa: S704 - packaged files, not text of anybody's
            script=Markup(script),  # noqa: S704 - as above
            policy=_policy(style, script),
        )
    )
    return page.encode()


def _policy(style: str, script: str) -> str:
    """Nothing but this style sheet, this script and the fonts inside it."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return f"{fonts.face_rules(_FACES)}\n{source(_FOLDER, 'page.css')}"
