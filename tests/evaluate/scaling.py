"""`python -m tests.evaluate.scaling [FLOWS ...]`: how the time of evaluation grows with the size of a description."""

from __future__ import annotations

import datetime as dt
import math
import sys
import time

from compliance.evaluate.assess import Evaluation
from compliance.pipeline.assessing import Given, Sources, describe
from compliance.pipeline.catalogs import catalog_in_use
from tests.benchmarks.systems import system

SIZES = (500, 2_000, 8_000)


def measured(sizes: tuple[int, ...] = SIZES, runs: int = 2) -> dict[int, float]:
    """The best processor time, in seconds, that outcomes under all catalogs took, by number of flows."""
    catalog = catalog_in_use()
    found = {}
    for size in sizes:
        described = describe(Sources(Given("architecture.yaml", system(size).encode())), catalog)
        times = []
        for _ in range(runs):
            start = time.process_time()
            Evaluation(described, catalog, dt.date(2026, 11, 20)).outcomes()
            times.append(time.process_time() - start)
        found[size] = min(times)
    return found


def exponent(times: dict[int, float]) -> float:
    """The power of the size with which the time grows, between the largest and the one before it."""
    *_, small, large = sorted(times)
    return math.log(times[large] / times[small]) / math.log(large / small)


if __name__ == "__main__":
    told = measured(tuple(map(int, sys.argv[1:])) or (20, *SIZES, 10_000))
    for flows, seconds in told.items():
        sys.stdout.write(f"{flows:>7} flows  {seconds * 1000:9.1f} ms\n")
    sys.stdout.write(f"growth exponent {exponent(told):.2f}\n")
