"""What several commands are asked: input files, laws, dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.cli.parameters import (
    Acceptances,
    Answers,
    AsOf,
    Catalogs,
    DescribedOn,
    Determinations,
    Frameworks,
)
from compliance.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Assessed, Sources
    from compliance.pipeline.gathering import Names


@dataclass(frozen=True, slots=True)
class Inputs:
    """Options: what an architecture is assessed with."""

    answers: Answers = None
    framework: Frameworks = None
    catalog: Catalogs = None
    as_of: AsOf = None
    described_on: DescribedOn = None
    determinations: Determinations = None
    acceptances: Acceptances = None

    def law_of(self) -> dt.date:
        """The date of assessment: today where none is named."""
        return day(self.as_of, "--as-of") or dt.datetime.now(tz=dt.UTC).date()

    def facts_of(self) -> dt.date | None:
        """The date of the facts, where one is named."""
        return day(self.described_on, "--described-on")

    def catalogs(self, *, cached: bool = False) -> Catalog:
        """The catalog. `cached`: it may come from the user's cache."""
        from compliance.pipeline.catalogs import catalog_in_use

        return catalog_in_use(self.framework or [], self.catalog or [], cached=cached)

    def sources(self, architecture: Path, variant: str = "base", names: Names | None = None) -> Sources:
        """Every input file with its logical name; two files never share one."""
        from compliance.pipeline.gathering import gathered

        return gathered(
            architecture, self.answers or [], self.determinations, self.acceptances, variant, names=names
        )


@dataclass(frozen=True, slots=True)
class Request:
    """What to assess, as the command line names it."""

    architecture: Path
    inputs: Inputs
    strict: bool = False
    variant: str = "base"

    def assessed(self, *, cached: bool = False) -> Assessed:
        """Load everything and evaluate it. `cached`: the catalog may come from the user's cache."""
        from compliance.pipeline.assessing import assess_sources

        catalog, as_of = self.inputs.catalogs(cached=cached), self.inputs.law_of()
        found = assess_sources(self.sources(), catalog, as_of, described_on=self.inputs.facts_of())
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
        """Every input file with its logical name."""
        return self.inputs.sources(self.architecture, self.variant)


def day(text: str | None, option: str) -> dt.date | None:
    """A date option."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is no date", "Write it as 2026-11-20.") from None


def the_one(answers: list[Path] | None) -> Path:
    """The answers file to be changed; UsageError where none or several are named."""
    if answers and len(answers) == 1:
        return answers[0]
    if answers:
        raise UsageError("several answers files are named", "Name with --answers the one to be changed.")
    raise UsageError("no answers file is named", "Name it with --answers, such as --answers answers.yaml.")
