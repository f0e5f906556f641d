"""The sentence of a finding: a control's message with its placeholders filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compliance.evaluate.atoms import ABSENT
from compliance.model.facts import UnknownFactError

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.assessment import FindingOutcome, Standing
    from compliance.model.catalog import Control

PLACEHOLDER = re.compile(r"\{([a-z_.0-9]+)\}")


def message(  # noqa: PLR0913, PLR0917 - what a sentence can speak of
    world: World,
    control: Control,
    item: Item,
    outcome: FindingOutcome,
    standing: Standing,
    route: tuple[str, ...],
) -> str:
    """The message for an outcome; the control's title where it has none."""
    messages = control.messages
    text = getattr(messages, outcome)
    if outcome == "gap" and standing == "historic" and messages.historic:
        text = messages.historic
    return PLACEHOLDER.sub(lambda found: _fill(world, control, item, found[1], route), text or control.title)


def _fill(world: World, control: Control, item: Item, name: str, route: tuple[str, ...]) -> str:
    if name == "path":
        return " to ".join(route) if route else item.name
    if name == "as_of":
        return world.dates.as_of.isoformat()
    head, _, rest = name.partition(".")
    if head == item.kind and rest in {"name", "id", ""}:
        return _name(item)
    path = rest if head == item.kind else name
    try:
        if path.endswith((".name", ".id")):
            other = world.read(item, path.rpartition(".")[0], control.framework)
            return getattr(other, "name", None) or "not stated"
        return shown(world.read(item, path, control.framework))
    except UnknownFactError:
        return name


def _name(item: Item) -> str:
    if item.unlisted:
        return f"a {item.kind.replace('_', ' ')} that is not described"
    if item.kind == "organisation":
        return item.name if item.name != "organisation" else "the organisation"
    return item.name


def shown(value: Any) -> str:
    """A fact in words."""
    if value is None:
        return "not stated"
    if value is ABSENT:
        return "none"
    return str(value)
