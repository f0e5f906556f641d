"""What profiles of known vendors say beside open questions. A rendering is the only place where a claim is read.

A claim is shown for a person to confirm by stating the fact; nothing here reaches an outcome, and no answer is made of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.words import ComponentKind
from compliance.render.names import end_name
from compliance.render.stated import entries
from compliance.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compliance.model.architecture import Architecture
    from compliance.model.catalog import Catalog
    from compliance.model.vendor import Confidence, VendorClaim

WHO: Final[dict[Confidence, str]] = {
    "vendor": "vendor's claim",
    "third_party": "claim of a third party",
    "memory": "claim from memory",
}
NO_PAGE: Final = "no page was read"
_SERVED: Final = frozenset({ComponentKind.MODEL_API, ComponentKind.SERVICE, None})
"""What a claim on a component is about: the vendor's service, not a log or a server that the same party runs."""
_FIELD: Final = 2  # dots in the path of the shortest fact about one party or component: parties.x.retention


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim where it may be shown: the absolute path it bears on, the question that states it, and whom it is about."""

    path: str
    question: str | None
    about: str
    claim: VendorClaim

    def beside(self, fact: str, question: str | None) -> bool:
        """Whether it bears on an asked fact: the same, something inside it, or the record whose question is asked."""
        if fact.count(".") < _FIELD:
            return False
        if self.path == fact or self.path.startswith(f"{fact}."):
            return True
        return question is not None and question == self.question and fact.startswith(f"{self.path}.")


class Claims:
    """The claims on the parties of one architecture, as they read on a date."""

    def __init__(
        self, catalog: Catalog, architecture: Architecture, as_of: str, date: Callable[[str], str] = str
    ) -> None:
        """`as_of` is an ISO date; `date` says how one is printed."""
        self.day, self.date = dt.date.fromisoformat(as_of), date
        self.claimed = tuple(_claimed(catalog, architecture))

    def beside(self, asks: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
        """A sentence for each claim that bears on one of these facts (each with the question that states it)."""
        wanted = list(asks)
        found = (one for one in self.claimed if any(one.beside(*ask) for ask in wanted))
        return tuple(dict.fromkeys(self.text(one) for one in found))

    def text(self, one: Claimed) -> str:
        """Who says it, of whom, what, and how old that is."""
        claim = one.claim
        return f"{WHO[claim.confidence]} ({one.about}): {clean(claim.claim)} ({self._source(claim)})"

    def _source(self, claim: VendorClaim) -> str:
        """The page and the day it was read; a mark where that day is not near the date of the assessment."""
        seen = f"{clean(claim.source or NO_PAGE)}, {self.date(claim.checked_on.isoformat())}"
        if claim.expired(self.day):
            return f"{seen}; expired on {self.date(claim.expires_on.isoformat())}"
        return f"{seen}, after the date of this assessment" if self.day < claim.checked_on else seen


def _claimed(catalog: Catalog, architecture: Architecture) -> Iterator[Claimed]:
    """Every claim on every party that names a profile."""
    asked = {(question.scope, question.states): question.id for question in catalog.questions}
    for name, party in entries(architecture.parties).items():
        profile = catalog.profiles.get(party.profile or "")
        for claim in profile.claims if profile is not None else ():
            question = asked.get((claim.scope, claim.states))
            for subject in _subjects(architecture, name, claim):
                about = end_name(architecture, subject.partition(".")[2])
                yield Claimed(f"{subject}.{claim.states}", question, about, claim)


def _subjects(architecture: Architecture, party: str, claim: VendorClaim) -> Iterator[str]:
    """The party itself, or its services among the components."""
    if claim.scope == "party":
        yield f"parties.{party}"
        return
    for name, component in entries(architecture.components).items():
        if component.operator == party and component.kind in _SERVED:
            yield f"components.{name}"
