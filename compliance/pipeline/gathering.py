"""From paths to sources: every input file read, with its logical name, and the evidence beside the answers looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compliance.files import LARGEST_INPUT, read_limited
from compliance.model.variant import BASE
from compliance.pipeline.assessing import Given, Sources
from compliance.pipeline.evidence import evidence_found

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(slots=True)
class Names:
    """Logical names in use: file names, numbered where two files are called alike; never a path."""

    taken: set[str] = field(default_factory=set)

    def given(self, path: Path) -> Given:
        """The file with its logical name. InputError where it cannot be read."""
        name, number = path.name, 1
        while name in self.taken:
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        self.taken.add(name)
        return Given(name, read_limited(path, LARGEST_INPUT))


def gathered(  # noqa: PLR0913 - one file of each role
    architecture: Path,
    answers: Sequence[Path] = (),
    determinations: Path | None = None,
    acceptances: Path | None = None,
    variant: str = BASE,
    *,
    names: Names | None = None,
) -> Sources:
    """Every file an assessment is derived from. InputError where one cannot be read.

    `names`: logical names in use already, where more than these files are gathered.
    """
    names = names or Names()
    described = names.given(architecture)
    answered = tuple(names.given(path) for path in answers)
    determined = names.given(determinations) if determinations else None
    accepted = names.given(acceptances) if acceptances else None
    told = [(determinations, determined)] if determinations and determined else []
    found = evidence_found(zip(answers, answered, strict=True), told)
    return Sources(described, answered, determined, accepted, found.attached, found.lost, variant)
