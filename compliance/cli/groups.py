"""The groups of commands about catalogs, the signing identity, and configuration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.bundles import Commands, Only
from compliance.cli.parameters import (
    Catalogs,
    Force,
    Format,
    Frameworks,
    Output,
)
from compliance.cli.signers import Signing

frameworks_app = Commands(help="The catalogs: list, show, check.", no_args_is_help=True)
identity_app = Commands(help="The identity that signs reports.", no_args_is_help=True)
config_app = Commands(help="What a project or the environment sets for all commands.", no_args_is_help=True)


@frameworks_app.command("list")
def frameworks_list(*, catalog: Catalogs = None) -> None:
    """Frameworks with their provisions by disposition, controls and questions."""
    from compliance.cli.commands import frameworks as command

    command.run_list(catalog or [])


@frameworks_app.command("show")
def frameworks_show(
    framework: Annotated[str, typer.Argument(metavar="ID", help="The id of the framework.")],
    *,
    catalog: Catalogs = None,
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
    *,
    name: Annotated[str | None, typer.Option("--name", help="Who signs; asked for where left out.")] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="For which organisation; asked for where left out.")
    ] = None,
    email: Annotated[str | None, typer.Option("--email", help="Address in the certificate.")] = None,
    output: Output = None,
    signing: Annotated[Signing, Only("passphrase_file", "passphrase_env")],
    force: Force = False,
) -> None:
    """Make a signing identity: an encrypted PKCS#12 file and its certificate."""
    from compliance.cli.commands import identity as command

    command.run_new(name, organisation, email, replace(signing, identity=output), force=force)


@identity_app.command("show")
def identity_show(
    *,
    signing: Signing,
) -> None:
    """Who the identity names, until when, and its fingerprint."""
    from compliance.cli.commands import identity as command

    command.run_show(signing)


@identity_app.command("import")
def identity_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.p12", help="The PKCS#12 file.")],
    *,
    signing: Annotated[Signing, Only("passphrase_file", "passphrase_env")],
    force: Force = False,
) -> None:
    """Check a PKCS#12 file and make it the default identity."""
    from compliance.cli.commands import identity as command

    command.run_import(replace(signing, identity=file), force=force)


@config_app.callback()
def config() -> None:
    """Keep `show` a command of its own."""


@config_app.command("show")
def config_show(
    *, format_: Annotated[Format, typer.Option("--format", help="How to write the settings.")] = Format.TEXT
) -> None:
    """Every setting in force, with the file or variable it comes from."""
    from compliance.cli.commands import config as command

    command.show(format_.value)
