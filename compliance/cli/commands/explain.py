"""`compliance explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from compliance.cli.console import coloured, result, width
from compliance.errors import UsageError
from compliance.pipeline.catalogs import catalog_in_use
from compliance.render.explanation import explanation, names
from compliance.render.fact_text import near_fact
from compliance.render.terminal import Style
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN: Final = 5


def run(name: str, folders: list[Path]) -> None:
    """Print what a control, provision or question is about."""
    catalog = catalog_in_use((), folders)
    wanted = name.split("@", 1)[0]
    text = explanation(catalog, wanted, Style(colour=coloured(sys.stdout), width=width()))
    if text is None:
        near = near_fact(catalog, wanted) or did_you_mean(wanted, names(catalog))
        hint = f"Did you mean {near!r}?" if near else _begins(wanted, names(catalog))
        raise UsageError(f"there is nothing with the id {wanted!r}", hint)
    result(text)


def _begins(wanted: str, known: list[str]) -> str:
    """Ids that begin with what was typed; else where ids stand."""
    found = sorted(name for name in set(known) if name.startswith(wanted))
    if not found:
        return "`compliance assess` prints ids below findings and questions, `compliance frameworks show ID` those of controls."
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"These begin with it: {', '.join(found[:_SHOWN])}{more}."
