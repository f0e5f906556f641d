"""The event loop: from the parser's events to positioned nodes.

The parser's own composer is not used: it crashes the process on deep nesting, follows aliases and forgets places. Events
arrive one at a time, so depth and size are checked before anything grows.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final

import yaml

from compliance import collector
from compliance.errors import InputError, Place, Problem
from compliance.source.explain import explain
from compliance.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from compliance.source.secrets import SHORTEST_SECRET, kind_of_secret, mask
from compliance.source.text import REFUSED_IN_VALUE, decode, with_source_lines

DEEPEST: Final = 40
"""Levels of nesting. The deepest condition of a catalog has about fifteen."""

MOST_NODES: Final = 1_000_000
"""Ten thousand flows, fully described, have about three hundred thousand."""

_MOST_PROBLEMS: Final = 1000
_LONGEST_QUOTE: Final = 60


def read(text: bytes | str, name: str) -> Node:
    """The tree of the one YAML document in `text`; `name` is the logical file name that places carry.

    Raises `InputError` with all problems, each with its source line, when the text is no plain YAML: more than 16 MiB, 40
    levels or a million nodes, other encodings, tabs, control characters, several documents, anchors, aliases, tags, merge
    keys, repeated keys, keys that are no text, values shaped like secrets, or nothing at all.
    """
    content = decode(text, name)
    builder = _Builder(name)
    try:
        with collector.paused():
            builder.run(content)
    except yaml.YAMLError as error:
        builder.problems.append(explain(error, name))
    except _Stop:
        pass
    if builder.problems:
        raise InputError(with_source_lines(builder.problems, {name: content}))
    if builder.root is None:
        raise InputError(
            [Problem(Place(name, 1, 1), "the file says nothing", "It holds only comments or empty lines.")]
        )
    return builder.root


def _quoted(text: str) -> str:
    """`text` of the file as a message may repeat it: without secrets, and not at any length."""
    return mask(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…")


class _Stop(Exception):  # noqa: N818 - no error: the way out of the loop after a problem that ends reading
    """Reading cannot go on; the problem has been noted."""


class _Open:
    """A list or map whose end has not come yet. In a map `key` is the key that waits for its value."""

    __slots__ = ("entries", "is_map", "items", "key", "place", "seen")

    def __init__(self, place: Place, *, is_map: bool) -> None:
        self.place = place
        self.is_map = is_map
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.seen: dict[str, Place] = {}
        self.key: Scalar | None = None


class _Builder:
    """Turns events into nodes and notes every problem on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def run(self, content: str) -> None:
        """Read all events. Raises `yaml.YAMLError` or `_Stop` where reading cannot go on."""
        parser = yaml.CSafeLoader(content)
        next_event = parser.get_event
        try:
            while (event := next_event()) is not None:
                if isinstance(event, yaml.ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._start(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._end()
                elif isinstance(event, yaml.AliasEvent):
                    self._alias(event)
                elif isinstance(event, yaml.DocumentStartEvent):
                    self._document(event)
        finally:
            parser.dispose()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """A key, a value or a list item. Runs once for each word of the file, so the usual case makes no further call."""
        text, quoted = event.value, event.style != ""
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        mark: Any = event.start_mark  # never None from the C parser, whatever its type says
        node = Scalar(text, quoted, Place(self.name, mark.line + 1, mark.column + 1))
        if quoted or len(text) >= SHORTEST_SECRET or event.tag is not None or event.anchor is not None:
            self._inspect(node, event)
        self._attach(node)

    def _inspect(self, node: Scalar, event: yaml.ScalarEvent) -> None:
        """Note what must not be in a value: anchors, tags, control characters, secrets."""
        self._refuse_properties(event, node.place)
        if node.quoted and (found := REFUSED_IN_VALUE.search(node.text)):
            self._note(
                node.place, f"a control character (U+{ord(found[0]):04X}) inside quotes", "Remove the escape."
            )
        key = self._open[-1].key if self._open else None
        if secret := kind_of_secret(node.text, key.text if key else ""):
            hint = "Remove it, and replace it wherever it is in use: it has been written down."
            self._note(node.place, f"a value shaped like a secret ({secret})", hint)

    def _alias(self, event: yaml.AliasEvent) -> None:
        place = self._place(event)
        self._note(
            place, f"an alias (*{_quoted(event.anchor or '')})", "Write the value out where it is meant."
        )
        self._attach(Scalar("", quoted=False, place=place))

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event)
        self._refuse_properties(event, place)
        if len(self._open) == DEEPEST:
            self._note(
                place, f"nested more than {DEEPEST} levels deep", "A description needs about ten levels."
            )
            raise _Stop
        if self._awaits_key():
            self._note(
                place, "a list or map as a key", "Keys are plain text; quote one that begins with [ or {."
            )
        self._open.append(_Open(place, is_map=isinstance(event, yaml.MappingStartEvent)))

    def _end(self) -> None:
        closed = self._open.pop()
        if closed.is_map:
            self._attach(Mapping(tuple(closed.entries), closed.place))
        else:
            self._attach(Sequence(tuple(closed.items), closed.place))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._note(self._place(event), "a YAML directive", "Remove the lines that begin with `%`.")
        if self._documents > 1:
            self._note(
                self._place(event), "a second document in the file", "Remove `---`, or split the file."
            )
            raise _Stop

    def _attach(self, node: Node) -> None:
        """Put a finished node where it belongs: the open list, the open map, or the root."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._note(node.place, f"more than {MOST_NODES} values", "Split the description.")
            raise _Stop
        top = self._open[-1] if self._open else None
        if top is None:
            self.root = None if node == Scalar("", quoted=False, place=node.place) else node
        elif not top.is_map:
            top.items.append(node)
        elif top.key is None:
            top.key = self._as_key(node, top)
        else:
            top.entries.append(Entry(top.key, node))
            top.key = None

    def _as_key(self, node: Node, top: _Open) -> Scalar:
        """The key that `node` is; a list or map in its place has been noted and stands as an empty key."""
        if not isinstance(node, Scalar):
            return Scalar("", quoted=True, place=node.place)
        if node.text == "<<" and not node.quoted:
            self._note(node.place, "a merge key (<<)", "Write the merged entries out.")
        elif not node.text:
            self._note(node.place, "a value without a key", "Write `key: value`.")
        elif (first := top.seen.setdefault(node.text, node.place)) is not node.place:
            hint = f"It was given in line {first.line} already; keep one of the two."
            self._note(node.place, f"the key `{_quoted(node.text)}` a second time", hint)
        return node

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_map and self._open[-1].key is None

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor is not None:
            self._note(
                place, f"an anchor (&{_quoted(event.anchor)})", "Write the value out wherever it is meant."
            )
        if event.tag is not None:
            self._note(
                place,
                f"a tag ({_quoted(event.tag)})",
                "Remove it: every value is read as text and typed by the model.",
            )

    def _place(self, event: yaml.Event) -> Place:
        mark: Any = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _note(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, message, hint))
        if len(self.problems) == _MOST_PROBLEMS:
            raise _Stop
