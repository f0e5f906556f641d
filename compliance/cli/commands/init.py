"""`compliance init`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from compliance import resources
from compliance.cli.console import say
from compliance.errors import UsageError
from compliance.files import refuse_existing, write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path, template: str, *, force: bool) -> None:
    """Write a starter; a file that exists stays unless told otherwise."""
    write_atomically(path, resources.read("templates", f"starters/{template}.yaml"), overwrite=force)
    say(f"Written: {path}. Describe your system in it, then run: compliance assess {path}")


def run_interview(path: Path, *, force: bool) -> None:
    """Ask for the first facts and write them; nothing is written where the person stops."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the interview needs a terminal to ask on", "Without one, begin with --template.")
    refuse_existing(path, overwrite=force)
    written = interview(path, dt.datetime.now(tz=dt.UTC).date(), force=force)
    if written:
        say(f"Written: {path}. Read it and add what is missing, then run:")
        say(f"  compliance assess {path}")
        say(f"  compliance ask {path} --answers answers.yaml")
    else:
        say("Stopped; nothing was written.")


def interview(path: Path, today: dt.date, *, force: bool) -> bool:
    """Whether the person answered to the end. What is written has been loaded once, so that it is known to load."""
    from compliance.cli.beginning import begun
    from compliance.inputs.architecture import load_architecture
    from compliance.pipeline.catalogs import catalog_in_use, vocabulary
    from compliance.questionnaire.beginning_text import first_architecture

    catalog = catalog_in_use((), (), cached=True)
    said = begun({name: profile.name for name, profile in catalog.profiles.items()}, today)
    if said is None:
        return False
    text = first_architecture(said).encode()
    load_architecture(text, path.name, vocabulary(catalog))
    write_atomically(path, text, overwrite=force)
    return True
