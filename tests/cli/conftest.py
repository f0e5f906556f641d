"""Reports and identities made once, by the commands a user would type."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from compliance.signing.certificate import to_pem
from tests.cli.terminal import PASSPHRASE, run
from tests.examples.described import EXAMPLES
from tests.signing import pki, tsa

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSPITAL = EXAMPLES / "hospital-api"


@dataclass(frozen=True)
class Made:
    """A folder with an identity and a signed report."""

    identity: Path
    certificate: Path
    report: Path
    passphrase: Path

    @property
    def signing(self) -> tuple[str | Path, ...]:
        """The options that sign with the identity."""
        return "--identity", self.identity, "--passphrase-file", self.passphrase


@dataclass(frozen=True)
class Authority:
    """A time-stamp authority that listens on the loopback address."""

    url: str
    root: Path
    crl: Path

    @property
    def options(self) -> tuple[str | Path, ...]:
        """The options that reach every level."""
        return "--tsa", self.url, "--chain", self.root, "--crl", self.crl


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own: no identity, no cache, no colour from outside."""
    folder = tmp_path_factory.mktemp("home")
    places = {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with patch.dict(os.environ, {**kept, **places}, clear=True):
        yield folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An identity and a report signed by it."""
    folder = tmp_path_factory.mktemp("made")
    identity, passphrase, report = folder / "signer.p12", folder / "passphrase", folder / "report.pdf"
    passphrase.write_text(f"{PASSPHRASE}\nand nothing of this line\n")
    who = ("--name", "Avery Signer", "--organisation", "Example Hospital")
    new = run("identity", "new", *who, "-o", identity, "--passphrase-file", passphrase)
    assert new.code == 0, new.err
    signed = run(
        "report", HOSPITAL / "architecture.yaml", "--answers", HOSPITAL / "answers.yaml",
        "--engagement", HOSPITAL / "engagement.yaml", "--framework", "hipaa", "--as-of", "2026-11-20",
        "--identity", identity, "--passphrase-file", passphrase, "-o", report,
    )  # fmt: skip
    assert signed.code == 0, signed.err
    return Made(identity, folder / "signer.cert.pem", report, passphrase)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """An honest time-stamp authority with its root and the root's revocation list."""
    now = datetime.now(tz=UTC)
    folder = tmp_path_factory.mktemp("authority")
    root = pki.issue("Time root", ca=True, begins=now - timedelta(days=1))
    issued = pki.issue(
        "Time authority", root, key=pki.rsa_key(), purposes=pki.TIME_STAMPING, begins=now - timedelta(days=1)
    )
    (folder / "root.pem").write_bytes(to_pem(root.certificate))
    (folder / "root.crl").write_bytes(pki.crl(root, made=now - timedelta(hours=1)))

    def behave(request: bytes) -> tsa.Answer:
        return 200, tsa.REPLY, tsa.honest(issued, datetime.now(tz=UTC))(request)

    with tsa.serving(behave) as url:
        yield Authority(url, folder / "root.pem", folder / "root.crl")
