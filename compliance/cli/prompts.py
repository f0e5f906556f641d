"""Prompts of the interview: one word of several, a typed line, a table with one word for each row.

Every prompt understands the same keys for going back, skipping, searching, noting and leaving. The only module that imports
`questionary` and `prompt_toolkit`; it knows nothing of questions and answers.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import questionary
from prompt_toolkit.application import Application, get_app_session
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension

from compliance.errors import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit.key_binding import KeyPressEvent


class Command(Enum):
    """What a person may do instead of answering."""

    BACK = "back"
    SKIP = "skip"
    FIND = "find"
    NOTE = "note"
    QUIT = "quit"


_KEYS: Final = {
    "pageup": Command.BACK,
    "c-b": Command.BACK,
    "pagedown": Command.SKIP,
    "c-s": Command.SKIP,
    "c-f": Command.FIND,
    "c-t": Command.NOTE,
    "c-c": Command.QUIT,
    "c-q": Command.QUIT,
}
KEYS: Final = "PgUp back · PgDn skip · ^F search · ^T add a note · ^C stop"
_STYLE: Final = questionary.Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansicyan"),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "bold"),
        ("instruction", "fg:ansibrightblack"),
        ("key", "fg:ansicyan bold"),
        ("meaning", "fg:ansibrightblack"),
        ("validation-toolbar", "noreverse fg:ansired bold"),
    ]
)
_ROWS_SHOWN: Final = 24
_NARROWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Option:
    """One word to choose, by its key or with the arrows."""

    key: str
    word: str
    meaning: str = ""
    value: str = ""

    @property
    def result(self) -> str:
        """What choosing it gives."""
        return self.value or self.word


def choose(
    message: str, options: Sequence[Option], *, at: str | None = None, hint: str = KEYS
) -> str | Command:
    """One of the options; its key takes it at once, Enter takes the one pointed at. `at`: where the pointer begins."""
    wide = max((len(option.word) for option in options), default=0)
    choices = [
        questionary.Choice(
            [
                ("class:key", f"{option.key:<2}"),
                ("class:text", f"{printable(option.word):<{wide}}"),
                (
                    "class:meaning",
                    f"  {_wrapped(printable(option.meaning), wide + 7)}" if option.meaning else "",
                ),
            ],
            value=option.result,
        )
        for option in options
    ]
    question = questionary.select(
        message,
        choices,
        default=at,
        style=_STYLE,
        pointer="▸",
        instruction=f"\n   {hint}",
        use_jk_keys=False,
        use_emacs_keys=False,
        erase_when_done=True,
    )
    keys = _command_keys()
    for option in options:
        keys.add(option.key, eager=True)(_leaving_with(option.result))
    found: str | Command = _run(question.application, keys)
    return found


def line(
    message: str,
    *,
    default: str = "",
    example: str = "",
    check: Callable[[str], str | None] = lambda _: None,
    hint: str = KEYS,
) -> str | Command:
    """A typed line. `check` says what is wrong with one; it cannot be entered before that is put right."""

    def valid(text: str) -> bool | str:
        return check(text) or True

    below = "".join(f"\n   {_wrapped(printable(text), 3)}" for text in (example, hint) if text)
    question = questionary.text(
        message,
        default=default,
        validate=valid,
        style=_STYLE,
        instruction=f"{below}\n ▸",
        erase_when_done=True,
        validate_while_typing=False,
        reserve_space_for_menu=0,
    )
    found: str | Command = _run(question.application, _command_keys())
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    id: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What can be said of the rows of a table.

    `whole`: words that answer all of it at once. `rest`: what one key states of every row that has no word yet.
    """

    options: Sequence[Option]
    whole: Sequence[Option] = ()
    rest: str | None = None
    hint: str = KEYS


