"""Where it is stated that a record exists, holds, held in time, and how late a notice was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from compliance.evaluate.derive import began
from compliance.evaluate.parties import PROTECTED, received
from compliance.evaluate.reads import Reads
from compliance.evaluate.witness_flows import ambient

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World


def reads_of_record(world: World, owner: Item, path: str, stated: Any, name: str) -> Reads:
    """`exists`, `in_place` or `in_time` of the record at a path."""
    if stated is None:
        return Reads(missing=(path,))
    if name == "delay":
        return _delay(world, owner, path)
    details = [
        f"{path}.{field}" for field in ("status", "signed_on", "since", "performed_on", "until", "before_use")
    ]
    found = Reads(tuple(detail for detail in details if world.description.states(detail)) or (path,))
    if name != "in_time":
        return found
    start = ("signed_on", "since", "performed_on", "before_use")
    if not any(world.description.states(f"{path}.{field}") for field in start):
        field = "signed_on" if hasattr(stated, "signed_on") else "since"
        found = found.join(Reads(missing=(f"{path}.{field}",)))
    return found.join(beginning(world, owner))


def _delay(world: World, owner: Item, path: str) -> Reads:
    """What tells how long after an incident became known somebody was told."""
    found = [f"{path}.{field}" for field in ("after", "sent_on", "status", "prompt")] + [
        f"{owner.path}.known_on"
    ]
    stated = tuple(one for one in found if world.description.states(one))
    told = any(one.endswith((".after", ".sent_on")) for one in stated)
    return Reads(stated, (f"{owner.path}.known_on",) if told else (f"{path}.sent_on",))


def beginning(world: World, owner: Item) -> Reads:
    """Where it is stated when that began which a record protects."""
    if owner.kind != "party":
        name = next(
            (n for n in ("in_service_since", "since", "began") if getattr(owner.value, n, None) is not None),
            None,
        )
        path = f"{owner.path}.{name}" if name and owner.kind != "organisation" else "system.since"
        return Reads((path,)) if began(world, owner) is not None else Reads(missing=(path,))
    arrivals = received(world, "").arrivals[owner.row]
    dated = [flow for flow, span in arrivals if span.may & PROTECTED]
    stated = tuple(f"{flow.path}.since" for flow in dated if getattr(flow.value, "since", None) is not None)
    missing = tuple(f"{flow.path}.since" for flow in dated if getattr(flow.value, "since", None) is None)
    found = Reads(stated, missing)
    first = began(world, owner)
    if first is None or first.first == dt.date.min:  # data may have reached it another way, at any time
        found = found.join(ambient(world, owner, PROTECTED, ""))
    return found
