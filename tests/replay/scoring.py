"""How findings are held against a case: what was hit, what was missed, what was raised without reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tests.replay.reading import Case, Entry, Found

_ONE_DUTY: Final = {
    "hipaa": frozenset(
        {
            "164.308(b)(1)",
            "164.308(b)(2)",
            "164.308(b)(3)",
            "164.314(a)",
            "164.314(a)(1)",
            "164.314(a)(2)(iii)",
            "164.502(e)",
            "164.504(e)",
        }
    ),
    "gdpr": frozenset({"Art. 44", "Art. 46", "Art. 46(1)"}),
}
"""Provisions that authorities cite for one another: contracts with associates, tools for transfers."""

_FAR: Final = 2


def levels(provision: str) -> tuple[str, ...]:
    """The parts of an id from wide to narrow: `164.308(b)(1)` is 164, 308, (b), (1)."""
    return tuple(re.findall(r"[A-Za-z]+|\d+[a-z]?|\([A-Za-z0-9]+\)", provision))


def within(narrow: str, wide: str) -> bool:
    """The one lies below the other, or is it."""
    return levels(narrow)[: len(levels(wide))] == levels(wide)


def hit(entry: Entry, found: Collection[Found]) -> bool:
    """The provision, one below it, one not far above it, or its twin was found with the same verdict."""
    return any(
        _near(wanted, each.id, entry.framework) for each in _same(entry, found) for wanted in entry.ids
    )


def false_alarm(entry: Entry, found: Collection[Found], allowed: Iterable[Entry]) -> bool:
    """It was raised although it was in order: itself, one below it, or one above that stands for nothing else."""
    others = [(other.framework, wanted) for other in allowed for wanted in other.ids]
    return any(
        within(each.id, cleared)
        or (
            within(cleared, each.id)
            and not any(f == each.framework and within(o, each.id) for f, o in others)
        )
        for each in _same(entry, found)
        for cleared in entry.ids
    )


def missed(case: Case, found: Collection[Found]) -> list[str]:
    """Names of what the authority held and the findings lack."""
    return [entry.name for entry in case.expected if not hit(entry, found)]


def raised(case: Case, found: Collection[Found]) -> list[str]:
    """Names of what was in order and the findings hold against it."""
    allowed = (*case.expected, *case.contested)
    return [entry.name for entry in case.not_expected if false_alarm(entry, found, allowed)]


def _same(entry: Entry, found: Collection[Found]) -> list[Found]:
    return [each for each in found if each.framework == entry.framework and each.verdict == entry.verdict]


def _near(wanted: str, held: str, framework: str) -> bool:
    if within(held, wanted):
        return True
    if {wanted, held} <= _ONE_DUTY.get(framework, frozenset()):
        return True
    return within(wanted, held) and not _too_wide(wanted, held, framework)


def _too_wide(wanted: str, held: str, framework: str) -> bool:
    """A finding more than two levels above says too little; so does Article 5 of either act without its point."""
    distance = len(levels(wanted)) - len(levels(held))
    return distance > _FAR or (framework in {"gdpr", "eu_ai_act"} and levels(held)[:2] == ("Art", "5"))
