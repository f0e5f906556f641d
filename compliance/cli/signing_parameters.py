"""The parameters of commands that sign, time-stamp or verify."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class LevelName(StrEnum):
    """The PAdES levels."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


class CommitmentName(StrEnum):
    """What a countersigner may state."""

    RECEIVED = "received"
    INTEGRITY = "integrity-verified"
    EXAMINED = "examined"


Signed = Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The signed report.")]
SignedOutput = Annotated[Path, typer.Option("-o", "--output", metavar="OUT.pdf", help="The PDF to write.")]
Level = Annotated[
    LevelName | None,
    typer.Option(
        "--level",
        help="B-B: the signer's word for the time. B-T: time-stamped. B-LT: with all a verifier needs. B-LTA: archived. "
        "Default: B-T with --tsa, else B-B.",
    ),
]
Tsa = Annotated[
    str | None,
    typer.Option(
        "--tsa", metavar="URL", help="A time-stamp authority (RFC 3161); the only address ever contacted."
    ),
]
NeededTsa = Annotated[
    str,
    typer.Option(
        "--tsa", metavar="URL", help="The time-stamp authority (RFC 3161); the only address ever contacted."
    ),
]
TsaTimeout = Annotated[
    float | None,
    typer.Option(
        "--tsa-timeout", metavar="SECONDS", min=0.1, max=600, help="How long it may take (default: 20)."
    ),
]
Chain = Annotated[
    list[Path] | None,
    typer.Option(
        "--chain", metavar="FILE", help="Certificates above the signer or the authority; repeat for several."
    ),
]
Crl = Annotated[
    list[Path] | None, typer.Option("--crl", metavar="FILE", help="A revocation list; repeat for several.")
]
Ocsp = Annotated[
    list[Path] | None, typer.Option("--ocsp", metavar="FILE", help="An OCSP response; repeat for several.")
]
