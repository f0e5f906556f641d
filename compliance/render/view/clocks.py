"""Incidents with the clocks they start, and findings that may be one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compliance.model.values import When
from compliance.render.names import subject_name
from compliance.render.stated import day, entries, word
from compliance.render.stated import words as several
from compliance.render.text import count, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.model.architecture import Architecture, Incident
    from compliance.model.assessment import Assessment
    from compliance.render.view.findings import Block

_GDPR: Final = 3
_HIPAA: Final = 60
_MANY_PERSONS: Final = 500


@dataclass(frozen=True, slots=True)
class Clock:
    """A period an incident starts: whom it concerns, the provision, its last day, and what was stated about it."""

    whom: str
    provision: str
    until: str
    state: str
    late: bool


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident as stated, with its clocks."""

    id: str
    name: str
    kind: str
    known: str
    concerns: str
    breach: str
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Findings that may themselves be an incident which starts a clock; a person decides."""

    framework: str
    says: str
    refs: tuple[str, ...]


_BREACH: Final = (
    "Health information that reached somebody without permission or contract is presumed a breach (164.402). From its "
    "discovery individuals and the department are told within 60 days (164.404, 164.408), the media where more than 500 "
    "people of one state are concerned (164.406)."
)
_EXPOSED: Final = (
    "If personal data were exposed, the authority is told within 72 hours of becoming aware (Art. 33), the persons "
    "without undue delay where their risk is high (Art. 34)."
)
_TAKEN: Final = (
    "If account data may have been taken, the acquirer and the card brands are told at once, as the response plan "
    "says (12.10.1)."
)
_ALARMS: Final = (
    ("HIPAA", ("164.502(a)", "164.502(e)", "164.308(b)", "164.504(e)"), False, _BREACH),
    ("GDPR", ("Art. 5(1)(f)", "Art. 32", "Art. 33", "Art. 34"), True, _EXPOSED),
    ("PCI DSS", ("3.3.1", "3.5.1", "10.7", "11.5", "11.6.1", "12.10"), True, _TAKEN),
)
"""Framework, provisions whose breach may be an incident, whether only heavy gaps count, and what would follow."""


def alarms(blocks: Sequence[Block]) -> tuple[Alarm, ...]:
    """The gaps, historic ones included, that may start a clock."""
    found = []
    for law, prefixes, heavy, says in _ALARMS:
        refs = tuple(
            block.ref
            for block in blocks
            if block.framework == law
            and block.chapter in {"gap", "historic"}
            and (block.severity == "high" or not heavy)
            and any(one.id.startswith(prefixes) for one in block.criteria)
        )
        if refs:
            found.append(Alarm(law, says, refs))
    return tuple(found)


def incidents(architecture: Architecture, assessment: Assessment) -> tuple[IncidentRow, ...]:
    """Every stated incident, in the order of the description."""
    laws = {scope.id for scope in assessment.frameworks if scope.applies is not False}
    as_of = dt.date.fromisoformat(assessment.as_of)
    return tuple(
        IncidentRow(
            name,
            subject_name(architecture, "incident", name),
            word(one.kind),
            day(one.known_on),
            _concerns(one),
            word(one.breach),
            tuple(_clocks(one, laws, as_of)),
        )
        for name, one in entries(architecture.incidents).items()
    )


def _concerns(one: Incident) -> str:
    persons = "persons not stated" if one.persons is None else f"{one.persons.text} persons"
    return f"{persons}; data: {several(one.data)}; at: {several(one.components)}"


def _clocks(one: Incident, laws: set[str], as_of: dt.date) -> Iterator[Clock]:
    known = one.known_on.first if isinstance(one.known_on, When) and one.known_on.exact else None
    told = one.notified

    def clock(whom: str, provision: str, field: str, days: int | None) -> Clock:
        stated = getattr(told, field) if told is not None else None
        until = known + dt.timedelta(days=days) if known is not None and days is not None else None
        state, late = _state(stated, known, until, as_of)
        limit = "without undue delay" if days is None else f"{days} days" if days != _GDPR else "72 hours"
        return Clock(
            whom, provision, f"{limit}: {short_date(until.isoformat())}" if until else limit, state, late
        )

    if "gdpr" in laws:
        yield clock("supervisory authority", "GDPR Art. 33(1)", "authority", _GDPR)
        yield clock("persons, where the risk is high", "GDPR Art. 34(1)", "individuals", None)
    if "hipaa" in laws:
        yield clock("individuals", "HIPAA 164.404(b)", "individuals", _HIPAA)
        yield clock(f"department ({_MANY_PERSONS} or more persons)", "HIPAA 164.408(b)", "authority", _HIPAA)
        if (
            one.persons_in_one_state is None
            or (one.persons_in_one_state.high or _MANY_PERSONS + 1) > _MANY_PERSONS
        ):
            yield clock(
                f"media (more than {_MANY_PERSONS} in one state)", "HIPAA 164.406(b)", "media", _HIPAA
            )
    if "pci_dss" in laws:
        yield clock("acquirer and card brands", "PCI DSS 12.10.1", "card_brands", None)


def _state(
    stated: Any,  # noqa: ANN401 - a notification or None
    known: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
) -> tuple[str, bool]:
    """What is stated about a notification, and whether the stated days show that it is late."""
    if stated is None:
        return "not stated", False
    sent = stated.sent_on
    if sent is not None:
        late = until is not None and sent.first > until
        days = f", day {(sent.first - known).days}" if known is not None and sent.exact else ""
        return f"told {day(sent)}{days}{', after the last day' if late else ''}", late
    if str(stated.status) == "none":
        late = until is not None and as_of > until
        running = f"; {count((as_of - known).days, 'day')} since it was known" if known is not None else ""
        return f"not told{running}", late
    return word(stated.status), False
