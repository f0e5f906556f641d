"""Facts as people call them: whose fact it is, which one, and its value, instead of a path and a spelling.

The path stays in assessment.json. `flows.send.encryption` reads `EHR → Hosted model`, `encryption`; `tls1.3` reads `TLS 1.3`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compliance.render.names import end_name, subject_name
from compliance.render.stated import agreement_name, entries, word
from compliance.render.text import clean, listed, short_date, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.model.architecture import Architecture
    from compliance.model.catalog import PracticeKind

_KIND: Final = {
    "parties": "party",
    "zones": "zone",
    "data": "data",
    "components": "component",
    "flows": "flow",
    "purposes": "purpose",
    "ai_systems": "ai_system",
    "incidents": "incident",
    "requests": "request",
}
_FIELD: Final = {
    "signed_on": "signed",
    "performed_on": "carried out on",
    "every": "rhythm",
    "status": "state",
    "category": "categories",
    "about": "about whom",
    "trains_on_data": "trains models on what it receives",
    "human_review": "people look at what it receives",
    "own_purposes": "uses it for purposes of its own",
    "due_diligence": "examination before it was engaged",
    "monitoring": "examination since it was engaged",
    "reads": "data it can read in clear",
    "sub_processors": "passes data on to",
    "stores": "data kept there",
    "access": "who has access",
    "via": "by way of",
    "factors": "signs in with",
    "unneeded": "data not needed for it",
    "dpia": "impact assessment",
    "record": "record of processing",
    "by_design": "protection by design",
    "notice": "notice to the persons",
    "own_name": "offered under its own name",
    "in_service_since": "in service since",
    "placed_on_market_on": "placed on the market",
    "known_on": "known since",
    "in_place": "in place on the date",
    "in_time": "in place before what it protects began",
    "covers": "reaches",
    "to_component": "end",
    "from_component": "start",
    "first_received": "first received",
    "covered_by": "practices that reach it",
    "receives": "categories it receives",
    "holds": "categories it holds",
    "by": "who",
    "cde": "part of the cardholder data environment",
    "open_to": "open to",
    "established_in": "established in",
    "offers_to": "serves people in",
    "eu_representative": "representative in the Union",
    "sent_on": "told on",
}
_LAWS: Final = frozenset(["hipaa", "gdpr", "pci_dss", "eu_ai_act"])
_MARKS: Final = re.compile(r"[{}\[\]]")


class Labels:
    """The words of one report for paths and values of its description."""

    def __init__(self, architecture: Architecture, practices: Mapping[str, PracticeKind]) -> None:
        """`practices` name what the questionnaire declares."""
        self.architecture, self.practices = architecture, practices

    def label(self, path: str) -> tuple[str, str]:
        """Whose fact it is, and which; the second is empty where a subject itself is meant."""
        head, *rest = path.split(".")
        if head == "practices" and rest:
            kind = self.practices.get(rest[0])
            return (clean(kind.title).rstrip(".") if kind else _capital(rest[0])), _fields(rest[1:])
        if head in {"organisation", "system"}:
            return subject_name(self.architecture, head, head), _fields(rest)
        if head not in _KIND or not rest:
            return _capital(head), _fields(rest)
        return self._of_subject(head, rest[0], rest[1:])

    def line(self, path: str) -> str:
        """Both in one: `EHR → Hosted model: encryption`."""
        subject, field = self.label(path)
        return f"{subject}: {field}" if field else subject

    def value(self, text: str) -> str:
        """A value as the assessment spells it, in words; names for ids, dates as days."""
        text = clean(text)
        if not text or text == "not stated":
            return "not stated"
        if text == "stated":
            return "stated"
        if text.startswith("{"):
            return "; ".join(self._part(*part) for part in _parts(text[1:-1], ","))
        if text.startswith("["):
            return self._listed(text)
        pairs = _parts(text, ";")
        if all(key for key, _ in pairs):
            return ", ".join(f"{_field(key)} {self.value(said)}" for key, said in pairs)
        return self._one(text)

    def _of_subject(self, head: str, identifier: str, rest: Sequence[str]) -> tuple[str, str]:
        kind = _KIND[head]
        name = subject_name(self.architecture, kind, identifier)
        if head == "components" and len(rest) > 1 and rest[0] in {"stores", "access"}:
            joined = "in" if rest[0] == "stores" else "at"
            return f"{_capital(rest[1])} {joined} {name}", _fields(rest[2:])
        if head in {"zones", "purposes"}:
            name = f"{_capital(kind)} {words_of(identifier)}"
        elif name == identifier or head == "data":
            name = _capital(identifier)
        return name[:1].upper() + name[1:], _fields(rest)

    def _part(self, key: str, said: str) -> str:
        words = {"has": "has", "lacks": "lacks"}.get(key, _field(key))
        return f"{words} {self.value(said)}"

    def _listed(self, text: str) -> str:
        items = [item.strip() for item in _MARKS.sub("", text).split(",") if item.strip()]
        told = [self._one(item) for item in items if item != "unknown"]
        return listed(told + ["more not stated"] * ("unknown" in items)) or "none"

    def _one(self, token: str) -> str:
        """A single word, date or id."""
        known = (self.architecture.components, self.architecture.parties)
        if any(token in entries(section) for section in known):
            return end_name(self.architecture, token)
        dated = short_date(token)
        if dated != token:
            return dated
        return word(token) if re.fullmatch(r"[a-z][a-z0-9_.\-]*", token) else token


def _parts(text: str, mark: str) -> list[tuple[str, str]]:
    """`a: x; b: y` as pairs, split at marks outside brackets; the key is empty where there is none."""
    found, depth, start = [], 0, 0
    for place, char in enumerate(text + mark):
        depth += (char in "[{") - (char in "]}")
        if char == mark and depth == 0:
            found.append(text[start:place].strip())
            start = place + 1
    return [_pair(part) for part in found if part]


def _pair(part: str) -> tuple[str, str]:
    key, colon, said = part.partition(": ")
    return (key.strip(), said.strip()) if colon and re.fullmatch(r"[a-z_]+", key.strip()) else ("", part)


def _fields(names: Sequence[str]) -> str:
    """The names of nested fields, outermost first."""
    if len(names) > 1 and names[0] == "agreements":
        return ", ".join([agreement_name(names[1]), *map(_field, names[2:])])
    if len(names) > 1 and names[0] in {"data", "returns"}:
        verb = "carries" if names[0] == "data" else "brings back"
        return ", ".join([f"{verb} {words_of(names[1])}", *map(_field, names[2:])])
    if len(names) > 1 and names[0] == "rights":
        return ", ".join([f"right of {words_of(names[1])}", *map(_field, names[2:])])
    if len(names) > 1 and names[0] == "roles" and names[1] in _LAWS:
        return f"role under {word(names[1])}"
    return ", ".join(map(_field, names))


def _field(name: str) -> str:
    return _FIELD.get(name) or word(name)


def _capital(identifier: str) -> str:
    words = clean(words_of(identifier).replace("-", " "))
    return words[:1].upper() + words[1:]
