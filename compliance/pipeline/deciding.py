"""A person's conclusion on a finding, and a risk acceptance: checked against the assessment, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.errors import UsageError
from compliance.inputs.answers import load_acceptances, load_determinations
from compliance.model.former import renamed
from compliance.questionnaire.decisions import (
    ACCEPTANCES_START,
    DETERMINATIONS_START,
    check_dates,
    check_independence,
)
from compliance.questionnaire.decisions_file import change, with_item
from compliance.source import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from compliance.model.assessment import Finding, ProvisionResult
    from compliance.pipeline.assessing import Assessed
    from compliance.questionnaire.decisions import Conclusion
    from compliance.source import Plain

_WORDS: Final = {
    "gap": "is a gap",
    "unknown": "is not known yet: what is asked for settles it",
    "satisfied": "is met as stated",
    "not_applicable": "does not apply",
}


def finding_named(assessed: Assessed, name: str) -> Finding:
    """The finding of an id; UsageError, with the likely one, where the assessment has none of it."""
    findings = {finding.id: finding for finding in assessed.assessment.findings}
    if name in findings:
        return findings[name]
    now = renamed(assessed.assessment.findings).get(name)
    if now is not None:
        raise UsageError(f"the assessment has no finding {name!r} any more", f"It is called {now!r} now.")
    near = did_you_mean(name, findings) or _of_control(name, list(findings))
    hint = f"Did you mean {near!r}?" if near else "`compliance assess` prints the id below each finding."
    raise UsageError(f"the assessment has no finding {name!r}", hint)


def judged(assessed: Assessed, about: str) -> Finding | ProvisionResult:
    """What a conclusion would be about: it must need judgement. UsageError where it is something else, or nothing."""
    found = finding_named(assessed, about) if "@" in about else _provision(assessed, about)
    if found.outcome != "needs_review":
        told = _WORDS.get(found.outcome or "", "has no outcome")
        raise UsageError(
            f"{about} needs no judgement: it {told}", "Only what a person must judge can be concluded."
        )
    return found


def to_judge(assessed: Assessed) -> list[Finding]:
    """All findings that wait for a person."""
    return [finding for finding in assessed.assessment.findings if finding.outcome == "needs_review"]


def determine(assessed: Assessed, path: Path, conclusion: Conclusion, today: dt.date) -> None:
    """Write a conclusion. UsageError where it cannot be concluded, or not by this person in this way."""
    found = judged(assessed, conclusion.about)
    check_dates(conclusion.decided_on, conclusion.valid_until, today)
    if not conclusion.reasons:
        raise UsageError("a conclusion without reasons convinces nobody", "Give them with --reasons.")
    check_independence(conclusion.name, answerers(assessed, found), independent=conclusion.independent)
    item = conclusion.item()
    change(
        path, DETERMINATIONS_START, lambda text: with_item(text, "determinations", item), load_determinations
    )


def acceptable(assessed: Assessed, about: str) -> Finding:
    """The gap that would be accepted. UsageError for what is no gap, and for what nobody can answer for."""
    finding = finding_named(assessed, about)
    if finding.outcome != "gap":
        told = "needs a person's judgement" if finding.outcome == "needs_review" else _WORDS[finding.outcome]
        raise UsageError(f"{about} is no gap: it {told}", "Only a gap can be accepted.")
    refused = never_accepted(assessed, finding)
    if refused:
        hint = "It has to be ended; neither a reason nor an approver makes it lawful to go on."
        raise UsageError(f"{about} cannot be accepted: nobody can answer for {', '.join(refused)}", hint)
    return finding


def accept(
    assessed: Assessed, path: Path, about: str, terms: tuple[str, str, dt.date], today: dt.date
) -> None:
    """Write a risk acceptance: reason, approver, last day. UsageError as in `acceptable`, and for a day that has passed."""
    acceptable(assessed, about)
    reason, approver, until = terms
    check_dates(today, until, today)
    item: dict[str, Plain] = {"finding": about, "reason": reason, "approver": approver, "until": until}
    change(path, ACCEPTANCES_START, lambda text: with_item(text, "acceptances", item), load_acceptances)


def never_accepted(assessed: Assessed, finding: Finding) -> list[str]:
    """The provisions of a finding whose breach nobody can accept."""
    laws = {one.framework.id: one.framework for one in assessed.catalog.frameworks}
    law = laws[finding.framework]
    return [f"{law.short} {name}" for name in finding.provisions if name in law.never_accepted]


def answerers(assessed: Assessed, found: Finding | ProvisionResult) -> list[str]:
    """Who gave the answers that a finding, or the findings of a provision, rest on."""
    description = assessed.description
    findings = [one for one in assessed.assessment.findings if one is found or found.id in one.provisions]
    names = [
        said.by for one in findings for read in one.because for said in description.answers_to(read.fact)
    ]
    return list(dict.fromkeys(names))


def _provision(assessed: Assessed, about: str) -> ProvisionResult:
    known = {f"{one.framework} {one.id}": one for one in assessed.assessment.provisions}
    if about in known:
        return known[about]
    names = [*known, *(finding.id for finding in assessed.assessment.findings)]
    near = did_you_mean(about, names) or _of_control(about, names)
    hint = (
        f"Did you mean {near!r}?"
        if near
        else "Name a finding by its id, or a provision as in: gdpr Art. 32(1)."
    )
    raise UsageError(f"the assessment has no finding or provision {about!r}", hint)


def _of_control(name: str, ids: Sequence[str]) -> str | None:
    """The first finding of a control that was named without its subject."""
    control = name.partition("@")[0]
    return next((one for one in ids if one.partition("@")[0] == control), None)
