"""Asking for one answer: which prompt an item needs, and the reply that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.cli.prompts import Command, Option, Row, Words, choose, line, table
from compliance.errors import ComplianceError
from compliance.questionnaire.replies import EXAMPLES, Reply, detail_of, said_of, typed, word
from compliance.questionnaire.replies import table as table_value
from compliance.source import read

if TYPE_CHECKING:
    from compliance.model.asked import Choice
    from compliance.pipeline.interview import Interview
    from compliance.questionnaire.items import Item
    from compliance.questionnaire.session import Round
    from compliance.source import Node

_NOT_KNOWN: Final = Option("u", "not known", "Nobody could tell; it stays open.", "unknown")
_NOT_APPLICABLE: Final = Option(
    "x", "does not apply", "With the reason; a person then judges it.", "not applicable"
)
_YES_NO: Final = (
    Option("y", "yes", "Everywhere and without exception."),
    Option("p", "partly", "With exceptions, which you name."),
    Option("n", "no"),
)
_RECORD: Final = {
    "implemented": ("y", "in place"),
    "partial": ("p", "partly"),
    "planned": ("l", "planned"),
    "none": ("n", "no"),
}
_THERE: Final = (Option("y", "yes"), Option("n", "no"), Option("u", "not known", value="unknown"))
_WHOLE: Final = frozenset({"all", "none"})
_ONE_DIGIT: Final = 9

Replies = list[tuple["Item", Reply]]


def replies_to(interview: Interview, asked: Round) -> Replies | Command:
    """What a person answers to a round: a reply for each item that got one."""
    found = _several(asked) if len(asked) > 1 else _one(interview, asked[0])
    return _with_notes(found) if isinstance(found, list) else found


def _one(interview: Interview, item: Item) -> Replies | Command:
    if item.confirmable:
        said = _confirmed(item)
        if not isinstance(said, str):
            return said
    value = _value(interview, item)
    return value if isinstance(value, Command) else [(item, Reply(value))]


def _confirmed(item: Item) -> Replies | Command | str:
    """Whether what a vendor says of the fact is taken over by this person; a word where it is not."""
    options = [
        Option("c", f"confirm: {one.value}", "I know this to be so for us.", f"confirm {position}")
        for position, one in enumerate(item.confirmable[:1])
    ]
    found = choose(
        "The vendor has said something of this",
        [*options, Option("e", "answer myself", value="own")],
        at="own",
    )
    if isinstance(found, Command) or found == "own":
        return found
    one = item.confirmable[0]
    return [(item, Reply(read(one.value, "the vendor's claim"), f"Confirmed: {one.said}"))]


def _value(interview: Interview, item: Item) -> Node | Command:
    kind, choices = item.expected.kind, item.expected.choices
    listed = [choice for choice in choices if choice.word not in _WHOLE]
    if kind in {"yes_no", "word", "record"}:
        old = said_of(detail_of(interview.value(item), item.detail) or word(""))
        options = _options(item)
        at = next((option.result for option in options if option.result == old), None)
        found = choose("Your answer", options, at=at)
        return found if isinstance(found, Command) else word(found)
    if kind in {"words", "names"} and listed:
        return _parts(interview, item, listed)
    return _typed(interview, item)


def _options(item: Item) -> list[Option]:
    """The words of a closed answer, each with a key of its own."""
    kind, choices = item.expected.kind, item.expected.choices
    if kind == "yes_no":
        own = list(_YES_NO)
    elif kind == "record":
        own = [Option(*_RECORD[c.word], c.meaning, c.word) for c in reversed(choices) if c.word in _RECORD]
    else:
        keys = "123456789abcdefghijklmnopqrstvwyz"
        own = [Option(key, c.word, c.meaning) for key, c in zip(keys, choices, strict=False)]
    return [*own, _NOT_KNOWN, *([] if item.detail else [_NOT_APPLICABLE])]


def _parts(interview: Interview, item: Item, listed: list[Choice]) -> Node | Command:
    """Each word there, not there or not known: a table of those that matter now; of the others nothing is said anew."""
    every = [choice.word for choice in listed]
    wanted = [choice for choice in listed if choice.word in item.wanted] or listed
    known = interview.told(item, every)
    words = {True: "yes", False: "no"}
    rows = [
        Row(
            c.word,
            c.word if item.expected.kind == "names" else c.word.replace("_", " "),
            c.meaning or interview.called(c.word),
        )
        for c in wanted
    ]
    whole = [Option("a", "all there are", value="all")] if item.expected.kind == "names" else []
    if not item.detail:
        whole.append(Option("x", "does not apply", value="not applicable"))
    said = {row.id: words[stated] for row in rows if (stated := known[row.id]) is not None}
    found = table("Which of these?", rows, Words(_THERE, whole, "no"), said)
    if isinstance(found, Command):
        return found
    if isinstance(found, str):
        return word(found)
    answered = {row.id: {"yes": True, "no": False}.get(found.get(row.id, "")) for row in rows}
    return table_value(known | answered)


def _typed(interview: Interview, item: Item) -> Node | Command:
    """A typed line that the strict reader understands."""

    def check(text: str) -> str | None:
        try:
            problems = interview.problems(item, Reply(typed(text, item.expected)))
        except ComplianceError as error:
            return error.message
        return problems[0] if problems else None

    example = f"{EXAMPLES.get(item.expected.kind, '')}; unknown{'' if item.detail else '; n/a'}"
    found = line("Your answer", example=example, check=check)
    return found if isinstance(found, Command) else typed(found, item.expected)


def _several(asked: Round) -> Replies | Command:
    """One word for each of several subjects."""
    rows = [
        Row(item.asked.subject or "", item.asked.about, _other(item.asked.about, item.asked.subject))
        for item in asked
    ]
    found = table("Your answers", rows, Words(_options(asked[0])), {})
    if not isinstance(found, dict):
        return found if isinstance(found, Command) else Command.SKIP
    said = [(item, found[item.asked.subject or ""]) for item in asked if (item.asked.subject or "") in found]
    return [(item, Reply(word(text))) for item, text in said] or Command.SKIP


def _with_notes(replies: Replies) -> Replies | Command:
    """The replies with the exceptions and reasons that some of them need."""
    found: Replies = []
    for item, reply in replies:
        if reply.needs_note is None or reply.note:
            found.append((item, reply))
            continue
        about = f" ({item.asked.about})" if len(replies) > 1 else ""
        note = line(
            f"{reply.needs_note}{about}",
            check=lambda text: None if text.strip() else "A few words are needed here.",
        )
        if isinstance(note, Command):
            return note
        found.append((item, Reply(reply.value, " ".join(note.split()))))
    return found


def _other(name: str, identifier: str | None) -> str:
    """The id, where the name does not say it already."""
    return "" if identifier is None or name == identifier else identifier
