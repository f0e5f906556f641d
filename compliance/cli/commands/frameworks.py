"""`compliance frameworks`: list, show, lint, test, new."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compliance import resources
from compliance.catalog_lint.laws import broken_laws
from compliance.catalog_lint.overview import overview
from compliance.cli.console import result, say
from compliance.errors import UsageError
from compliance.files import read_limited, write_atomically
from compliance.inputs.catalog import catalog_file
from compliance.pipeline.cases import bench, load_cases
from compliance.pipeline.catalogs import LARGEST_FILE, built_in_files, catalog_in_use

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.catalog import Catalog, CatalogFile
    from compliance.pipeline.cases import Bench, Case

MUTATION_FLOOR = 90
"""Mutants that the cases must notice, in percent."""


def run_list(folders: list[Path]) -> None:
    """Print a table of the frameworks."""
    result(overview(catalog_in_use((), folders)))


def run_show(name: str, folders: list[Path]) -> None:
    """Print the controls of a framework."""
    catalog = catalog_in_use([name], folders)
    framework = catalog.frameworks[0]
    lines = [f"{framework.framework.title} ({framework.framework.text_version})", ""]
    for control in framework.controls:
        lines.append(f"{control.id}  [{control.severity}, {control.method}]")
        lines.append(f"  {control.title}")
        lines += [
            f"  {word}: {', '.join(ids)}"
            for word, ids in (("settles", control.provisions.settles), ("tests", control.provisions.tests))
            if ids
        ]
    result("\n".join(lines))


def run_lint(folder: Path | None) -> int:
    """Print every broken law; 1 where there is one."""
    catalog, files = _catalog(folder)
    broken = broken_laws(catalog, load_cases(files))
    result("\n".join(broken) if broken else "No law is broken.")
    return 1 if broken else 0


def run_test(folder: Path | None, only: list[str], control: str | None, *, mutants: bool) -> int:
    """Run the cases, and with `mutants` the changed conditions too; 1 where one fails."""
    catalog, files = _catalog(folder)
    tests = bench(catalog, [*built_in_files(), *files])
    cases = [case for case in load_cases(files) if _wanted(case, only, control)]
    failed = [outcome for outcome in map(tests.run, cases) if outcome.faults]
    for outcome in failed:
        result(f"{outcome.case.control}: {outcome.case.name}")
        result("\n".join(f"    {fault}" for fault in outcome.faults))
    result(f"{len(cases) - len(failed)} cases hold, {len(failed)} fail")
    survived = _mutants(tests, cases) if mutants and not failed else False
    return 1 if failed or survived else 0


def _mutants(tests: Bench, cases: list[Case]) -> bool:
    """Print the mutants no case notices; True where fewer than the floor are noticed."""
    total: Counter[str] = Counter()
    for name in sorted({case.control for case in cases}):
        count, alive = tests.survivors([case for case in cases if case.control == name])
        total.update(all=count, alive=len(alive))
        for what in alive:
            result(f"{name}: no case notices: {what}")
    noticed = 100 * (total["all"] - total["alive"]) // max(total["all"], 1)
    result(f"{total['all']} mutants, {noticed} % noticed")
    return noticed < MUTATION_FLOOR


def _wanted(case: Case, only: list[str], control: str | None) -> bool:
    framework = case.file.split("/", 1)[0]
    return (not only or framework in only) and (control is None or case.control == control)


def _catalog(folder: Path | None) -> tuple[Catalog, list[CatalogFile]]:
    if folder is None:
        return catalog_in_use(), built_in_files()
    paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    files = [
        catalog_file(path.relative_to(folder).as_posix(), read_limited(path, LARGEST_FILE)) for path in paths
    ]
    return catalog_in_use((), [folder]), files


def run_new(control: str, folder: Path, framework: str) -> None:
    """Write the scaffold of a control and its cases."""
    if not control.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"{control!r} is no id", "Use lower-case letters, digits and hyphens.")
    target = folder / framework / "controls"
    target.mkdir(parents=True, exist_ok=True)
    for source, name in (
        ("control.yaml", f"{control}.yaml"),
        ("control.cases.yaml", f"{control}.cases.yaml"),
    ):
        text = resources.read("templates", f"control/{source}").decode().replace("CONTROL-ID", control)
        write_atomically(target / name, text.encode())
        say(f"Written: {target / name}")
    head = folder / framework / "framework.yaml"
    if not head.exists():
        for source in ("framework.yaml", "provisions.yaml"):
            text = (
                resources.read("templates", f"control/{source}").decode().replace("FRAMEWORK-ID", framework)
            )
            write_atomically(folder / framework / source, text.encode())
            say(f"Written: {folder / framework / source}")
