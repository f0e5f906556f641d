"""What is known of a list: complete, open, or only what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")
MEANING = (
    "A list: all, none, [a, b] complete, [a, unknown] (more may follow), {has: [a], lacks: [b]} in part."
)
_PARTS = frozenset({"has", "lacks"})
_UNKNOWN = frozenset({"", "~", "null", "unknown"})


class Listed(Generic[T]):
    """What is stated of a list of words, ids or dates.

    `has`: certainly in it. `lacks`: certainly not in it. `closed`: nothing is in it but `has`. `everything`: all there is, except
    `lacks`. Spellings: `all`, `none`, `[a, b]` complete, `a` (= `[a]`), `[a, unknown]` open, `{has: [a], lacks: [b]}` either part
    alone, `{has: all, lacks: [b]}` all but b.
    """

    # No dataclass: pydantic would take it for a record with four fields and never ask for the schema below.
    __slots__ = ("closed", "everything", "has", "lacks")
    has: frozenset[T]
    lacks: frozenset[T]
    closed: bool
    everything: bool

    def __init__(
        self,
        has: Iterable[T] = (),
        lacks: Iterable[T] = (),
        closed: bool = False,  # noqa: FBT001, FBT002 - the four parts in the order of the docstring
        everything: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Keep the four parts; ValueError where they contradict one another."""
        inside, outside = frozenset(has), frozenset(lacks)
        if inside & outside:
            both = ", ".join(sorted(map(str, inside & outside)))
            raise ValueError(f"{both}: said to be in the list and not in it")
        keep = object.__setattr__
        keep(self, "has", inside)
        keep(self, "lacks", outside)
        keep(self, "closed", closed)
        keep(self, "everything", everything)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a stated list does not change."""
        raise AttributeError(f"cannot set {name}: a stated list is frozen")

    def __eq__(self, other: object) -> bool:
        """Equal in all four parts."""
        return isinstance(other, Listed) and self._parts() == other._parts()

    def __hash__(self) -> int:
        """A hash over the four parts."""
        return hash(self._parts())

    def __repr__(self) -> str:
        """The spelling."""
        return f"Listed({self})"

    def __reduce__(self) -> tuple[type[Listed[Any]], tuple[object, ...]]:
        """Copy and pickle by construction: the parts cannot be set."""
        return Listed, self._parts()

    def _parts(self) -> tuple[frozenset[T], frozenset[T], bool, bool]:
        return self.has, self.lacks, self.closed, self.everything

    @classmethod
    def complete(cls, items: Iterable[T] = ()) -> Listed[T]:
        """The list with exactly these items."""
        return cls(has=frozenset(items), closed=True)

    def contains(self, item: T) -> bool | None:
        """Is it in the list? None where what was stated leaves it open."""
        if item in self.has:
            return True
        if item in self.lacks:
            return False
        return True if self.everything else False if self.closed else None

    def refines(self, other: Listed[T]) -> bool:
        """Whether everything the other says is also said here."""
        if other.everything or other.closed:
            return self == other
        has = self.everything or other.has <= self.has
        return has and all(self.contains(item) is False for item in other.lacks)

    def union(self, other: Listed[T]) -> Listed[T]:
        """What is in one list or the other: a word is out only where both leave it out."""
        named = self.lacks | other.lacks
        lacks = {word for word in named if self.contains(word) is other.contains(word) is False}
        whole = self.everything and all(other.contains(word) is not None for word in self.lacks)
        whole |= other.everything and all(self.contains(word) is not None for word in other.lacks)
        return Listed(self.has | other.has, lacks, self.closed and other.closed and not whole, whole)

    def both(self, other: Listed[T]) -> Listed[T] | None:
        """What two statements of one list say together; None where they exclude one another."""
        has, lacks = self.has | other.has, self.lacks | other.lacks
        everything = self.everything or other.everything
        for one in (self, other):
            if (one.closed and (everything or not has <= one.has)) or (one.everything and lacks != one.lacks):
                return None
        closed = self.closed or other.closed
        return None if has & lacks else Listed(has, () if closed else lacks, closed, everything)

    @classmethod
    def of(cls, value: Any) -> Listed[Any]:
        """Read one of the spellings from plain data, items as they come; ValueError tells what is wrong with it."""
        if isinstance(value, Listed):
            return value
        if value == "all":
            return cls(everything=True)
        if isinstance(value, dict):
            return cls._of_parts(value)
        items = _items(value)
        return cls(has=frozenset(i for i in items if not _unknown(i)), closed=not any(map(_unknown, items)))

    @classmethod
    def _of_parts(cls, value: dict[Any, Any]) -> Listed[Any]:
        if not value or set(value) - _PARTS:
            raise ValueError("write a list, all, none, or {has: [...], lacks: [...]}")
        everything = value.get("has") == "all"
        has = () if everything else _items(value.get("has", ()))
        lacks = _items(value.get("lacks", ()))
        return cls(
            has=frozenset(i for i in has if not _unknown(i)),
            lacks=frozenset(i for i in lacks if not _unknown(i)),
            everything=everything,
        )

    def plain(self) -> str | list[str] | dict[str, Any]:
        """The shortest spelling that reads back as the same; items in alphabetical order."""
        has, lacks = sorted(map(str, self.has)), sorted(map(str, self.lacks))
        if self.everything:
            return {"has": "all", "lacks": lacks} if lacks else "all"
        if self.closed and not lacks:
            return has or "none"
        if not lacks:
            return [*has, "unknown"]
        return {"has": has, "lacks": lacks} if has else {"lacks": lacks}

    def __str__(self) -> str:
        """The spelling in one line of YAML."""
        return _flow(self.plain())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the type itself or a spelling; check each item; dump as the shortest spelling."""
        from pydantic_core import SchemaValidator, core_schema

        item = handler.generate_schema((get_args(source) or (str,))[0])
        check: list[SchemaValidator] = []

        def read(value: Any) -> Listed[Any]:
            if not check:
                check.append(SchemaValidator(core_schema.frozenset_schema(item)))
            raw = cls.of(value)
            validate = check[0].validate_python
            return cls(validate(raw.has), validate(raw.lacks), raw.closed, raw.everything)

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """All spellings; what the items are is told by the schema of the file, not here."""
        one, many = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
        part = {"oneOf": [one, many]}
        parts = {
            "type": "object",
            "properties": {"has": part, "lacks": part},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"oneOf": [one, many, parts], "description": MEANING}


def _items(value: Any) -> list[Any]:
    if value in ("none", None):
        return []
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    return [value]


def _unknown(item: Any) -> bool:
    return item is None or (isinstance(item, str) and item in _UNKNOWN)


def _flow(plain: str | list[str] | dict[str, Any]) -> str:
    if isinstance(plain, str):
        return plain
    if isinstance(plain, list):
        return f"[{', '.join(plain)}]"
    return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in plain.items()) + "}"
