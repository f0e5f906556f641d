"""`python -m tests.benchmarks`: one table, each row with what was measured, the limit and the peer."""

from __future__ import annotations

import datetime as dt
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.systems import system

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "reports" / "examples" / "hospital-api" / "architecture.yaml"
AS_OF = dt.date(2026, 11, 20)
Row = tuple[str, str, str, str]


def wall(command: list[str], runs: int = 7) -> float:
    """The median wall time of a process in seconds, after one run to warm the disk.

    Bytecode is kept, as it is wherever the program is installed.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=env)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def timed(action: Callable[[], object], runs: int = 5) -> float:
    """The median processor time of a call in seconds, after one to warm up: what else runs on the machine counts less."""
    times = []
    for _ in range(runs + 1):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times[1:])


def start_up() -> list[Row]:
    """Processes from start to end, beside an interpreter that imports the same libraries and does nothing."""
    bare = wall([sys.executable, "-c", "import typer"])
    help_ = wall([sys.executable, "-m", "compliance", "--help"])
    libraries = wall([sys.executable, "-c", "import typer, pydantic, yaml; from pydantic import BaseModel"])
    command = [
        sys.executable,
        "-m",
        "compliance",
        "assess",
        str(EXAMPLE),
        "--as-of",
        "2026-11-20",
        "--format",
        "json",
    ]
    assess = wall(command)
    return [
        ("compliance --help, wall", f"{help_ * 1000:.0f} ms", "100 ms", f"import typer {bare * 1000:.0f} ms"),
        (
            "assess, cold process, wall",
            f"{assess * 1000:.0f} ms",
            "400 ms",
            f"importing its libraries {libraries * 1000:.0f} ms",
        ),
    ]


def evaluation() -> list[Row]:
    """Evaluation alone: 20 flows warm, 10 000 flows, and how time grows."""
    from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json, describe
    from compliance.pipeline.catalogs import catalog_in_use
    from compliance.pipeline.outcomes import outcomes
    from tests.benchmarks.portfolio import json_rate, outcome_rate

    catalog = catalog_in_use()

    def described(flows: int) -> object:
        return describe(Sources(Given("architecture.yaml", system(flows).encode())), catalog)

    small = described(20)
    warm = timed(lambda: outcomes(small, catalog, AS_OF))  # type: ignore[arg-type]
    full = timed(lambda: assess_sources(Sources(Given("a.yaml", system(20).encode())), catalog, AS_OF))
    sizes = (1_000, 10_000)
    times = []
    for size in sizes:
        big = described(size)
        times.append(timed(lambda big=big: outcomes(big, catalog, AS_OF), 3))  # type: ignore[misc]
    exponent = math.log(times[1] / times[0]) / math.log(sizes[1] / sizes[0])
    data = Sources(Given("a.yaml", EXAMPLE.read_bytes()))
    one = timed(lambda: outcomes(describe(data, catalog), catalog, AS_OF), 10)
    one_json = timed(lambda: assessment_json(assess_sources(data, catalog, AS_OF).assessment), 10)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        (
            "evaluation, 20 flows, warm",
            f"{warm * 1000:.1f} ms",
            "20 ms",
            f"with load, trace and JSON types {full * 1000:.0f} ms",
        ),
        ("evaluation, 10 000 flows", f"{times[1]:.2f} s", "1 s", f"1 000 flows {times[0] * 1000:.0f} ms"),
        ("growth exponent", f"{exponent:.2f}", "1.1", ""),
        (
            "portfolio, outcomes, two cores",
            f"{outcome_rate(catalog, 1000):.0f} systems/s",
            "300/s",
            f"one process, by its processor time, {1 / one:.0f}/s",
        ),
        (
            "portfolio, full JSON, two cores",
            f"{json_rate(catalog, 200):.0f} systems/s",
            "40/s",
            f"one process, by its processor time, {1 / one_json:.0f}/s",
        ),
        ("memory, 10 000 flows, peak", f"{memory:.0f} MB", "300 MB", ""),
    ]


def comparing() -> list[Row]:
    """Five variants side by side, beside five assessments of them."""
    from dataclasses import replace

    from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json
    from compliance.pipeline.catalogs import catalog_in_use
    from compliance.pipeline.comparing import Choice, compare_sources, comparison_json

    catalog = catalog_in_use()
    decision = Given("decision.yaml", EXAMPLE.with_name("decision.yaml").read_bytes())
    sources = Sources(Given("architecture.yaml", EXAMPLE.read_bytes()))
    names = ("base", "no-contract", "eu-cloud-gpu", "on-premises", "hybrid")

    def five() -> None:
        for name in names:
            assessment_json(assess_sources(replace(sources, variant=name), catalog, AS_OF).assessment)

    choice = Choice((sources,), names, decision)
    alone = timed(five)
    together = timed(lambda: comparison_json(compare_sources(choice, catalog, AS_OF)))
    files = [str(EXAMPLE), "--as-of", "2026-11-20", "--format", "json"]
    program = [sys.executable, "-m", "compliance"]
    five_runs = sum(wall([*program, "assess", *files, "--variant", name], 3) for name in names)
    one_run = wall([*program, "compare", *files, "--decision", str(EXAMPLE.with_name("decision.yaml"))], 3)
    return [
        (
            "compare five variants, over five assessments, warm",
            f"{together / alone:.2f}",
            "1.5",
            f"{together * 1000:.0f} ms and {alone * 1000:.0f} ms",
        ),
        (
            "the same from the command line, wall",
            f"{one_run / five_runs:.2f}",
            "1.5",
            f"{one_run:.2f} s and {five_runs:.2f} s",
        ),
    ]


def reading() -> list[Row]:
    """Reading YAML with the place of every value, beside the parser's own composer, which keeps less."""
    import yaml

    from compliance.source import read

    text = system(1_700)
    ours = timed(lambda: read(text, "architecture.yaml"))
    theirs = timed(lambda: yaml.compose(text, Loader=yaml.CSafeLoader))
    return [
        (
            f"read {len(text) // 1000} KB of YAML",
            f"{ours * 1000:.0f} ms",
            "",
            f"PyYAML composes it in {theirs * 1000:.0f} ms",
        )
    ]


