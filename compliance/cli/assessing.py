"""`compliance assess`: its options."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli.options import Inputs, Request
from compliance.cli.parameters import Arch, Force, Strict, Variant
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.pipeline.gate import Gate


class AssessmentFormat(StrEnum):
    """How an assessment is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    SARIF = "sarif"
    JUNIT = "junit"
    OSCAL = "oscal"
    OSCAL_POAM = "oscal-poam"
    OSCAL_CATALOG = "oscal-catalog"
    OSCAL_PROFILE = "oscal-profile"


Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="[FORMAT=]FILE",
        help="Write to this file; with FORMAT= a further rendering to a file of its own; repeat for several.",
    ),
]


@dataclass(frozen=True, slots=True)
class Stops:
    """Options: what ends with exit code 1."""

    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="[high|medium|low|unknown|upcoming:90d]",
            help="End with exit code 1 on current gaps of this severity or above, on unknowns, or on gaps of duties that begin "
            "within 90 days; several with commas.",
        ),
    ] = None
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="OLD.json",
            help="An earlier assessment of the system: what --fail-on stopped there does not stop again.",
        ),
    ] = None

    def gate(self) -> Gate:
        """The gate. UsageError for a word that is none, and for a baseline without a gate."""
        from compliance.pipeline.gate import gate

        named = gate(self.fail_on or [])
        if self.baseline is not None and not named.shut:
            raise UsageError(
                "--baseline without --fail-on stops nothing", "Say what stops, as in --fail-on high."
            )
        return named


def assess(  # noqa: PLR0913 - the options of a command
    arch: Arch,
    *,
    inputs: Inputs,
    format_: Annotated[
        AssessmentFormat, typer.Option("--format", help="How to write the result.")
    ] = AssessmentFormat.TEXT,
    output: Outputs = None,
    force: Force = False,
    strict: Strict = False,
    finding: Annotated[
        str | None,
        typer.Option(
            "--finding", metavar="ID", help="Instead: one finding whole, with who stated each fact and when."
        ),
    ] = None,
    stops: Stops,
    variant: Variant = "base",
) -> None:
    """Evaluate a description; gaps first, each with the flow and line that caused it."""
    from compliance.cli.commands import assess as command
    from compliance.cli.outputs import targets

    request = Request(arch, inputs, strict, variant)
    if finding is not None:
        (target,) = targets("text", output or [], ("text",))
        command.run_finding(request, finding, target.path, force=force)
        return
    wanted = targets(format_.value, output or [], [one.value for one in AssessmentFormat])
    raise typer.Exit(command.run(request, wanted, stops, force=force))
