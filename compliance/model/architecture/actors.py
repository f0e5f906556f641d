"""The organisation, the parties around it, and what binds them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from compliance.model.architecture.base import (
    Country,
    DataName,
    Described,
    Kind,
    PartName,
    PartyId,
    PartyOrOwn,
    Ref,
    Scope,
    WordKeyed,
)
from compliance.model.architecture.records import Practice, Record
from compliance.model.values import Count, Keyed, Listed, Period, When, YesNo
from compliance.model.words import (
    AIActRole,
    Derogation,
    GdprRole,
    HealthEntity,
    HipaaRole,
    OwnPurposes,
    PartyKind,
    PciRole,
    SccModule,
    Sector,
    TransferMeasures,
)


class Roles(WordKeyed):
    """Roles per law. `none` says that somebody is not subject to that law; a law left out is unknown."""

    hipaa: Listed[HipaaRole] | None = Field(None, description="Roles under HIPAA.")
    gdpr: Listed[GdprRole] | None = Field(None, description="Roles under the GDPR.")
    pci_dss: Listed[PciRole] | None = Field(None, description="Roles under PCI DSS.")
    eu_ai_act: Listed[AIActRole] | None = Field(None, description="Roles under the EU AI Act.")


class Agreement(Record):
    """A contract with a party. `covers` are the components it names, `until` is when it expires."""

    signed_on: When | None = Field(None, description="The day on which the last party signed.")
    with_: PartyOrOwn | None = Field(
        None,
        alias="with",
        description="The other side, where it is not the organisation: a party further up the chain.",
    )
    modules: Listed[SccModule] | None = Field(
        None, description="The modules of the standard contractual clauses chosen."
    )
    clauses: Listed[PartName] | None = Field(
        None, description="Its contents, as far as a law asks for them one by one."
    )
    accounts: Listed[str] | None = Field(
        None, description="Accounts, projects or organisation ids it covers."
    )


class Agreements(WordKeyed):
    """Agreements with a party by kind."""

    baa: Annotated[Agreement, Kind(("baa", "contract"))] | None = Field(
        None, description="Business associate agreement under HIPAA."
    )
    dpa: Annotated[Agreement, Kind(("dpa", "contract"))] | None = Field(
        None, description="Data processing agreement between controller and processor."
    )
    scc: Annotated[Agreement, Kind(("contract",))] | None = Field(
        None, description="Standard contractual clauses for transfers to other countries."
    )
    bcr: Annotated[Agreement, Kind(("contract",))] | None = Field(
        None, description="Binding corporate rules approved by an authority."
    )
    joint_controllers: Annotated[Agreement, Kind(("contract",))] | None = Field(
        None, description="Arrangement between joint controllers."
    )
    pci_responsibility: Annotated[Agreement, Kind(("contract",))] | None = Field(
        None, description="Matrix of who meets which PCI DSS requirement."
    )
    service: Annotated[Agreement, Kind(("contract",))] | None = Field(
        None, description="The contract for the service itself."
    )
    sub_processing: Annotated[Agreement, Kind(("dpa", "contract"))] | None = Field(
        None, description="Contract between a processor and its sub-processor."
    )
    data_use: Annotated[Agreement, Kind(("contract",))] | None = Field(
        None, description="Agreement on the use of a limited data set."
    )


class Attestations(WordKeyed):
    """What others have confirmed of a party, with dates."""

    pci_aoc: Record | None = Field(None, description="PCI DSS attestation of compliance.")
    iso27001: Record | None = Field(None, description="ISO/IEC 27001 certificate.")
    soc2: Record | None = Field(None, description="SOC 2 report.")
    hitrust: Record | None = Field(None, description="HITRUST validation.")
    dpf: Record | None = Field(None, description="Listing under the EU-US Data Privacy Framework.")
    c5: Record | None = Field(None, description="BSI C5 report.")
    hds: Record | None = Field(None, description="French certificate for hosting health data.")


class Transfer(Described):
    """What counts when data reaches a party in another country; the tools are agreements and attestations."""

    assessment: Annotated[Practice, Kind(("tia",))] | None = Field(
        None, description="The assessment of the transfer."
    )
    local_law_equivalent: YesNo | None = Field(
        None, description="Whether law and practice there leave an equivalent level of protection."
    )
    measures: TransferMeasures | None = Field(
        None, description="Supplementary measures, and whether they work."
    )
    derogation: Derogation | None = Field(
        None, description="The exception for specific situations relied on; left out: none is relied on."
    )


class Actor(Described):
    """What is true of the organisation and of parties alike."""

    name: str | None = Field(None, description="The name used in the report.")
    legal_name: str | None = Field(None, description="The full name of the legal entity.")
    kind: PartyKind | None = Field(None, description="What it is to the organisation.")
    roles: Roles | None = Field(None, description="Roles per law, as it sees them; further ones are derived.")
    country: Country | None = Field(None, description="The country of its seat.")
    since: When | None = Field(
        None,
        description="For a party: when the relation began; for the organisation: when it began to operate.",
    )


class Party(Actor):
    """Somebody else who takes part: a vendor, a host, a group company, an outside person."""

    parent: Annotated[str, Ref(("parties", "countries"))] | None = Field(
        None, description="The parent: the id of another party, or its country."
    )
    until: When | None = Field(None, description="When the relation ended.")
    profile: Annotated[str, Ref(("profiles",))] | None = Field(
        None,
        description="The profile of a known vendor; its claims are shown for confirmation and never evaluated.",
    )
    agreements: Agreements | None = Field(None, description="Agreements with it, by kind.")
    attestations: Attestations | None = Field(
        None, description="Certificates and reports of others about it."
    )
    sub_processors: Listed[PartyId] | None = Field(None, description="Parties it passes data on to.")
    reads: Listed[DataName] | None = Field(None, description="Data it can read in clear.")
    retention: Period | None = Field(None, description="How long it keeps what it receives.")
    trains_on_data: YesNo | None = Field(None, description="Whether it trains models on what it receives.")
    human_review: YesNo | None = Field(None, description="Whether its people may look at what it receives.")
    own_purposes: OwnPurposes | None = Field(
        None, description="Whether it uses what it receives for purposes of its own."
    )
    due_diligence: Annotated[Practice, Kind(("vendor",))] | None = Field(
        None, description="The examination before it was engaged."
    )
    monitoring: Annotated[Practice, Kind(("vendor",))] | None = Field(
        None, description="The examination since then."
    )
    transfer: Transfer | None = Field(
        None, description="What protects data that reaches it in another country."
    )
    practices: Annotated[Keyed[Practice], Scope(("party",))] | None = Field(
        None, description="Practices about this party, by the ids the questionnaire declares."
    )


class Organisation(Actor):
    """The organisation whose system is assessed."""

    sector: Sector | None = Field(None, description="The field in which it works.")
    health_entity: Listed[HealthEntity] | None = Field(None, description="What kind of covered entity it is.")
    direct_treatment: YesNo | None = Field(None, description="Whether it treats patients directly.")
    public_authority: YesNo | None = Field(None, description="Whether it is a public authority or body.")
    public_services: YesNo | None = Field(
        None, description="Whether, as a private body, it provides public services."
    )
    headcount: Count | None = Field(None, description="How many people work for it.")
    established_in: Listed[Country] | None = Field(
        None, description="Countries in which it has an establishment."
    )
    offers_to: Listed[Country] | None = Field(
        None, description="Countries whose people it serves, targets or monitors."
    )
    own_software: YesNo | None = Field(
        None, description="Whether it runs software that was written by it, or for it alone."
    )
    eu_representative: Record | None = Field(
        None, description="The representative in the Union of an organisation outside it."
    )


__all__ = ["Actor", "Agreement", "Agreements", "Attestations", "Organisation", "Party", "Roles", "Transfer"]
