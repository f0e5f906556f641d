"""`compliance report`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from compliance.cli.console import say
from compliance.cli.options import LARGEST_INPUT
from compliance.files import read_limited, refuse_existing, write_atomically
from compliance.inputs.answers import load_engagement
from compliance.pipeline.reporting import engagement_of, signed_report, unsigned_report
from compliance.render import Engagement

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Request, Signing


def run(
    request: Request, output: Path, engagement: Path | None, signing: Signing | None, *, force: bool
) -> None:
    """Assess, render, sign and write; without an identity nothing is written."""
    refuse_existing(output, overwrite=force)
    identity = signing.load() if signing is not None else None
    assessed = request.assessed()
    facts = _engagement(engagement)
    if identity is None:
        pdf, pages = (rendered := unsigned_report(assessed, facts, None, draft=True)).pdf, rendered.pages
    else:
        pdf, rendered = signed_report(assessed, facts, identity, dt.datetime.now(tz=dt.UTC))
        pages = rendered.pages
    write_atomically(output, pdf, overwrite=force)
    say(f"Written: {output} ({pages} pages, {'signed' if identity else 'unsigned draft'})")


def _engagement(path: Path | None) -> Engagement:
    if path is None:
        return Engagement()
    return engagement_of(load_engagement(read_limited(path, LARGEST_INPUT), path.name))
