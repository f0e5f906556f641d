"""The commands that add a revision to a signed report: a countersignature, a time-stamp, the renewal of an archive."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from compliance.cli.bundles import Only
from compliance.cli.parameters import Force
from compliance.cli.signers import Longevity, Signing
from compliance.cli.signing_parameters import (
    CommitmentName,
    NeededTsa,
    Signed,
    SignedOutput,
)


def countersign(  # noqa: PLR0913 - the options of a command
    pdf: Signed,
    *,
    output: SignedOutput,
    commitment: Annotated[
        CommitmentName, typer.Option("--commitment", help="What you state to have done, and nothing more.")
    ],
    pages: Annotated[
        str | None, typer.Option("--pages", metavar="PAGES", help='The pages examined: "1-3,7" or "all".')
    ] = None,
    signing: Signing,
    longevity: Longevity,
    force: Force = False,
) -> None:
    """Add your own signature with what you commit to; the first signature stays good."""
    from compliance.cli.commands import countersign as command

    own = signing.below(longevity)
    command.run(pdf, output, commitment.value, pages, signing=own, longevity=longevity, force=force)


def timestamp(
    pdf: Signed,
    *,
    output: SignedOutput,
    tsa: NeededTsa,
    longevity: Annotated[Longevity, Only("tsa_timeout")],
    force: Force = False,
) -> None:
    """Add a time-stamp over the whole file: it existed by then."""
    from compliance.cli.commands import timestamp as command

    command.run(pdf, output, replace(longevity, tsa=tsa), force=force)


def extend(
    pdf: Signed,
    *,
    output: SignedOutput,
    tsa: NeededTsa,
    longevity: Annotated[Longevity, Only("tsa_timeout", "chain", "crl", "ocsp")],
    force: Force = False,
) -> None:
    """Add all a verifier will need, and a new archive time-stamp (B-LTA); again before the last one's certificate ends."""
    from compliance.cli.commands import extend as command

    command.run(pdf, output, replace(longevity, tsa=tsa), force=force)
