"""Points of a comparison as lines: a control, what it is about, and why; of a change also how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.comparison.rows import Line, Reason
from compliance.render.text import clean, listed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compliance.model.comparison import Comparison, Instance, Moved, Point

OPEN: Final = {"gap": "gap", "unknown": "not known", "needs_review": "to be judged"}
STYLE: Final = {"gap": "gap", "unknown": "open", "needs_review": "judge"}
SIDES: Final[Mapping[str, str]] = {"vendor": "the vendor", "self": "the organisation", "shared": "both"}
_PROVISIONS: Final = 2
_REASONS: Final = 3
_CHANGES: Final = 2
_HERE: Final = {
    "satisfied": "Met as stated here.",
    "gap": "A gap here.",
    "unknown": "Not known here.",
    "needs_review": "To be judged here.",
    "historic": "Here a past breach, cured.",
    "not_in_force": "Not in force here.",
}
"""What became of a finding of the first variant."""
_THERE: Final = {
    "satisfied": "Met as stated in {first}.",
    "gap": "A gap in {first}.",
    "unknown": "Not known in {first}.",
    "needs_review": "To be judged in {first}.",
    "historic": "In {first} a past breach, cured.",
    "not_in_force": "Not in force in {first}.",
    "not_concerned": "Does not arise in {first}.",
    "absent": "New in this variant.",
}
"""What a finding of this variant is in the first."""
_UNSOLVED: Final = {"gap": "Not mended", "unknown": "Not found out", "needs_review": "Not judged"}


def line(comparison: Comparison, point: Point, became: str | None = None) -> Line:
    """A point, worded. `became`: of a change, `here` where it was in the first variant, `there` where it is in this one."""
    told = ", ".join(point.provisions[:_PROVISIONS])
    rest = len(point.provisions) - _PROVISIONS
    first = comparison.variants[0].name
    return Line(
        title=clean(point.title),
        framework=clean(comparison.frameworks.get(point.framework, point.framework)),
        provisions=told + (f" +{rest}" if rest > 0 else ""),
        severity=point.severity,
        outcome=OPEN.get(point.outcome, point.outcome),
        style=STYLE.get(point.outcome, "none"),
        subjects=subjects(point.instances),
        remediation=clean(point.remediation),
        reasons=reasons(point, became, first),
    )


def subjects(instances: Iterable[Instance]) -> str:
    """The names of what a point is about, each once."""
    return clean(", ".join(dict.fromkeys(map(_name, instances))))


def _name(one: Instance) -> str:
    """The name that the description gives; an id in words."""
    return words_of(one.name) if one.subject.partition(":")[2] == one.name else one.name


def reasons(point: Point, became: str | None, first: str) -> tuple[Reason, ...]:
    """What is said of each subject; what is said alike of several, once. Names only where they are needed to tell apart."""
    found: dict[str, list[str]] = {}
    for one in point.instances:
        message = one.message.replace(f" At stake: {point.title}.", "")
        said = f"{message} {_became(point, one, became, first)}".rstrip()
        found.setdefault(clean(said), []).extend([] if one.name in message else [clean(_name(one))])
    told = [
        Reason(", ".join(dict.fromkeys(names)) if len(found) > 1 else "", said)
        for said, names in found.items()
    ]
    rest = len(told) - _REASONS
    return (*told[:_REASONS], *((Reason("", f"And {rest} more."),) if rest > 0 else ()))


def _became(point: Point, one: Instance, became: str | None, first: str) -> str:
    """How a change came about: mended, or gone with what it was about."""
    if became is None or one.opposite is None:
        return ""
    if became == "there":
        return _THERE[one.opposite].format(first=first)
    if one.opposite == "absent":
        return f"Gone with {one.name}, which is not part of this variant."
    if one.opposite == "not_concerned":
        changed = listed(one.changed[:_CHANGES]) or "what it was about"
        return f"{_UNSOLVED[point.outcome]}, but gone: the variant changes {changed}."
    return _HERE[one.opposite]


def moved(one: Moved) -> str:
    """A duty that another side bears, with what it is about on either side."""
    sides = f"from {SIDES[one.before]} to {SIDES[one.after]}"
    parts = [
        f"{what} {listed(clean(name) for name in names)}"
        for what, names in (("no longer", one.gone), ("now", one.new))
        if names
    ]
    return f"{clean(one.title)}: {sides}" + (f" ({'; '.join(parts)})" if parts else "")
