"""A small assessment: one finding of each kind, cut out of an example, so that whole outputs can be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from compliance.model.assessment import SEVERITIES, AcceptanceNote, Finding, FrameworkSummary
from compliance.render.formats.given import Written
from tests.examples.described import assessed

NOTE = AcceptanceNote(
    "The log moves to the record system in January.", "Chief risk officer", "2027-01-31", expired=False
)
DIGEST = "0" * 64


@cache
def small() -> Written:
    """Two gaps, one of them accepted; one cured; the first that is not known, is to be judged, and is met."""
    found = assessed("hospital-api")
    told = found.assessment
    firsts = [
        next(one for one in told.findings if one.outcome == outcome)
        for outcome in ("unknown", "needs_review", "satisfied")
    ]
    gaps = [one for one in told.findings if one.outcome == "gap" and one.standing == "current"][:2]
    cured = [one for one in told.findings if one.standing == "historic"][:1]
    findings = tuple(
        sorted([replace(gaps[0], acceptance=NOTE), gaps[1], *cured, *firsts], key=lambda one: one.id)
    )
    cited = {provision for one in findings for provision in one.provisions}
    assessment = replace(
        told,
        findings=findings,
        classification=(),
        frameworks=tuple(one for one in told.frameworks if one.id == "hipaa"),
        provisions=tuple(one for one in told.provisions if one.framework == "hipaa" and one.id in cited),
        inputs=replace(
            told.inputs,
            frameworks=tuple(
                replace(one, sha256=DIGEST) for one in told.inputs.frameworks if one.id == "hipaa"
            ),
            shared=(),
        ),
        summary=replace(told.summary, frameworks=(_counted(findings),)),
    )
    return Written(assessment, found.catalog, found.description.architecture)


def _counted(findings: tuple[Finding, ...]) -> FrameworkSummary:
    today = [one for one in findings if one.standing == "current"]
    outcomes = Counter[str](one.outcome for one in today)
    gaps = Counter(one.severity for one in today if one.outcome == "gap")
    names = ("gap", "unknown", "needs_review", "satisfied")
    return FrameworkSummary(
        "hipaa",
        {name: outcomes[name] for name in names},
        {},
        {name: gaps[name] for name in SEVERITIES},
        len(findings) - len(today),
        0,
    )