def report() -> list[Row]:
    """Rendering beside WeasyPrint's own time on the same HTML, and signing."""
    from compliance.pipeline.assessing import Given, Sources, assess_sources
    from compliance.pipeline.catalogs import catalog_in_use
    from compliance.pipeline.presenting import Presented
    from compliance.pipeline.reporting import unsigned_report
    from compliance.render import pdf as printing
    from compliance.signing import create_identity, load_identity, sign

    assessed = assess_sources(
        Sources(Given("architecture.yaml", EXAMPLE.read_bytes())), catalog_in_use(), AS_OF
    )
    rendered = unsigned_report(assessed, Presented(), "Benchmark", draft=False)
    ours = timed(lambda: unsigned_report(assessed, Presented(), "Benchmark", draft=False), 2)
    theirs = timed(lambda: printing.layout(rendered.html).write_pdf(pdf_tags=True), 2)
    now = dt.datetime.now(tz=dt.UTC)
    identity = load_identity(
        create_identity("Benchmark", "Benchmark", passphrase=__name__, now=now), __name__
    )
    signing = timed(lambda: sign(rendered.pdf, identity, signed_at=now))
    return [
        (
            f"render, {rendered.pages} pages",
            f"{ours:.2f} s",
            "1.15 x",
            f"WeasyPrint alone {theirs:.2f} s, ratio {ours / theirs:.2f}",
        ),
        ("sign", f"{signing * 1000:.0f} ms", "150 ms", ""),
    ]


def main() -> None:
    """Print the table."""
    rows = [("work", "measured", "limit", "in the same run")]
    for part in (start_up, reading, evaluation, comparing, report):
        rows += part()
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        sys.stdout.write(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory():
        main()
