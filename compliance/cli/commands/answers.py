"""`compliance answers`."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.cli.consent import confirmed
from compliance.cli.console import coloured, result, say, width
from compliance.errors import UsageError
from compliance.files import LARGEST_INPUT, read_limited
from compliance.pipeline.asking import open_answers
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.handing_back import Who, assign, take
from compliance.pipeline.handing_back import preview as preview_of
from compliance.questionnaire.workbook_read import read_workbook
from compliance.render.terminal import Style
from compliance.render.terminal.importing import preview_text
from compliance.render.terminal.style import counted
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

NOT_TAKEN = 3


@dataclass(frozen=True, slots=True)
class Mode:
    """Whether to write without asking, and whether to write at all."""

    yes: bool
    preview: bool


def run_import(
    path: Path, answers: Path, catalogs: list[Path], who: tuple[str | None, str | None], mode: Mode
) -> int:
    """Show what a workbook would change, and write it once somebody agrees; 3 where something was not taken."""
    returned = read_workbook(read_limited(path, LARGEST_INPUT), path.name)
    catalog = catalog_in_use((), catalogs, cached=True)
    file = open_answers(answers)
    found = preview_of(returned, file, catalog, Who(*who, dt.datetime.now(tz=dt.UTC).date()))
    style = Style(colour=coloured(sys.stdout), width=width())
    result(preview_text([told for told, _ in found.changes], found.conflicts, found.same, found.empty, style))
    if mode.preview or not found.changes:
        say("Nothing was written.")
    elif mode.yes or confirmed(f"Write {counted(len(found.changes), 'answer')} to {answers}?"):
        take(found, file)
        say(f"Written: {answers} ({counted(len(found.changes), 'answer')})")
    else:
        say("Nothing was written.")
    return NOT_TAKEN if found.conflicts else 0


def run_assign(names: list[str], to: str, answers: Path, catalogs: list[Path]) -> None:
    """Name who is to answer questions or themes."""
    catalog = catalog_in_use((), catalogs, cached=True)
    known = {name for question in catalog.questions for name in (question.id, question.theme)}
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            raise UsageError(
                f"there is no question or theme {name!r}", f"Did you mean {near!r}?" if near else None
            )
    assign(answers, dict.fromkeys(names, to))
    say(f"Written: {answers} ({', '.join(names)}: {to})")
