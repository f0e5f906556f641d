"""Reading files that other programs own: YAML with anchors and merge keys, or JSON, to the same positioned nodes.

Such files are no evidence of ours, so what the strict reader refuses is understood here as far as it is harmless: aliases and
merge keys are followed within a budget, tags are passed over. Secrets are what these files are full of: none of them gets
into the tree. In the place of each stands `LEFT_OUT`, and its place is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from compliance.errors import InputError, Place, Problem
from compliance.source.explain import explain
from compliance.source.json_text import read_json
from compliance.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from compliance.source.secrets import kind_of_secret
from compliance.source.text import LARGEST_FILE, REFUSED_IN_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable

LEFT_OUT: Final = "***"
"""What stands where a secret stood."""

DEEPEST: Final = 60
MOST_NODES: Final = 1_000_000
"""Values of a file, those that an alias repeats counted each time."""

_PAIR: Final = re.compile(r"([A-Za-z_][\w.-]*)\s*=(.*)", re.DOTALL)
_CREDENTIALS: Final = re.compile(r"(?<=://)[^\s/@]*@")
_TELLING: Final = re.compile(
    r"(?:key|token|secret|passw(?:or)?d|passphrase|pwd|credentials?|authorization)s?$", re.IGNORECASE
)
_REFERENCE: Final = re.compile(r"os\.environ/\w+|\$\{?\w+(?:[:?-][^}]*)?\}?|")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file of another program: its tree, and where values shaped or named like secrets were left out."""

    name: str
    root: Node
    left_out: tuple[Place, ...]


