"""Reports and identities made once, by the commands a user would type."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from tests.cli.terminal import PASSPHRASE, run
from tests.examples.described import EXAMPLES

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
