"""`compliance assess`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.cli.console import coloured, deliver, say, width
from compliance.cli.outputs import refuse_targets
from compliance.pipeline.assessing import assessment_json, pretty
from compliance.pipeline.gate import baseline, stopped
from compliance.pipeline.gathering import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.cli.assessing import Stops
    from compliance.cli.options import Request
    from compliance.cli.outputs import Target
    from compliance.model.assessment import Assessment
    from compliance.pipeline.assessing import Assessed
    from compliance.pipeline.gate import Stopped
    from compliance.render.formats.given import Written

_NAMED: Final = 5
"""Findings that are named on stderr when a gate stops; the result has them all."""


def run(request: Request, wanted: Sequence[Target], stops: Stops, *, force: bool) -> int:
    """Assess and write the result in every format that is wanted; 1 where the gate stops something."""
    named = stops.gate()
    refuse_targets(wanted, force=force)
    found = request.assessed(cached=True)
    earlier = baseline(Names().given(stops.baseline), found.assessment) if stops.baseline else None
    tell_moved(found.assessment)
    written = [(_data(target, request, found), target.path) for target in wanted]
    for data, path in written:
        deliver(data, path, force=force)
    held = stopped(found.assessment, named, earlier)
    _tell_stopped(held, stops)
    return 1 if held else 0


def _data(target: Target, request: Request, found: Assessed) -> bytes:
    """The result in one format."""
    if target.form == "json":
        return pretty(assessment_json(found.assessment))
    if target.form == "text":
        from compliance.render.terminal import (
            Style,
            assessment_text,
        )  # JSON does without, and start-up counts

        style = Style(colour=target.path is None and coloured(sys.stdout), width=width())
        return assessment_text(
            found.assessment, found.catalog, found.description.architecture, style
        ).encode()
    from compliance.render.formats import written

    return written(target.form, _given(request, found))


def _given(request: Request, found: Assessed) -> Written:
    """The assessment with the paths of its inputs below this folder, which is where a pipeline looks for them."""
    from compliance.render.formats.given import Written

    names = [found.sources.architecture.name, *(one.name for one in found.sources.answers)]
    here = Path.cwd().resolve()
    paths = [path.resolve() for path in (request.architecture, *(request.inputs.answers or []))]
    below = {
        name: path.relative_to(here).as_posix()
        for name, path in zip(names, paths, strict=True)
        if path.is_relative_to(here)
    }
    return Written(found.assessment, found.catalog, found.description.architecture, below)


def _tell_stopped(held: Stopped, stops: Stops) -> None:
    """Say what a gate stopped, for whoever reads the log of a pipeline."""
    if held.known:
        say(f"Not new since {stops.baseline}: {held.known} of the findings that --fail-on names.")
    for old, new in held.renamed[:_NAMED]:
        say(f"{old} of {stops.baseline} is called {new} now.")
    if held.conflict:
        say("Stopped: architecture and answers contradict one another, which may hide a gap.")
    if held.findings:
        first = ", ".join(one.id for one in held.findings[:_NAMED])
        more = f" and {len(held.findings) - _NAMED} more" if len(held.findings) > _NAMED else ""
        say(f"Stopped by --fail-on {','.join(stops.fail_on or [])}: {first}{more}.")


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


def tell_moved(assessment: Assessment) -> None:
    """Say so where a date in the past has moved the facts with it, since nothing else dates them."""
    assumed = any(note.code == "described_on_assumed" for note in assessment.summary.notes)
    if assumed and dt.date.fromisoformat(assessment.as_of) < dt.datetime.now(tz=dt.UTC).date():
        say(
            f"The facts are read as those of {assessment.as_of} too, since nothing says of which day they are: "
            "state described_on, or give --described-on."
        )
