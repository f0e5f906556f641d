"""Changing a piece of YAML without losing its comments, its order or the way its values are spelled.

The only module that imports `ruamel.yaml`. Scalars stay text here as well: nothing is resolved, so `NO`, `12.10` and `010`
come out as they went in. What is edited is read by the strict reader before and after; this module judges nothing.
"""

from __future__ import annotations

import io
from collections import abc
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from compliance.errors import ToolError
from compliance.source.nodes import Mapping, Scalar, Sequence
from compliance.source.writer import misread

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.source.writer import Plain

_NEVER_FOLDED: Final = 1 << 20
_SHORT_LIST: Final = 90


class _NothingIsResolved(VersionedResolver):
    """Plain scalars are text, whatever they look like."""

    versioned_resolver: ClassVar[dict[str, Any]] = {}  # theirs is a property of the version


def edited(text: str, change: Callable[[Any], object]) -> str:
    """`text`, a YAML document or a piece of one, after `change` was applied to its tree.

    The tree is made of dicts, lists and texts that remember their comments; put `editable` values into it. Raises
    `ToolError` where the text cannot be read, which the strict reader has told before.
    """
    yaml = YAML(typ="rt")
    yaml.Resolver = _NothingIsResolved
    yaml.preserve_quotes = True
    yaml.width = _NEVER_FOLDED
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        tree = yaml.load(text)
        change(tree)
        out = io.StringIO()
        yaml.dump(tree, out)
    except YAMLError as error:
        raise ToolError(f"a file cannot be edited in place: {error}") from error
    return out.getvalue()


def editable(value: Plain) -> Any:  # noqa: ANN401 - ruamel's own types, which stand for dicts, lists and texts
    """`value` as it can be put into the tree of `edited`: spelled as `dump` spells it, short lists of words in one line."""
    match value:
        case Mapping(entries):
            return CommentedMap((_scalar(entry.key), editable(entry.value)) for entry in entries)
        case abc.Mapping():
            return CommentedMap((editable(key), editable(item)) for key, item in value.items())
        case Sequence(items):
            return _list(items)
        case abc.Sequence() if not isinstance(value, str):
            return _list(value)
    return _leaf(value)


def _leaf(value: Plain) -> str:
    match value:
        case Scalar():
            return _scalar(value)
        case str():
            return DoubleQuotedScalarString(value) if misread(value) else value
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case int() | Decimal():
            return str(value)
    if value is None:
        return "unknown"
    raise TypeError(f"cannot write a {type(value).__name__} as YAML")


def _scalar(node: Scalar) -> str:
    return DoubleQuotedScalarString(node.text) if node.quoted or "\n" in node.text else node.text


def _list(items: abc.Sequence[Plain]) -> CommentedSeq:
    made = CommentedSeq(editable(item) for item in items)
    short = all(isinstance(item, str) for item in made) and sum(len(item) + 2 for item in made) <= _SHORT_LIST
    if short:
        made.fa.set_flow_style()
    return made


def unfolded(holder: Any, key: str) -> None:  # noqa: ANN401 - a map of the tree of `edited`
    """Bring the map under `key` out of its braces into lines. What stood behind or below it stays below it."""
    value, behind = holder[key], (holder.ca.items.get(key) or [None] * 4)[2]
    value.fa.set_block_style()
    if behind is None or not value:
        return
    beside, _, below = behind.value.partition("\n")
    if not below:
        return
    behind.value = f"{beside}\n"
    if not beside:
        holder.ca.items[key][2] = None
    value.ca.items[list(value)[-1]] = [None, None, type(behind)(f"\n{below}", behind.start_mark, None), None]
