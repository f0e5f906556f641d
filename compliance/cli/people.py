"""Commands with which several people work on one assessment: questions handed out and taken back, evidence, conclusions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.parameters import (
    Answers,
    Arch,
    AsOf,
    Catalogs,
    DescribedOn,
    Determinations,
    Force,
    Frameworks,
    Output,
)
from compliance.errors import UsageError

answers_app = typer.Typer(help="Answers: take workbooks back, name who is to answer.", no_args_is_help=True)
evidence_app = typer.Typer(
    help="Evidence: files that support answers, and who examined them.", no_args_is_help=True
)


class HandedAs(StrEnum):
    """How questions are handed out."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


class Met(StrEnum):
    """What a person concludes."""

    MET = "met"
    NOT_MET = "not_met"


OneAnswers = Annotated[
    list[Path] | None,
    typer.Option(
        "--answers", metavar="FILE", help="The one answers file that is meant; made where there is none."
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does it; asked for on a terminal.")]
Role = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="In which role.")]
Subject = Annotated[
    str | None,
    typer.Option("--subject", metavar="ID", help="What the answer is about, where it is about one thing."),
]
For = Annotated[
    str, typer.Option("--for", metavar="QUESTION", help="The question whose answer the file supports.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Write without asking.")]
ArchOption = Annotated[
    Path, typer.Option("--arch", metavar="ARCH", help="The architecture YAML the finding is of.")
]


def _one(answers: list[Path] | None) -> Path:
    """The answers file to be changed; UsageError where none or several are named."""
    if answers and len(answers) == 1:
        return answers[0]
    if answers:
        raise UsageError("several answers files are named", "Name with --answers the one to be changed.")
    raise UsageError("no answers file is named", "Name it with --answers, such as --answers answers.yaml.")


def questions(  # noqa: PLR0913 - the options of a command
    arch: Arch,
    *,
    answers: Answers = None,
    framework: Frameworks = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="NAME", help="Only questions this person is to answer.")
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="T", help="Only questions of this theme, e.g. access.")
    ] = None,
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
    from compliance.cli.options import Request

    request = Request(arch, answers or [], framework or [], catalog or [], as_of, described_on, None, None)
    if status:
        command.run_status(
            request, command.Filter(owner, theme, answered=True), format_.value, output, force=force
        )
    else:
        command.run(request, command.Filter(owner, theme, answered), format_.value, output, force=force)


@answers_app.command("import")
def answers_import(  # noqa: PLR0913 - the options of a command
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook that came back.")],
    *,
    answers: OneAnswers = None,
    catalog: Catalogs = None,
    by: By = None,
    role: Role = None,
    yes: Yes = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would change, and write nothing.")
    ] = False,
) -> None:
    """Take a filled-in workbook back: shows every change, writes those you agree to, never over a newer answer."""
    from compliance.cli.commands import answers as command

    raise typer.Exit(
        command.run_import(file, _one(answers), catalog or [], (by, role), command.Mode(yes, preview))
    )


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

    command.run_assign(names, to, _one(answers), catalog or [])


@evidence_app.command("add")
def evidence_add(  # noqa: PLR0913 - the options of a command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file.")],
    *,
    question: For,
    answers: OneAnswers = None,
    subject: Subject = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="WORD", help="What it is: contract, report, export, screenshot."),
    ] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="NAME", help="Who issued it.")] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", metavar="DATE", help="The date of the document.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="TEXT", help="The time it is about: 2026-01-01/2026-06-30."),
    ] = None,
    valid_until: Annotated[
        str | None,
        typer.Option("--valid-until", metavar="DATE", help="The last day on which it says something."),
    ] = None,
    kept_at: Annotated[
        str | None, typer.Option("--kept-at", metavar="TEXT", help="Where the original is kept.")
    ] = None,
    copy: Annotated[
        bool,
        typer.Option("--copy", help="Copy a file that lies elsewhere into evidence/ beside the answers."),
    ] = False,
) -> None:
    """Record a file, with its digest, as evidence on an answer. What this program wrote is refused."""
    from compliance.cli.commands import evidence as command
    from compliance.pipeline.evidence_keeping import On

    facts = command.Facts(kind, issuer, dated, period, valid_until, kept_at)
    command.run_add(file, On(_one(answers), question, subject), facts, copy=copy)


