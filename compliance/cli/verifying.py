"""`compliance verify`: its options. What it does stands in `commands/verify.py`, imported when it runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli.parameters import Force, Output
from compliance.cli.signers import Longevity, certificates
from compliance.cli.signing_parameters import Crl, Ocsp

if TYPE_CHECKING:
    from compliance.signing import Reliance


class VerdictFormat(StrEnum):
    """How a verdict is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Relied:
    """Options: what a verifier brings, and what is left out."""

    trust: Annotated[
        list[Path] | None,
        typer.Option(
            "--trust", metavar="CERT", help="A certificate you rely on for signers, theirs or one above."
        ),
    ] = None
    trust_tsa: Annotated[
        list[Path] | None,
        typer.Option("--trust-tsa", metavar="CERT", help="A certificate you rely on for time-stamps."),
    ] = None
    expect_signer: Annotated[
        list[str] | None,
        typer.Option(
            "--expect-signer", metavar="SHA256", help="The fingerprint of a signer that must be there."
        ),
    ] = None
    crl: Crl = None
    ocsp: Ocsp = None
    no_replay: Annotated[
        bool, typer.Option("--no-replay", help="Derive neither findings nor pages again.")
    ] = False
    no_pages: Annotated[
        bool, typer.Option("--no-pages", help="Do not draw the pages again, which takes seconds.")
    ] = False

    def reliance(self) -> Reliance:
        """The files read."""
        from compliance.signing import Reliance

        return Reliance(
            certificates(self.trust or ()),
            certificates(self.trust_tsa or ()),
            tuple(self.expect_signer or ()),
            Longevity(crl=self.crl, ocsp=self.ocsp).data(),
        )


def verify(
    pdf: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The report.")],
    *,
    relied: Relied,
    format_: Annotated[
        VerdictFormat, typer.Option("--format", help="How to write the verdict.")
    ] = VerdictFormat.TEXT,
    output: Output = None,
    force: Force = False,
) -> None:
    """Check the signatures, then derive findings and pages again from the embedded inputs. Works offline."""
    from compliance.cli.commands import verify as command

    raise typer.Exit(command.run(pdf, relied, format_.value, output, force=force))
