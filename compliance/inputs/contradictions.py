"""Records that are said not to exist and yet to have details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.description import Conflict

if TYPE_CHECKING:
    from compliance.inputs.plan import ModelPlan
    from compliance.inputs.reading import Reading
    from compliance.model.architecture import Deniable


def settle(reading: Reading, plan: ModelPlan, path: str, values: dict[str, Any]) -> None:
    """Treat `status: none` beside details that only something existing has.

    Within one file that is a mistake. Between the architecture and an answer it is a disagreement: status and details become
    unknown in `values`, and each such path gets a conflict with all places.
    """
    record: Deniable = plan.model.model_construct(**values)  # type: ignore[assignment]
    positive = record.positive()
    if not positive:
        return
    paths = [f"{path}.{key}" for key in ("status", *positive)]
    places = [reading.origins[where] for where in paths]
    if (
        len({reading.from_answers(place) for place in places}) == 1
        and len({place.file for place in places}) == 1
    ):
        details = ", ".join(positive)
        hint = "Leave out the status, or what can only be true of something that exists."
        reading.note(places[0], f"{path}: status none contradicts {details}", hint)
        return
    said = tuple(
        (f"{key}: {_said(values, plan, key)}", place)
        for key, place in zip(("status", *positive), places, strict=True)
    )
    for key, where in zip(("status", *positive), paths, strict=True):
        values[plan.by_key[key].name] = None
        del reading.origins[where]
        reading.conflicts[where] = Conflict(said)


def _said(values: dict[str, Any], plan: ModelPlan, key: str) -> str:
    return str(values[plan.by_key[key].name])
