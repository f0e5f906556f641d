"""All mutants of all controls, on every processor: `python -m tests.catalog.all_mutants`, part of `make lint`.

Prints each mutant that no case notices and the share that is noticed; ends with 1 where fewer than nine in ten are.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from compliance.pipeline.cases import Bench, Case, bench, load_cases
from compliance.pipeline.catalogs import built_in_files, catalog_in_use

FLOOR = 90
"""Per cent of mutants that the cases of the whole catalog have to notice."""


@cache
def workbench() -> tuple[Bench, dict[str, list[Case]]]:
    """One bench for each process, and the cases of each control."""
    cases: dict[str, list[Case]] = {}
    for case in load_cases(built_in_files()):
        cases.setdefault(case.control, []).append(case)
    return bench(catalog_in_use(), built_in_files()), cases


def survivors(control: str) -> tuple[str, int, list[str]]:
    """The control, how many mutants it has, and those no case notices."""
    tests, cases = workbench()
    return control, *tests.survivors(cases[control])


def main() -> int:
    """Try them all; 0 where enough are noticed."""
    _, cases = workbench()
    total = alive = 0
    with ProcessPoolExecutor() as processes:
        for control, count, unnoticed in processes.map(survivors, sorted(cases)):
            total, alive = total + count, alive + len(unnoticed)
            for what in unnoticed:
                sys.stdout.write(f"{control}: no case notices: {what}\n")
    noticed = 100 * (total - alive) / max(total, 1)
    sys.stdout.write(f"{total} mutants of {len(cases)} controls, {noticed:.1f} % noticed\n")
    return 0 if noticed >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
