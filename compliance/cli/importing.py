"""The command that begins or completes an architecture from files other programs own, and its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.parameters import Force


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files to import; what each is, is told by what it holds."),
    ],
    *,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="ARCH", help="Merge into this architecture; what it states stays."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write here (default: ARCH itself, else standard output)."
        ),
    ] = None,
    called: Annotated[
        list[str] | None,
        typer.Option(
            "--as", metavar="FOUND=ID", help="What would get the id FOUND is ID in ARCH; repeat for several."
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Take a description from files: LiteLLM, docker compose, Threagile, Open Threat Model, CycloneDX, Terraform plans."""
    from compliance.cli.commands import import_ as command

    command.run(files, into, output, called or [], force=force)
