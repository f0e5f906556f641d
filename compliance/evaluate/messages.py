"""The sentence of a finding: a control's message with its placeholders filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.atoms import ABSENT
from compliance.model.facts import UnknownFactError
from compliance.model.values import Listed

if TYPE_CHECKING:
    from compliance.evaluate.items import Item
    from compliance.evaluate.judgement import Row
    from compliance.evaluate.world import World
    from compliance.model.catalog import Control

PLACEHOLDER = re.compile(r"\{([a-z_.0-9]+)\}")


def message(world: World, control: Control, row: Row, text: str | None, route: tuple[str, ...]) -> str:
    """The message of a row: `text`, else the control's for the outcome, else its title."""
    messages = control.messages
    if row.outcome == "gap" and row.standing == "historic" and messages.historic:
        text = messages.historic
    text = text or getattr(messages, row.outcome) or control.title
    return PLACEHOLDER.sub(lambda found: _fill(world, control, row.item, found[1], route), text)


def _fill(world: World, control: Control, item: Item, name: str, route: tuple[str, ...]) -> str:  # noqa: PLR0911 - one line for each kind
    if name == "path":
        return " to ".join(_end(world, one) for one in route) if route else _name(item)
    if name == "subject":
        return _name(item)
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


def _end(world: World, name: str) -> str:
    """A component or party on the data's way, by its name."""
    found = world.tables["component"].by_id.get(name) or world.tables["party"].by_id.get(name)
    return found.name if found is not None else name


def _name(item: Item) -> str:
    if item.unlisted:
        kind = _KINDS.get(item.kind, item.kind)
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} that is not described"
    if item.kind == "organisation":
        return item.name if item.name != "organisation" else "the organisation"
    if item.parent is not None and item.kind in _INSIDE:
        return f"{item.id.rsplit('/', 1)[-1]} {_INSIDE[item.kind]} {item.parent.name}"
    return item.name


_KINDS: Final = {"ai_system": "AI system", "data": "data set", "holding": "store of data"}
_INSIDE: Final = {"holding": "in", "access": "at", "inference": "by", "output": "of"}
"""How the part of an id reads beside the name of the component or system it belongs to."""


def shown(value: Any) -> str:
    """A fact in words."""
    if value is None:
        return "not stated"
    if value is ABSENT:
        return "none"
    if isinstance(value, Listed) and value.closed:
        return ", ".join(sorted(str(word) for word in value.has)) or "none"
    return str(value)
