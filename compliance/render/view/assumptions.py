"""The assumptions register: what the reading rules supplied where nothing was stated, and how much rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render.names import end_name
from compliance.render.stated import agreement_name, entries, word
from compliance.render.text import clean, count, listed, long_date
from compliance.render.view.applicability import confirmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment, Finding

_SECTIONS: Final = ("parties", "zones", "data", "components", "flows", "purposes", "ai_systems", "incidents")
_NAMED: Final = 6  # names printed per assumption


@dataclass(frozen=True, slots=True)
class Assumption:
    """One default: what was left out, how it was read, where, and how many definite findings read it."""

    what: str
    read_as: str
    where: str
    carries: str


def assumptions(architecture: Architecture, assessment: Assessment) -> tuple[Assumption, ...]:
    """Every default that applied to this description."""
    definite = [one for one in assessment.findings if one.outcome in {"gap", "satisfied"}]
    made = (_dates, _lists, _operators, _transformed, _exceptions, _derogations, _counterparties)
    return tuple(row for one in made for row in one(architecture, assessment, definite))


def _carries(definite: list[Finding], wanted: Callable[[str], bool]) -> str:
    number = sum(any(wanted(read.fact) for read in one.because) for one in definite)
    return count(number, "definite finding reads it", "definite findings read it")


def _names(names: list[str]) -> str:
    shown = listed(names[:_NAMED]) if len(names) <= _NAMED else ", ".join(names[:_NAMED])
    return shown + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def _dates(architecture: Architecture, assessment: Assessment, _: list[Finding]) -> Iterator[Assumption]:
    if architecture.described_on is None:
        day = long_date(assessment.described_on)
        yield Assumption(
            "the day that the description describes",
            f"{day}, as assessed",
            "whole description",
            "every outcome",
        )


def _lists(architecture: Architecture, assessment: Assessment, _: list[Finding]) -> Iterator[Assumption]:
    stated = [
        f"{len(entries(section))} {word(name)}"
        for name in _SECTIONS
        if (section := getattr(architecture, name)) is not None and getattr(section, "closed", True)
    ]
    absent = sum(one.outcome == "not_applicable" for one in assessment.provisions)
    if stated:
        yield Assumption(
            "whether the lists name everything",
            f"complete. {confirmed(architecture)}",
            listed(stated),
            f"{count(absent, 'provision')} not applicable, and every outcome over a list",
        )


def _operators(architecture: Architecture, _: Assessment, definite: list[Finding]) -> Iterator[Assumption]:
    own = [name for name, one in entries(architecture.components).items() if one.operator is None]
    if own:
        paths = {f"components.{name}.operator" for name in own}
        where = _names([end_name(architecture, name) for name in own])
        yield Assumption(
            "who operates a component",
            "the organisation itself",
            where,
            _carries(definite, paths.__contains__),
        )


def _transformed(architecture: Architecture, _: Assessment, definite: list[Finding]) -> Iterator[Assumption]:
    plain = [
        f"{clean(word(data))} in {end_name(architecture, name)}"
        for name, one in entries(architecture.components).items()
        for data, held in entries(one.stores).items()
        if held.transformed is None
    ]
    if plain:
        read = _carries(definite, lambda path: ".stores." in path)
        yield Assumption(
            "whether kept data were changed (masked, tokenised …)", "kept as they are", _names(plain), read
        )


def _exceptions(architecture: Architecture, _: Assessment, definite: list[Finding]) -> Iterator[Assumption]:
    silent = [name for name, one in entries(architecture.ai_systems).items() if one.exceptions is None]
    if silent:
        read = _carries(definite, lambda path: path.startswith("ai_systems."))
        yield Assumption(
            "exceptions for AI systems", "not relied on", _names([clean(word(name)) for name in silent]), read
        )


def _derogations(architecture: Architecture, _: Assessment, definite: list[Finding]) -> Iterator[Assumption]:
    silent = [
        end_name(architecture, name)
        for name, one in entries(architecture.parties).items()
        if one.transfer is None or one.transfer.derogation is None
    ]
    if silent:
        read = _carries(definite, lambda path: ".transfer" in path or path.endswith(".agreements.scc"))
        yield Assumption("derogations for transfers (GDPR Art. 49)", "not relied on", _names(silent), read)


def _counterparties(
    architecture: Architecture, _: Assessment, definite: list[Finding]
) -> Iterator[Assumption]:
    ours = [
        f"{agreement_name(kind)} of {end_name(architecture, name)}"
        for name, party in entries(architecture.parties).items()
        if party.agreements is not None
        for kind in type(party.agreements).model_fields
        if (one := getattr(party.agreements, kind)) is not None and one.with_ is None and one.status != "none"
    ]
    if ours:
        read = _carries(definite, lambda path: ".agreements." in path)
        yield Assumption("with whom an agreement was concluded", "the organisation", _names(ours), read)
