"""`compliance assess`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, deliver, width
from compliance.pipeline.assessing import assessment_json, pretty
from compliance.pipeline.gate import fails
from compliance.render.terminal import Style, assessment_text

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Request


def run(request: Request, form: str, output: Path | None, fail_on: list[str], *, force: bool) -> int:
    """Assess and write the result; 1 where the gate fails."""
    found = request.assessed(cached=True)
    if form == "json":
        data = pretty(assessment_json(found.assessment))
    else:
        style = Style(colour=output is None and coloured(sys.stdout), width=width())
        data = assessment_text(
            found.assessment, found.catalog, found.description.architecture, style
        ).encode()
    deliver(data, output, force=force)
    return 1 if fails(found.assessment, fail_on) else 0