def read_foreign(data: bytes, name: str) -> Foreign:
    """The tree of one YAML or JSON document.

    Raises `InputError` with all problems: other encodings, more than 16 MiB, 60 levels or a million values (aliases
    counted), repeated keys, several documents, control characters, or nothing at all.
    """
    content = _decoded(data, name)
    left_out: list[Place] = []
    builder = _Builder(name)
    try:
        root = read_json(content, name, DEEPEST, MOST_NODES) if content.lstrip()[:1] in {"{", "["} else None
    except ValueError:  # a flow collection in YAML begins alike
        root = None
    if root is None:
        root = builder.run(content)
    problems = builder.problems or list(_steering(root, name))
    if problems:
        raise InputError(problems)  # without source lines: whatever is on them may be secret
    return Foreign(name, _clean(root, "", left_out, {}), tuple(dict.fromkeys(left_out)))


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST_FILE:
        raise InputError([Problem(None, f"{name} is larger than {LARGEST_FILE} bytes", "Nothing was read.")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Export it as UTF-8 text."
        raise InputError([Problem(None, f"{name} is no text in UTF-8", hint)]) from error


def _steering(root: Node | None, name: str) -> Iterable[Problem]:
    """What no value may hold, once in each; and a file that holds nothing."""
    if root is None or (isinstance(root, Scalar) and not root.text):
        yield Problem(Place(name, 1, 1), "the file says nothing", "It holds only comments or empty lines.")
        return
    seen, waiting = set(), [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scalar):
            if found := REFUSED_IN_VALUE.search(node.text.replace("\t", " ")):
                what = f"a control character (U+{ord(found[0]):04X}) in a value"
                yield Problem(node.place, what, "Remove it.")
        elif isinstance(node, Sequence):
            waiting += node.items
        else:
            waiting += [part for entry in node.entries for part in (entry.key, entry.value)]


def _clean(node: Any, key: str, left_out: list[Place], done: dict[tuple[int, str], Node]) -> Any:  # noqa: ANN401 - a node of the kind given
    """The tree without its secrets. What an alias repeats is one object, and is cleaned once for each key it stands under."""
    known = done.get((id(node), key))
    if known is not None:
        return known
    made: Node
    if isinstance(node, Scalar):
        made = _harmless(node, key, left_out)
    elif isinstance(node, Sequence):
        made = Sequence(tuple(_clean(item, key, left_out, done) for item in node.items), node.place)
    else:
        entries = (Entry(one.key, _clean(one.value, one.key.text, left_out, done)) for one in node.entries)
        made = Mapping(tuple(entries), node.place)
    done[id(node), key] = made
    return made


def _harmless(node: Scalar, key: str, left_out: list[Place]) -> Scalar:
    """A text as it was, without the credentials in its addresses, or `LEFT_OUT`. `NAME=value` is told as such a pair."""
    text = _CREDENTIALS.sub("", node.text)
    pair = _PAIR.fullmatch(text)
    name, value = (pair[1], pair[2]) if pair else (key, text)
    telling = _TELLING.search(name) is not None and not _REFERENCE.fullmatch(value.strip())
    if telling or kind_of_secret(value, name) or kind_of_secret(text, key):
        left_out.append(node.place)
        text = f"{name}={LEFT_OUT}" if pair else LEFT_OUT
    elif text != node.text:
        left_out.append(node.place)
    return Scalar(text, node.quoted, node.place) if text != node.text else node


class _StopError(Exception):
    """Reading cannot go on; the problem has been noted."""


class _Builder:
    """Turns the parser's events into nodes; an alias is the node it names, once more."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._open: list[tuple[yaml.CollectionStartEvent, list[Node], int]] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._heights: dict[int, int] = {}
        self._root: Node | None = None
        self._nodes = 0

    def run(self, content: str) -> Node | None:
        """The root, or None with problems noted."""
        parser = yaml.CSafeLoader(content)
        try:
            while (event := parser.get_event()) is not None:
                self._take(event)
        except yaml.YAMLError as error:
            self.problems.append(explain(error, self._name))
        except _StopError:
            pass
        finally:
            parser.dispose()
        return self._root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._add(Scalar(event.value, event.style != "", self._place(event)), event.anchor, 1)
            case yaml.CollectionStartEvent():
                if len(self._open) == DEEPEST:
                    self._refuse(event, f"nested more than {DEEPEST} levels deep")
                self._open.append((event, [], self._nodes))
            case yaml.CollectionEndEvent():
                start, parts, before = self._open.pop()
                self._add(self._collection(start, parts), start.anchor, 1, self._nodes - before)
            case yaml.AliasEvent():
                known = self._anchors.get(event.anchor or "")
                if known is None:
                    self._refuse(event, "an alias of nothing that was finished before")
                else:
                    self._add(known[0], None, known[1])
            case yaml.DocumentStartEvent() if self._root is not None:
                self._refuse(event, "a second document in the file")

    def _add(self, node: Node, anchor: str | None, size: int, inside: int = 0) -> None:
        self._nodes += size
        if self._nodes > MOST_NODES:
            self.problems.append(
                Problem(node.place, f"more than {MOST_NODES} values, aliases counted", "Nothing was read.")
            )
            raise _StopError
        if anchor is not None:
            self._anchors[anchor] = node, size + inside
        if self._open:
            self._open[-1][1].append(node)
        else:
            self._root = node

    def _collection(self, start: yaml.CollectionStartEvent, parts: list[Node]) -> Node:
        """A list or map. What aliases stack on one another counts as deep as it becomes."""
        made = self._list_or_map(start, parts)
        height = 1 + max((self._heights.get(id(part), 0) for part in parts), default=0)
        if height > DEEPEST:
            self._refuse(start, f"nested more than {DEEPEST} levels deep, aliases counted")
        self._heights[id(made)] = height
        return made

    def _list_or_map(self, start: yaml.CollectionStartEvent, parts: list[Node]) -> Node:
        place = self._place(start)
        if not isinstance(start, yaml.MappingStartEvent):
            return Sequence(tuple(parts), place)
        own: dict[str, Entry] = {}
        merged: list[Mapping] = []
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(Problem(key.place, "a list or map as a key", "Keys are plain text."))
            elif key.text == "<<" and not key.quoted:
                given = value.items if isinstance(value, Sequence) else (value,)
                merged += [one for one in given if isinstance(one, Mapping)]
            elif key.text in own:
                hint = f"It was given in line {own[key.text].key.place.line} already."
                self.problems.append(Problem(key.place, "a key for the second time", hint))
            else:
                own[key.text] = Entry(key, value)
        for one in merged:
            for entry in one.entries:
                own.setdefault(entry.key.text, entry)
                self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(start, f"more than {MOST_NODES} values, merged ones counted")
        return Mapping(tuple(own.values()), place)

    def _place(self, event: yaml.Event) -> Place:
        mark: Any = event.start_mark
        return Place(self._name, mark.line + 1, mark.column + 1)

    def _refuse(self, event: yaml.Event, what: str) -> None:
        self.problems.append(Problem(self._place(event), what, "Nothing was read."))
        raise _StopError
