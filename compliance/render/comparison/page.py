"""A comparison as a page: for a browser with everything inside it, and as what the PDF is laid out from."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from compliance.render import fonts
from compliance.render.comparison.view import view
from compliance.render.html import style_sheet
from compliance.render.templates import environment, source

if TYPE_CHECKING:
    from compliance.model.comparison import Comparison

_FOLDER: Final = "decision"
_PAGE: Final = "decision.html.j2"
_FACES: Final = ("inter-400.woff2", "inter-600.woff2", "source-serif-latin.woff2", "plex-mono-latin.woff2")


def decision_html(comparison: Comparison) -> bytes:
    """The comparison as one HTML file that loads nothing from elsewhere and prints well."""
    style = fonts.face_rules(_FACES) + rules()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = "style-src-attr 'unsafe-inline'"  # widths of columns
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; {allowed}; font-src data:; base-uri 'none'; form-action 'none'"
    page = environment(_FOLDER).get_template(_PAGE)
    told = page.render(
        view=view(comparison),
        created=comparison.as_of,
        screen=True,
        style=Markup(style),  # noqa: S704 - packaged files, not text of anybody's
        policy=policy,
        draft=False,
        signer=None,
        field_link=None,
    )
    return told.encode()


def laid_out(comparison: Comparison, signer: str | None, field_link: str | None, *, draft: bool) -> str:
    """The page that the PDF is made from, without style sheet and fonts; characters no font has are shown by code point."""
    page = environment(_FOLDER).get_template(_PAGE)
    return fonts.shown(
        page.render(
            view=view(comparison),
            created=comparison.as_of,
            screen=False,
            draft=draft,
            signer=signer,
            field_link=field_link,
        )
    )


def rules() -> str:
    """The style sheet of the report, and what the decision adds to it."""
    return style_sheet() + source(_FOLDER, "decision.css")
