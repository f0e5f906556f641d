"""`compliance compare`: its options. What it does stands in `commands/compare.py`, imported when it runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.options import Inputs
from compliance.cli.parameters import Draft, Force, Output
from compliance.cli.signers import Longevity, Signing


class Form(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


class Severity(StrEnum):
    """From which severity on a gap or an open point bears on the order."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


Architectures = Annotated[
    list[Path],
    typer.Argument(metavar="ARCH...", help="One architecture with variants, or several architectures."),
]
Variants = Annotated[
    list[str] | None,
    typer.Option(
        "--variant", metavar="NAME", help="Only this variant; repeat for several. The first is compared with."
    ),
]
Decision = Annotated[
    Path | None,
    typer.Option(
        "--decision", metavar="FILE", help="Workload, team and prices, and how each variant is served."
    ),
]
Preset = Annotated[
    str | None,
    typer.Option(
        "--preset", metavar="NAME", help="Numbers that come with the program, such as article-2026."
    ),
]
Bearing = Annotated[
    Severity,
    typer.Option("--severity", help="From which severity on a gap or an open point bears on the order."),
]
Written = Annotated[Form, typer.Option("--format", help="How to write the comparison.")]


def compare(  # noqa: PLR0913 - the options of a command
    arch: Architectures,
    *,
    variant: Variants = None,
    decision: Decision = None,
    preset: Preset = None,
    severity: Bearing = Severity.HIGH,
    inputs: Inputs,
    format_: Written = Form.TEXT,
    output: Output = None,
    signing: Signing,
    longevity: Longevity,
    draft: Draft = False,
    force: Force = False,
) -> None:
    """Compare variants side by side: gaps both ways, cost, fit, and what follows."""
    from compliance.cli.commands import compare as command

    asked = command.Asked(arch, variant or [], decision, preset, severity.value, inputs)
    if format_ is Form.PDF:
        command.run_pdf(asked, signing.unless(draft, longevity), longevity, output, force=force)
        return
    command.run(asked, format_.value, output, force=force)
