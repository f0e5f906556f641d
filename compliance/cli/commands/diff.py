"""`compliance diff`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from compliance.canonical import canonical_json
from compliance.cli.console import coloured, deliver, width
from compliance.model.difference import to_json
from compliance.pipeline.assessing import pretty
from compliance.pipeline.differing import difference
from compliance.pipeline.gathering import Names
from compliance.render.difference import difference_markdown, difference_text
from compliance.render.terminal import Style

if TYPE_CHECKING:
    from pathlib import Path


def run(old: Path, new: Path, form: str, output: Path | None, *, force: bool) -> None:
    """Compare two assessments and write what differs."""
    names = Names()
    found = difference(names.given(old), names.given(new))
    if form == "json":
        data = pretty(canonical_json(to_json(found)))
    elif form == "markdown":
        data = difference_markdown(found).encode()
    else:
        data = difference_text(
            found, Style(colour=output is None and coloured(sys.stdout), width=width())
        ).encode()
    deliver(data, output, force=force)
