"""`compliance determine`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from compliance.cli.consent import completed
from compliance.cli.console import coloured, result, say, width
from compliance.cli.options import day
from compliance.errors import UsageError
from compliance.pipeline.deciding import determine, finding_named, judged, to_judge
from compliance.pipeline.evidence_keeping import recorded
from compliance.questionnaire.decisions import Conclusion
from compliance.render.terminal import Style
from compliance.render.terminal.finding import finding_text
from compliance.render.terminal.style import short_names

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.concluding import Concluded
    from compliance.cli.options import Request
    from compliance.pipeline.assessing import Assessed


def run(about: str | None, request: Request, path: Path, told: Concluded) -> None:
    """Write a person's conclusion; without a finding, list those that wait for one."""
    assessed = request.assessed(cached=True)
    if about is None:
        _list(assessed)
        return
    judged(assessed, about)
    if sys.stdin.isatty() and "@" in about:
        show(assessed, about)
    today = dt.datetime.now(tz=dt.UTC).date()
    conclusion = _conclusion(about, told, path, today)
    determine(assessed, path, conclusion, today)
    say(f"Written: {path}. It counts where --determinations {path} is given.")


def show(assessed: Assessed, about: str) -> None:
    """Print a finding whole, so that whoever decides sees what it rests on."""
    style = Style(colour=coloured(sys.stdout), width=width())
    finding = finding_named(assessed, about)
    result(finding_text(assessed.assessment, finding, short_names(assessed.catalog), style))


def _list(assessed: Assessed) -> None:
    waiting = to_judge(assessed)
    if not waiting:
        result("Nothing waits for a person's judgement.")
        return
    style = Style(colour=coloured(sys.stdout), width=width())
    lines = style.title(f"A person must judge ({len(waiting)})")
    for finding in waiting:
        lines += [f"  {finding.id}", *(style.paint(line, "dim") for line in style.wrap(finding.message, 4))]
    result("\n".join(lines))


def _conclusion(about: str, told: Concluded, path: Path, today: dt.date) -> Conclusion:
    independent = None if told.independent is None else ("yes" if told.independent else "no")
    asked = completed(
        {
            "--conclusion": ("Conclusion, met or not_met", told.conclusion),
            "--reasons": ("Reasons", told.reasons),
            "--name": ("Your name", told.name),
            "--role": ("Your role", told.role),
            "--independent": ("Independent of who answered, yes or no", independent),
        }
    )
    for option, words in (("--conclusion", ("met", "not_met")), ("--independent", ("yes", "no"))):
        if asked[option] not in words:
            raise UsageError(
                f"{option}: {asked[option]!r} is not {' or '.join(words)}", "Nothing was written."
            )
    return Conclusion(
        about=about,
        met=asked["--conclusion"] == "met",
        reasons=asked["--reasons"].strip(),
        name=asked["--name"],
        role=asked["--role"],
        independent=asked["--independent"] == "yes",
        decided_on=day(told.on, "--on") or today,
        valid_until=day(told.valid_until, "--valid-until"),
        evidence=tuple(recorded(file, path, {}) for file in told.evidence or ()),
    )
