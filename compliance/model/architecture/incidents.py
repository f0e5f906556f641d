"""Incidents with their notifications, and requests of persons."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from compliance.model.architecture.base import (
    ComponentId,
    Country,
    DataName,
    Described,
    Kind,
    Measured,
    PartName,
    PurposeId,
    WordKeyed,
)
from compliance.model.architecture.records import Deniable, Practice
from compliance.model.values import Count, Done, Listed, Period, When, YesNo
from compliance.model.words import Breach, Fee, FoundBy, IncidentKind, NotificationStatus, Right


class Notification(Deniable):
    """Whether and when somebody was told. A bare word is the status, a bare date the day."""

    SHORT: ClassVar[tuple[str, ...]] = ("status", "sent_on")
    SPELLINGS: ClassVar[dict[str, str]] = {"yes": "done", "no": "none", "partly": "partial"}

    status: NotificationStatus | None = Field(
        None, description="Whether they were told: none, done, partial."
    )
    sent_on: When | None = Field(None, description="The day on which they were told.")
    after: Annotated[Period, Measured()] | None = Field(
        None, description="How long after the incident became known."
    )
    prompt: YesNo | None = Field(
        None, description="Whether it was without undue delay, where no date is known."
    )
    authorities: Listed[Country] | None = Field(None, description="Countries whose authorities were told.")
    complete: YesNo | None = Field(None, description="Whether everything that must be told was told.")


class Notified(WordKeyed):
    """Who was told of an incident."""

    individuals: Notification | None = Field(None, description="The persons concerned.")
    authority: Notification | None = Field(None, description="The supervisory authority or the department.")
    media: Notification | None = Field(None, description="The press.")
    controller: Notification | None = Field(
        None, description="The controller or covered entity one works for."
    )
    card_brands: Notification | None = Field(None, description="Acquirer and card brands.")


class Incident(Described):
    """Something that went wrong; one record serves every law. `incidents: none` says that there was none."""

    name: str | None = Field(None, description="The name used in the report.")
    kind: IncidentKind | None = Field(None, description="What happened.")
    components: Listed[ComponentId] | None = Field(None, description="Components concerned.")
    data: Listed[DataName] | None = Field(None, description="Data concerned.")
    persons: Count | None = Field(None, description="How many persons are concerned.")
    persons_in_one_state: Count | None = Field(
        None, description="The most persons concerned in a single US state."
    )
    people_in: Listed[Country] | None = Field(None, description="Countries the persons are in.")
    acquired: YesNo | None = Field(None, description="Whether somebody unauthorised saw or took the data.")
    breach: Breach | None = Field(None, description="What the organisation concluded itself.")
    high_risk: YesNo | None = Field(
        None, description="Whether it is expected to put the persons at high risk."
    )
    began: When | None = Field(None, description="When it began.")
    ended: When | None = Field(None, description="When it ended.")
    known_on: When | None = Field(None, description="When the organisation became aware of it.")
    found_by: FoundBy | None = Field(None, description="Who noticed it first.")
    response: Annotated[Practice, Kind(("response",))] | None = Field(
        None, description="What was done about it."
    )
    notified: Notified | None = Field(None, description="Who was told, and when.")


class Request(Described):
    """One request of a person about their data."""

    right: Right | None = Field(None, description="The right that was used.")
    purpose: PurposeId | None = Field(None, description="The purpose it was about.")
    received_on: When | None = Field(None, description="When it arrived.")
    answered_on: Done | None = Field(None, description="When it was answered; none: it was not.")
    fee: Fee | None = Field(None, description="What was charged.")
    answer: Annotated[Listed[PartName], Kind(("right",))] | None = Field(
        None, description="What the answer was like and held."
    )
