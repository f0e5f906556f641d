"""Merging facts into the text of an architecture file: what stands there stays, to the last comment and space.

New lines are put between the old ones, each with a comment that tells where it is from. Only what stands in braces, or says
`unknown`, is brought into lines first.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compliance.errors import InputError, Place, Problem
from compliance.importers import Basis, Fact
from compliance.source import Mapping, Node, Scalar, Sequence, read
from compliance.source.edit import edited, unfolded
from compliance.source.writer import misread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingType

_SECTIONS: Final = {
    "parties": "everyone outside who takes part; others may: remove `unknown` once all are named",
    "data": "sets of data: what they are about (category) and whom they concern",
    "components": "the parts, who runs them (operator; left out: you), where, and what they keep",
    "flows": "what goes where, what comes back, over which network, and since when",
}
_HEAD: Final = """\
# yaml-language-server: $schema=architecture.schema.json
# (the line above gives completion in editors, after `compliance schema -o architecture.schema.json`)
#
# A first description, imported from {names}.
# Behind each fact stands whether it is stated there, inferred from it, or unknown: not told by the file, and to be filled in.
# `none`, `no` and `[]` are statements; a list or map once stated is complete, and `unknown` leaves it open.
schema: compliance-architecture/1

system:{system}

organisation: unknown          # who you are, where, and your role under each law
{sections}"""
_BARE: Final = re.compile(r"[^\W_][\w .&()/+'-]*")
_WORDS: Final = frozenset({"unknown", "yes", "no", "none"})
_LONGEST_WHY: Final = 110
_WIDEST_VALUE: Final = 46


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact that was not taken, since something else is stated already: where, and what."""

    fact: Fact
    place: Place
    value: object


@dataclass(frozen=True, slots=True)
class Merged:
    """The text, the facts that went into it, and those that did not."""

    text: str
    added: tuple[Fact, ...]
    kept: tuple[Kept, ...]


def new_file(names: Iterable[str], facts: Iterable[Fact]) -> str:
    """An architecture of which nothing but its sections is known."""
    named = next((fact for fact in facts if fact.section == "system"), None)
    system = (
        f"\n  id: {_inline(named.value)}  {_comment(named)}"
        if named
        else " unknown                # id, name, stage, since"
    )
    sections = "".join(f"\n{f'{name}:':<12} # {why}\n  unknown:\n" for name, why in _SECTIONS.items())
    return _HEAD.format(names=_plain(", ".join(names)), system=system, sections=sections)


def merged(text: str, name: str, facts: list[Fact]) -> Merged:
    """`text`, the architecture file called `name`, with the facts it does not state. Raises InputError where it says `none`."""
    things: dict[str, dict[str, list[Fact]]] = {}
    for fact in facts:
        things.setdefault(fact.section, {}).setdefault(fact.id, []).append(fact)
    root = read(text, name)
    _refuse_none(root, things)
    end = "\r\n" if "\r\n" in text else "\n"
    text = _in_lines(text.replace("\r\n", "\n"), root, things)
    root = read(text, name)
    lines = text.rstrip("\n").split("\n")
    work = _Insertions(lines)
    absent = [one for one in things if not isinstance(root, Mapping) or root.get(one) is None]
    for section in [*(one for one in things if one not in absent), *absent]:  # new sections go below all else
        work.section(root, section, things[section])
    return Merged(end.join(work.done()) + end, tuple(work.added), tuple(work.kept))


def _refuse_none(root: Node, things: MappingType[str, object]) -> None:
    """A file that says there is nothing, and a file that says there is something, cannot both be right."""
    problems = []
    for section in things:
        node = root.get(section) if isinstance(root, Mapping) else None
        empty = isinstance(node, Sequence | Mapping) and not (
            node.items if isinstance(node, Sequence) else node.entries
        )
        if node is not None and (empty or (isinstance(node, Scalar) and node.text in {"none", "no"})):
            hint = f"What is imported names some. Write `{section}: unknown` if that is so, and import again."
            problems.append(Problem(node.place, f"{section}: it is stated that there are none", hint))
    if problems:
        raise InputError(problems)


