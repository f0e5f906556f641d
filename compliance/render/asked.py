"""Open questions as JSON, for whoever hands them out by other means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.model.asked import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.model.asked import Asked, Handout


def questions_json(handout: Handout, elsewhere: Sequence[str]) -> dict[str, Any]:
    """Plain data: the questions, and the facts that only the architecture file can state."""
    return {
        "schema": SCHEMA,
        "as_of": handout.as_of.isoformat(),
        "system": handout.system,
        "architecture": handout.architecture,
        "catalogs": [{"id": law, "catalog_version": version} for law, version in handout.catalogs],
        "questions": [_question(one) for one in handout.asked],
        "only_in_the_architecture": list(elsewhere),
    }


def _question(one: Asked) -> dict[str, Any]:
    return {
        "question": one.question,
        "subject": one.subject,
        "about": one.about,
        "text": one.text,
        "why": one.why,
        "good_evidence": one.good_evidence,
        "theme": one.theme,
        "owner": one.owner,
        "state": one.state,
        "severity": one.severity,
        "upcoming": one.upcoming,
        "frameworks": list(one.frameworks),
        "provisions": [{"framework": law, "id": provision} for law, provision in one.provisions],
        "findings": list(one.findings),
        "claims": list(one.claims),
        "answer": {
            "kind": one.expected.kind,
            "several": one.expected.several,
            "closed": one.expected.closed,
            "choices": [{"word": choice.word, "meaning": choice.meaning} for choice in one.expected.choices],
        },
        "given": _given(one),
    }


def _given(one: Asked) -> dict[str, Any] | None:
    given = one.given
    if given is None:
        return None
    return {
        "value": given.value,
        "by": given.by,
        "role": given.role or None,
        "answered_on": given.answered_on.isoformat() if given.answered_on else None,
        "note": given.note or None,
        "file": given.file,
        "evidence": list(given.evidence),
    }
