"""Provisions: neighbours that read the same share a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from compliance.render import words
from compliance.render.text import clean, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.assessment import Finding, ProvisionResult
    from compliance.render.view.index import Index

TITLED: Final = 2  # up to so many provisions in a row are printed with their titles
LONGEST: Final = 120  # ids in one row, so that a row always fits on a page


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """Neighbouring provisions with equal outcome, timing and reason. `ids` come with titles while they are few."""

    ids: tuple[tuple[str, str], ...]
    titled: bool
    outcome: str
    style: str
    mark: str
    applies: str
    reason: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    outcome: str
    style: str
    mark: str
    applies: str
    reason: str


def provision_rows(
    index: Index, results: Iterable[ProvisionResult], refs: Mapping[str, tuple[str, ...]]
) -> tuple[ProvisionRow, ...]:
    """The rows of one framework. `refs` gives the finding blocks that name a provision.

    The order is that of the assessment, but headings and definitions come last, so that they do not part neighbours.
    """
    ordered = sorted(results, key=_says_nothing)
    keys = {_key(one) for one in ordered}
    if len({(key.outcome, key.reason) for key in keys}) == 1:
        keys = {replace(key, applies="") for key in keys}  # out of scope as a whole: dates no longer matter
    whole = len(keys) == 1
    groups = (
        (key, list(group))
        for key, group in groupby(ordered, key=lambda one: next(iter(keys)) if whole else _key(one))
    )
    return tuple(
        _row(index, key, members[start : start + LONGEST], refs)
        for key, members in groups
        for start in range(0, len(members), LONGEST)
    )


def refs_by_provision(
    found: Iterable[Finding], refs: Mapping[str, str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """(framework, provision) to the short names of the blocks whose findings decided it, in order."""
    out: dict[tuple[str, str], list[str]] = {}
    for finding in found:
        ref = refs.get(finding.id)
        for one in finding.by_provision:
            if (
                ref
                and one.outcome == finding.outcome
                and ref not in out.setdefault((finding.framework, one.id), [])
            ):
                out[finding.framework, one.id].append(ref)
    return {key: tuple(sorted(names, key=lambda name: int(name[2:]))) for key, names in out.items()}


def _says_nothing(result: ProvisionResult) -> bool:
    """Whether it is a heading, definition or rule without a duty of its own."""
    return result.outcome is None and result.disposition == "not_a_duty"


def _key(result: ProvisionResult) -> _Key:
    outcome = words.printed_provision(result)
    reason = clean(result.reason.text) if result.reason and result.outcome != "not_applicable" else ""
    if result.outcome is None and not reason:
        reason = words.DISPOSITION[result.disposition]
    return _Key(
        outcome=clean(outcome),
        style="none" if result.outcome is None else words.STYLE[result.outcome],
        mark="" if result.outcome is None else words.MARK[result.outcome],
        applies=_applies(result),
        reason=reason,
    )


def _applies(result: ProvisionResult) -> str:
    """When it applies; empty for what is plainly in force."""
    if result.timing == "in_force":
        return ""
    if result.timing == "upcoming" and result.applies_from:
        return f"from {short_date(result.applies_from)}"
    return words.TIMING[result.timing]


def _row(
    index: Index, key: _Key, members: list[ProvisionResult], refs: Mapping[str, tuple[str, ...]]
) -> ProvisionRow:
    found = dict.fromkeys(ref for one in members for ref in refs.get(one.id, ()))
    return ProvisionRow(
        ids=tuple((clean(one.id), clean(index.provision_title(one.framework, one.id))) for one in members),
        titled=len(members) <= TITLED,
        outcome=key.outcome,
        style=key.style,
        mark=key.mark,
        applies=key.applies,
        reason=key.reason,
        refs=tuple(found),
    )
