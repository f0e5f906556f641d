"""What the OSCAL 1.2.1 documents share: identifiers, metadata, properties, and the names that bind them to one another.

UUIDs are of version 5: the same thing has the same one in every document and every run. Times are those of the assessment's
dates, at midnight UTC: nothing reads a clock.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from compliance.canonical import canonical_json, sha256
from compliance.model.assessment import to_json
from compliance.render.formats.given import NAME
from compliance.render.names import subject_name
from compliance.render.text import clean

if TYPE_CHECKING:
    from compliance.model.assessment import Subject
    from compliance.render.formats.given import Written

VERSION: Final = "1.2.1"
NAMESPACE: Final = "urn:compliance-assessor:oscal"
"""Of properties whose names OSCAL does not define."""
CATALOG_FILE: Final = "oscal-catalog.json"
PROFILE_FILE: Final = "oscal-profile.json"
"""Where documents that name the catalog and the profile look for them: beside themselves."""
_UUIDS: Final = bytes.fromhex("6f1c2f0e8a5d5b7e9c3d41a7d2f0b864")
"""The namespace of our UUIDs, drawn once."""
_NO_TOKEN: Final = re.compile(r"[^0-9A-Za-z]+")
_STATES: Final = frozenset({"gap", "unknown", "needs_review", "satisfied"})


def uuid(*names: str) -> str:
    """The UUID of version 5 (RFC 9562) of a thing, by names from the general to the particular."""
    data = _UUIDS + "\x1f".join(names).encode()
    digest = bytearray(hashlib.sha1(data, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def control_id(framework: str, provision: str) -> str:
    """The id of a provision as an OSCAL control: a token, unlike that of any other provision."""
    return f"{framework}-{_NO_TOKEN.sub('-', provision).strip('-').lower()}"


def statement_id(framework: str, provision: str) -> str:
    """The id of a provision's statement, which is what findings are about."""
    return f"{control_id(framework, provision)}_smt"


def moment(day: str) -> str:
    """A date as OSCAL wants it."""
    return f"{day}T00:00:00Z"


def line(text: str) -> str:
    """Text on one line, never empty: titles and values are refused where they are."""
    return clean(text) or "not stated"


def prop(name: str, value: str, remarks: str = "") -> dict[str, str]:
    """A property of our own."""
    told = {"name": name, "ns": NAMESPACE, "value": line(value)}
    return told | {"remarks": remarks} if remarks else told


def metadata(found: Written, title: str, parties: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The head of a document about this assessment."""
    told: dict[str, Any] = {
        "title": line(f"{title}: {found.assessment.system.name or found.assessment.system.id}"),
        "last-modified": moment(found.assessment.as_of),
        "version": found.assessment.as_of,
        "oscal-version": VERSION,
        "props": [prop("generator", f"{NAME} {found.assessment.tool.version}")],
    }
    return told | {"parties": parties} if parties else told


def fingerprint(found: Written) -> str:
    """What tells one assessment from another: a document's own UUID is made from it."""
    return sha256(canonical_json(to_json(found.assessment)))


def subject_uuid(found: Written, subject: Subject) -> str:
    """The UUID of what a finding is about, the same in every assessment of the system."""
    return uuid(found.assessment.system.id, "subject", subject.kind, subject.id)


def subject_title(found: Written, subject: Subject) -> str:
    """Its name."""
    return line(subject_name(found.architecture, subject.kind, subject.id))


def reviewed(found: Written) -> list[tuple[str, str]]:
    """The provisions that have an outcome for this system, as (framework, id)."""
    return [(one.framework, one.id) for one in found.assessment.provisions if one.outcome in _STATES]


def encoded(document: dict[str, Any]) -> bytes:
    """A document as bytes."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
