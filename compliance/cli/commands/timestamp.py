"""`compliance timestamp`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.cli.commands.verify import LARGEST_PDF
from compliance.cli.console import say
from compliance.files import read_limited, refuse_existing, write_atomically
from compliance.signing import timestamp

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.signers import Longevity


def run(pdf: Path, output: Path, longevity: Longevity, *, force: bool) -> None:
    """Read, ask the authority, write; without its token nothing is written."""
    refuse_existing(output, overwrite=force)
    stamped = timestamp(read_limited(pdf, LARGEST_PDF), longevity.authority())
    write_atomically(output, stamped, overwrite=force)
    say(f"Written: {output} (time-stamped)")