def _in_lines(text: str, root: Node, things: MappingType[str, dict[str, list[Fact]]]) -> str:
    """Sections and things that get new lines, out of their braces; what is only `unknown` becomes a key without a value."""
    lines = text.split("\n")
    changes: list[tuple[str, str | None]] = []
    for section, items in things.items():
        node = root.get(section) if isinstance(root, Mapping) else None
        if node is None:
            continue
        if not isinstance(node, Mapping) or _braces(lines, node):
            changes.append((section, None))
        if isinstance(node, Mapping):
            changes += [(section, one) for one in items if _needs_lines(lines, node.get(one))]
    if not changes and not (isinstance(root, Mapping) and _braces(lines, root)):
        return text
    return edited(text, lambda tree: _open_all(tree, changes)).replace(f": {_NOTHING}", ":")


_NOTHING: Final = "nothing-stands-here"
"""Stands for a key without a value until the text is written: the editor's own would be a tag."""


def _open_all(tree: Any, changes: Iterable[tuple[str, str | None]]) -> None:  # noqa: ANN401 - the tree of `edited`
    tree.fa.set_block_style()
    for section, name in changes:
        _opened(tree, section, name)


def _needs_lines(lines: list[str], node: Node | None) -> bool:
    return (isinstance(node, Mapping) and _braces(lines, node)) or (
        isinstance(node, Scalar) and node.text == "unknown"
    )


def _braces(lines: list[str], node: Mapping) -> bool:
    return lines[node.place.line - 1][node.place.column - 1 :].startswith("{")


def _opened(tree: Any, section: str, name: str | None) -> None:  # noqa: ANN401 - the tree of `edited`
    """A section or a thing in it, in lines."""
    holder, key = (tree, section) if name is None else (tree[section], name)
    value = holder[key]
    if hasattr(value, "keys"):
        unfolded(holder, key)
    elif isinstance(value, str) or value is None:
        if name is None:
            holder[key] = type(tree)({"unknown": _NOTHING})
        else:
            holder[key] = _NOTHING
    else:
        holder[key] = type(tree)((str(item), _NOTHING) for item in value)


