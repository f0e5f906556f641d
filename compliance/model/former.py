"""Findings under the ids they had before their control was called as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.assessment import Finding


def renamed(findings: Iterable[Finding]) -> dict[str, str]:
    """Present ids of findings by the ids they had before; an id that is in use means whoever has it now."""
    found = tuple(findings)
    present = {one.id for one in found}
    return {old: one.id for one in found for old in one.replaces if old not in present}


def called(finding: Finding) -> tuple[str, ...]:
    """The ids by which people may name a finding: its own, its control's, then those both had before."""
    former = (old.partition("@")[0] for old in finding.replaces)
    return finding.id, finding.control, *finding.replaces, *former
