"""What a named person concludes or answers for, as the files keep it, and what cannot be concluded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.model.answers import ACCEPTANCES, DETERMINATIONS, same_person

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from compliance.model.answers import Evidence
    from compliance.source import Plain

DETERMINATIONS_START = (
    f"# Conclusions of named persons on what needs judgement.\nschema: {DETERMINATIONS}\ndeterminations: []\n"
)
ACCEPTANCES_START = (
    f"# Open gaps that somebody answers for until a day.\nschema: {ACCEPTANCES}\nacceptances: []\n"
)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A determination before it is written. `about`: a finding, or a provision with its framework before it."""

    about: str
    met: bool
    reasons: str
    name: str
    role: str
    independent: bool
    decided_on: dt.date
    valid_until: dt.date | None
    evidence: tuple[Evidence, ...] = ()

    def item(self) -> dict[str, Plain]:
        """The entry of the file."""
        kept: dict[str, Plain] = {
            "finding" if "@" in self.about else "provision": self.about,
            "conclusion": "met" if self.met else "not_met",
            "reasons": self.reasons,
            "evidence": [evidence_item(one) for one in self.evidence] or None,
            "name": self.name,
            "role": self.role or None,
            "independent": self.independent,
            "decided_on": self.decided_on,
            "valid_until": self.valid_until,
        }
        return {key: value for key, value in kept.items() if value is not None}


def check_dates(begin: dt.date, end: dt.date | None, today: dt.date) -> None:
    """Refuse a conclusion of tomorrow, and one that ends before it begins."""
    if begin > today:
        raise UsageError(f"{begin} is yet to come", "Give the day on which it was decided.")
    if end is not None and end < max(begin, today):
        raise UsageError(f"it would have ended on {end} already", "Give a last day that is yet to come.")


def check_independence(name: str, answerers: Iterable[str], *, independent: bool) -> None:
    """Refuse to call somebody independent who gave one of the answers the finding rests on."""
    if independent and any(same_person(name, by) for by in answerers):
        hint = "Say --not-independent, or have somebody else conclude."
        raise UsageError(f"{name} gave answers this finding rests on and is not independent of them", hint)


def evidence_item(item: Evidence) -> dict[str, Plain]:
    """The evidence of a conclusion as the file keeps it."""
    stated = {name: getattr(item, name) for name in type(item).model_fields}
    return {name: value for name, value in stated.items() if value is not None}
