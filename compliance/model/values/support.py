"""How a value type read from text takes part in pydantic models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class FromText:
    """Base of values with one textual form: `parse` reads it, `str()` gives it back."""

    __slots__ = ()

    PATTERN: ClassVar[str]
    MEANING: ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the textual form; ValueError with a sentence for people where it is none."""
        raise NotImplementedError  # every value has its own

    @classmethod
    def _validate(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError(f"{value!r} is not text; {cls.MEANING}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the type itself or its text; dump as text."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A string with a pattern."""
        return {"type": "string", "pattern": cls.PATTERN, "description": cls.MEANING}
