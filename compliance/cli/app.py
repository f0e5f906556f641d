"""Commands and their options. What a command does stands in a module of its own, imported when it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from compliance import __version__
from compliance.cli.asking import ask
from compliance.cli.assessing import assess
from compliance.cli.bundles import Commands
from compliance.cli.comparing import compare
from compliance.cli.completing import completion
from compliance.cli.concluding import accept, determine
from compliance.cli.deciding import Decided
from compliance.cli.differing import diff
from compliance.cli.evidencing import evidence_app
from compliance.cli.further import countersign, extend, timestamp
from compliance.cli.groups import config_app, frameworks_app, identity_app
from compliance.cli.handing import answers_app, questions
from compliance.cli.importing import import_
from compliance.cli.options import Inputs, Request
from compliance.cli.parameters import (
    Catalogs,
    Draft,
    Edition,
    EditionWanted,
    EngagementFile,
    Force,
    Jobs,
    Output,
    ReportOutput,
    Since,
    Starter,
    Strict,
    TemplateFolder,
    Variant,
)
from compliance.cli.signers import Longevity, Signing
from compliance.cli.verifying import verify

app = Commands(
    name="compliance",
    help="Assess how an AI system meets HIPAA, GDPR, PCI DSS v4.0.1 and the EU AI Act, from a description of its data flows.",
    epilog=(
        "Exit codes: 0 done (also with gaps) · 1 findings at or above --fail-on · 2 usage or tool failure · "
        "3 invalid input · 4 verification failed."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


@app.callback(invoke_without_command=True)
def top(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False
) -> None:
    """Handle options of the program itself."""
    if version:
        typer.echo(f"compliance-assessor {__version__}")
        raise typer.Exit


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the demonstration's files go.")] = Path(
        "reports/demo"
    ),
) -> None:
    """The whole way on a packaged example: assess, sign, verify."""
    from compliance.cli.commands import demo as command

    raise typer.Exit(command.run(folder))


def init(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")] = Path(
        "architecture.yaml"
    ),
    template: Annotated[Starter, typer.Option("--template", help="Which starter.")] = Starter.HOSTED_API,
    *,
    interview: Annotated[
        bool, typer.Option("--interview", help="Instead: ask for the first facts and write them.")
    ] = False,
    force: Force = False,
) -> None:
    """Write a commented starter architecture, or a first one of your own by answering questions."""
    from compliance.cli.commands import init as command

    if interview:
        command.run_interview(path, force=force)
    else:
        command.run(path, template.value, force=force)


def report(  # noqa: PLR0913 - the options of a command
    arch: Annotated[list[Path], typer.Argument(metavar="ARCH...", help="The architecture YAML, or several.")],
    *,
    output: ReportOutput,
    inputs: Inputs,
    engagement: EngagementFile = None,
    edition: EditionWanted = Edition.FULL,
    since: Since = None,
    template: TemplateFolder = None,
    decided: Decided,
    signing: Signing,
    longevity: Longevity,
    jobs: Jobs = 1,
    draft: Draft = False,
    force: Force = False,
    strict: Strict = False,
    variant: Variant = "base",
) -> None:
    """Assess, render and sign. Without an identity and without --draft nothing is written."""
    from compliance.cli.commands import report as command
    from compliance.cli.shown import Shown

    requests = [Request(one, inputs, strict, variant) for one in arch]
    shown = Shown(engagement, edition, since, template)
    own = signing.unless(draft, longevity)
    told = command.run(requests, output, shown, own, longevity, jobs=jobs, force=force, decided=decided)
    raise typer.Exit(told)


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A control, provision, question, finding, theme or vendor profile."
        ),
    ],
    *,
    catalog: Catalogs = None,
) -> None:
    """What a control or provision asks, why, what evidence is good, what to do, and its source."""
    from compliance.cli.commands import explain as command

    command.run(name, catalog or [])


def schema(*, output: Output = None, force: Force = False) -> None:
    """The JSON Schema of the architecture file, for editors."""
    from compliance.cli.commands import schema as command

    command.run(output, force=force)


# In the order in which somebody comes to need them: that is how help lists them.
_COMMANDS: tuple[Callable[..., None], ...] = (
    *(demo, init, import_, assess, ask, explain, report, verify, compare, diff),
    *(questions, determine, accept, countersign, timestamp, extend, schema, completion),
)
for _command in _COMMANDS:
    app.command(_command.__name__.rstrip("_"))(_command)
for _name, _group in (
    ("answers", answers_app),
    ("evidence", evidence_app),
    ("identity", identity_app),
    ("frameworks", frameworks_app),
    ("config", config_app),
):
    app.add_typer(_group, name=_name)
