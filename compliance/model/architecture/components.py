"""Components, who reaches them, the models in them, and the trust zones they stand in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from compliance.model.architecture.base import (
    ComponentId,
    Country,
    Described,
    Keys,
    PartyOrOwn,
    Ref,
    Scope,
    ZoneId,
)
from compliance.model.architecture.data import Holding
from compliance.model.architecture.records import Practice
from compliance.model.values import Count, Keyed, Listed, Share, When, YesNo
from compliance.model.words import (
    AccessRights,
    AccessVia,
    Accounts,
    AtRest,
    ComponentKind,
    Enabled,
    Factors,
    Hosting,
    KeyHolder,
    ModelChange,
    Passwords,
    Stage,
    Weights,
    Wireless,
)


class Zone(Described):
    """A network zone."""

    name: str | None = Field(None, description="The name used in the report.")
    cde: YesNo | None = Field(None, description="Whether it is part of the cardholder data environment.")
    open_to: Listed[Annotated[str, Ref(("zones", "internet"))]] | None = Field(
        None, description="Zones, or the internet, from which traffic is not restricted."
    )
    wireless: Wireless | None = Field(None, description="Wireless networks in it.")
    host_firewalls: YesNo | None = Field(None, description="Whether its machines filter traffic themselves.")


class Access(Described):
    """One way in which people or programs reach a component."""

    by: Annotated[str, Ref(("parties", "groups"))] | None = Field(
        None, description="Who: a party or a group. Left out, the key of the entry says it."
    )
    via: AccessVia | None = Field(None, description="By which way.")
    from_: Listed[Country] | None = Field(None, alias="from", description="From which countries.")
    own_people: YesNo | None = Field(
        None, description="For a party: whether its own people use it, not those of another company."
    )
    factors: Factors | None = Field(None, description="How they prove who they are.")
    accounts: Accounts | None = Field(None, description="Whose accounts they use.")
    passwords: Passwords | None = Field(None, description="How good the passwords are.")
    rights: AccessRights | None = Field(None, description="How much they can do.")
    enabled: Enabled | None = Field(None, description="When the access is open.")
    monitored: YesNo | None = Field(None, description="Whether somebody watches while it is used.")
    since: When | None = Field(None, description="Open from this day on.")
    until: When | None = Field(None, description="Open until this day.")


class Model(Described):
    """The model in a component: where it comes from and what was done to it."""

    name: str | None = Field(None, description="The name and version of the model.")
    maker: Annotated[str, Ref(("parties", "organisation", "makers"))] | None = Field(
        None, description="Who made it: a party, organisation, or a plain name."
    )
    weights: Weights | None = Field(None, description="Whether its parameters are published.")
    changed: ModelChange | None = Field(None, description="What the organisation changed in it.")
    training_flop: Count | None = Field(
        None, description="Operations spent on its training, such as 1e25 or 1e23/.. (at least)."
    )
    change_share: Share | None = Field(
        None, description="Compute of the change as a share of the original training, such as 0.35 or 35%."
    )
    placed_on_market_on: When | None = Field(
        None, description="When it was first offered on the Union market."
    )
    offered: YesNo | None = Field(
        None,
        description="Whether the organisation offers the model, as it stands here, to others in the Union.",
    )


class Component(Described):
    """A part of the system that holds, changes or passes on data."""

    kind: ComponentKind | None = Field(None, description="What it is.")
    name: str | None = Field(None, description="The name used in the report.")
    operator: PartyOrOwn | None = Field(
        None, description="The party that runs it; left out: the organisation itself."
    )
    hosting: Hosting | None = Field(None, description="Where and on whose machines it runs.")
    location: Country | None = Field(None, description="The country in which it runs.")
    zone: ZoneId | None = Field(None, description="The network zone it stands in.")
    stage: Stage | None = Field(None, description="Whether it is in production, a pilot or a test.")
    since: When | None = Field(None, description="In use from this day on.")
    stores: Annotated[Keyed[Holding], Keys(("data", "categories"))] | None = Field(
        None, description="Data at rest in it, beyond the operation that needed it."
    )
    buffers: Annotated[Keyed[Holding], Keys(("data", "categories"))] | None = Field(
        None,
        description="Data in its memory only while an operation runs; left out: what its flows and stores bring.",
    )
    encryption: AtRest | None = Field(
        None, description="How what it stores is encrypted, unless a holding says otherwise."
    )
    keys: KeyHolder | None = Field(None, description="Who holds the keys.")
    transforms: Annotated[Keyed[Holding], Keys(("data", "categories"))] | None = Field(
        None, description="For a gateway: data or categories, and how they leave it."
    )
    access: Annotated[Keyed[Access], Keys(("parties", "groups"))] | None = Field(
        None, description="Who reaches it and how: parties, groups, or any id with `by`."
    )
    embedded_in: Listed[ComponentId] | None = Field(None, description="Components inside which it runs.")
    model: Model | None = Field(None, description="The model it runs or offers.")
    practices: Annotated[Keyed[Practice], Scope(("component",))] | None = Field(
        None, description="Practices about this component, by the ids the questionnaire declares."
    )
