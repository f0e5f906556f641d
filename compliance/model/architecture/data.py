"""Data sets, and how they are held or sent."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from compliance.model.architecture.base import Described, Measured
from compliance.model.values import Count, Listed, Period, YesNo
from compliance.model.words import (
    AtRest,
    Category,
    CollectedWhile,
    Deletion,
    Form,
    Group,
    PaymentState,
    Transformed,
)


class DataSet(Described):
    """A set of data. A category may be used directly wherever a set is named; declare a set to say more."""

    name: str | None = Field(None, description="The name used in the report.")
    category: Listed[Category] | None = Field(
        None, description="What it is about; implied categories need not be named."
    )
    form: Listed[Form] | None = Field(None, description="In which form it exists.")
    about: Listed[Group] | None = Field(None, description="Whom it concerns.")
    persons: Count | None = Field(None, description="How many persons it concerns.")
    retention: Period | None = Field(
        None, description="How long it is kept by policy; a holding may state another period."
    )
    retention_justified: YesNo | None = Field(
        None, description="Whether the period was justified by what needs it."
    )
    deletion: Deletion | None = Field(None, description="What happens when that time is over.")
    sampled_every: Annotated[Period, Measured()] | None = Field(
        None, description="How often a value is taken."
    )
    collected_while: Listed[CollectedWhile] | None = Field(
        None, description="In which situations it is collected."
    )


class Holding(Described):
    """One data set (or category) at a component, leaving a gateway, or on a flow. A bare word is `transformed`."""

    SHORT: ClassVar[tuple[str, ...]] = ("transformed",)

    transformed: Transformed | None = Field(None, description="What was done to the data before it got here.")
    encryption: AtRest | None = Field(
        None, description="Encryption at rest, where it differs from the component's."
    )
    payment: PaymentState | None = Field(
        None, description="For account data: the state of the payment while it is held."
    )
    retention: Period | None = Field(None, description="How long it is kept here.")
    deletion: Deletion | None = Field(None, description="What happens here when that time is over.")
    needed: YesNo | None = Field(None, description="Whether the purpose needs it here.")
    persons: Count | None = Field(None, description="How many persons it concerns here.")
