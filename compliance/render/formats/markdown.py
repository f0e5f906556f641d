"""Markdown: scope, counts, gaps of today, what is open; for a comment on a change or a page of a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render import words
from compliance.render.formats.given import accepted, counts_today
from compliance.render.text import count, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.assessment import Finding, FrameworkScope
    from compliance.render.formats.given import Written

_SCOPE: Final = {True: "applies", False: "does not apply", None: "open"}
_QUESTIONS: Final = 30
_NATURE: Final = (
    "Prepared by software from a description and answers supplied by the party named. Nothing was inspected, interviewed or "
    'tested by it. "Met as stated" means that the condition holds if the stated facts are true and complete.'
)


def write(found: Written) -> bytes:
    """The assessment as a page."""
    told = found.assessment
    lines = [
        f"# {escaped(told.system.name or told.system.id)}",
        "",
        f"As of {told.as_of}; facts of {told.described_on}.",
        "",
    ]
    lines += [
        "| framework | scope | gaps high / medium / low | not known | a person must judge | met as stated |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_scope(found, scope) for scope in told.frameworks]
    lines.append("")
    for note in told.summary.notes:
        lines += [f"> {escaped(note.text)}", ""]
    today = [one for one in told.findings if counts_today(one)]
    gaps = [one for one in told.findings if one.outcome == "gap"]
    lines += _part(found, "Gaps", [one for one in today if one.outcome == "gap"])
    lines += _part(found, "Breached and cured", [one for one in gaps if one.standing == "historic"])
    lines += _part(found, "Coming", [one for one in gaps if one.timing == "upcoming"])
    lines += _part(found, "A person must judge", [one for one in today if one.outcome == "needs_review"])
    lines += _open(found)
    return ("\n".join([*lines, "---", "", escaped(_NATURE)]) + "\n").encode()


def _scope(found: Written, scope: FrameworkScope) -> str:
    counted = next(one for one in found.assessment.summary.frameworks if one.id == scope.id)
    gaps = " / ".join(str(counted.gaps_by_severity[severity]) for severity in SEVERITIES)
    cells = (
        found.short[scope.id],
        _SCOPE[scope.applies],
        gaps,
        *(str(counted.findings[word]) for word in ("unknown", "needs_review", "satisfied")),
    )
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _part(found: Written, title: str, wanted: list[Finding]) -> Iterator[str]:
    """Some findings under a title, the most severe first."""
    if not wanted:
        return
    yield from (f"## {title} ({len(wanted)})", "")
    for one in sorted(wanted, key=lambda finding: SEVERITIES.index(finding.severity)):
        yield from _finding(found, one)
    yield ""


def _finding(found: Written, one: Finding) -> Iterator[str]:
    place = found.place(one)
    where = f" ({escaped(place.file)}:{place.line})" if place is not None else ""
    law = f"{found.short[one.framework]} {', '.join(one.provisions)}"
    begins = min((part.applies_from for part in one.by_provision if part.applies_from), default="")
    when = f", applies from {begins}" if one.timing == "upcoming" and begins else ""
    yield f"- **{words.SEVERITY[one.severity]}**, {escaped(law)}{when}: {escaped(one.message)}{where}  "
    yield f"  {code(one.id)}{_accepted(one)}. Remedy: {escaped(one.remediation.text)}"


def _accepted(one: Finding) -> str:
    note = one.acceptance
    if note is None or not accepted(one):
        return ""
    return f" · risk accepted by {escaped(note.approver)} until {note.until}"


def _open(found: Written) -> Iterator[str]:
    """The questions behind what is not known, with how many findings wait for each."""
    waiting: dict[str, int] = {}
    for one in found.assessment.findings:
        if one.outcome == "unknown" and counts_today(one):
            for name in {name for ask in one.asks for name in ask.names}:
                waiting[name] = waiting.get(name, 0) + 1
    if not waiting:
        return
    yield from (f"## Not known: {count(len(waiting), 'open question')}", "")
    texts = {question.id: question.text for question in found.catalog.questions}
    ordered = sorted(waiting.items(), key=lambda pair: (-pair[1], pair[0]))
    for name, findings in ordered[:_QUESTIONS]:
        text = f"{escaped(texts[name])} " if name in texts else ""
        yield f"- {text}{code(name)} ({count(findings, 'finding')})"
    if len(ordered) > _QUESTIONS:
        yield f"- and {len(ordered) - _QUESTIONS} more, in the JSON"
    yield ""


def code(text: str) -> str:
    """An id as it is, in its own type: nothing inside is markup."""
    return f"`{harmless(text).replace(chr(10), ' ').replace('`', chr(39))}`"


def escaped(text: str) -> str:
    """Text that is shown as it is: no markup, no tags, no new line."""
    plain = harmless(text).replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;")
    for sign in "\\`*_[]|#~!":
        plain = plain.replace(sign, f"\\{sign}") if sign != "`" else plain.replace("`", "'")
    return plain
