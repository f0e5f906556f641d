"""From positioned nodes to the frozen types of the catalog, with every problem at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from compliance.errors import InputError, Problem
from compliance.model.condition import OPERATORS, PARTS, ConditionError
from compliance.source import Mapping, Node, Scalar, Sequence, did_you_mean

if TYPE_CHECKING:
    from compliance.errors import Place

M = TypeVar("M", bound=BaseModel)


def plain(node: Node) -> Any:  # noqa: ANN401 - the shape of YAML
    """Plain data of a node; an empty unquoted scalar is None, everything else stays text."""
    match node:
        case Scalar(text, quoted):
            return None if not text and not quoted else text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {entry.key.text: plain(entry.value) for entry in entries}


def place_of(node: Node, path: tuple[str | int, ...]) -> Place:
    """The place of the part that a path leads to; of a key where the part is a mapping's entry."""
    place = node.place
    for step in path:
        if isinstance(node, Mapping):
            entry = next((e for e in node.entries if e.key.text == str(step)), None)
            if entry is None:
                continue
            place, node = entry.key.place, entry.value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
    return place


def typed(model: type[M], node: Node, data: dict[str, Any] | None = None) -> M:
    """Build a catalog object; InputError lists every problem with its place and a likely remedy."""
    try:
        return model.model_validate(plain(node) if data is None else data)
    except ValidationError as error:
        raise InputError(tuple(_problem(model, node, detail) for detail in error.errors())) from None


def _problem(model: type[BaseModel], node: Node, detail: Any) -> Problem:  # noqa: ANN401 - pydantic's dict
    path = tuple(detail["loc"])
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, ConditionError):
        near = did_you_mean(cause.wrong, (*PARTS, *OPERATORS)) if cause.wrong is not None else None
        hint = f"did you mean {near!r}?" if near else None
        return Problem(place_of(node, (*path, *cause.path)), cause.message, hint)
    if detail["type"] == "extra_forbidden":
        near = did_you_mean(str(path[-1]), _fields(model, path[:-1]))
        return Problem(
            place_of(node, path), f"unknown key {path[-1]!r}", f"did you mean {near!r}?" if near else None
        )
    if detail["type"] == "missing":
        return Problem(place_of(node, path[:-1]), f"the key {path[-1]!r} is missing")
    where = ".".join(str(step) for step in path)
    return Problem(place_of(node, path), f"{where}: {detail['msg']}")


def _fields(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Names that could stand at the end of a path: those of the model, or none where the path goes deeper."""
    return [field.alias or name for name, field in model.model_fields.items()] if not path else []
