"""What two assessments say differently, and what that comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from compliance.model.plain import plain

if TYPE_CHECKING:
    from compliance.model.assessment import Severity

DIFFERENCE: Final = "compliance-difference/1"

Kind: TypeAlias = Literal["new", "resolved", "changed", "moved_by_date", "moved_by_catalog"]
KINDS: Final[tuple[Kind, ...]] = ("new", "resolved", "changed", "moved_by_date", "moved_by_catalog")
Cause: TypeAlias = Literal["description", "catalog", "date", "persons", "program"]
"""What may have changed a finding: files of the description, the catalog, a date, what persons concluded, the program."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessment said of a finding."""

    outcome: str
    timing: str
    standing: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that reads differently; None where an assessment does not have it. `causes`: all that it may come from.

    `was` is the id it had before, where that was another.
    """

    id: str
    control: str
    framework: str
    severity: Severity
    kind: Kind
    causes: tuple[Cause, ...]
    before: Said | None
    after: Said | None
    message: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two assessments."""

    system: str
    as_of: str
    described_on: str
    sha256: str
    """Of its file, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes between two assessments, and which of their inputs differ."""

    before: Side
    after: Side
    inputs: tuple[Cause, ...]
    changes: tuple[Change, ...]
    unchanged: int
    remarks: tuple[str, ...] = ()
    schema: str = DIFFERENCE

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)


def to_json(difference: Difference) -> dict[str, Any]:
    """The difference as plain JSON data; `schema` comes first."""
    data = {"schema": difference.schema}
    data.update(plain(difference))
    return data
