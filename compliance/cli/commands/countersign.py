"""`compliance countersign`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from compliance.cli.commands.verify import LARGEST_PDF
from compliance.cli.console import say
from compliance.files import read_limited, refuse_existing, write_atomically
from compliance.signing import Commitment, countersign

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.signers import Longevity, Signing


def run(  # noqa: PLR0913 - what the command asks
    pdf: Path,
    output: Path,
    commitment: str,
    pages: str | None,
    *,
    signing: Signing,
    longevity: Longevity,
    force: bool,
) -> None:
    """Read, sign once more, write; where anything is missing nothing is written."""
    refuse_existing(output, overwrite=force)
    terms = longevity.terms()
    signed = countersign(
        read_limited(pdf, LARGEST_PDF),
        signing.load(),
        Commitment(commitment),
        signed_at=dt.datetime.now(tz=dt.UTC),
        pages=pages,
        terms=terms,
    )
    write_atomically(output, signed, overwrite=force)
    say(f"Written: {output} (countersigned: {commitment}; level {terms.level})")
