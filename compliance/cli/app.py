"""Commands and their options. What a command does stands in a module of its own, imported when it runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance import __version__

app = typer.Typer(
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
frameworks_app = typer.Typer(help="The catalogs: list, show, check.", no_args_is_help=True)
identity_app = typer.Typer(help="The identity that signs reports.", no_args_is_help=True)
app.add_typer(frameworks_app, name="frameworks")
app.add_typer(identity_app, name="identity")


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"


class Starter(StrEnum):
    """The starter architectures."""

    HOSTED_API = "hosted-api"
    SELF_HOSTED = "self-hosted"
    HYBRID = "hybrid"


class FailOn(StrEnum):
    """What makes `assess` end with exit code 1."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


Arch = Annotated[Path, typer.Argument(metavar="ARCH", help="The architecture YAML.")]
Answers = Annotated[
    list[Path] | None, typer.Option("--answers", metavar="FILE", help="An answers file; repeat for several.")
]
Frameworks = Annotated[
    list[str] | None,
    typer.Option("--framework", metavar="ID", help="Only this framework; repeat for several."),
]
Catalogs = Annotated[
    list[Path] | None,
    typer.Option("--catalog", metavar="DIR", help="A catalog folder of your own; repeat for several."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The date of assessment (default: today).")
]
DescribedOn = Annotated[
    str | None,
    typer.Option(
        "--described-on",
        metavar="DATE",
        help="The date of the facts (default: stated in ARCH, else --as-of).",
    ),
]
Determinations = Annotated[
    Path | None, typer.Option("--determinations", metavar="FILE", help="Conclusions of named persons.")
]
Acceptances = Annotated[Path | None, typer.Option("--acceptances", metavar="FILE", help="Risk acceptances.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Refuse input where architecture and answers disagree.")
]
IdentityFile = Annotated[
    Path | None, typer.Option("--identity", metavar="FILE", help="A PKCS#12 identity to sign with.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="A file whose first line is the passphrase."),
]
PassphraseEnv = Annotated[
    str | None,
    typer.Option("--passphrase-env", metavar="NAME", help="An environment variable with the passphrase."),
]


@app.callback(invoke_without_command=True)
def top(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False
) -> None:
    """Handle options of the program itself."""
    if version:
        typer.echo(f"compliance-assessor {__version__}")
        raise typer.Exit


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the demonstration's files go.")] = Path(
        "reports/demo"
    ),
) -> None:
    """The whole way on a packaged example: assess, sign, verify."""
    from compliance.cli.commands import demo as command

    command.run(folder)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")] = Path(
        "architecture.yaml"
    ),
    template: Annotated[Starter, typer.Option("--template", help="Which starter.")] = Starter.HOSTED_API,
    *,
    force: Force = False,
) -> None:
    """Write a commented starter architecture."""
    from compliance.cli.commands import init as command

    command.run(path, template.value, force=force)


@app.command()
def assess(  # noqa: PLR0913 - the options of a command
    arch: Arch,
    *,
    answers: Answers = None,
    framework: Frameworks = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    determinations: Determinations = None,
    acceptances: Acceptances = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the result.")] = Format.TEXT,
    output: Output = None,
    force: Force = False,
    strict: Strict = False,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option(
            "--fail-on",
            help="End with exit code 1 on current gaps of this severity or above, or on unknowns.",
        ),
    ] = None,
) -> None:
    """Evaluate a description; gaps first, each with the flow and line that caused it."""
    from compliance.cli.commands import assess as command
    from compliance.cli.options import Request

    request = Request(
        arch,
        answers or [],
        framework or [],
        catalog or [],
        as_of,
        described_on,
        determinations,
        acceptances,
        strict,
    )
    raise typer.Exit(
        command.run(request, format_.value, output, [f.value for f in fail_on or []], force=force)
    )


@app.command()
def report(  # noqa: PLR0913 - the options of a command
    arch: Arch,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.pdf", help="The PDF to write.")],
    answers: Answers = None,
    framework: Frameworks = None,
    catalog: Catalogs = None,
    as_of: AsOf = None,
    described_on: DescribedOn = None,
    determinations: Determinations = None,
    acceptances: Acceptances = None,
    engagement: Annotated[
        Path | None,
        typer.Option(
            "--engagement", metavar="FILE", help="Who prepared the report, for whom, for which period."
        ),
    ] = None,
    identity: IdentityFile = None,
    passphrase_file: PassphraseFile = None,
    passphrase_env: PassphraseEnv = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Do not sign; every page is marked as a draft.")
    ] = False,
    force: Force = False,
    strict: Strict = False,
) -> None:
    """Assess, render and sign. Without an identity and without --draft nothing is written."""
    from compliance.cli.commands import report as command
    from compliance.cli.options import Request, Signing

    request = Request(
        arch,
        answers or [],
        framework or [],
        catalog or [],
        as_of,
        described_on,
        determinations,
        acceptances,
        strict,
    )
    signing = None if draft else Signing(identity, passphrase_file, passphrase_env)
    command.run(request, output, engagement, signing, force=force)


