"""`compliance explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, result, width
from compliance.errors import UsageError
from compliance.pipeline.catalogs import catalog_in_use
from compliance.render.explanation import explanation, names
from compliance.render.fact_text import near_fact
from compliance.render.terminal import Style
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path


def run(name: str, folders: list[Path]) -> None:
    """Print what a control, provision or question is about."""
    catalog = catalog_in_use((), folders)
    wanted = name.split("@", 1)[0]
    text = explanation(catalog, wanted, Style(colour=coloured(sys.stdout), width=width()))
    if text is None:
        near = near_fact(catalog, wanted) or did_you_mean(wanted, names(catalog))
        raise UsageError(
            f"there is nothing with the id {wanted!r}", f"Did you mean {near!r}?" if near else None
        )
    result(text)
