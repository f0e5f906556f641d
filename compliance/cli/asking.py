"""`ask` as the command line sees it: its options and their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.parameters import (
    Acceptances,
    Arch,
    AsOf,
    Catalogs,
    DescribedOn,
    Determinations,
    Frameworks,
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
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", help="In which role.")] = None,
    framework: Frameworks = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="T", help="Only questions of this theme, e.g. access.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="NAME", help="Only questions this person is to answer.")
    ] = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    determinations: Determinations = None,
    acceptances: Acceptances = None,
) -> None:
    """Answer the open questions one after the other, the gravest first; each answer is saved at once."""
    from compliance.cli.commands import ask as command
    from compliance.cli.options import Request

    request = Request(
        arch, answers, framework or [], catalog or [], as_of, described_on, determinations, acceptances
    )
    command.run(request, command.Asking(by, role, theme, owner, to))
