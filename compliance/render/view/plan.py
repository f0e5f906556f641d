"""The remediation plan: what to do first, by severity, then by how little work it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.model.assessment import SEVERITIES
from compliance.render.report import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.render.view.findings import Block

_EFFORTS: Final = ("days", "weeks", "months")


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One recommendation with the blocks it closes, and what the management said about owner and day."""

    number: int
    action: str
    severity: str
    effort: str
    refs: tuple[str, ...]
    when: str
    owner: str


def plan(blocks: Iterable[Block]) -> tuple[PlanStep, ...]:
    """Steps that close gaps of today and of law to come; equal recommendations are one step."""
    found: dict[str, list[Block]] = {}
    for block in blocks:
        if block.chapter in {"gap", "historic", "upcoming"}:
            found.setdefault(block.recommendation, []).append(block)
    ranked = sorted(found.items(), key=lambda item: min(map(_rank, item[1])))
    return tuple(_step(number, action, group) for number, (action, group) in enumerate(ranked, start=1))


def _step(number: int, action: str, group: list[Block]) -> PlanStep:
    first = min(group, key=_rank)
    return PlanStep(
        number,
        action,
        first.severity,
        first.effort,
        tuple(block.ref for block in group),
        first.when,
        "; ".join(dict.fromkeys(_owner(block) for block in group if block.answer.own)) or NOT_STATED,
    )


def _owner(block: Block) -> str:
    said = block.answer
    return f"{said.owner}, by {said.due} ({said.status})".replace(f" ({NOT_STATED})", "")


def _rank(block: Block) -> tuple[bool, int, int, int]:
    later = block.chapter == "upcoming"
    severity = next(place for place, name in enumerate(SEVERITIES) if name == block.severity)
    return later, severity, _EFFORTS.index(block.effort), int(block.ref[2:])
