"""The command that prints completion for a shell. The files are static: a key press starts no program."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Shell(StrEnum):
    """The shells there is completion for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


_FILES = {Shell.BASH: "compliance.bash", Shell.ZSH: "_compliance", Shell.FISH: "compliance.fish"}


def completion(shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")]) -> None:
    """Print completion for a shell; where it belongs is in the README."""
    from compliance import resources
    from compliance.cli.console import result

    result(resources.read("templates", f"completion/{_FILES[shell]}").decode())
