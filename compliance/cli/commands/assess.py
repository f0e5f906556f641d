"""`compliance assess`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, deliver, say, width
from compliance.errors import UsageError
from compliance.pipeline.assessing import assessment_json, pretty
from compliance.pipeline.gate import GATES, fails
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Request
    from compliance.model.assessment import Assessment


def run(request: Request, form: str, output: Path | None, fail_on: list[str], *, force: bool) -> int:
    """Assess and write the result; 1 where the gate fails."""
    gate = _gate(fail_on)
    found = request.assessed(cached=True)
    tell_moved(found.assessment)
    if form == "json":
        data = pretty(assessment_json(found.assessment))
    else:
        from compliance.render.terminal import (
            Style,
            assessment_text,
        )  # JSON does without, and start-up counts

        style = Style(colour=output is None and coloured(sys.stdout), width=width())
        data = assessment_text(
            found.assessment, found.catalog, found.description.architecture, style
        ).encode()
    deliver(data, output, force=force)
    return 1 if fails(found.assessment, gate) else 0


def run_finding(request: Request, name: str, output: Path | None, *, force: bool) -> None:
    """Write one finding whole: its facts, who stated them when, and what persons added."""
    from compliance.pipeline.deciding import finding_named
    from compliance.render.terminal import Style
    from compliance.render.terminal.finding import finding_text
    from compliance.render.terminal.style import short_names

    found = request.assessed(cached=True)
    finding = finding_named(found, name)
    style = Style(colour=output is None and coloured(sys.stdout), width=width())
    text = finding_text(found.assessment, finding, short_names(found.catalog), style)
    deliver(f"{text}\n".encode(), output, force=force)


def _gate(named: list[str]) -> list[str]:
    """What makes the command fail: each option may name several, parted by commas."""
    words = [word.strip().casefold() for text in named for word in text.split(",")]
    for word in words:
        if word not in GATES:
            near = did_you_mean(word, GATES)
            hint = f"Did you mean {near!r}?" if near else f"There are {', '.join(GATES)}."
            raise UsageError(f"--fail-on: {word!r} is nothing that can fail", hint)
    return words


def tell_moved(assessment: Assessment) -> None:
    """Say so where a date in the past has moved the facts with it, since nothing else dates them."""
    assumed = any(note.code == "described_on_assumed" for note in assessment.summary.notes)
    if assumed and dt.date.fromisoformat(assessment.as_of) < dt.datetime.now(tz=dt.UTC).date():
        say(
            f"The facts are read as those of {assessment.as_of} too, since nothing says of which day they are: "
            "state described_on, or give --described-on."
        )
