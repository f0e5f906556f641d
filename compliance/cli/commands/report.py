"""`compliance report`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from compliance.cli.console import say
from compliance.files import refuse_existing, write_atomically
from compliance.pipeline.reporting import signed_report, unsigned_report

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Request, Signing
    from compliance.cli.shown import Shown


def run(request: Request, output: Path, shown: Shown, signing: Signing | None, *, force: bool) -> None:
    """Assess, render, sign and write; without an identity nothing is written."""
    refuse_existing(output, overwrite=force)
    identity = signing.load() if signing is not None else None
    assessed = request.assessed()
    facts = shown.presented()
    if identity is None:
        pdf, pages = (rendered := unsigned_report(assessed, facts, None, draft=True)).pdf, rendered.pages
    else:
        pdf, rendered = signed_report(assessed, facts, identity, dt.datetime.now(tz=dt.UTC))
        pages = rendered.pages
    write_atomically(output, pdf, overwrite=force)
    say(f"Written: {output} ({pages} pages, {'signed' if identity else 'unsigned draft'})")
