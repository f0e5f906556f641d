"""What commands that sign are asked: an identity, where its passphrase comes from, a level and what it is reached with."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.cli.parameters import IdentityFile, PassphraseEnv, PassphraseFile
from compliance.cli.signing_parameters import Chain, Crl, Level, Ocsp, Tsa, TsaTimeout
from compliance.errors import UsageError
from compliance.files import LARGEST_INPUT, read_limited

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cryptography.x509 import Certificate

    from compliance.signing import Authority, Identity, Terms, ValidationData

HINT_NO_IDENTITY = "Make one with `compliance identity new`, or name one with --identity."
HINT_DRAFT = " For an unsigned draft add --draft."
TOKEN = "pkcs11:"  # noqa: S105 - the scheme of an address, no secret


@dataclass(frozen=True, slots=True)
class Opened:
    """An identity's bytes or address and what opens it: what another process needs to sign with it. Never written anywhere."""

    source: bytes | str
    passphrase: str
    chain: tuple[Path, ...]

    def identity(self) -> Identity:
        """The identity, opened. IdentityError when that fails."""
        from compliance.signing import load_identity, load_token_identity

        more = certificates(self.chain)
        if isinstance(self.source, str):
            return load_token_identity(self.source, self.passphrase, more)
        return load_identity(self.source, self.passphrase, more)


@dataclass(frozen=True, slots=True)
class Signing:
    """Options: which identity file or token, and where its passphrase or PIN comes from."""

    identity: IdentityFile = None
    passphrase_file: PassphraseFile = None
    passphrase_env: PassphraseEnv = None
    chain: tuple[Path, ...] = ()
    may_draft: bool = False

    def below(self, longevity: Longevity) -> Signing:
        """The same with the certificates above it."""
        return replace(self, chain=tuple(longevity.chain or ()))

    def unless(self, draft: bool, longevity: Longevity) -> Signing | None:  # noqa: FBT001 - the option as it was given
        """None for a draft, else the same with the certificates above it. UsageError where a draft is to have a level."""
        if not draft:
            return replace(self.below(longevity), may_draft=True)
        longevity.refuse_unsigned()
        return None

    def path(self) -> Path:
        """The identity named, else the default one."""
        return self.identity or default_identity()

    def passphrase(self, *, confirm: bool = False) -> str:
        """From the file or variable named, else asked for on the terminal."""
        if self.passphrase_file is not None:
            return read_limited(self.passphrase_file, 4096).decode().split("\n", 1)[0]
        if self.passphrase_env is not None:
            found = os.environ.get(self.passphrase_env)
            if found is None:
                raise UsageError(f"the environment variable {self.passphrase_env} is not set")
            return found
        if not sys.stdin.isatty():
            raise UsageError(
                "a passphrase is needed",
                "Give --passphrase-file or --passphrase-env; there is no terminal to ask on.",
            )
        import typer

        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))

    def open(self) -> Opened:
        """The identity read and its passphrase asked for, once. UsageError with the remedy where there is none."""
        path = self.path()
        if str(path).startswith(TOKEN):
            return Opened(str(path), self.passphrase(), self.chain)
        if not path.is_file():
            where = path if self.identity else "the default identity"
            hint = HINT_NO_IDENTITY + (HINT_DRAFT if self.may_draft else "")
            raise UsageError(f"there is no identity to sign with ({where})", hint)
        return Opened(read_limited(path, LARGEST_INPUT), self.passphrase(), self.chain)

    def load(self) -> Identity:
        """The identity, opened."""
        return self.open().identity()


@dataclass(frozen=True, slots=True)
class Longevity:
    """Options: the level wanted and what it is reached with. No server is asked before it is needed."""

    level: Level = None
    tsa: Tsa = None
    tsa_timeout: TsaTimeout = None
    chain: Chain = None
    crl: Crl = None
    ocsp: Ocsp = None

    def terms(self) -> Terms:
        """For a signature: the level named, else B-T with an authority and B-B without. UsageError when contradictory."""
        from compliance.signing import Level as Reached
        from compliance.signing import Terms

        level = Reached(self.level) if self.level else Reached.B_T if self.tsa else Reached.B_B
        authority = None if self.tsa is None else self._authority(self.tsa)
        return Terms(level, authority, self.data())

    def refuse_unsigned(self) -> None:
        """UsageError where a level or a time-stamp is asked for although nothing is signed."""
        if self.level or self.tsa:
            raise UsageError(
                "a draft is not signed, so it has no level", "Leave --draft out, or --level and --tsa."
            )

    def authority(self) -> Authority:
        """For a time-stamp. UsageError without an address."""
        if self.tsa is None:
            raise UsageError("a time-stamp needs an authority", "Name one with --tsa URL.")
        return self._authority(self.tsa)

    def data(self) -> ValidationData:
        """The certificates and revocation data named."""
        from compliance.signing import ValidationData, load_crls, load_ocsp

        return ValidationData(
            certificates(self.chain or ()),
            _each(self.crl or (), load_crls),
            _each(self.ocsp or (), load_ocsp),
        )

    def _authority(self, url: str) -> Authority:
        from compliance.signing import DEFAULT_TIMEOUT, Authority, over_http

        return Authority(over_http(url, self.tsa_timeout or DEFAULT_TIMEOUT))


def default_identity() -> Path:
    """Where `identity new` puts the identity."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "compliance" / "identity.p12"


def certificates(paths: Sequence[Path]) -> tuple[Certificate, ...]:
    """All certificates of some files."""
    from compliance.signing import load_certificates

    return tuple(
        one for path in paths for one in load_certificates(read_limited(path, LARGEST_INPUT), path.name)
    )


def _each(paths: Sequence[Path], load: Callable[[bytes, str], tuple[bytes, ...]]) -> tuple[bytes, ...]:
    return tuple(one for path in paths for one in load(read_limited(path, LARGEST_INPUT), path.name))
