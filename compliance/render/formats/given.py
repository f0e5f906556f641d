"""What every format is written from, and what several of them need of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment, Finding, Source
    from compliance.model.catalog import Catalog, Control, Provision

NAME: Final = "compliance-assessor"
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
"""What stands for itself in a path of a URI."""


@dataclass(frozen=True)
class Written:
    """An assessment with the catalog and the description it came from.

    `paths`: where the inputs lie below the folder a pipeline works in, by logical name, for formats that point at lines.
    """

    assessment: Assessment
    catalog: Catalog
    architecture: Architecture
    paths: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """Controls by id."""
        return {
            control.id: control for framework in self.catalog.frameworks for control in framework.controls
        }

    @cached_property
    def provisions(self) -> Mapping[tuple[str, str], Provision]:
        """Provisions by framework and id."""
        return {
            (framework.framework.id, provision.id): provision
            for framework in self.catalog.frameworks
            for provision in framework.provisions
        }

    @cached_property
    def short(self) -> Mapping[str, str]:
        """How each framework is called in a line."""
        return {framework.framework.id: framework.framework.short for framework in self.catalog.frameworks}

    def place(self, finding: Finding) -> Source | None:
        """The first place in a file that a finding rests on."""
        return next((read.source for read in finding.because if read.source is not None), None)

    def uri(self, name: str) -> str:
        """An input as a relative URI (RFC 3986): its path where it is known, else its logical name."""
        path = self.paths.get(name, name)
        return "".join(chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in path.encode())


def accepted(finding: Finding) -> bool:
    """Whether somebody answers for a gap, on the date of the assessment."""
    return finding.acceptance is not None and not finding.acceptance.expired


def counts_today(finding: Finding) -> bool:
    """Whether a finding is in force and not cured."""
    return finding.timing == "in_force" and finding.standing == "current"
