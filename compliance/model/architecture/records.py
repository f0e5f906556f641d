"""The one shape of everything that exists or not, and practices, which are records with a rhythm and parts."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from compliance.model.architecture.base import Anything, Described, Measured, PartName
from compliance.model.values import Listed, Period, When, YesNo
from compliance.model.words import Alternative, Performer, Status

_PROVES_NOTHING = frozenset(
    {"status", "covers", "within", "with_", "modules", "alternative", "residual_risk"}
)
"""Fields that can be stated of something that does not exist: what it would cover, what stands instead of it."""


class Deniable(Described):
    """Something of which `status: none` can be said; details that only something existing has contradict that."""

    def positive(self) -> tuple[str, ...]:
        """The stated fields, by their names in files, that only something existing can have.

        Negative details (`lacks`, `no`, `none`) prove nothing: whoever says what a paper leaves out need not say it exists.
        """
        fields = type(self).model_fields
        return tuple(
            field.alias or name
            for name, field in fields.items()
            if name not in _PROVES_NOTHING and _proves_existence(getattr(self, name))
        )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if getattr(self, "status", None) == "none" and (details := self.positive()):
            raise ValueError(f"status none contradicts {', '.join(details)}")
        return self


class Existing(Deniable):
    """Something that exists or not. A bare word is its status; `yes` and `signed` mean implemented, `no` means none."""

    SHORT: ClassVar[tuple[str, ...]] = ("status",)
    SPELLINGS: ClassVar[dict[str, str]] = {
        "yes": "implemented",
        "signed": "implemented",
        "no": "none",
        "partly": "partial",
    }

    status: Status | None = Field(
        None, description="Whether it exists: none, planned, partial (not all of it), implemented."
    )


def _proves_existence(value: object) -> bool:
    if value is None or isinstance(value, Period):
        return isinstance(value, Period)
    if isinstance(value, Listed):
        return bool(value.has) or value.everything
    return value not in (YesNo.NO, "none", "planned")


class Record(Existing):
    """Anything that exists or not, with dates and reach: an agreement, an attestation, a notice, a practice."""

    since: When | None = Field(None, description="In place from this day on.")
    until: When | None = Field(
        None, description="In place until this day, included; when it expires or ended."
    )
    before_use: YesNo | None = Field(
        None, description="In place before what it protects began, where the date is not known."
    )
    covers: Listed[Anything] | None = Field(
        None,
        description="What it reaches: ids of components, parties, purposes, systems, zones, data or flows, or groups.",
    )
    documented: YesNo | None = Field(None, description="Whether it is written down.")


class Practice(Record):
    """What is done again and again or was done once: an analysis, a training, a review, a policy."""

    performed_on: Listed[When] | None = Field(None, description="Each day on which it was carried out.")
    every: Annotated[Period, Measured()] | None = Field(
        None, description="In which rhythm it is carried out."
    )
    within: Annotated[Period, Measured()] | None = Field(
        None, description="How fast it happens: answers, revocations, patches, notices."
    )
    followed_up: Status | None = Field(None, description="Whether what it found was acted upon.")
    by: Performer | None = Field(None, description="Who carries it out.")
    alternative: Alternative | None = Field(
        None,
        description="What stands in its place where it is not implemented; none: nothing was examined or done instead.",
    )
    contents: Listed[PartName] | None = Field(
        None, description="Its parts, as far as a law asks for them one by one."
    )
