"""`compliance accept`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from compliance.cli.commands.determine import show
from compliance.cli.consent import completed
from compliance.cli.console import say
from compliance.cli.options import day
from compliance.pipeline.deciding import accept, acceptable

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.concluding import Accepted
    from compliance.cli.options import Request


def run(about: str, request: Request, path: Path, terms: Accepted) -> None:
    """Write a risk acceptance: reason, approver, last day."""
    assessed = request.assessed(cached=True)
    acceptable(assessed, about)
    if sys.stdin.isatty():
        show(assessed, about)
    asked = completed(
        {
            "--reason": ("Why is the gap accepted for now", terms.reason),
            "--approver": ("Who answers for it", terms.approver),
            "--until": ("Until which day (2027-03-31)", terms.until),
        }
    )
    last = day(asked["--until"], "--until")
    today = dt.datetime.now(tz=dt.UTC).date()
    if last is not None:
        accept(assessed, path, about, (asked["--reason"], asked["--approver"], last), today)
    say(
        f"Written: {path}. The gap stays a gap; with --acceptances {path} it does not count for --fail-on until {last}."
    )
