"""Flows of data between components, parties and people."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from compliance.model.architecture.base import Described, EndName, Keys, PurposeId
from compliance.model.architecture.data import Holding
from compliance.model.values import Keyed, When
from compliance.model.words import Channel, FlowAuthentication, InTransit, Network


class Flow(Described):
    """Data that goes from one end to another, and what comes back. Only the two ends may not be left out."""

    name: str | None = Field(None, description="The name used in the report.")
    from_: EndName = Field(
        alias="from", description="Where it starts: a component, a party, a group of people or organisation."
    )
    to: EndName = Field(description="Where it ends: a component, a party, a group of people or organisation.")
    data: Annotated[Keyed[Holding], Keys(("data", "categories"))] | None = Field(
        None, description="What is sent."
    )
    returns: Annotated[Keyed[Holding], Keys(("data", "categories"))] | None = Field(
        None, description="What comes back; left out: anything sent or held at the far end may."
    )
    network: Network | None = Field(None, description="Over which network.")
    via: Channel | None = Field(None, description="By which kind of channel.")
    encryption: InTransit | None = Field(None, description="How it is encrypted on the way.")
    authentication: FlowAuthentication | None = Field(
        None, description="How the ends make sure of one another."
    )
    purpose: PurposeId | None = Field(None, description="What it serves.")
    since: When | None = Field(None, description="The day of the first flow.")
    until: When | None = Field(None, description="The day of the last flow.")
