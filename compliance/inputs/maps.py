"""Reading maps: things with fields, and entries by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.inputs.contradictions import settle
from compliance.inputs.dangling import note_dangling
from compliance.inputs.names import is_id
from compliance.inputs.plan import ModelPlan, RawPlan, kinds_with_fields, short_field
from compliance.inputs.reading import Reading, is_unknown, spelled
from compliance.model.architecture import Deniable, WordKeyed
from compliance.model.values import Keyed
from compliance.source import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.inputs.plan import FieldPlan, KeyedPlan
    from compliance.model.architecture import Described

_SHOWN_KEYS = 6


def read_model(
    reading: Reading, node: Node, plan: ModelPlan, path: str, kinds: tuple[str, ...]
) -> Described | None:
    """A thing with fields; None where nothing is stated."""
    if not isinstance(node, Mapping):
        return None if is_unknown(node) else _short(reading, node, plan, path)
    values = dict(plan.defaults)
    prefix = f"{path}." if path else ""
    origins = reading.origins
    for entry in node.entries:
        field = plan.by_key.get(entry.key.text)
        if field is None:
            _note_key(reading, entry, plan, path)
        elif not is_unknown(entry.value) or _said_unknown(entry.value, field):
            here = prefix + field.key
            origins[here] = entry.key.place
            values[field.name] = reading.read(entry.value, field.plan, here, field.kinds or kinds)
    return _finished(reading, node, plan, path, values)


def _said_unknown(node: Node, field: FieldPlan) -> bool:
    """Whether `unknown` is what is stated: an answer may say that nobody knows."""
    return isinstance(field.plan, RawPlan) and isinstance(node, Scalar) and node.text == "unknown"


def _finished(reading: Reading, node: Node, plan: ModelPlan, path: str, values: dict[str, Any]) -> Described:
    for field in plan.required:
        if values[field.name] is None and f"{path}.{field.key}" not in reading.origins:
            reading.note(node.place, f"{path}: the key {field.key!r} is missing", field.description)
    if issubclass(plan.model, Deniable) and values["status"] == "none":
        settle(reading, plan, path, values)
    return plan.model.model_construct(**values)


def _short(reading: Reading, node: Scalar | Sequence, plan: ModelPlan, path: str) -> Described | None:
    """A bare word instead of a map."""
    if type(node) is Scalar:
        if issubclass(plan.model, WordKeyed) and node.text == "none":
            return _each_none(reading, node, plan, path)
        if (short := short_field(plan, node.text)) is not None:
            return _one_field(reading, node, plan, path, short)
    keys = ", ".join(field.key for field in plan.fields[:_SHOWN_KEYS])
    reading.note(node.place, f"{path}: a map is expected here", f"Write keys below it, such as {keys}.")
    return None


def _one_field(
    reading: Reading, node: Scalar, plan: ModelPlan, path: str, short: tuple[FieldPlan, str]
) -> Described:
    field, word = short
    reading.origins[f"{path}.{field.key}"] = node.place
    value = reading.read(Scalar(word, node.quoted, node.place), field.plan, path, ())
    return plan.model.model_construct(**(plan.defaults | {field.name: value}))


def _each_none(reading: Reading, node: Scalar, plan: ModelPlan, path: str) -> Described:
    """`none` for a map keyed by words: none of each of them."""
    values = {}
    for field in plan.fields:
        here = f"{path}.{field.key}"
        reading.origins[here] = node.place
        values[field.name] = reading.read(node, field.plan, here, field.kinds)
    return plan.model.model_construct(**values)


def _note_key(reading: Reading, entry: Entry, plan: ModelPlan, path: str) -> None:
    key = entry.key.text
    where = f"{path}: " if path else ""
    keys = [field.key for field in plan.fields]
    reading.note_unknown(entry.key.place, f"{where}unknown key {spelled(key)}", key, keys, "known keys are")


def read_keyed(
    reading: Reading, node: Node, plan: KeyedPlan, path: str, kinds: tuple[str, ...]
) -> Keyed[Any] | None:
    """Entries by id; None where nothing is stated. The key `unknown` leaves the map open."""
    if is_unknown(node):
        return None
    if plan.scope and type(node) is not Mapping:
        reading.note(
            node.place, f"{path}: practices are stated one by one", "Write each as `training: none` below it."
        )
        return None
    if type(node) is Scalar and node.text == "none":
        return Keyed()
    entries = _entries(reading, node, plan, path)
    found: dict[str, Any] = {}
    closed = not plan.scope
    for key, value in entries:
        if key.text == "unknown":
            closed = False
            _refuse_details(reading, key, value, path)
        elif _key_fits(reading, key, value, plan, path):
            here = f"{path}.{key.text}"
            reading.origins[here] = key.place
            found[key.text] = _entry(reading, value, plan, here, (key.text,) if plan.scope else kinds)
    return Keyed(found, closed=closed)


def _entries(reading: Reading, node: Node, plan: KeyedPlan, path: str) -> Iterable[tuple[Scalar, Node]]:
    """Keys and values of a map, of a list of ids, of a single name."""
    if type(node) is Mapping:
        return [(entry.key, entry.value) for entry in node.entries]
    nodes = node.items if type(node) is Sequence else (node,) if plan.keys else ()
    if not nodes and type(node) is Scalar:
        reading.note(node.place, f"{path}: a map of ids is expected here", "Write none when there are none.")
    names = []
    for item in nodes:
        if type(item) is Scalar:
            unknown = is_unknown(item)
            names.append(
                (
                    Scalar("unknown", quoted=False, place=item.place) if unknown else item,
                    Mapping((), item.place),
                )
            )
        else:
            reading.note(
                item.place,
                f"{path}: a name is expected here, not a list or map",
                "Write details as a map: {name: {...}}.",
            )
    return names


def _entry(reading: Reading, node: Node, plan: KeyedPlan, path: str, kinds: tuple[str, ...]) -> Any:  # noqa: ANN401 - the type of the entries
    """An entry exists once its key is written, whatever is said about it."""
    if is_unknown(node) and isinstance(plan.value, ModelPlan):
        node = Mapping((), node.place)
    return reading.read(node, plan.value, path, kinds)


def _refuse_details(reading: Reading, key: Scalar, value: Node, path: str) -> None:
    if not is_unknown(value) and not (type(value) is Mapping and not value.entries):
        hint = "As a key, `unknown` says that there may be more entries; give this one an id."
        reading.note(key.place, f"{path}: details of an entry without an id", hint)


def _key_fits(reading: Reading, key: Scalar, value: Node, plan: KeyedPlan, path: str) -> bool:
    if plan.scope:
        return _practice_fits(reading, key, plan, path)
    if not plan.keys or key.text in reading.names(plan.keys):
        return True
    if (
        type(value) is Mapping
        and (by := value.get("by")) is not None
        and not is_unknown(by)
        and is_id(key.text)
    ):
        return True
    note_dangling(reading, key, plan.keys, path)
    return False


def _practice_fits(reading: Reading, key: Scalar, plan: KeyedPlan, path: str) -> bool:
    allowed = reading.vocabulary.allowed(plan.scope) - kinds_with_fields().keys()
    if key.text in allowed:
        return True
    kind = reading.vocabulary.practices.get(key.text)
    if kind is None:
        message = f"{path}: no practice is called {spelled(key.text)}"
        reading.note_unknown(key.place, message, key.text, sorted(allowed))
    elif (own := kinds_with_fields().get(key.text)) is not None:
        hint = f"State it as {own}."
        reading.note(key.place, f"{path}: {key.text!r} has a place of its own, not among practices", hint)
    else:
        reading.note(key.place, f"{path}: {key.text!r} is stated of {' or '.join(kind.scope)}, not here")
    return False
