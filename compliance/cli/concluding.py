"""What persons conclude and answer for: `determine`, `accept`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.bundles import Only
from compliance.cli.options import Inputs, Request
from compliance.cli.parameters import Role


class Met(StrEnum):
    """What a person concludes."""

    MET = "met"
    NOT_MET = "not_met"


ArchOption = Annotated[
    Path, typer.Option("--arch", metavar="ARCH", help="The architecture YAML the finding is of.")
]


@dataclass(frozen=True, slots=True)
class Concluded:
    """Options: what is said of a conclusion; what is None is asked for on a terminal."""

    conclusion: Annotated[Met | None, typer.Option("--conclusion", help="What you conclude.")] = None
    reasons: Annotated[str | None, typer.Option("--reasons", metavar="TEXT", help="Why.")] = None
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Who concludes.")] = None
    role: Role = None
    independent: Annotated[
        bool | None,
        typer.Option(
            "--independent/--not-independent", help="Whether you are another than those who answered."
        ),
    ] = None
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the conclusion (default: today).")
    ] = None
    valid_until: Annotated[
        str | None, typer.Option("--valid-until", metavar="DATE", help="The last day on which it holds.")
    ] = None
    evidence: Annotated[
        list[Path] | None,
        typer.Option("--evidence", metavar="FILE", help="A file that was examined; repeat for several."),
    ] = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Options: the terms on which a gap is answered for; what is None is asked for on a terminal."""

    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why the gap is accepted for now.")
    ] = None
    approver: Annotated[
        str | None, typer.Option("--approver", metavar="NAME", help="Who answers for it.")
    ] = None
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day on which it holds.")
    ] = None


def determine(
    finding: Annotated[
        str | None,
        typer.Argument(
            metavar="FINDING",
            help="The finding's id, or a provision: 'gdpr Art. 32(1)'. Left out: what waits for a person.",
        ),
    ] = None,
    *,
    arch: ArchOption = Path("architecture.yaml"),
    inputs: Annotated[Inputs, Only("answers", "catalog", "as_of", "described_on")],
    determinations: Annotated[
        Path,
        typer.Option(
            "--determinations", metavar="FILE", help="The file it is written to; made where there is none."
        ),
    ] = Path("determinations.yaml"),
    concluded: Concluded,
) -> None:
    """A named person's conclusion on what needs judgement; nothing else closes it."""
    from compliance.cli.commands import determine as command

    command.run(finding, Request(arch, inputs), determinations, concluded)


def accept(
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="The id of the gap.")],
    *,
    arch: ArchOption = Path("architecture.yaml"),
    inputs: Annotated[Inputs, Only("answers", "catalog", "as_of", "described_on", "determinations")],
    acceptances: Annotated[
        Path,
        typer.Option(
            "--acceptances", metavar="FILE", help="The file it is written to; made where there is none."
        ),
    ] = Path("acceptances.yaml"),
    accepted: Accepted,
) -> None:
    """Answer for an open gap until a day. It stays a gap; only --fail-on passes it over. Some gaps nobody can accept."""
    from compliance.cli.commands import accept as command

    command.run(finding, Request(arch, inputs), acceptances, accepted)