@dataclass(slots=True)
class _Table:
    """The state of a table while it is filled in."""

    message: str
    rows: Sequence[Row]
    words: Words
    said: dict[str, str]
    at: int = 0
    wide: int = field(init=False)

    def __post_init__(self) -> None:
        self.wide = max((len(row.label) for row in self.rows), default=0)

    def text(self) -> StyleAndTextTuples:
        """The rows, the one pointed at marked; a long meaning goes on below its beginning."""
        room = max(len(option.word) for option in self.words.options)
        left = 3 + room + 2 + self.wide + 2
        parts: StyleAndTextTuples = []
        for position, row in enumerate(self.rows):
            here = position == self.at
            said = self.said.get(row.id)
            word = next((option.word for option in self.words.options if option.result == said), "·")
            meaning = _wrapped(printable(row.meaning), left)
            if here:
                parts.append(("[SetCursorPosition]", ""))
            parts += [
                ("class:pointer", " ▸ " if here else "   "),
                ("class:answer" if said else "class:meaning", f"{word:<{room}}  "),
                ("class:highlighted" if here else "", f"{printable(row.label):<{self.wide}}"),
                ("class:meaning", f"  {meaning}{'' if position == len(self.rows) - 1 else chr(10)}"),
            ]
        return parts

    def head(self) -> StyleAndTextTuples:
        """The question and the keys."""
        keys: StyleAndTextTuples = [
            ("class:qmark", "?"),
            ("class:question", f" {self.message}\n"),
            ("", "   "),
        ]
        own = [(option.key, option.word) for option in (*self.words.options, *self.words.whole)]
        rest = [("r", f"the rest {self.words.rest}")] if self.words.rest is not None else []
        room, used = get_app_session().output.get_size().columns, 3
        for key, word in (*own, *rest, ("=", "same for all"), ("Enter", "save")):
            size = len(key) + 1 + len(word)
            if used + size > room:
                keys.append(("", "\n   "))
                used = 3
            keys += [("class:key", key), ("class:meaning", f" {word}   ")]
            used += size + 3
        return keys

    def say(self, word: str) -> None:
        """State the row pointed at and go to the next."""
        self.said[self.rows[self.at].id] = word
        self.at = min(self.at + 1, len(self.rows) - 1)

    def same(self) -> None:
        """State every row as the one pointed at, or the one just stated."""
        for row in (self.rows[self.at], self.rows[self.at - 1]):
            if row.id in self.said:
                word = self.said[row.id]
                self.said |= {other.id: word for other in self.rows}
                return

    def fill(self) -> None:
        """State every row that has no word yet."""
        if self.words.rest is not None:
            self.said = dict.fromkeys((row.id for row in self.rows), self.words.rest) | self.said


def table(
    message: str, rows: Sequence[Row], words: Words, said: dict[str, str]
) -> dict[str, str] | str | Command:
    """A word for each row; `said`: those that stand already. Rows may be left without one; a word for the whole comes alone."""
    state = _Table(message, rows, words, dict(said))
    keys = KeyBindings()
    for option in words.options:
        keys.add(option.key, eager=True)(_saying(state, option.result))
    for option in words.whole:
        keys.add(option.key, eager=True)(_leaving_with(option.result))
    keys.add("r", eager=True)(lambda _: state.fill())
    keys.add("=", eager=True)(lambda _: state.same())
    keys.add("up", eager=True)(lambda _: setattr(state, "at", max(0, state.at - 1)))
    keys.add("down", eager=True)(lambda _: setattr(state, "at", min(len(rows) - 1, state.at + 1)))
    keys.add("enter", eager=True)(lambda event: event.app.exit(result=state.said))
    body = Window(
        FormattedTextControl(state.text, focusable=True, show_cursor=False),
        height=Dimension(max=_ROWS_SHOWN),
        wrap_lines=True,
        dont_extend_height=True,
    )
    head = Window(FormattedTextControl(state.head), dont_extend_height=True, wrap_lines=True)
    foot = Window(FormattedTextControl([("class:instruction", f"   {words.hint}")]), height=1)
    application: Application[Any] = Application(
        layout=Layout(HSplit([head, body, foot]), focused_element=body), style=_STYLE, erase_when_done=True
    )
    found: dict[str, str] | str | Command = _run(application, keys)
    return found


def _wrapped(text: str, indent: int) -> str:
    """The text in lines beside an indent, as wide as the terminal is."""
    room = max(_NARROWEST, get_app_session().output.get_size().columns - indent - 1)
    return f"\n{' ' * indent}".join(textwrap.wrap(text, room))


def _saying(state: _Table, word: str) -> Callable[[KeyPressEvent], None]:
    return lambda _: state.say(word)


def _run(application: Application[Any], keys: KeyBindings) -> Any:  # noqa: ANN401 - the result of a prompt
    own = application.key_bindings
    application.key_bindings = merge_key_bindings(
        [*([own] if own is not None else []), _command_keys(), keys]
    )
    return application.run()


def _command_keys() -> KeyBindings:
    keys = KeyBindings()
    for key, command in _KEYS.items():
        keys.add(key, eager=True)(_leaving_with(command))
    return keys


def _leaving_with(result: object) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=result)
