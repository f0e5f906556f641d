"""Files that support answers, and who examined them: `evidence add`, `evidence examine`, `evidence status`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli.bundles import Commands
from compliance.cli.options import the_one
from compliance.cli.parameters import AsOf, By, Force, Format, OneAnswers, Output, Role

if TYPE_CHECKING:
    from compliance.pipeline.evidence_keeping import On

evidence_app = Commands(
    help="Evidence: files that support answers, and who examined them.", no_args_is_help=True
)


@dataclass(frozen=True, slots=True)
class Supported:
    """Options: the answer that a file supports."""

    question: Annotated[
        str, typer.Option("--for", metavar="QUESTION", help="The question whose answer the file supports.")
    ]
    answers: OneAnswers = None
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject", metavar="ID", help="What the answer is about, where it is about one thing."
        ),
    ] = None

    def on(self) -> On:
        """The answer. UsageError where no answers file is named, or several are."""
        from compliance.pipeline.evidence_keeping import On

        return On(the_one(self.answers), self.question, self.subject)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Options: what is recorded of a file."""

    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="WORD", help="What it is: contract, report, export, screenshot."),
    ] = None
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="NAME", help="Who issued it.")] = None
    dated: Annotated[
        str | None, typer.Option("--dated", metavar="DATE", help="The date of the document.")
    ] = None
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="TEXT", help="The time it is about: 2026-01-01/2026-06-30."),
    ] = None
    valid_until: Annotated[
        str | None,
        typer.Option("--valid-until", metavar="DATE", help="The last day on which it says something."),
    ] = None
    kept_at: Annotated[
        str | None, typer.Option("--kept-at", metavar="TEXT", help="Where the original is kept.")
    ] = None


@dataclass(frozen=True, slots=True)
class Examined:
    """Options: what is said of an examination; what is None is asked for on a terminal."""

    by: By = None
    role: Role = None
    scope: Annotated[
        str | None,
        typer.Option(
            "--scope", metavar="TEXT", help="For what it supports the answer: systems, sites, people."
        ),
    ] = None
    period: Annotated[
        str | None, typer.Option("--period", metavar="TEXT", help="For which time it supports the answer.")
    ] = None
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the examination (default: today).")
    ] = None


@evidence_app.command("add")
def evidence_add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file.")],
    *,
    supported: Supported,
    recorded: Recorded,
    copy: Annotated[
        bool,
        typer.Option("--copy", help="Copy a file that lies elsewhere into evidence/ beside the answers."),
    ] = False,
) -> None:
    """Record a file, with its digest, as evidence on an answer. What this program wrote is refused."""
    from compliance.cli.commands import evidence as command

    command.run_add(file, supported.on(), recorded, copy=copy)


@evidence_app.command("examine")
def evidence_examine(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file, recorded before.")],
    *,
    supported: Supported,
    examined: Examined,
) -> None:
    """Record that somebody other than who answered found that a file supports the answer."""
    from compliance.cli.commands import evidence as command

    command.run_examine(file, supported.on(), examined)


@evidence_app.command("status")
def evidence_status(  # noqa: PLR0913 - the options of a command
    *,
    answers: Annotated[
        list[Path], typer.Option("--answers", metavar="FILE", help="An answers file; repeat for several.")
    ],
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="TIME",
            help="Only what ends in this time, e.g. 90d, and what supports nothing.",
        ),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the status.")] = Format.TEXT,
    output: Output = None,
    force: Force = False,
) -> None:
    """How all evidence stands: attached, examined, missing, changed, out of date, and what ends soon."""
    from compliance.cli.commands import evidence as command

    command.run_status(answers, within, as_of, format_.value, output, force=force)
