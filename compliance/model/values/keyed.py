"""What is known of a map whose keys the user chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

V = TypeVar("V")
_UNKNOWN = "unknown"


class Keyed(Mapping[str, V]):
    """Entries by id, in the order they were written. `closed`: there are no others.

    A map that holds the key `unknown` is open. Hashable when its entries are; equal when entries and `closed` are.
    """

    __slots__ = ("_entries", "_hash", "closed")

    closed: bool

    def __init__(self, entries: Mapping[str, V] | None = None, *, closed: bool = True) -> None:
        """Keep a copy of `entries`."""
        self._entries: Mapping[str, V] = MappingProxyType(dict(entries or {}))
        self._hash: int | None = None
        self.closed = closed

    def __getitem__(self, key: str) -> V:
        """The entry of an id; KeyError when there is none."""
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        """The ids in the order they were written."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many entries are stated."""
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        """Whether the entry is stated."""
        return key in self._entries

    def __eq__(self, other: object) -> bool:
        """Equal entries, equally complete."""
        return isinstance(other, Keyed) and self.closed == other.closed and self._entries == other._entries

    def __hash__(self) -> int:
        """A hash over the entries, computed once."""
        if self._hash is None:
            self._hash = hash((self.closed, frozenset(self._entries.items())))
        return self._hash

    def __repr__(self) -> str:
        """Entries and completeness."""
        return f"Keyed({dict(self._entries)!r}, closed={self.closed})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle by construction: a read-only view can be neither."""
        return _keyed, (dict(self._entries), self.closed)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the type itself, a map, a list of ids or `none`; dump as a map."""
        from pydantic_core import core_schema

        value = handler.generate_schema((get_args(source) or (Any,))[0])
        entries = core_schema.dict_schema(core_schema.str_schema(), value)

        def read(raw: Any, inner: core_schema.ValidatorFunctionWrapHandler) -> Keyed[Any]:
            given = _plain(raw)
            return cls(inner({k: v for k, v in given.items() if k != _UNKNOWN}), closed=_UNKNOWN not in given)

        def dump(keyed: Keyed[Any], inner: core_schema.SerializerFunctionWrapHandler) -> Any:
            return inner({**keyed._entries}) | ({} if keyed.closed else {_UNKNOWN: None})

        return core_schema.no_info_wrap_validator_function(
            read, entries, serialization=core_schema.wrap_serializer_function_ser_schema(dump, schema=entries)
        )


def _keyed(entries: dict[str, Any], closed: bool) -> Keyed[Any]:  # noqa: FBT001 - called by copy and pickle only
    return Keyed(entries, closed=closed)


def _plain(raw: Any) -> dict[str, Any]:
    if isinstance(raw, Keyed):
        return dict(raw) | ({} if raw.closed else {_UNKNOWN: None})
    if raw == "none":
        return {}
    if isinstance(raw, (list, tuple)):
        return {key: {} for key in raw}
    if isinstance(raw, Mapping):
        return dict(raw)
    raise ValueError("write a map of ids, a list of ids, or none")
