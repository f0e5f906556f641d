"""`compliance evidence`."""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import TYPE_CHECKING

from compliance.canonical import canonical_json
from compliance.cli.consent import completed
from compliance.cli.console import coloured, deliver, say, width
from compliance.cli.options import day
from compliance.errors import UsageError
from compliance.files import refuse_existing
from compliance.model.evidence_status import to_json
from compliance.pipeline.assessing import pretty
from compliance.pipeline.evidence_keeping import add, examine
from compliance.pipeline.evidence_status import evidence_status
from compliance.questionnaire.evidence import Examination
from compliance.render.terminal import Style
from compliance.render.terminal.evidence import evidence_text

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.evidencing import Examined, Recorded
    from compliance.pipeline.evidence_keeping import On

_WITHIN = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?|m|months?)?")
_DAYS = {"w": 7, "m": 31}


def run_add(file: Path, on: On, facts: Recorded, *, copy: bool) -> None:
    """Record a file as evidence on an answer."""
    dated, until = day(facts.dated, "--dated"), day(facts.valid_until, "--valid-until")
    if dated is not None and dated > _today():
        raise UsageError(f"--dated: {dated} is yet to come", "Give the date that stands on the document.")
    if dated and until and until < dated:
        raise UsageError(f"--valid-until: {until} lies before {dated}, the date of the document")
    stated = {
        "kind": facts.kind, "issuer": facts.issuer, "dated": dated, "period": facts.period,
        "valid_until": until, "kept_at": facts.kept_at,
    }  # fmt: skip
    item = add(file, on, {key: value for key, value in stated.items() if value is not None}, copy=copy)
    say(f"Recorded: {item.path} supports {on}, SHA-256 {item.sha256[:12]}…")
    if until is not None and until < _today():
        say(f"It ended on {until} and supports nothing today.")
    say(
        "It counts as attached. Examined: compliance evidence examine, by somebody who did not give the answer."
    )


def run_examine(file: Path, on: On, told: Examined) -> None:
    """Record an examination."""
    asked = completed(
        {
            "--by": ("Who examined it", told.by),
            "--scope": ("For what does it support the answer (systems, sites, people)", told.scope),
            "--period": ("For which time does it support the answer", told.period),
        }
    )
    on_day = day(told.on, "--on") or _today()
    if on_day > _today():
        raise UsageError(f"--on: {on_day} is yet to come", "Give the day of the examination.")
    examination = Examination(asked["--by"], told.role, on_day, asked["--scope"], asked["--period"])
    path = examine(file, on, examination)
    say(f"Recorded: {examination.by} examined {path} for {on}.")


def run_status(  # noqa: PLR0913 - what the command asks
    answers: list[Path], within: str | None, as_of: str | None, form: str, output: Path | None, *, force: bool
) -> None:
    """Tell how all evidence stands, and what ends soon."""
    if output is not None:
        refuse_existing(output, overwrite=force)
    today = day(as_of, "--as-of") or _today()
    found = evidence_status(answers, today, _days(within) if within else None)
    if form == "json":
        data = pretty(canonical_json(to_json(found)))
    else:
        style = Style(colour=output is None and coloured(sys.stdout), width=width())
        data = f"{evidence_text(found, style)}\n".encode()
    deliver(data, output, force=force)


def _days(text: str) -> int:
    found = _WITHIN.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"--within: {text!r} is no length of time", "Write it as 90d, 12w or 3m.")
    return int(found[1]) * _DAYS.get((found[2] or "d")[0], 1)


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
