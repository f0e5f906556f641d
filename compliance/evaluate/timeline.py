"""When a provision binds: which phase of its life holds on a date, three-valued where facts decide it.

A phase whose `until` lies before its `from` was announced and then replaced: on dates up to `until` it is the
date that was to come, afterwards it never was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from compliance.model.assessment import Timing
    from compliance.model.catalog import Phase
    from compliance.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Moment:
    """Timing on the date; `settled` is False where unstated facts leave it open (then the earliest date is given)."""

    timing: Timing
    applies_from: dt.date | None
    settled: bool = True
    act: str | None = None
    asks: tuple[Condition, ...] = ()
    binds: bool = True
    """False where the condition of no phase is met: the provision has dates, but not for this subject."""


ALWAYS = Moment("in_force", None)


def moment(timeline: tuple[Phase, ...], as_of: dt.date, holds: Callable[[Condition], bool | None]) -> Moment:
    """The timing of a provision on `as_of`; `holds` tells whether a phase's condition is met."""
    if not timeline:
        return ALWAYS
    told = [(phase, True if phase.when is None else holds(phase.when)) for phase in timeline]
    possible = [(phase, truth) for phase, truth in told if truth is not False]
    if not possible:
        return replace(moment(timeline, as_of, lambda _: True), binds=False)
    running = [(phase, truth) for phase, truth in possible if _runs(phase, as_of)]
    sure = [phase for phase, truth in running if truth]
    if sure:
        latest = max(sure, key=_begin)
        rivals = [
            p for p, truth in running if truth is None and p.from_ > latest.from_ and p.state != latest.state
        ]
        return _of(latest, settled=not rivals, asks=tuple(p.when for p in rivals if p.when is not None))
    coming = [(phase, truth) for phase, truth in possible if _comes(phase, as_of)]
    if running:  # in force or not yet, as unstated facts decide
        phase = min((phase for phase, _ in running), key=_begin)
        asks = tuple(p.when for p, truth in possible if truth is None and p.when is not None)
        return _of(phase, settled=False, asks=asks)
    if coming:
        phase, truth = min(coming, key=lambda pair: (pair[0].state == "proposed", pair[0].from_))
        asks = (phase.when,) if truth is None and phase.when is not None else ()
        state: Timing = "proposed" if phase.state == "proposed" else "upcoming"
        return Moment(state, phase.from_, truth is True, phase.act, asks)
    ended = [phase for phase, _ in possible if phase.until is not None and phase.until < as_of]
    return _of(max(ended, key=_begin), settled=True, over=True) if ended else Moment("superseded", None)


def _begin(phase: Phase) -> dt.date:
    return phase.from_


def _runs(phase: Phase, day: dt.date) -> bool:
    return phase.from_ <= day and (phase.until is None or day <= phase.until) and phase.state != "proposed"


def _comes(phase: Phase, day: dt.date) -> bool:
    announced = phase.until is None or phase.until >= phase.from_ or day <= phase.until
    return phase.from_ > day and announced and phase.state in {"in_force", "proposed"}


def _of(phase: Phase, *, settled: bool, over: bool = False, asks: tuple[Condition, ...] = ()) -> Moment:
    timing: Timing = "superseded" if over else phase.state
    return Moment(timing, phase.from_, settled, phase.act, asks)
