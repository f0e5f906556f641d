"""The verifier of one file and the OpenSSL commands beside it, run as their page says, agree with this program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compliance.signing import Commitment, countersign, sign, timestamp
from compliance.signing.certificate import to_pem
from tests.signing import attacks, pki, reports, tsa
from tests.signing.test_attacks import FORGERIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.signing import Identity

FOLDER = Path(__file__).resolve().parents[2] / "reports" / "verify"
ASSESSMENT = b'{"findings":[{"id":"acme-logging@flow:send","outcome":"gap"},{"id":"acme-logging@flow:ask","outcome":"unknown"}]}'
ROWS = "<p>acme-logging@flow:send ▲ gap High</p><p>acme-logging@flow:ask ○ not known Low</p>"


def _report(rows: str = ROWS) -> bytes:
    return reports.shown(rows, ASSESSMENT)


def _run(pdf: bytes, folder: Path, signer: Identity | None = None) -> subprocess.CompletedProcess[str]:
    (folder / "report.pdf").write_bytes(pdf)
    command = [sys.executable, str(FOLDER / "verify_report.py"), str(folder / "report.pdf")]
    if signer is not None:
        (folder / "signer.cert.pem").write_bytes(to_pem(signer.certificate))
        command += ["--signer", str(folder / "signer.cert.pem")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def honest(signer: Identity) -> bytes:
    """A signed report whose page shows two findings."""
    return sign(_report(), signer, signed_at=pki.NOW)


def test_it_imports_nothing_of_ours() -> None:
    """Well-known packages only, and those its page names."""
    text = (FOLDER / "verify_report.py").read_text()
    imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)) - sys.stdlib_module_names
    assert imported == {"asn1crypto", "cryptography", "pypdf", "rfc8785"}
    page = (FOLDER / "README.md").read_text()
    assert all(f"`{name}`" in page for name in imported)


def test_an_honest_file_holds(honest: bytes, signer: Identity, tmp_path: Path) -> None:
    """With the signer's certificate every check holds; the findings on the page are counted."""
    ran = _run(honest, tmp_path, signer)
    assert ran.returncode == 0, ran.stdout
    assert "the pages show 2 of 2 findings" in ran.stdout


def test_further_signatures_and_stamps_hold(
    honest: bytes, signer: Identity, attacker: Identity, tmp_path: Path
) -> None:
    """What may follow is looked at as well."""
    issued = pki.issue("Time authority", key=pki.rsa_key(), purposes=pki.TIME_STAMPING)
    both = countersign(honest, attacker, Commitment.RECEIVED, signed_at=pki.NOW)
    ran = _run(timestamp(both, tsa.authority(issued)), tmp_path, signer)
    assert ran.returncode == 0, ran.stdout
    assert "time-stamp intact, by CN=Time authority" in ran.stdout


def test_another_signer_is_refused(honest: bytes, attacker: Identity, tmp_path: Path) -> None:
    """A copy signed again does not hold for those who have the signer's certificate."""
    ran = _run(honest, tmp_path, attacker)
    assert (ran.returncode, "another certificate than the one given" in ran.stdout) == (1, True)


@pytest.mark.parametrize("forge", [one for one, _, _ in FORGERIES], ids=lambda one: one.__name__)
def test_every_forgery_is_refused(forge: Callable[[bytes], bytes], honest: bytes, tmp_path: Path) -> None:
    """The same list that `verify` is held against, by other code."""
    ran = _run(forge(honest), tmp_path)
    assert (ran.returncode, ran.stdout.splitlines()[-1][:8]) == (1, "REFUSED:"), ran.stdout


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ROWS.replace("▲ gap", "● met as stated"), "do not show gap for acme-logging@flow:send"),
        (
            ROWS.replace("○ not known", "◆ a person must judge"),
            "do not show unknown for acme-logging@flow:ask",
        ),
        ("<p>acme-logging@flow:send ▲ gap High</p>", "do not show acme-logging@flow:ask"),
        (ROWS + "<p>acme-other@flow:ask ● met as stated</p>", "which the assessment does not hold"),
        (
            ROWS + "<p>acme-logging@flow:send ● met as stated</p>",
            "do not show gap for acme-logging@flow:send",
        ),
    ],
    ids=["kinder", "other", "missing", "invented", "twice"],
)
def test_pages_that_say_something_else_than_the_data_are_refused(
    rows: str, words: str, signer: Identity, tmp_path: Path
) -> None:
    """A signer cannot show the reader one outcome and the machine another."""
    ran = _run(sign(_report(rows), signer, signed_at=pki.NOW), tmp_path)
    assert (ran.returncode, words in ran.stdout) == (1, True), ran.stdout


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed here")
def test_the_commands_of_the_page_run_as_they_stand(honest: bytes, signer: Identity, tmp_path: Path) -> None:
    """OpenSSL verifies an honest file and no changed one; what follows the signature is counted."""
    found = re.search(r"```bash\n(.*?)```", (FOLDER / "README.md").read_text(), re.DOTALL)
    assert found is not None
    commands = found[1].replace("-purpose any", f"-purpose any -attime {int(pki.NOW.timestamp())}")
    (tmp_path / "signer.cert.pem").write_bytes(to_pem(signer.certificate))
    for pdf, good, behind in (
        (honest, True, 0),
        (attacks.page_content(honest), True, None),
        (honest.replace(b"/Type /Catalog", b"/Type /Xatalog", 1), False, 0),
        (honest[:200] + bytes([honest[200] ^ 1]) + honest[201:], False, 0),
    ):
        (tmp_path / "report.pdf").write_bytes(pdf)
        ran = subprocess.run(
            ["bash", "-c", commands], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )
        if pdf == honest or not good or behind is None:
            assert ("CMS Verification successful" in ran.stderr) is (good or pdf == honest), ran.stderr
        assert ("come 0 bytes" in ran.stdout) is (behind == 0)