class _Insertions:
    """Lines to be put after lines of a text, and what became of each fact."""

    def __init__(self, lines: list[str]) -> None:
        self.added: list[Fact] = []
        self.kept: list[Kept] = []
        self._lines = lines
        self._end = next((at for at, line in enumerate(lines) if line.rstrip() == "..."), len(lines))
        self._after: dict[int, list[str]] = {}
        self._instead: dict[int, str] = {}

    def done(self) -> list[str]:
        """The lines with the new ones in their places."""
        made = list(self._after.get(0, ()))
        for number, line in enumerate(self._lines, start=1):
            made += [self._instead.get(number, line), *self._after.get(number, ())]
        return made

    def section(self, root: Node, section: str, items: dict[str, list[Fact]]) -> None:
        """New things of a section, and new fields of those it has."""
        node = root.get(section) if isinstance(root, Mapping) else None
        if not isinstance(root, Mapping) or not isinstance(node, Mapping):
            last = self._end
            self._put(last, ["", f"{section}:"])
            for name, facts in items.items():
                self._new(last, 2, name, facts)
            self._put(last, ["  unknown:"])
            return
        stop = _spans(root, self._end + 1)[section][1]
        first, spans = node.entries[0].key.place, _spans(node, stop)
        indent = first.column - 1
        at = spans["unknown"][0] - 1 if "unknown" in spans else self._last(first.line, stop, indent)
        for name, facts in items.items():  # before the new ones: both may belong after the same line
            if name in spans:
                self._more(node.get(name), spans[name], indent, facts)
        for name, facts in items.items():
            if name not in spans:
                self._new(at, indent, name, facts)

    def _more(self, thing: Node | None, span: tuple[int, int], outer: int, facts: list[Fact]) -> None:
        """Fields a thing does not state yet. What a file leaves unknown is no news."""
        own = thing.entries if isinstance(thing, Mapping) else ()
        stated = {entry.key.text: entry.value for entry in own}
        indent = own[0].key.place.column - 1 if own else outer + 2
        empty = isinstance(thing, Scalar) and not thing.text and not thing.quoted
        rows = []
        for fact in facts:
            there = stated.get(fact.field)
            if fact.basis is Basis.UNKNOWN or (fact.basis is Basis.INFERRED and fact.field == "name"):
                continue
            if there is None and (own or empty):
                rows.append(fact)
            elif isinstance(there, Scalar):
                self._beside(fact, there, indent)
        self._put(self._last(*span, indent), _rows(indent, rows))
        self.added += rows

    def _beside(self, fact: Fact, there: Scalar, indent: int) -> None:
        """A field that stands there already: a mere `unknown` gives way, anything else stays and is told."""
        if there.text == fact.value or fact.field == "name":
            return
        line = self._lines[there.place.line - 1]
        if re.fullmatch(rf"\s*{re.escape(fact.field)}: *(?:unknown)?\s*(?:# unknown: .*)?", line):
            self._instead[there.place.line] = _rows(indent, [fact])[0]
            self.added.append(fact)
        else:
            self.kept.append(Kept(fact, there.place, there.text))

    def _new(self, at: int, indent: int, name: str, facts: list[Fact]) -> None:
        self._put(at, [f"{' ' * indent}{name}:", *_rows(indent + 2, facts)])
        self.added += facts

    def _put(self, after: int, lines: list[str]) -> None:
        self._after.setdefault(after, []).extend(lines)

    def _last(self, first: int, stop: int, indent: int) -> int:
        """The last line of what begins in line `first` and ends before `stop`: comments further out belong to what follows."""
        at = stop - 1
        while at > first:
            line = self._lines[at - 1]
            inner = len(line) - len(line.lstrip(" "))
            if line.strip() and not (line.lstrip().startswith("#") and inner < indent):
                break
            at -= 1
        return at


def _spans(holder: Mapping, stop: int) -> dict[str, tuple[int, int]]:
    """For each key its line, and the line on which what follows it begins."""
    lines = [entry.key.place.line for entry in holder.entries]
    pairs = zip(lines, [*lines[1:], stop], strict=True)
    return {entry.key.text: pair for entry, pair in zip(holder.entries, pairs, strict=True)}


def _rows(indent: int, facts: Iterable[Fact]) -> list[str]:
    """A line for each fact: field, value, and where it is from, the comments under one another."""
    told = [(f"{' ' * indent}{fact.field}: {_inline(fact.value)}", fact) for fact in facts]
    width = max((len(line) for line, _ in told if len(line) <= _WIDEST_VALUE), default=0)
    return [f"{line:<{width}}  {_comment(fact)}" for line, fact in told]


def _comment(fact: Fact) -> str:
    why = f", {_plain(fact.why)}" if fact.why else ""
    return f"# {fact.basis}: {_plain(fact.place.file)}:{fact.place.line}{why}"


def _plain(text: str) -> str:
    """Text as a comment may hold it: one line, of characters that are seen."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LONGEST_WHY else f"{line[:_LONGEST_WHY]}…"


def _inline(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_text(str(one)) for one in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_text(str(one))}" for key, one in value.items()) + "}"
    return str(value) if value in _WORDS else _text(str(value))


def _text(text: str) -> str:
    """Text as YAML holds it, in quotes where bare text would be something else."""
    bare = _BARE.fullmatch(text) and not misread(text) and text == text.strip()
    return text if bare else json.dumps(text, ensure_ascii=False)
