"""The base of all described things, and the marks that tell a reader what pydantic's types cannot say.

The marks stand inside `Annotated` and do nothing by themselves; loading and the JSON Schema read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Target: TypeAlias = Literal[
    "parties",
    "zones",
    "data",
    "components",
    "flows",
    "purposes",
    "ai_systems",
    "categories",
    "groups",
    "organisation",
    "internet",
    "countries",
    "makers",
    "profiles",
]
"""What a name may point at: a section of the file, a category, a group of people, the organisation, the internet, a country.

`makers` stands for names nobody declares, such as that of a model's maker; `profiles` for the vendor profiles of the catalog.
"""


class Described(BaseModel):
    """Base of everything the architecture file describes: frozen, unknown keys refused, None where a fact is not stated."""

    # Schemas are built on first use: loading constructs objects itself, and start-up counts.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    SHORT: ClassVar[tuple[str, ...]] = ()
    """Fields a bare word may fill; the first whose words hold it, else the last."""
    SPELLINGS: ClassVar[dict[str, str]] = {}
    """Other spellings of that bare word."""


class WordKeyed(Described):
    """Base of maps keyed by words of the vocabulary: each word is a fact of its own, and `none` says none of all of them."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The text is a name of one of these."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a map are names of one of these, not ids of its own."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Which parts `contents` or `clauses` may name: those that `practices:` declares for one of these."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The text is one of the parts that the `Kind` around it declares."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A map of practices, as far as they are declared for one of these scopes."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """Another spelling of the key that is understood."""

    key: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A period that must have a length: a rhythm of `none` or `unlimited` would be none."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Kept as it was read; another stage gives it its meaning."""


PartName: TypeAlias = Annotated[str, Part()]
PartyId: TypeAlias = Annotated[str, Ref(("parties",))]
PartyOrOwn: TypeAlias = Annotated[str, Ref(("parties", "organisation"))]
ComponentId: TypeAlias = Annotated[str, Ref(("components",))]
PurposeId: TypeAlias = Annotated[str, Ref(("purposes",))]
ZoneId: TypeAlias = Annotated[str, Ref(("zones",))]
DataName: TypeAlias = Annotated[str, Ref(("data", "categories"))]
EndName: TypeAlias = Annotated[str, Ref(("components", "parties", "groups"))]
OUTSIDE_EEA: Final = "outside_eea"
"""Stands where a country stands: some country outside the European Economic Area, which one is not known."""
Country: TypeAlias = Annotated[
    str,
    Ref(("countries",)),
    Field(
        description="A country as two letters (ISO 3166-1), or EU or EEA for all members, or outside_eea for one not named."
    ),
]
Anything: TypeAlias = Annotated[
    str,
    Ref(
        ("components", "parties", "purposes", "ai_systems", "zones", "data", "flows", "groups", "categories")
    ),
]
