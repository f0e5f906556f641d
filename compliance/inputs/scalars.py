"""Reading single values: texts, names, words, dates, periods, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.inputs.dangling import note_dangling
from compliance.inputs.reading import Reading, is_unknown, spelled
from compliance.model.values import Period, When, YesNo
from compliance.source import Node, Scalar

if TYPE_CHECKING:
    from compliance.inputs.plan import DayPlan, PartPlan, RawPlan, TextPlan, ValuePlan, WordPlan

_WITHOUT_LENGTH: Final = frozenset({"none", "session", "unlimited"})


def read_text(reading: Reading, node: Node, plan: TextPlan, path: str, _: tuple[str, ...]) -> str | None:
    """A text; where it must be a name, a name that exists."""
    if type(node) is not Scalar:
        reading.note(node.place, f"{path}: a text is expected here, not a list or map")
        return None
    if is_unknown(node):
        return None
    if plan.targets and "makers" not in plan.targets and node.text not in reading.names(plan.targets):
        note_dangling(reading, node, plan.targets, path)
        return None
    return node.text


def read_part(reading: Reading, node: Node, _: PartPlan, path: str, kinds: tuple[str, ...]) -> str | None:
    """A part of a practice or agreement, as declared for its kind."""
    if type(node) is not Scalar:
        reading.note(node.place, f"{path}: a word is expected here, not a list or map")
        return None
    known = reading.vocabulary.parts(kinds)
    if node.text in known:
        return node.text
    message = (
        f"{path}: {spelled(node.text)} is no part of it" if known else f"{path}: no parts are declared for it"
    )
    reading.note_unknown(node.place, message, node.text, known)
    return None


def read_day(reading: Reading, node: Node, _: DayPlan, path: str, __: tuple[str, ...]) -> Any:  # noqa: ANN401 - a date
    """One exact day."""
    found = _parsed(reading, node, When, path)
    if found is not None and not found.exact:
        reading.note(node.place, f"{path}: {spelled(found.text)} is no single day", "Write it as 2026-04-15.")
    return None if found is None else found.first


def read_value(reading: Reading, node: Node, plan: ValuePlan, path: str, _: tuple[str, ...]) -> Any:  # noqa: ANN401 - its type
    """A date, period, count or share."""
    found = _parsed(reading, node, plan.type, path)
    if plan.measured and isinstance(found, Period) and found.word in _WITHOUT_LENGTH:
        hint = "Write a length, such as 1 year or 72 hours; if it does not happen, say so with status: none."
        reading.note(node.place, f"{path}: {spelled(found.text)} is no length of time", hint)
        return None
    return found


def _parsed(reading: Reading, node: Node, type_: Any, path: str) -> Any:  # noqa: ANN401 - its type
    if type(node) is not Scalar:
        reading.note(node.place, f"{path}: a single value is expected here, not a list or map")
        return None
    if is_unknown(node):
        return None
    try:
        return type_.parse(node.text)
    except ValueError as error:
        reading.note(node.place, f"{path}: {error}")
        return None


def read_word(reading: Reading, node: Node, plan: WordPlan, path: str, _: tuple[str, ...]) -> Any:  # noqa: ANN401 - a word
    """One word of a closed list."""
    if type(node) is not Scalar:
        reading.note(node.place, f"{path}: one word is expected here, not a list or map")
        return None
    found = plan.by_spelling.get(node.text)
    if found is not None or is_unknown(node):
        return found
    if plan.words is YesNo and node.text == "partly":
        if reading.from_answers(node.place):
            return YesNo.PARTLY
        hint = "Answer it in the answers file, where a note names the exceptions."
        reading.note(node.place, f"{path}: 'partly' says nothing without the exceptions", hint)
        return None
    words = [str(word) for word in plan.words if word is not YesNo.PARTLY]
    reading.note_unknown(node.place, f"{path}: {spelled(node.text)} is not known here", node.text, words)
    return None


def read_raw(_: Reading, node: Node, __: RawPlan, ___: str, ____: tuple[str, ...]) -> Node:
    """The node itself."""
    return node
