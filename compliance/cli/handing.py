"""Questions handed out to colleagues and answers taken back: `questions`, `answers import`, `answers assign`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.bundles import Commands, Only
from compliance.cli.options import Inputs, Request, the_one
from compliance.cli.parameters import Arch, By, Catalogs, Force, OneAnswers, Output, Owner, Role, Theme

answers_app = Commands(help="Answers: take workbooks back, name who is to answer.", no_args_is_help=True)


class HandedAs(StrEnum):
    """How questions are handed out."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


def questions(  # noqa: PLR0913 - the options of a command
    arch: Arch,
    *,
    inputs: Annotated[Inputs, Only("answers", "framework", "catalog", "as_of", "described_on")],
    owner: Owner = None,
    theme: Theme = None,
    answered: Annotated[
        bool,
        typer.Option("--all", help="Also questions that are answered; a workbook then holds the answers."),
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Instead: how many are answered, by owner, theme and framework.")
    ] = False,
    format_: Annotated[
        HandedAs, typer.Option("--format", help="xlsx is a workbook that `answers import` takes back.")
    ] = HandedAs.TEXT,
    output: Output = None,
    force: Force = False,
) -> None:
    """The open questions, to be answered by colleagues: as text, as JSON, or as a workbook to fill in."""
    from compliance.cli.commands import questions as command

    run = command.run_status if status else command.run
    wanted = command.Filter(owner, theme, answered or status)
    run(Request(arch, inputs), wanted, format_.value, output, force=force)


@answers_app.command("import")
def answers_import(  # noqa: PLR0913 - the options of a command
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook that came back.")],
    *,
    answers: OneAnswers = None,
    catalog: Catalogs = None,
    by: By = None,
    role: Role = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would change, and write nothing.")
    ] = False,
) -> None:
    """Take a filled-in workbook back: shows every change, writes those you agree to, never over a newer answer."""
    from compliance.cli.commands import answers as command

    mode = command.Mode(yes, preview)
    raise typer.Exit(command.run_import(file, the_one(answers), catalog or [], (by, role), mode))


@answers_app.command("assign")
def answers_assign(
    names: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Questions or themes, e.g. access or training-contents."),
    ],
    *,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Who is to answer them.")],
    answers: OneAnswers = None,
    catalog: Catalogs = None,
) -> None:
    """Name who is to answer a question, or all questions of a theme; kept in the answers file."""
    from compliance.cli.commands import answers as command

    command.run_assign(names, to, the_one(answers), catalog or [])
