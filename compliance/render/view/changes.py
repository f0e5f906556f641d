"""What changed since an earlier assessment of the same system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.former import renamed
from compliance.render import words
from compliance.render.text import clean, long_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.model.assessment import Assessment, Finding
    from compliance.model.earlier import Earlier, EarlierFinding
    from compliance.render.view.index import Index

_GONE: Final = "no longer looked at: its subject or control is gone"
_NEW: Final = "not looked at before"
_ORDER: Final = ("new gap", "closed", "decided", "no longer decided", "other change")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One finding that reads differently: its outcome then and now, and what kind of change that is."""

    id: str
    title: str
    before: str
    now: str
    style: str
    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes since a day; `remarks` say what makes the two less comparable."""

    since: str
    sha256: str
    counts: tuple[tuple[str, int], ...]
    unchanged: int
    rows: tuple[ChangeRow, ...]
    remarks: tuple[str, ...]


def changes(
    index: Index, assessment: Assessment, earlier: Earlier | None, refs: Mapping[str, str]
) -> Changes | None:
    """The changes since an earlier assessment; None where none was given."""
    if earlier is None:
        return None
    called = renamed(assessment.findings)
    now = {one.id: one for one in assessment.findings}
    then = {called.get(name, name): one for name, one in earlier.findings.items()}
    rows = [
        row
        for name in sorted({*now, *then})
        if (row := _row(index, name, then.get(name), now.get(name), refs)) is not None
    ]
    rows.sort(key=lambda row: (_ORDER.index(row.kind), row.id))
    return Changes(
        long_date(earlier.as_of),
        earlier.sha256,
        tuple((kind, sum(row.kind == kind for row in rows)) for kind in _ORDER),
        len({*now, *then}) - len(rows),
        tuple(rows),
        tuple(_remarks(index, assessment, earlier)),
    )


def _row(
    index: Index, name: str, before: EarlierFinding | None, now: Finding | None, refs: Mapping[str, str]
) -> ChangeRow | None:
    then, here = _read(before), _read(now)
    if then == here:
        return None
    control = now.control if now is not None else before.control if before is not None else ""
    style = "none" if now is None else words.STYLE[now.outcome]
    kind = _kind(before, now)
    title = clean(index.control_title(control))
    return ChangeRow(clean(name), title, then or _NEW, here or _GONE, style, kind, refs.get(name, ""))


def _read(one: EarlierFinding | Finding | None) -> str:
    """Outcome, with what keeps it from being one of today; empty for none."""
    if one is None:
        return ""
    outcome = next((printed for known, printed in words.OUTCOME.items() if known == one.outcome), one.outcome)
    if one.standing == "historic":
        return f"{outcome}, historic"
    timing = next((printed for known, printed in words.TIMING.items() if known == one.timing), one.timing)
    return outcome if one.timing == "in_force" else f"{outcome}, {timing}"


def _kind(before: EarlierFinding | Finding | None, now: EarlierFinding | Finding | None) -> str:
    was, is_ = _open_gap(before), _open_gap(now)
    if is_ and not was:
        return "new gap"
    if was and not is_:
        return "closed" if now is None or now.outcome in {"satisfied", "gap"} else "no longer decided"
    unknown = {"unknown", "needs_review"}
    if before is not None and now is not None and (before.outcome in unknown) != (now.outcome in unknown):
        return "decided" if before.outcome in unknown else "no longer decided"
    return "other change"


def _open_gap(one: EarlierFinding | Finding | None) -> bool:
    return one is not None and (one.outcome, one.timing, one.standing) == ("gap", "in_force", "current")


def _remarks(index: Index, assessment: Assessment, earlier: Earlier) -> list[str]:
    found = []
    if earlier.system != assessment.system.id:
        found.append(f"The earlier assessment is of another system, {clean(earlier.system)}.")
    changed = [
        index.short(one.id)
        for one in assessment.inputs.frameworks
        if earlier.catalogs.get(one.id, one.sha256) != one.sha256
    ]
    if changed:
        found.append(
            f"The catalog of {', '.join(changed)} was another one, so a change may come from our reading."
        )
    return found
