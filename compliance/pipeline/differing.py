"""Two assessments compared: which findings read differently, and what each difference comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.canonical import sha256
from compliance.inputs.assessment import load_assessment
from compliance.model.assessment import SEVERITIES
from compliance.model.difference import KINDS, Cause, Change, Difference, Kind, Said, Side
from compliance.model.former import renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.model.assessment import Assessment, Finding
    from compliance.pipeline.assessing import Given

_COMES_INTO_FORCE: Final = frozenset({"upcoming", "in_force", "superseded", "vacated"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both assessments, and which of their inputs differ."""

    before: Assessment
    after: Assessment
    causes: tuple[Cause, ...]

    def causes_for(self, framework: str) -> tuple[Cause, ...]:
        """Without the catalog, where neither the framework's own files nor those that all share differ."""
        others = {one.id for side in (self.before, self.after) for one in side.inputs.frameworks} - {
            framework
        }
        then, now = (
            {name: digest for name, digest in _catalogs(side).items() if name not in others}
            for side in (self.before, self.after)
        )
        return tuple(cause for cause in self.causes if cause != "catalog" or then != now)


def difference(old: Given, new: Given) -> Difference:
    """Read two assessment files and compare them. InputError where one is no assessment."""
    before, after = load_assessment(old.data, old.name), load_assessment(new.data, new.name)
    pair = _Pair(before, after, tuple(_causes(before, after)))
    called = renamed(after.findings)
    then = {called.get(one.id, one.id): one for one in before.findings}
    now = {one.id: one for one in after.findings}
    ids = sorted({*then, *now})
    changes = [one for id_ in ids if (one := _change(then.get(id_), now.get(id_), pair)) is not None]
    changes.sort(key=lambda one: (KINDS.index(one.kind), SEVERITIES.index(one.severity), one.id))
    return Difference(
        _side(before, old),
        _side(after, new),
        pair.causes,
        tuple(changes),
        len(ids) - len(changes),
        (*_remarks(before, after), *_renamed(then.values(), now)),
    )


def _side(one: Assessment, given: Given) -> Side:
    return Side(one.system.id, one.as_of, one.described_on, sha256(given.data))


def _causes(before: Assessment, after: Assessment) -> list[Cause]:
    """Which of the inputs of the two differ, by digest and date."""
    then, now = before.inputs, after.inputs
    found: dict[Cause, bool] = {
        "description": (then.architecture.sha256, {one.sha256 for one in then.answers})
        != (now.architecture.sha256, {one.sha256 for one in now.answers}),
        "catalog": _catalogs(before) != _catalogs(after),
        "date": (before.as_of, before.described_on) != (after.as_of, after.described_on),
        "persons": (then.determinations, then.acceptances) != (now.determinations, now.acceptances),
        "program": before.tool != after.tool,
    }
    return [cause for cause, differs in found.items() if differs]


def _catalogs(one: Assessment) -> dict[str, str]:
    """Digests of the frameworks and of the files they share."""
    own = {framework.id: framework.sha256 for framework in one.inputs.frameworks}
    return own | {shared.path: shared.sha256 for shared in one.inputs.shared}


def _change(then: Finding | None, now: Finding | None, pair: _Pair) -> Change | None:
    """How a finding differs; None where it reads the same."""
    first, second = _said(then), _said(now)
    told = now or then
    if first == second or told is None:
        return None
    causes = _possible(then, now, pair.causes_for(told.framework))
    kind = _kind(first, second, causes)
    return Change(
        told.id, told.control, told.framework, told.severity, kind, causes, first, second, told.message,
        was=then.id if then is not None and then.id != told.id else None,
    )  # fmt: skip


def _said(one: Finding | None) -> Said | None:
    if one is None:
        return None
    accepted = one.acceptance is not None and not one.acceptance.expired
    return Said(one.outcome, one.timing, one.standing, accepted)


def _possible(then: Finding | None, now: Finding | None, left: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """What a difference may come from: of the inputs that differ only those that can have touched this finding."""
    if then is None or now is None:
        return left
    if "date" in left and then.timing != now.timing and {then.timing, now.timing} <= _COMES_INTO_FORCE:
        return tuple(cause for cause in left if cause in {"date", "catalog"})
    if "persons" in left and (then.determination, then.acceptance) != (now.determination, now.acceptance):
        return ("persons",)
    facts = [([(read.fact, read.value) for read in one.because], one.asks) for one in (then, now)]
    if facts[0] == facts[1] and len(left) > 1:
        return tuple(cause for cause in left if cause != "description")
    return left


def _kind(first: Said | None, second: Said | None, causes: tuple[Cause, ...]) -> Kind:
    """A change with one cause outside the description is named after it; others after what became of a gap."""
    if causes == ("date",):
        return "moved_by_date"
    if causes == ("catalog",):
        return "moved_by_catalog"
    gap_before, gap_now = (one is not None and _gap(one) for one in (first, second))
    if gap_now and not gap_before:
        return "new"
    return "resolved" if gap_before and not gap_now else "changed"


def _gap(one: Said) -> bool:
    return one.outcome == "gap" and one.standing == "current" and one.timing == "in_force"


def _renamed(then: Iterable[Finding], now: Mapping[str, Finding]) -> Iterator[str]:
    """Which controls had another id."""
    present = {old: one.control for one in now.values() for old in one.replaces}
    pairs = {(one.control, present[one.id]) for one in then if one.id not in now and one.id in present}
    yield from (f"{old} is called {new} now; its findings are compared." for old, new in sorted(pairs))


def _remarks(before: Assessment, after: Assessment) -> Iterator[str]:
    """What makes the two less comparable."""
    if before.system.id != after.system.id:
        yield f"The systems have different ids: {before.system.id} and {after.system.id}."
    then, now = ({one.id for one in side.frameworks} for side in (before, after))
    if then != now:
        yield f"Not assessed in both: {', '.join(sorted(then ^ now))}."
