"""The facts that are derived, and the ways from one subject to another: names, types and a sentence each.

How they are computed is `compliance.evaluate.derive`'s business; a test holds the two lists against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from compliance.model.catalog import SubjectKind
from compliance.model.words import AIActRole, Category, Transformed

CATEGORIES: Final = frozenset(str(word) for word in Category) | {"special", "account_data", "sad", "personal"}


@dataclass(frozen=True, slots=True)
class Derived:
    """The signature of a derived fact. `vocabulary` names words that a catalog declares."""

    shape: Literal["set", "yes_no", "date", "word", "period", "text"]
    meaning: str
    words: frozenset[str] = frozenset()
    vocabulary: Literal["", "practices", "classes"] = ""


SECTIONS: Final[dict[SubjectKind, tuple[str, ...]]] = {
    "organisation": ("organisation",),
    "system": ("system",),
    "party": ("parties",),
    "zone": ("zones",),
    "data": ("data",),
    "component": ("components",),
    "holding": ("components", "stores"),
    "access": ("components", "access"),
    "flow": ("flows",),
    "purpose": ("purposes",),
    "ai_system": ("ai_systems",),
    "inference": ("ai_systems", "infers", "emotion"),
    "output": ("ai_systems", "generates", "text"),
    "incident": ("incidents",),
    "request": ("requests",),
}
"""Where the architecture states the subjects of a kind (for inference and output: one of the words)."""

RECORD_FACTS: Final[dict[str, str]] = {
    "in_place": "It exists, is not partial, has begun and has not ended on the date.",
    "in_time": "It was in place before what it protects began.",
    "exists": "It is stated to exist, if only in part.",
}

NOTIFICATION_FACTS: Final[dict[str, str]] = {
    "delay": "How long after the incident became known they were told; none: the clock runs.",
}

_MANY: Final = True
REFERENCES: Final[dict[SubjectKind, dict[str, tuple[SubjectKind, bool]]]] = {
    "organisation": {
        "parties": ("party", _MANY),
        "zones": ("zone", _MANY),
        "data": ("data", _MANY),
        "components": ("component", _MANY),
        "holdings": ("holding", _MANY),
        "accesses": ("access", _MANY),
        "flows": ("flow", _MANY),
        "purposes": ("purpose", _MANY),
        "ai_systems": ("ai_system", _MANY),
        "inferences": ("inference", _MANY),
        "outputs": ("output", _MANY),
        "incidents": ("incident", _MANY),
        "requests": ("request", _MANY),
    },
    "system": {},
    "party": {
        "parent_party": ("party", False),
        "components": ("component", _MANY),
        "flows_in": ("flow", _MANY),
        "accesses": ("access", _MANY),
    },
    "zone": {"components": ("component", _MANY)},
    "data": {},
    "component": {
        "operator": ("party", False),
        "zone": ("zone", False),
        "holdings": ("holding", _MANY),
        "accesses": ("access", _MANY),
        "flows_in": ("flow", _MANY),
        "flows_out": ("flow", _MANY),
    },
    "holding": {"component": ("component", False), "data": ("data", False)},
    "access": {"component": ("component", False), "party": ("party", False)},
    "flow": {
        "from_component": ("component", False),
        "to_component": ("component", False),
        "from_party": ("party", False),
        "to_party": ("party", False),
        "purpose": ("purpose", False),
    },
    "purpose": {"flows": ("flow", _MANY), "ai_systems": ("ai_system", _MANY)},
    "ai_system": {
        "provider_party": ("party", False),
        "components": ("component", _MANY),
        "purposes": ("purpose", _MANY),
        "inferences": ("inference", _MANY),
        "outputs": ("output", _MANY),
    },
    "inference": {"ai_system": ("ai_system", False)},
    "output": {"ai_system": ("ai_system", False)},
    "incident": {"components": ("component", _MANY)},
    "request": {"purpose": ("purpose", False)},
}


def _categories(meaning: str) -> Derived:
    return Derived("set", meaning, CATEGORIES)


def _yes_no(meaning: str) -> Derived:
    return Derived("yes_no", meaning)


_CLASSES: Final = Derived("set", "What classification rules conclude.", vocabulary="classes")
_COVERED: Final = Derived("set", "Practices whose `covers` reaches it.", vocabulary="practices")

DERIVED: Final[dict[SubjectKind, dict[str, Derived]]] = {
    "organisation": {
        "categories": _categories(
            "Every category the system holds or sends, or that a purpose uses or an incident concerned."
        ),
        "classes": _CLASSES,
        "has_incident": _yes_no("At least one incident is described."),
        "in_eea": _yes_no("Its country, or one it is established in, belongs to the EEA."),
        "serves_eea": _yes_no("It serves, targets or monitors people in the EEA."),
    },
    "system": {},
    "party": {
        "receives": _categories(
            "Categories that reach it by flows, components it operates, access, or what it reads."
        ),
        "receives_electronic": _categories("The same without paper and physical delivery."),
        "first_received": Derived("date", "When personal or account data first reached it."),
        "outside_eea": _yes_no("Its country is outside the EEA."),
        "is_workforce": _yes_no("It is the organisation's own people."),
        "external": _yes_no("It is an outside body, neither workforce nor customers nor an authority."),
        "operates_model": _yes_no("It operates a model that the system uses."),
        "operates_component": _yes_no("It operates a component of the system."),
        "has_access": _yes_no("It can reach a component that it does not operate."),
        "covered_by": _COVERED,
        "classes": _CLASSES,
    },
    "zone": {
        "joins_cde": _yes_no(
            "It is part of the cardholder data environment, or traffic between the two is not restricted."
        ),
        "covered_by": _COVERED,
    },
    "data": {"categories": _categories("Its categories with what they imply."), "covered_by": _COVERED},
    "component": {
        "holds": _categories("Categories it stores, buffers or receives."),
        "stores_categories": _categories("Categories at rest in it."),
        "own": _yes_no("The organisation itself operates it."),
        "own_premises": _yes_no(
            "It stands on the organisation's premises or is its device, and no one else operates it."
        ),
        "exposed_to_internet": _yes_no("It can be reached from the internet."),
        "outside_eea": _yes_no("It runs outside the EEA."),
        "covered_by": _COVERED,
        "classes": _CLASSES,
    },
    "holding": {
        "categories": _categories("Categories as they are held, after transformation."),
        "transformed": Derived(
            "word",
            "How the data were changed; clear where nothing is said.",
            frozenset(str(word) for word in Transformed),
        ),
        "encryption": Derived(
            "word",
            "Its encryption, else the component's.",
            frozenset({"none", "disk", "file", "database", "field", "yes", "partial"}),
        ),
        "retention": Derived("period", "Its retention, else the data's."),
        "deletion": Derived(
            "word", "Its deletion, else the data's.", frozenset({"automatic", "manual", "none"})
        ),
        "classes": _CLASSES,
    },
    "access": {
        "who": Derived("text", "The party or group behind it: `by`, else its key."),
        "internal_staff": _yes_no("The people are the organisation's own."),
        "third_country": _yes_no("It is used from outside the EEA, wherever the party has its seat."),
        "unprotected_country": _yes_no(
            "It is used from a country outside the EEA that no adequacy decision covers as a whole."
        ),
    },
    "flow": {
        "categories": _categories("Categories it sends, after transformation."),
        "returned": _categories("Categories that come back."),
        "carries": _categories("Categories in either direction."),
        "electronic": _yes_no("It is not a physical delivery."),
        "crosses_organisation": _yes_no("One end is not the organisation's own."),
        "third_country": _yes_no("One end is outside the EEA."),
        "classes": _CLASSES,
    },
    "purpose": {
        "categories": _categories("Categories of its data and of the flows that serve it."),
        "role_gdpr": Derived(
            "set",
            "Its role under the GDPR, else the organisation's.",
            frozenset(
                {"controller", "joint_controller", "processor", "sub_processor", "recipient", "data_subject"}
            ),
        ),
        "covered_by": _COVERED,
        "classes": _CLASSES,
    },
    "ai_system": {
        "roles": Derived(
            "set",
            "Its roles under the AI Act: stated for it or for the organisation, or classified.",
            frozenset(str(role) for role in AIActRole),
        ),
        "tasks": Derived("set", "Tasks of its purposes."),
        "about": Derived("set", "Groups its purposes concern."),
        "profiling": _yes_no("One of its purposes profiles people."),
        "covered_by": _COVERED,
        "classes": _CLASSES,
    },
    "inference": {"word": Derived("text", "What is inferred."), "classes": _CLASSES},
    "output": {"word": Derived("text", "What is generated."), "classes": _CLASSES},
    "incident": {
        "categories": _categories("Categories of the data concerned."),
        "breach_presumed": _yes_no(
            "It was a breach, or counts as one: data were open to others or somebody was told, and nothing rules it out."
        ),
        "classes": _CLASSES,
    },
    "request": {"categories": _categories("Categories of the purpose it is about.")},
}
