"""AI systems: roles, what they infer and generate, what people are told, duties and exceptions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from compliance.model.architecture.base import (
    ComponentId,
    Country,
    Described,
    Kind,
    PartyOrOwn,
    PurposeId,
    Scope,
    WordKeyed,
)
from compliance.model.architecture.records import Existing, Practice, Record
from compliance.model.values import Keyed, Listed, When, YesNo
from compliance.model.words import (
    AIActRole,
    Depicts,
    Disclosure,
    Group,
    InferenceUse,
    Intimate,
    Learning,
    Marking,
    ProductLaw,
    Signal,
    Technique,
)


class Inference(Existing):
    """Something about people that the system infers. Any detail stated means that it does; `none`: it does not."""

    from_: Listed[Signal] | None = Field(None, alias="from", description="From what it is inferred.")
    about: Listed[Group] | None = Field(None, description="About whom.")
    for_: Listed[InferenceUse] | None = Field(None, alias="for", description="For what.")
    real_time: YesNo | None = Field(None, description="Whether at once, while the people are there.")


class Infers(WordKeyed):
    """What the system infers about people."""

    emotion: Inference | None = Field(None, description="Feelings, moods and intentions.")
    fatigue: Inference | None = Field(None, description="Tiredness, pain and other physical states.")
    attention: Inference | None = Field(None, description="Whether somebody pays attention.")
    identity: Inference | None = Field(None, description="Who somebody is.")
    behaviour: Inference | None = Field(None, description="How somebody behaves or will behave.")
    health_risk: Inference | None = Field(None, description="Illness, or the risk of it.")
    creditworthiness: Inference | None = Field(None, description="Whether somebody can repay.")
    insurance_risk: Inference | None = Field(None, description="What insuring somebody may cost.")
    social_score: Inference | None = Field(
        None, description="A standing built over time from conduct or character."
    )
    sensitive_traits: Inference | None = Field(
        None, description="Ethnic origin, beliefs, union membership or sexual orientation."
    )
    offending_risk: Inference | None = Field(None, description="Whether somebody will commit an offence.")
    topic: Inference | None = Field(None, description="What somebody writes or talks about.")
    age: Inference | None = Field(None, description="How old somebody is.")


class Output(Existing):
    """Content the system generates. Any detail stated means that it does; `none`: it does not."""

    depicts: Listed[Depicts] | None = Field(None, description="Whom it shows.")
    realistic: YesNo | None = Field(None, description="Whether it could be taken for real.")
    intimate: Intimate | None = Field(
        None, description="Whether intimate images of real people can come out."
    )
    consent: YesNo | None = Field(None, description="Whether the people shown agreed expressly.")
    safeguards: Record | None = Field(None, description="What keeps forbidden content from coming out.")
    published: YesNo | None = Field(None, description="Whether it is published.")
    public_interest: YesNo | None = Field(
        None, description="Whether it informs the public on matters of public interest."
    )
    human_review: YesNo | None = Field(None, description="Whether a person reviews it before it is used.")
    editor_responsible: YesNo | None = Field(None, description="Whether somebody answers for it as editor.")


class Generates(WordKeyed):
    """What the system generates."""

    text: Output | None = Field(None, description="Text in human language.")
    code: Output | None = Field(None, description="Program code.")
    image: Output | None = Field(None, description="Still pictures.")
    audio: Output | None = Field(None, description="Speech, music and other sound.")
    video: Output | None = Field(None, description="Moving pictures.")


class Claim(Record):
    """An exception relied on: its author's claim, until an authority has looked at it."""

    upheld: YesNo | None = Field(
        None, description="Whether an authority that examined it agreed; left out: none has ruled."
    )


class Exceptions(WordKeyed):
    """Exceptions relied on. They are invoked: one left out is not relied on."""

    not_high_risk: Claim | None = Field(
        None, description="A listed use that poses no significant risk, documented by the provider."
    )
    obvious: Claim | None = Field(None, description="That people deal with AI is obvious to them.")
    assistive_editing: Claim | None = Field(
        None, description="It only helps with editing and does not change what the content means."
    )


