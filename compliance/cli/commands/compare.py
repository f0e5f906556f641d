"""`compliance compare`."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, deliver, width
from compliance.cli.options import Request, day
from compliance.pipeline.assessing import pretty
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.comparing import Choice, compare_sources, comparison_json
from compliance.pipeline.gathering import Names
from compliance.render.comparison.terminal import comparison_text
from compliance.render.terminal import Style

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare, as the command line names it."""

    architectures: list[Path]
    variants: list[str]
    decision: Path | None
    preset: str | None
    severity: str
    answers: list[Path]
    frameworks: list[str]
    catalogs: list[Path]
    as_of: str | None
    described_on: str | None
    determinations: Path | None
    acceptances: Path | None

    def compared(self) -> Comparison:
        """Load everything, assess every variant and compare them."""
        requests = [
            Request(
                path,
                self.answers,
                self.frameworks,
                self.catalogs,
                self.as_of,
                self.described_on,
                self.determinations,
                self.acceptances,
            )
            for path in self.architectures
        ]
        choice = Choice(
            tuple(request.sources() for request in requests),
            tuple(self.variants),
            Names().given(self.decision) if self.decision else None,
            self.preset,
            self.severity,
        )
        as_of = day(self.as_of, "--as-of") or dt.datetime.now(tz=dt.UTC).date()
        catalog = catalog_in_use(self.frameworks, self.catalogs, cached=True)
        return compare_sources(choice, catalog, as_of, described_on=day(self.described_on, "--described-on"))


def run(asked: Asked, form: str, output: Path | None, *, force: bool) -> None:
    """Compare and write the result."""
    comparison = asked.compared()
    if form == "json":
        data = pretty(comparison_json(comparison))
    else:
        data = comparison_text(
            comparison, Style(colour=output is None and coloured(sys.stdout), width=width())
        ).encode()
    deliver(data, output, force=force)
