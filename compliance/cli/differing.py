"""`compliance diff`: its options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.parameters import Force, Output


class DifferenceFormat(StrEnum):
    """How a difference is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="An assessment's JSON.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later one's.")],
    *,
    format_: Annotated[
        DifferenceFormat, typer.Option("--format", help="How to write the difference.")
    ] = DifferenceFormat.TEXT,
    output: Output = None,
    force: Force = False,
) -> None:
    """What two assessments say differently, and whether description, date or catalog moved it."""
    from compliance.cli.commands import diff as command

    command.run(old, new, format_.value, output, force=force)
