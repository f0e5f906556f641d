"""What several commands are asked: input files, dates, identities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.pipeline.assessing import Assessed, Sources


@dataclass(frozen=True, slots=True)
class Request:
    """What to assess, as the command line names it."""

    architecture: Path
    answers: list[Path]
    frameworks: list[str]
    catalogs: list[Path]
    as_of: str | None
    described_on: str | None
    determinations: Path | None
    acceptances: Path | None
    strict: bool = False
    variant: str = "base"

    def assessed(self, *, cached: bool = False) -> Assessed:
        """Load everything and evaluate it. `cached`: the catalog may come from the user's cache."""
        from compliance.pipeline.assessing import assess_sources
        from compliance.pipeline.catalogs import catalog_in_use

        catalog = catalog_in_use(self.frameworks, self.catalogs, cached=cached)
        as_of = day(self.as_of, "--as-of") or dt.datetime.now(tz=dt.UTC).date()
        found = assess_sources(
            self.sources(), catalog, as_of, described_on=day(self.described_on, "--described-on")
        )
        conflicts = found.description.conflicts
        if self.strict and conflicts:
            raise InputError(
                tuple(
                    Problem(
                        said.said[0][1],
                        f"{path} is stated twice and differently",
                        f"also at {said.said[-1][1]}",
                    )
                    for path, said in sorted(conflicts.items())
                )
            )
        return found

    def sources(self) -> Sources:
        """Every input file with its logical name; two files never share one."""
        from compliance.pipeline.gathering import gathered

        return gathered(self.architecture, self.answers, self.determinations, self.acceptances, self.variant)


def day(text: str | None, option: str) -> dt.date | None:
    """A date option."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is no date", "Write it as 2026-11-20.") from None
