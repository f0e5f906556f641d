"""Many systems under one catalog and one date, on several processors.

The catalog is read and prepared before the processes begin, and each of them has it from the start. Results come in the order
of the systems, whichever is done first.
"""

from __future__ import annotations

import gc
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, TypeVar, cast

from compliance.errors import InputError
from compliance.evaluate.compiled import compiled
from compliance.pipeline.assessing import assess_sources, assessment_json, describe
from compliance.pipeline.outcomes import outcomes

if TYPE_CHECKING:
    import datetime as dt
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator

    from compliance.errors import Problem
    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Sources

T = TypeVar("T")
AT_A_TIME: Final = 10
"""Systems that are handed to a process together."""
_ALLOCATIONS: Final = 50_000
"""After how many new objects a process looks for cycles: once in some evaluations, not some dozen times in each."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """By which catalog and on which date systems are assessed, and on how many processors."""

    catalog: Catalog
    as_of: dt.date
    processes: int = 1

    def outcomes(self, systems: Iterable[Sources]) -> Iterator[dict[str, Counter[str]]]:
        """Findings in force by outcome, for each framework, of each system. InputError where a file is wrong."""
        return self._each(_counted, systems)

    def assessments(self, systems: Iterable[Sources]) -> Iterator[bytes]:
        """The assessment of each system as canonical JSON. InputError where a file is wrong."""
        return self._each(_written, systems)

    def _each(self, work: Callable[[Portfolio, Sources], T], systems: Iterable[Sources]) -> Iterator[T]:
        if self.processes == 1:
            yield from (work(self, one) for one in systems)
            return
        compiled(self.catalog)
        # A process that is forked has the catalog without reading it, and without anything being sent to it.
        fork = get_context("fork")
        with ProcessPoolExecutor(self.processes, fork, _begin, (self, work)) as pool:
            for found in pool.map(_work, systems, chunksize=AT_A_TIME):
                if isinstance(found, _Refused):
                    raise InputError(found.problems)
                yield cast("T", found)


@dataclass(frozen=True, slots=True)
class _Refused:
    """What an InputError says, on its way from one process to another."""

    problems: tuple[Problem, ...]


_mine: list[tuple[Portfolio, Callable[[Portfolio, Sources], object]]] = []
"""What this process does, once it has begun."""


def _begin(portfolio: Portfolio, work: Callable[[Portfolio, Sources], object]) -> None:
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    _mine[:] = [(portfolio, work)]


def _work(one: Sources) -> object:
    ((portfolio, work),) = _mine
    try:
        return work(portfolio, one)
    except InputError as error:
        return _Refused(error.problems)


def _counted(portfolio: Portfolio, one: Sources) -> dict[str, Counter[str]]:
    return outcomes(describe(one, portfolio.catalog), portfolio.catalog, portfolio.as_of)


def _written(portfolio: Portfolio, one: Sources) -> bytes:
    return assessment_json(assess_sources(one, portfolio.catalog, portfolio.as_of).assessment)