class SystemDuties(WordKeyed):
    """What a high-risk system has to have. Their parts are declared in the question bank as `duty_<name>`."""

    risk_management: Annotated[Practice, Kind(("duty_risk_management",))] | None = Field(
        None, description="Managing risks over the system's whole life."
    )
    data_governance: Annotated[Practice, Kind(("duty_data_governance",))] | None = Field(
        None, description="Choosing, preparing and examining training and test data."
    )
    technical_documentation: Annotated[Practice, Kind(("duty_technical_documentation",))] | None = Field(
        None, description="The technical file."
    )
    event_logging: Annotated[Practice, Kind(("duty_event_logging",))] | None = Field(
        None, description="Automatic records of what the system does."
    )
    instructions_for_use: Annotated[Practice, Kind(("duty_instructions_for_use",))] | None = Field(
        None, description="What deployers are told about its use and limits."
    )
    human_oversight: Annotated[Practice, Kind(("duty_human_oversight",))] | None = Field(
        None, description="That people can understand, stop and overrule it."
    )
    accuracy_robustness: Annotated[Practice, Kind(("duty_accuracy_robustness",))] | None = Field(
        None, description="Accuracy, robustness and security, measured and declared."
    )
    quality_management: Annotated[Practice, Kind(("duty_quality_management",))] | None = Field(
        None, description="The quality management system."
    )
    conformity_assessment: Annotated[Practice, Kind(("duty_conformity_assessment",))] | None = Field(
        None, description="The conformity assessment and declaration."
    )
    registration: Annotated[Practice, Kind(("duty_registration",))] | None = Field(
        None, description="The entry in the Union's database."
    )
    post_market_monitoring: Annotated[Practice, Kind(("duty_post_market_monitoring",))] | None = Field(
        None, description="Watching the system after it was released."
    )
    rights_impact_assessment: Annotated[Practice, Kind(("duty_rights_impact_assessment",))] | None = Field(
        None, description="The deployer's assessment of fundamental rights."
    )


class AISystem(Described):
    """An AI system in the sense of the EU AI Act: models and programs that serve a purpose together."""

    name: str | None = Field(None, description="The name used in the report.")
    roles: Listed[AIActRole] | None = Field(None, description="The organisation's roles for this system.")
    provider: PartyOrOwn | None = Field(
        None, description="Who provides it, where that is not the organisation."
    )
    own_name: YesNo | None = Field(
        None, description="Whether it is offered under the organisation's name or mark."
    )
    own_use: YesNo | None = Field(
        None,
        description="Whether the organisation itself uses it in its work, under its own authority.",
    )
    repurposed: YesNo | None = Field(
        None, description="Whether it is used for another purpose than its provider intended."
    )
    components: Listed[ComponentId] | None = Field(None, description="The components it consists of.")
    purposes: Listed[PurposeId] | None = Field(None, description="The purposes it serves.")
    markets: Listed[Country] | None = Field(
        None, description="Countries where it is offered or its output is used."
    )
    placed_on_market_on: When | None = Field(
        None, description="When it was first offered on the Union market."
    )
    in_service_since: When | None = Field(None, description="When it was first used there for its purpose.")
    changed_significantly: YesNo | None = Field(
        None, description="Whether its design has changed significantly since then."
    )
    product_laws: Listed[ProductLaw] | None = Field(
        None,
        description="Product legislation of the Union for the product it is, or is part of; none: no such product.",
    )
    safety_component: YesNo | None = Field(
        None, description="Whether it has a safety function, or endangers health or safety when it fails."
    )
    third_party_assessment: YesNo | None = Field(
        None,
        description="Whether that law requires somebody else to assess the product's safety before it is sold.",
    )
    learning: Learning | None = Field(None, description="Whether it changes while in use.")
    exceptions: Exceptions | None = Field(None, description="Exceptions relied on.")
    duties: SystemDuties | None = Field(None, description="What is in place for a high-risk system.")
    interacts_with: Listed[Group] | None = Field(None, description="People it talks to directly.")
    disclosure: Listed[Disclosure] | None = Field(None, description="Where people are told that it is AI.")
    accessible: YesNo | None = Field(
        None, description="Whether that information reaches people with disabilities."
    )
    human_reachable: YesNo | None = Field(None, description="Whether people can reach a person instead.")
    infers: Infers | None = Field(None, description="What it infers about people.")
    generates: Generates | None = Field(None, description="What it generates.")
    marking: Listed[Marking] | None = Field(None, description="How what it generates is marked.")
    techniques: Listed[Technique] | None = Field(
        None, description="Techniques it uses that work on people's will."
    )
    likely_harm: YesNo | None = Field(
        None, description="Whether such a technique is likely to do people significant harm."
    )
    practices: Annotated[Keyed[Practice], Scope(("ai_system",))] | None = Field(
        None, description="Practices about this system, by the ids the questionnaire declares."
    )
