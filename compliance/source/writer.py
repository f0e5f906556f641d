"""Writing YAML that reads back as the same tree, here and in any other YAML reader."""

from __future__ import annotations

from collections import abc
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import yaml
from yaml.resolver import Resolver

from compliance.source.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain = str | int | bool | Decimal | date | None | abc.Sequence["Plain"] | abc.Mapping[str, "Plain"] | Node
"""What can be written: text, numbers, yes and no, dates, None for "not stated", lists, maps, and nodes that were read."""

_STRING: Final = "tag:yaml.org,2002:str"
_resolver: Final = Resolver()


def dump(value: Plain) -> str:
    """`value` as YAML text, ending in a line feed.

    Nodes keep their quotes, and get them where bare text cannot stand. Text that a YAML 1.1 or 1.2 reader would
    take for something else (`NO`, `12.10`, `on`) is quoted; `True` and `False` are written `yes` and `no`, None as
    `unknown`. Maps keep their order. Raises `TypeError` for anything else, floats included: they cannot be
    written exactly.
    """
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(value),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    text: str = yaml.emit(events, Dumper=yaml.SafeDumper, allow_unicode=True, width=100)
    return text.removesuffix("...\n")


def _events(value: Plain) -> Iterator[yaml.Event]:
    """The events of one value and what it contains."""
    if isinstance(value, Sequence):
        yield from _list(value.items)
    elif isinstance(value, Mapping):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=not value.entries)
        for entry in value.entries:
            yield _scalar(entry.key.text, quoted=entry.key.quoted)
            yield from _events(entry.value)
        yield yaml.MappingEndEvent()
    elif isinstance(value, abc.Mapping):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=not value)
        for key, item in value.items():
            yield _scalar(key, quoted=misread(key))
            yield from _events(item)
        yield yaml.MappingEndEvent()
    elif isinstance(value, abc.Sequence) and not isinstance(value, str):
        yield from _list(value)
    else:
        yield _leaf(value)


def _list(items: abc.Sequence[Plain]) -> Iterator[yaml.Event]:
    yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=not items)
    for item in items:
        yield from _events(item)
    yield yaml.SequenceEndEvent()


def _leaf(value: Plain) -> yaml.Event:
    match value:
        case Scalar():
            return _scalar(value.text, quoted=value.quoted)
        case str():
            return _scalar(value, quoted=misread(value))
        case bool():
            return _scalar("yes" if value else "no", quoted=False)
        case int() | Decimal():
            return _scalar(str(value), quoted=False)
        case date():
            return _scalar(value.isoformat(), quoted=False)
        case None:
            return _scalar("unknown", quoted=False)
        case _:
            message = f"cannot write a {type(value).__name__} as YAML"
            raise TypeError(message)


def _scalar(text: str, *, quoted: bool) -> yaml.Event:
    """Plain where allowed, else double quotes: the one style that can hold every text, line ends included."""
    return yaml.ScalarEvent(None, None, implicit=(True, True), value=text, style='"' if quoted else None)


def misread(text: str) -> bool:
    """Whether a YAML reader would take the bare `text` for a number, a date, a truth value or nothing, or needs quotes anyway."""
    # The stubs of PyYAML leave this method without types.
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return "\n" in text or text == "unknown" or tag != _STRING
