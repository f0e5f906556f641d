"""How evidence stands, as text for a terminal: what supports nothing, what ends soon, what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.evidence_status import EvidenceStatus, Standing
    from compliance.render.terminal.style import Style

TOLD: Final = {
    "missing": "the file is missing",
    "changed": "the file was changed since it was recorded",
    "unreadable": "the file cannot be read",
    "ours": "written by this program",
    "expired": "out of date",
    "later": "of a later date",
}


def evidence_text(status: EvidenceStatus, style: Style) -> str:
    """All evidence that is shown: what supports nothing, then what holds, or ends in the days that were asked for."""
    if not status.pieces:
        return (
            "No answer names evidence yet: compliance evidence add FILE --for QUESTION --answers answers.yaml"
        )
    broken = [one for one in status.evidence if not one.supports]
    sound = [one for one in status.evidence if one.supports]
    holds = "Evidence" if status.within_days is None else f"Ends within {status.within_days} days"
    lines: list[str] = []
    for title, found in ((f"Supports nothing on {status.as_of}", broken), (holds, sound)):
        if found:
            lines += style.title(f"{title} ({len(found)})")
            lines += [line for one in found for line in _one(one, style)] + [""]
    wrong = status.pieces - status.supporting
    told = f"{counted(status.pieces, 'piece')} of evidence: {status.supporting} in date and unchanged, {wrong} not"
    return "\n".join([*lines, f"{told}."])


def _one(one: Standing, style: Style) -> Iterator[str]:
    about = f"{one.question} ({one.subject})" if one.subject else one.question
    yield from style.wrap(one.path, 2)
    told = f"examined by {one.examined_by}" if one.state == "examined" else TOLD.get(one.state, one.state)
    colour = "green" if one.state == "examined" else "red" if one.state in TOLD else "yellow"
    yield f"    {style.paint(told, colour)}{_until(one)}"
    yield from (style.paint(line, "dim") for line in style.wrap(about, 4, "for "))


def _until(one: Standing) -> str:
    left = one.days_left
    if left is None:
        return ""
    when = (
        f"in {counted(left, 'day')}" if left > 0 else "today" if left == 0 else f"{counted(-left, 'day')} ago"
    )
    return f" · until {one.valid_until}, {when}"
