"""Many systems at once on two cores, each read, evaluated and, if wanted, written as JSON."""

from __future__ import annotations

import datetime as dt
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json, describe
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.outcomes import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.model.catalog import Catalog

EXAMPLE = Path(__file__).resolve().parents[2] / "reports" / "examples" / "hospital-api" / "architecture.yaml"
AS_OF = dt.date(2026, 11, 20)
CORES = 2


@cache
def catalog() -> Catalog:
    """The catalog of this process."""
    return catalog_in_use()


def outcome(number: int) -> int:
    """Read one system and count its outcomes."""
    return len(outcomes(describe(_sources(number), catalog()), catalog(), AS_OF))


def written(number: int) -> int:
    """Assess one system and write it as JSON; the bytes it took."""
    return len(assessment_json(assess_sources(_sources(number), catalog(), AS_OF).assessment))


def rate(work: Callable[[int], int], systems: int) -> float:
    """Systems a second on all cores, after every process has done one."""
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(work, range(4 * CORES)))
        start = time.perf_counter()
        list(pool.map(work, range(systems), chunksize=10))
        return systems / (time.perf_counter() - start)


def _sources(number: int) -> Sources:
    """The packaged hospital under another name, so that no two systems are the same text."""
    text = EXAMPLE.read_text(encoding="utf-8")
    return Sources(Given("architecture.yaml", f"{text}\n# system {number}\n".encode()))
