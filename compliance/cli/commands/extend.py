"""`compliance extend`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from compliance.cli.commands.verify import LARGEST_PDF
from compliance.cli.console import say
from compliance.files import read_limited, refuse_existing, write_atomically
from compliance.signing import extend

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.signers import Longevity


def run(pdf: Path, output: Path, longevity: Longevity, *, force: bool) -> None:
    """Read, collect what a verifier needs, ask the authority, write; where anything is missing nothing is written."""
    refuse_existing(output, overwrite=force)
    data, authority = longevity.data(), longevity.authority()
    extended = extend(read_limited(pdf, LARGEST_PDF), authority, data, dt.datetime.now(tz=dt.UTC))
    write_atomically(output, extended, overwrite=force)
    say(f"Written: {output} (validation data and a new archive time-stamp; level B-LTA)")
