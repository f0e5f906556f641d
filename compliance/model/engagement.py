"""What surrounds a report: who asked for it, who may read it, and what the management says to its findings.

Nothing here bears on an outcome. What a file leaves out is printed as not stated; the program writes none of it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from compliance.model.architecture.base import Also, Described
from compliance.model.words import Word

ENGAGEMENT: Literal["compliance-engagement/1"] = "compliance-engagement/1"


class ResponseStatus(Word):
    """How far the management has come with a finding."""

    DISPUTED = "disputed", "The management does not agree with the finding."
    PLANNED = "planned", "Work is planned."
    IN_PROGRESS = "in_progress", "Work has begun."
    DONE = "done", "The management says that the gap is closed; the next assessment shows it."


class Response(Described):
    """What the management of the assessed party says to one finding or to all findings of one control."""

    finding: str = Field(description="The id of the finding, or of a control for all of its findings.")
    response: str | None = Field(None, description="What the management answers.")
    cause: str | None = Field(
        None, description="Why it came about, as the management sees it; the software establishes no causes."
    )
    status: ResponseStatus | None = Field(None, description="How far the work is.")
    owner: str | None = Field(None, description="Who does the work.")
    due: dt.date | None = Field(None, description="The day by which it is done.")


class Change(Described):
    """One line of the report's own history."""

    version: str = Field(description="The version of the report.")
    dated: Annotated[dt.date, Also("on")] | None = Field(None, description="Its date.")
    change: str | None = Field(None, description="What changed.")
    by: str | None = Field(None, description="Who changed it.")


class Engagement(Described):
    """Who asked for the report, how it may be used, and what the management says to its findings."""

    schema_: str | None = Field(None, alias="schema", description=f"The format of this file: {ENGAGEMENT}.")
    report_id: str | None = Field(None, description="The number of the report.")
    version: str | None = Field(None, description="The version of the report.")
    prepared_by: str | None = Field(None, description="Who prepared it.")
    prepared_for: str | None = Field(None, description="For whom it was prepared.")
    reviewer: str | None = Field(None, description="Who reviewed it before release.")
    period: str | None = Field(None, description="The period it is about, besides the date.")
    distribution: str | None = Field(None, description="Who may receive it.")
    confidentiality: str | None = Field(
        None, description="How confidential it is, and any privilege claimed."
    )
    history: tuple[Change, ...] | None = Field(None, description="Versions of the report, oldest first.")
    responses: tuple[Response, ...] | None = Field(
        None, description="What the management says to single findings."
    )

    def response_to(self, *names: str) -> Response | None:
        """The response to what is called by one of these ids, the first before the next: a finding, then its control."""
        by_id = {one.finding: one for one in self.responses or ()}
        return next((by_id[name] for name in names if name in by_id), None)
