"""Many systems at once, each read, evaluated and, if wanted, written as JSON."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.pipeline.assessing import Given, Sources
from compliance.pipeline.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compliance.model.catalog import Catalog

EXAMPLE = Path(__file__).resolve().parents[2] / "reports" / "examples" / "hospital-api" / "architecture.yaml"
AS_OF = dt.date(2026, 11, 20)
CORES = 2


def outcome_rate(catalog: Catalog, systems: int, cores: int = CORES) -> float:
    """Systems a second, outcomes alone."""
    return _rate(Portfolio(catalog, AS_OF, cores).outcomes, systems)


def json_rate(catalog: Catalog, systems: int, cores: int = CORES) -> float:
    """Systems a second, each assessment as JSON."""
    return _rate(Portfolio(catalog, AS_OF, cores).assessments, systems)


def _rate(work: Callable[[Iterable[Sources]], Iterator[object]], systems: int) -> float:
    """By the clock, the beginning of the processes included."""
    start = time.perf_counter()
    for _ in work([_sources(number) for number in range(systems)]):
        pass
    return systems / (time.perf_counter() - start)


def _sources(number: int) -> Sources:
    """The packaged hospital under another name, so that no two systems are the same text."""
    text = EXAMPLE.read_text(encoding="utf-8")
    return Sources(Given("architecture.yaml", f"{text}\n# system {number}\n".encode()))
