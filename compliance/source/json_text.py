"""JSON to positioned nodes: without recursion, so that no depth of nesting can end the program."""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import Final, NoReturn

from compliance.errors import InputError, Place, Problem
from compliance.source.nodes import Entry, Mapping, Node, Scalar, Sequence

_STRINGS: Final = JSONDecoder()
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_BARE: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


def read_json(content: str, name: str, deepest: int, most: int) -> Node:
    """The tree of a JSON text; numbers, `true`, `false` and `null` are bare text.

    Raises `ValueError` where it is no JSON, and `InputError` where it is deeper than `deepest`, larger than `most` values, or
    repeats a key.
    """
    return _Reader(content, name, deepest, most).run()


class _Level:
    """A list or map whose end has not come yet."""

    __slots__ = ("entries", "is_map", "items", "key", "place")

    def __init__(self, place: Place, *, is_map: bool) -> None:
        self.place, self.is_map = place, is_map
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None

    def closed(self) -> Node:
        if self.is_map:
            return Mapping(tuple(self.entries.values()), self.place)
        return Sequence(tuple(self.items), self.place)


class _Reader:
    def __init__(self, content: str, name: str, deepest: int, most: int) -> None:
        self._text, self._name, self._deepest, self._most = content, name, deepest, most
        self._lines = [0, *(found.end() for found in re.finditer("\n", content))]
        self._open: list[_Level] = []
        self._at = self._values = 0

    def run(self) -> Node:
        """Values one after the other; what each gives goes into the innermost list or map that is open."""
        while True:
            done = self._value()
            while done is not None:
                if not self._open:
                    self._skip()
                    if self._at != len(self._text):
                        raise ValueError("more than one value")
                    return done
                done = self._into(self._open[-1], done)

    def _value(self) -> Node | None:
        """A value that is finished, or None where a list or map was opened whose first value comes next."""
        self._skip()
        place, char = self._place(), self._text[self._at : self._at + 1]
        self._values += 1
        if self._values > self._most:
            self._refuse(place, f"more than {self._most} values")
        if char in {"{", "["}:
            if len(self._open) == self._deepest:
                self._refuse(place, f"nested more than {self._deepest} levels deep")
            self._at += 1
            level = _Level(place, is_map=char == "{")
            if self._took("}" if level.is_map else "]"):
                return level.closed()
            self._open.append(level)
            if level.is_map:
                self._key(level)
            return None
        return self._leaf(place)

    def _leaf(self, place: Place) -> Scalar:
        if self._text[self._at : self._at + 1] == '"':
            return Scalar(self._string(), quoted=True, place=place)
        found = _BARE.match(self._text, self._at)
        if found is None:
            raise ValueError("no JSON value")
        self._at = found.end()
        return Scalar("" if found[0] == "null" else found[0], quoted=False, place=place)

    def _into(self, level: _Level, node: Node) -> Node | None:
        """Put a value where it belongs; the level itself where that was its last one."""
        if level.key is not None:
            level.entries[level.key.text] = Entry(level.key, node)
        else:
            level.items.append(node)
        if self._took(","):
            if level.is_map:
                self._key(level)
            return None
        if not self._took("}" if level.is_map else "]"):
            raise ValueError("neither a comma nor an end")
        return self._open.pop().closed()

    def _key(self, level: _Level) -> None:
        self._skip()
        place = self._place()
        if self._text[self._at : self._at + 1] != '"':
            raise ValueError("no key")
        level.key = Scalar(self._string(), quoted=True, place=place)
        if level.key.text in level.entries:
            self._refuse(place, "a key for the second time")
        if not self._took(":"):
            raise ValueError("no colon")

    def _string(self) -> str:
        try:
            text, self._at = _STRINGS.raw_decode(self._text, self._at)
        except JSONDecodeError as error:
            raise ValueError("no JSON text") from error
        return str(text)

    def _took(self, char: str) -> bool:
        self._skip()
        if self._text[self._at : self._at + 1] != char:
            return False
        self._at += 1
        return True

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _place(self) -> Place:
        line = bisect_right(self._lines, self._at)
        return Place(self._name, line, self._at - self._lines[line - 1] + 1)

    def _refuse(self, place: Place, what: str) -> NoReturn:
        raise InputError([Problem(place, what, "Nothing was read.")])
