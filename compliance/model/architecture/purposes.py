"""Purposes: what is done to whom, on which ground, and what people are told and can do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from compliance.model.architecture.base import DataName, Described, Kind, Scope, WordKeyed
from compliance.model.architecture.records import Practice, Record
from compliance.model.values import Count, Keyed, Listed, When, YesNo
from compliance.model.words import (
    AgeCheck,
    Basis,
    ConsentQuality,
    DataContext,
    DecidedBy,
    Effect,
    FurtherUse,
    GdprRole,
    Group,
    Measure,
    NoticeQuality,
    OffenceBasis,
    Origin,
    OutputRole,
    ResidualRisk,
    SpecialBasis,
    Task,
)


class Decision(Described):
    """Decisions about people that the purpose leads to."""

    by: DecidedBy | None = Field(None, description="Who decides.")
    output: OutputRole | None = Field(None, description="What part the system's output plays.")
    effect: Effect | None = Field(None, description="How strongly people are affected.")
    measures: Listed[Measure] | None = Field(None, description="What a decision can do to them.")
    justified: YesNo | None = Field(
        None, description="Whether what follows is relevant to the context and in proportion."
    )
    necessary_for_contract: YesNo | None = Field(
        None, description="Whether a contract with the person needs the decision."
    )


_RightKept = Annotated[Practice, Kind(("right",))]


class Rights(WordKeyed):
    """How each right of the persons concerned is handled."""

    access: _RightKept | None = Field(None, description="Seeing and getting a copy of one's data.")
    rectification: _RightKept | None = Field(None, description="Having wrong data corrected.")
    erasure: _RightKept | None = Field(None, description="Having data deleted.")
    restriction: _RightKept | None = Field(None, description="Having processing suspended.")
    portability: _RightKept | None = Field(
        None, description="Getting or moving one's data in a usable format."
    )
    objection: _RightKept | None = Field(None, description="Objecting to processing.")
    withdrawal: _RightKept | None = Field(None, description="Taking back consent.")
    human_review: _RightKept | None = Field(None, description="Having a person look at a decision.")
    contest: _RightKept | None = Field(None, description="Giving one's view and contesting a decision.")
    explanation: _RightKept | None = Field(None, description="Being told how a decision came about.")


class Notice(Practice):
    """What people are told about the purpose."""

    quality: Listed[NoticeQuality] | None = Field(None, description="What the notice is like.")


class Dpia(Practice):
    """The data protection impact assessment of the purpose."""

    residual_risk: ResidualRisk | None = Field(None, description="The risk that remains after its measures.")


class Purpose(Described):
    """One activity. Another group of people or another legal basis is another purpose."""

    name: str | None = Field(None, description="The name used in the report.")
    tasks: Listed[Task] | None = Field(None, description="What is done, in neutral words.")
    role: GdprRole | None = Field(
        None, description="The organisation's role here, where it differs from its usual one."
    )
    since: When | None = Field(None, description="Pursued from this day on.")
    about: Listed[Group] | None = Field(None, description="Whom it concerns.")
    data: Listed[DataName] | None = Field(None, description="The data it uses.")
    unneeded: Listed[DataName] | None = Field(None, description="Data collected that it does not need.")
    sources: Listed[Origin] | None = Field(None, description="Where the data comes from.")
    data_context: DataContext | None = Field(
        None, description="Whether the data arose in a context related to this use."
    )
    legal_basis: Listed[Basis] | None = Field(None, description="The ground relied on; none: there is none.")
    basis_documented: Record | None = Field(None, description="The written account of the ground.")
    special_basis: Listed[SpecialBasis] | None = Field(
        None, description="The exception relied on for special categories; none: there is none."
    )
    offence_basis: OffenceBasis | None = Field(None, description="What allows data about offences.")
    authorised_by_law: YesNo | None = Field(None, description="Whether a law expressly allows this activity.")
    consent: Listed[ConsentQuality] | None = Field(
        None, description="What makes the consent hold; none: nothing does."
    )
    balancing_test: Annotated[Practice, Kind(("balancing",))] | None = Field(
        None, description="The weighing of legitimate interests against those of the persons."
    )
    respects_opt_outs: YesNo | None = Field(
        None, description="Whether reservations of rights and objections are honoured."
    )
    further_use: FurtherUse | None = Field(
        None, description="Whether data collected for something else is used."
    )
    profiling: YesNo | None = Field(
        None, description="Whether personal aspects of people are evaluated automatically."
    )
    monitoring: YesNo | None = Field(None, description="Whether people are watched systematically.")
    high_risk: YesNo | None = Field(
        None, description="Whether the organisation itself expects a high risk for the persons."
    )
    large_scale: YesNo | None = Field(None, description="Whether it happens on a large scale.")
    min_age: Count | None = Field(None, description="The age below which the terms exclude people.")
    age_check: AgeCheck | None = Field(None, description="How age is established.")
    decision: Decision | None = Field(None, description="Decisions about people it leads to.")
    notice: Annotated[Notice, Kind(("notice",))] | None = Field(None, description="What people are told.")
    rights: Rights | None = Field(None, description="How rights of people are handled.")
    dpia: Annotated[Dpia, Kind(("dpia",))] | None = Field(
        None, description="The data protection impact assessment."
    )
    record: Annotated[Practice, Kind(("record",))] | None = Field(
        None, description="Its entry in the record of processing."
    )
    by_design: Annotated[Practice, Kind(("by_design",))] | None = Field(
        None, description="Measures built in to protect data by design and by default."
    )
    accuracy: Practice | None = Field(None, description="What keeps the data accurate.")
    instructions_kept: YesNo | None = Field(
        None, description="As processor: whether only what the controller ordered is done."
    )
    practices: Annotated[Keyed[Practice], Scope(("purpose",))] | None = Field(
        None, description="Practices about this purpose, by the ids the questionnaire declares."
    )
