"""Options declared as fields: what typer sees of them, and what a command gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from compliance.cli.bundles import Commands, Only, bundled


@dataclass(frozen=True)
class Told:
    """Options, of which one is needed; and a field that is none."""

    name: Annotated[str, typer.Option("--name", help="Who.")]
    often: Annotated[int, typer.Option("--often", help="How often.")] = 1
    kept: str = "as it was"


def greet(
    word: Annotated[str, typer.Argument(help="What.")],
    *,
    told: Told,
    loud: Annotated[bool, typer.Option("--loud")] = False,
) -> None:
    """Greet."""
    typer.echo(f"{word} {told.name} {told.often} {told.kept} {loud}")


def often(*, told: Annotated[Told, Only("name")]) -> None:
    """Greet as often as it is meant."""
    typer.echo(f"{told.name} {told.often}")


def wrong(*, told: Annotated[Told, Only("nmae")]) -> None:
    """Ask for a field that there is not."""


@pytest.fixture
def commands() -> Commands:
    """Both commands, as an application."""
    app = Commands()
    app.command("greet")(greet)
    app.command("often")(often)
    return app


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("greet hello --name Ann --often 3 --loud", 0, "hello Ann 3 as it was True\n"),
        ("greet hello --name Ann", 0, "hello Ann 1 as it was False\n"),
        ("often --name Ann", 0, "Ann 1\n"),
        ("greet hello", 2, "Missing option '--name'"),
        ("often --name Ann --often 3", 2, "No such option"),
        ("greet hello --name Ann --kept x", 2, "No such option"),
    ],
)
def test_fields_are_options(commands: Commands, words: str, code: int, says: str) -> None:
    """Each under its own name, with its default; others are none, and those left out keep theirs."""
    found = CliRunner().invoke(commands, words.split())
    assert (found.exit_code, says in found.output) == (code, True), found.output


def test_a_function_stays_what_it_is(commands: Commands) -> None:
    """Whoever calls it gives it the dataclass."""
    assert commands.registered_commands
    greet("hello", told=Told("Ann"))


def test_a_field_that_is_none_is_a_fault_at_once() -> None:
    """Not when somebody runs the command."""
    with pytest.raises(KeyError, match="nmae"):
        bundled(wrong)
