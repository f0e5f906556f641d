"""`ask` as the command line sees it: its options and their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.options import Inputs, Request
from compliance.cli.parameters import (
    Acceptances,
    Arch,
    AsOf,
    Catalogs,
    DescribedOn,
    Determinations,
    Frameworks,
    Owner,
    Role,
    Theme,
)

AnswersFiles = Annotated[
    list[Path],
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Where answers are kept; made where there is none. Repeat it: the organisation's file first, the system's last.",
    ),
]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who answers; asked for once where it is left out.")
]


def ask(  # noqa: PLR0913 - the options of a command
    arch: Arch,
    *,
    answers: AnswersFiles,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Keep new answers in this file, whatever they are about."),
    ] = None,
    by: By = None,
    role: Role = None,
    framework: Frameworks = None,
    theme: Theme = None,
    owner: Owner = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    determinations: Determinations = None,
    acceptances: Acceptances = None,
) -> None:
    """Answer the open questions one after the other, the gravest first; each answer is saved at once."""
    from compliance.cli.commands import ask as command

    inputs = Inputs(answers, framework, catalog, as_of, described_on, determinations, acceptances)
    command.run(Request(arch, inputs), command.Asking(by, role, theme, owner, to))
