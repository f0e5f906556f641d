"""Which questions of the bank state a fact, the record around it, or its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog, SubjectKind

_SCOPES: Final[dict[str, SubjectKind]] = {
    "parties": "party",
    "zones": "zone",
    "data": "data",
    "components": "component",
    "flows": "flow",
    "purposes": "purpose",
    "ai_systems": "ai_system",
    "incidents": "incident",
    "requests": "request",
    "organisation": "organisation",
    "system": "system",
}


class Questions:
    """Looks questions up by the scope and path of the fact they state."""

    def __init__(self, catalog: Catalog) -> None:
        """Index the bank once."""
        self._by_fact = {(question.scope, question.states): question.id for question in catalog.questions}
        self._inside: dict[tuple[SubjectKind, str], list[str]] = {}
        for question in catalog.questions:
            parts = question.states.split(".")
            for depth in range(
                2 if parts[0] == "practices" else 1, len(parts)
            ):  # one practice is a record, all are none
                self._inside.setdefault((question.scope, ".".join(parts[:depth])), []).append(question.id)

    def of(self, path: str) -> str | None:
        """The question that states the fact, else the one for the nearest record that holds it."""
        scope, rest = self._relative(path)
        while rest:
            found = self._by_fact.get((scope, rest))
            if found is not None:
                return found
            rest = rest.rpartition(".")[0]
        return None

    def parts(self, path: str) -> tuple[str, ...]:
        """The questions about parts of a record that no question states; none where one does, or about a whole subject."""
        return tuple(self._inside.get(self._relative(path), ())) if self.of(path) is None else ()

    def _relative(self, path: str) -> tuple[SubjectKind, str]:
        """Scope and path relative to its subject."""
        head, _, rest = path.partition(".")
        if head == "practices":
            return "organisation", path
        scope = _SCOPES.get(head, "organisation")
        if scope in {"organisation", "system"}:
            return scope, rest
        _, _, rest = rest.partition(".")
        if scope == "component" and rest.startswith(("stores.", "access.")):
            kind: SubjectKind = "holding" if rest.startswith("stores.") else "access"
            inner = rest.split(".", 2)
            if len(inner) > 2:  # noqa: PLR2004 - section, key, field
                return kind, inner[2]
        return scope, rest
