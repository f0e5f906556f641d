"""What `compliance report` is asked where it decides between the variants of an architecture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli.comparing import Severity
from compliance.errors import UsageError
from compliance.files import LARGEST_INPUT, read_limited

if TYPE_CHECKING:
    from compliance.pipeline.chapter import Weighing

Decision = Annotated[
    Path | None,
    typer.Option(
        "--decision",
        metavar="FILE",
        help="Workload, team and prices: adds a chapter that decides between the variants of ARCH.",
    ),
]
Preset = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="NAME",
        help="For that chapter: numbers that come with the program, such as article-2026.",
    ),
]
Bearing = Annotated[
    Severity | None,
    typer.Option(
        "--severity",
        help="For that chapter: from which severity on a gap or an open point bears on the order (default: high).",
    ),
]


@dataclass(frozen=True, slots=True)
class Decided:
    """Options: what the variants are compared by."""

    decision: Decision = None
    preset: Preset = None
    severity: Bearing = None

    def weighing(self) -> Weighing | None:
        """The decision file read; None where none is named. UsageError where only the rest is."""
        from compliance.pipeline.assessing import Given
        from compliance.pipeline.chapter import SEVERITY, Weighing

        if self.decision is None:
            if self.preset or self.severity:
                raise UsageError(
                    "--preset and --severity are about the chapter that --decision adds",
                    "Name a decision file with --decision, or leave them out.",
                )
            return None
        given = Given(self.decision.name, read_limited(self.decision, LARGEST_INPUT))
        return Weighing(given, self.preset, self.severity.value if self.severity else SEVERITY)
