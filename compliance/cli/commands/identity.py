"""`compliance identity`: new, show, import."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from compliance.cli.console import result, say
from compliance.cli.signers import default_identity
from compliance.errors import UsageError
from compliance.files import LARGEST_INPUT, read_limited, write_atomically
from compliance.signing import create_identity, describe, load_identity

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.signers import Signing

PRIVATE = 0o600


def run_new(
    name: str | None, organisation: str | None, email: str | None, signing: Signing, *, force: bool
) -> None:
    """Make an identity and write it with its certificate; what is not given is asked for on the terminal."""
    path = signing.path()
    _refuse_existing(path, force=force)
    given = signing.passphrase_file is not None or signing.passphrase_env is not None
    if not sys.stdin.isatty() and not (name and organisation and given):
        raise UsageError(
            "there is no terminal to ask for the name, the organisation and the passphrase on",
            "Give --name and --organisation, and --passphrase-file FILE or --passphrase-env NAME.",
        )
    name, organisation = name or _asked("Name"), organisation or _asked("Organisation")
    passphrase = signing.passphrase(confirm=True)
    data = create_identity(
        name, organisation, passphrase=passphrase, email=email, now=dt.datetime.now(tz=dt.UTC)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data, overwrite=force, mode=PRIVATE)
    shown = describe(load_identity(data, passphrase))
    certificate = path.with_suffix(".cert.pem")
    write_atomically(certificate, shown.certificate_pem, overwrite=force)
    say(f"Written: {path} (keep it and its passphrase) and {certificate} (hand it to those who verify)")
    result(f"fingerprint (SHA-256): {shown.fingerprint}")


def _asked(what: str) -> str:
    import typer

    return str(typer.prompt(what, err=True))


def run_show(signing: Signing) -> None:
    """Print what may be shown of an identity."""
    shown = describe(signing.load())
    lines = [
        f"subject      {shown.subject}",
        f"issuer       {shown.issuer}{' (self-made)' if shown.self_made else ''}",
        f"key          {shown.key}",
        f"valid        {shown.valid_from:%Y-%m-%d} to {shown.valid_until:%Y-%m-%d}",
        f"fingerprint  {shown.fingerprint}",
    ]
    result("\n".join(lines))


def run_import(signing: Signing, *, force: bool) -> None:
    """Check a PKCS#12 file and copy it to the place of the default identity."""
    source = signing.path()
    data = read_limited(source, LARGEST_INPUT)
    load_identity(data, signing.passphrase())
    target = default_identity()
    _refuse_existing(target, force=force)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data, overwrite=force, mode=PRIVATE)
    say(f"Written: {target}")


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise UsageError(
            f"{path} exists", "An identity is never overwritten unasked: move it away, or give --force."
        )
