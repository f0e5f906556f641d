"""An assessment of an earlier day, as far as a report compares itself with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """What an earlier assessment said of one finding; words are those of its JSON."""

    control: str
    outcome: str
    timing: str
    standing: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier assessment: its date, its system, the SHA-256 of its file (hexadecimal), and its findings by id."""

    as_of: str
    system: str
    sha256: str
    findings: Mapping[str, EarlierFinding]
    catalogs: Mapping[str, str]
    """SHA-256 of each framework's catalog, by framework id."""