@app.command()
def verify(
    pdf: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The report.")],
    *,
    trust: Annotated[
        list[Path] | None,
        typer.Option("--trust", metavar="CERT", help="A certificate to trust (PEM); any other signer fails."),
    ] = None,
    expect_signer: Annotated[
        list[str] | None,
        typer.Option("--expect-signer", metavar="SHA256", help="Fingerprint of a signer that must be there."),
    ] = None,
    no_replay: Annotated[bool, typer.Option("--no-replay", help="Do not derive the findings again.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to write the verdict.")] = Format.TEXT,
) -> None:
    """Check the signature, then derive the findings again from the embedded inputs. Works offline."""
    from compliance.cli.commands import verify as command

    raise typer.Exit(command.run(pdf, trust or [], expect_signer or [], format_.value, replay=not no_replay))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="A control, provision, question or finding.")],
    *,
    catalog: Catalogs = None,
) -> None:
    """What a control or provision asks, why, what evidence is good, what to do, and its source."""
    from compliance.cli.commands import explain as command

    command.run(name, catalog or [])


@app.command()
def schema(*, output: Output = None, force: Force = False) -> None:
    """The JSON Schema of the architecture file, for editors."""
    from compliance.cli.commands import schema as command

    command.run(output, force=force)


@frameworks_app.command("list")
def frameworks_list(*, catalog: Catalogs = None) -> None:
    """Frameworks with their provisions by disposition, controls and questions."""
    from compliance.cli.commands import frameworks as command

    command.run_list(catalog or [])


@frameworks_app.command("show")
def frameworks_show(
    framework: Annotated[str, typer.Argument(metavar="ID")], *, catalog: Catalogs = None
) -> None:
    """The controls of a framework with the provisions they cite."""
    from compliance.cli.commands import frameworks as command

    command.run_show(framework, catalog or [])


@frameworks_app.command("lint")
def frameworks_lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A catalog folder (default: the built-in one).")
    ] = None,
) -> None:
    """Hold a catalog against the laws of the house."""
    from compliance.cli.commands import frameworks as command

    raise typer.Exit(command.run_lint(folder))


@frameworks_app.command("test")
def frameworks_test(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A catalog folder (default: the built-in one).")
    ] = None,
    *,
    framework: Frameworks = None,
    control: Annotated[str | None, typer.Option("--control", metavar="ID", help="Only this control.")] = None,
    mutants: Annotated[
        bool, typer.Option("--mutants", help="Also test that the cases notice changed conditions.")
    ] = False,
) -> None:
    """Run the cases that stand beside the controls."""
    from compliance.cli.commands import frameworks as command

    raise typer.Exit(command.run_test(folder, framework or [], control, mutants=mutants))


@frameworks_app.command("new")
def frameworks_new(
    control: Annotated[
        str, typer.Argument(metavar="CONTROL", help="The id of the control, e.g. acme-logging.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The catalog folder.")],
    framework: Annotated[
        str, typer.Option("--framework", metavar="ID", help="The framework it belongs to.")
    ] = "custom",
) -> None:
    """Write the scaffold of a new control with its cases."""
    from compliance.cli.commands import frameworks as command

    command.run_new(control, folder, framework)


@identity_app.command("new")
def identity_new(  # noqa: PLR0913 - the options of a command
    name: Annotated[str, typer.Option("--name", prompt=True, help="Who signs.")],
    organisation: Annotated[str, typer.Option("--organisation", prompt=True, help="For which organisation.")],
    *,
    email: Annotated[str | None, typer.Option("--email", help="Address in the certificate.")] = None,
    output: Output = None,
    passphrase_file: PassphraseFile = None,
    passphrase_env: PassphraseEnv = None,
    force: Force = False,
) -> None:
    """Make a signing identity: an encrypted PKCS#12 file and its certificate."""
    from compliance.cli.commands import identity as command
    from compliance.cli.options import Signing

    command.run_new(name, organisation, email, Signing(output, passphrase_file, passphrase_env), force=force)


@identity_app.command("show")
def identity_show(
    *,
    identity: IdentityFile = None,
    passphrase_file: PassphraseFile = None,
    passphrase_env: PassphraseEnv = None,
) -> None:
    """Who the identity names, until when, and its fingerprint."""
    from compliance.cli.commands import identity as command
    from compliance.cli.options import Signing

    command.run_show(Signing(identity, passphrase_file, passphrase_env))


@identity_app.command("import")
def identity_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.p12", help="The PKCS#12 file.")],
    *,
    passphrase_file: PassphraseFile = None,
    passphrase_env: PassphraseEnv = None,
    force: Force = False,
) -> None:
    """Check a PKCS#12 file and make it the default identity."""
    from compliance.cli.commands import identity as command
    from compliance.cli.options import Signing

    command.run_import(Signing(file, passphrase_file, passphrase_env), force=force)
