"""What is asked for a first architecture, and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

LAWS: Final = ("hipaa", "gdpr", "pci_dss", "eu_ai_act")


@dataclass(frozen=True, slots=True)
class Outside:
    """A party outside: its name, country, profile of a known vendor, and its agreements (a date, `none`, `signed`)."""

    name: str
    country: str | None = None
    profile: str | None = None
    agreements: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something runs: a word of the vocabulary and a country; None where it is not known."""

    hosting: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was asked. None is not known, and is left out of the file.

    `roles`: by law; an empty tuple is "not subject". `categories`: there, not there, or not known. `vendor` runs the model's
    API; `host` the machines, where they are not our own. `keeps`: whether the application
    keeps what passes through it. `complete`: whether these are all parties, parts and flows.
    """

    system: str
    organisation: str
    stage: str | None = None
    since: str | None = None
    country: str | None = None
    serves: tuple[str, ...] | None = None
    roles: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    health_entity: str | None = None
    categories: Mapping[str, bool | None] = field(default_factory=dict)
    about: str | None = None
    task: str | None = None
    users: str | None = None
    application: Place = Place()
    model: Place = Place()
    vendor: Outside | None = None
    host: Outside | None = None
    log: bool | None = None
    keeps: bool | None = None
    incidents: bool | None = None
    requests: bool | None = None
    encryption: str | None = None
    complete: bool | None = None
    by: str = ""
    on: dt.date | None = None
