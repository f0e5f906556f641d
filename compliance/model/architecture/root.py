"""The architecture file as a whole."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field

from compliance.model.architecture.actors import Organisation, Party
from compliance.model.architecture.ai_systems import AISystem
from compliance.model.architecture.base import Also, Described, Raw, Scope
from compliance.model.architecture.components import Component, Zone
from compliance.model.architecture.data import DataSet
from compliance.model.architecture.flows import Flow
from compliance.model.architecture.incidents import Incident, Request
from compliance.model.architecture.purposes import Purpose
from compliance.model.architecture.records import Practice
from compliance.model.values import Keyed, When
from compliance.model.words import Stage

SCHEMA = "compliance-architecture/1"


class System(Described):
    """The system that is assessed."""

    id: str | None = Field(None, description="Its id, stable over all reports.")
    name: str | None = Field(None, description="The name used in the report.")
    stage: Stage | None = Field(None, description="Whether it is in production, a pilot or a test.")
    since: When | None = Field(None, description="In use from this day on.")
    boundary: str | None = Field(
        None, description="What belongs to it, in a sentence for the first page of the report."
    )
    exclusions: tuple[str, ...] | None = Field(
        None, description="What was left out of the description on purpose."
    )


class Completeness(Described):
    """Who confirmed that what is listed is all there is."""

    by: str | None = Field(None, description="The person who confirmed it.")
    confirmed_on: Annotated[dt.date, Also("on")] | None = Field(
        None, description="The day of the confirmation."
    )
    how: str | None = Field(
        None, description="How it was established: inventory, traffic captured, interviews."
    )


class Architecture(Described):
    """Who takes part, which components run where, which data flows between them, for what, under which contracts.

    What is left out is unknown; a list or map once stated is complete, unless it holds `unknown`.
    """

    schema_: str | None = Field(None, alias="schema", description=f"The format of this file: {SCHEMA}.")
    described_on: dt.date | None = Field(
        None, description="The day whose facts are described; default: the day assessed."
    )
    completeness: Completeness | None = Field(None, description="Who confirmed that the lists are complete.")
    system: System | None = Field(None, description="The system that is assessed.")
    organisation: Organisation | None = Field(None, description="The organisation whose system it is.")
    parties: Keyed[Party] | None = Field(None, description="Everybody else who takes part, by id.")
    zones: Keyed[Zone] | None = Field(None, description="Network zones, by id.")
    data: Keyed[DataSet] | None = Field(None, description="Sets of data, by id.")
    components: Keyed[Component] | None = Field(None, description="The parts of the system, by id.")
    flows: Keyed[Flow] | None = Field(None, description="What goes from where to where, by id.")
    purposes: Keyed[Purpose] | None = Field(None, description="What is done to whom and why, by id.")
    ai_systems: Keyed[AISystem] | None = Field(
        None, description="AI systems in the sense of the EU AI Act, by id."
    )
    practices: Annotated[Keyed[Practice], Scope(("organisation", "system"))] | None = Field(
        None, description="What the organisation does as a whole, by the ids the questionnaire declares."
    )
    incidents: Keyed[Incident] | None = Field(
        None, description="What went wrong, by id; none: there was nothing."
    )
    requests: Keyed[Request] | None = Field(None, description="Requests of persons about their data, by id.")
    variants: Annotated[Any, Raw()] = Field(
        None, description="Alternatives to compare: by name, what each sets and unsets."
    )


SECTIONS = (
    "parties",
    "zones",
    "data",
    "components",
    "flows",
    "purposes",
    "ai_systems",
    "incidents",
    "requests",
)
"""The maps keyed by ids of the user's own."""
