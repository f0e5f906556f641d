"""Loading what surrounds a report, and the schema that helps to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from compliance.errors import InputError
from compliance.inputs.answers import check_schema
from compliance.inputs.plan import plan_of
from compliance.inputs.reading import Reading
from compliance.inputs.schema import schema_of
from compliance.inputs.typed import READERS
from compliance.model.architecture import Vocabulary
from compliance.model.engagement import ENGAGEMENT, Engagement
from compliance.source import read, with_source_lines

if TYPE_CHECKING:
    from compliance.inputs.schema_values import Schema

_ID: Final = "urn:compliance-assessor:schema:engagement:1"
_TITLE: Final = "What surrounds a report: who asked for it, who may read it, what the management answers"


def load_engagement(data: bytes, name: str) -> Engagement:
    """Read an engagement file called `name`; InputError with all its problems."""
    root = read(data, name)
    reading = Reading(Vocabulary({}), READERS)
    loaded = Engagement()
    if check_schema(reading, root, ENGAGEMENT):
        found = reading.read(root, plan_of(Engagement), "")
        if not reading.problems:
            loaded = cast("Engagement", found)
            _check_responses(reading, loaded)
    if reading.problems:
        raise InputError(with_source_lines(reading.problems, {name: data}))
    return loaded


def engagement_schema() -> Schema:
    """The JSON Schema (draft-07) of an engagement file, for editors."""
    return schema_of(Engagement, Vocabulary({}), _ID, _TITLE)


def _check_responses(reading: Reading, loaded: Engagement) -> None:
    """One finding has one response; two would leave open which of them is meant."""
    seen: set[str] = set()
    for position, one in enumerate(loaded.responses or ()):
        if one.finding in seen:
            reading.note(
                reading.origins[f"responses.{position}.finding"],
                f"responses.{position}: {one.finding} was answered above",
                "Keep one response for each finding.",
            )
        seen.add(one.finding)
