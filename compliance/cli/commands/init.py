"""`compliance init`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance import resources
from compliance.cli.console import say
from compliance.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path, template: str, *, force: bool) -> None:
    """Write a starter; a file that exists stays unless told otherwise."""
    write_atomically(path, resources.read("templates", f"starters/{template}.yaml"), overwrite=force)
    say(f"Written: {path}. Describe your system in it, then run: compliance assess {path}")