@evidence_app.command("examine")
def evidence_examine(  # noqa: PLR0913 - the options of a command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file, recorded before.")],
    *,
    question: For,
    answers: OneAnswers = None,
    subject: Subject = None,
    by: By = None,
    role: Role = None,
    scope: Annotated[
        str | None,
        typer.Option(
            "--scope", metavar="TEXT", help="For what it supports the answer: systems, sites, people."
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="TEXT", help="For which time it supports the answer.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the examination (default: today).")
    ] = None,
) -> None:
    """Record that somebody other than who answered found that a file supports the answer."""
    from compliance.cli.commands import evidence as command
    from compliance.pipeline.evidence_keeping import On

    command.run_examine(file, On(_one(answers), question, subject), command.Told(by, role, scope, period, on))


@evidence_app.command("status")
def evidence_status(
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
) -> None:
    """How all evidence stands: attached, examined, missing, changed, out of date, and what ends soon."""
    from compliance.cli.commands import evidence as command

    command.run_status(answers, within, as_of)


def determine(  # noqa: PLR0913 - the options of a command
    finding: Annotated[
        str | None,
        typer.Argument(
            metavar="FINDING",
            help="The finding's id, or a provision: 'gdpr Art. 32(1)'. Left out: what waits for a person.",
        ),
    ] = None,
    *,
    arch: ArchOption = Path("architecture.yaml"),
    answers: Answers = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    determinations: Annotated[
        Path,
        typer.Option(
            "--determinations", metavar="FILE", help="The file it is written to; made where there is none."
        ),
    ] = Path("determinations.yaml"),
    conclusion: Annotated[Met | None, typer.Option("--conclusion", help="What you conclude.")] = None,
    reasons: Annotated[str | None, typer.Option("--reasons", metavar="TEXT", help="Why.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Who concludes.")] = None,
    role: Role = None,
    independent: Annotated[
        bool | None,
        typer.Option(
            "--independent/--not-independent", help="Whether you are another than those who answered."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the conclusion (default: today).")
    ] = None,
    valid_until: Annotated[
        str | None, typer.Option("--valid-until", metavar="DATE", help="The last day on which it holds.")
    ] = None,
    evidence: Annotated[
        list[Path] | None,
        typer.Option("--evidence", metavar="FILE", help="A file that was examined; repeat for several."),
    ] = None,
) -> None:
    """A named person's conclusion on what needs judgement; nothing else closes it."""
    from compliance.cli.commands import determine as command
    from compliance.cli.options import Request

    request = Request(arch, answers or [], [], catalog or [], as_of, described_on, None, None)
    told = command.Told(
        conclusion.value if conclusion else None,
        reasons,
        name,
        role,
        independent,
        on,
        valid_until,
        evidence or [],
    )
    command.run(finding, request, determinations, told)


def accept(  # noqa: PLR0913 - the options of a command
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="The id of the gap.")],
    *,
    arch: ArchOption = Path("architecture.yaml"),
    answers: Answers = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    determinations: Determinations = None,
    acceptances: Annotated[
        Path,
        typer.Option(
            "--acceptances", metavar="FILE", help="The file it is written to; made where there is none."
        ),
    ] = Path("acceptances.yaml"),
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why the gap is accepted for now.")
    ] = None,
    approver: Annotated[
        str | None, typer.Option("--approver", metavar="NAME", help="Who answers for it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day on which it holds.")
    ] = None,
) -> None:
    """Answer for an open gap until a day. It stays a gap; only --fail-on passes it over. Some gaps nobody can accept."""
    from compliance.cli.commands import accept as command
    from compliance.cli.options import Request

    request = Request(arch, answers or [], [], catalog or [], as_of, described_on, determinations, None)
    command.run(finding, request, acceptances, (reason, approver, until))
