"""`compliance report`: one report, or several in processes of their own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.cli.console import say
from compliance.cli.progress import shown_progress
from compliance.errors import ComplianceError, UsageError
from compliance.files import refuse_existing, write_atomically
from compliance.pipeline.chapter import with_chapter
from compliance.pipeline.reporting import signed_report, unsigned_report

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.deciding import Decided
    from compliance.cli.options import Request
    from compliance.cli.shown import Shown
    from compliance.cli.signers import Longevity, Opened, Signing
    from compliance.pipeline.chapter import Weighing


@dataclass(frozen=True, slots=True)
class Task:
    """One report to be made; goes to another process as it is."""

    request: Request
    output: Path
    shown: Shown
    opened: Opened | None
    longevity: Longevity
    force: bool
    weighing: Weighing | None = None

    def done(self) -> str:
        """Assess, render, sign and write; what to say of it. Where anything is missing nothing is written."""
        terms = self.longevity.terms()
        identity = self.opened.identity() if self.opened is not None else None
        assessed, facts = self.request.assessed(), self.shown.presented()
        if self.weighing is not None:
            facts = with_chapter(facts, assessed, self.weighing)
        if identity is None:
            rendered = unsigned_report(assessed, facts, None, draft=True)
            pdf, kind = rendered.pdf, "unsigned draft"
        else:
            now = dt.datetime.now(tz=dt.UTC)
            pdf, rendered = signed_report(assessed, facts, identity, now, terms)
            kind = f"signed, level {terms.level}"
        write_atomically(self.output, pdf, overwrite=self.force)
        return f"Written: {self.output} ({rendered.pages} pages, {kind})"


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a report was not made. Errors themselves do not travel between processes."""

    exit_code: int
    diagnostics: str


def run(  # noqa: PLR0913 - what the command asks
    requests: list[Request],
    output: Path,
    shown: Shown,
    signing: Signing | None,
    longevity: Longevity,
    *,
    jobs: int,
    force: bool,
    decided: Decided | None = None,
) -> int:
    """Make every report; the worst exit code of them."""
    if signing is None:
        longevity.refuse_unsigned()
    weighing = decided.weighing() if decided is not None else None
    longevity.terms()  # contradictions are told before anybody waits
    outputs = [output] if len(requests) == 1 else _outputs([one.architecture for one in requests], output)
    for path in outputs:
        refuse_existing(path, overwrite=force)
    opened = signing.open() if signing is not None else None
    if opened is not None:
        opened.identity()
    tasks = [
        Task(request, path, shown, opened, longevity, force, weighing)
        for request, path in zip(requests, outputs, strict=True)
    ]
    if len(tasks) == 1:
        with shown_progress("Drawing the report"):
            told = tasks[0].done()
        say(told)
        return 0
    return _all(tasks, jobs)


def _outputs(architectures: list[Path], folder: Path) -> list[Path]:
    """A PDF for each, called like its file, or like its folder where that says more. UsageError where two are called alike."""
    names = [
        path.resolve().parent.name if path.stem == "architecture" else path.stem for path in architectures
    ]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise UsageError(
            f"two reports would be called {twice[0]}.pdf", "Give the architecture files different names."
        )
    if not folder.is_dir():
        raise UsageError(
            f"several reports need a folder, and {folder} is none", "Create it, and name it with --output."
        )
    return [folder / f"{name}.pdf" for name in names]


def _all(tasks: list[Task], jobs: int) -> int:
    """Every task, at most `jobs` at a time. What one of them fails on does not keep the others."""
    worst = 0
    with ProcessPoolExecutor(max_workers=min(jobs, len(tasks))) as pool:
        waiting = {pool.submit(_tried, task): task for task in tasks}
        for future in as_completed(waiting):
            told = future.result()
            if isinstance(told, Failed):
                say(f"{waiting[future].request.architecture}:\n{told.diagnostics}")
                worst = max(worst, told.exit_code)
            else:
                say(told)
    return worst


def _tried(task: Task) -> str | Failed:
    try:
        return task.done()
    except ComplianceError as error:
        return Failed(error.exit_code, error.diagnostics())
