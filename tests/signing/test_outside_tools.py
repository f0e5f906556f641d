"""Tools that know nothing of this program agree with it on honest files: Poppler, OpenSSL and qpdf."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from compliance.signing import sign
from compliance.signing.certificate import to_pem
from tests.signing import attacks, pki

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.signing import Identity


def _needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed here")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module", params=["p256", "rsa3072"])
def identity(request: pytest.FixtureRequest) -> Identity:
    """One identity of each kind."""
    return pki.self_made(key_type=request.param)


@pytest.fixture
def honest(identity: Identity, report: bytes, tmp_path: Path) -> Path:
    """The honest file on disk."""
    path = tmp_path / "report.pdf"
    path.write_bytes(sign(report, identity, signed_at=pki.NOW))
    return path


@_needs("pdfsig")
def test_pdfsig_agrees(honest: Path) -> None:
    """Poppler finds the signature valid and the document covered."""
    shown = _run("pdfsig", "-nocert", str(honest)).stdout
    assert "Signature is Valid." in shown
    assert "Total document signed" in shown


@_needs("openssl")
def test_openssl_agrees(honest: Path, identity: Identity, tmp_path: Path) -> None:
    """A few lines and OpenSSL are enough to check signature and signer without our code, and to find a change."""
    pdf = honest.read_bytes()
    (ranges,) = re.findall(rb"/ByteRange \[ ?0 (\d+) (\d+) (\d+) ?\]", pdf)
    first, resume, length = (int(number) for number in ranges)
    value = bytes.fromhex(pdf[first + 1 : resume - 1].decode())
    (tmp_path / "signature.der").write_bytes(value)
    (tmp_path / "signer.pem").write_bytes(to_pem(identity.certificate))
    content = tmp_path / "content"
    command = [
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        str(tmp_path / "signature.der"),
    ]
    command += [
        "-content",
        str(content),
        "-CAfile",
        str(tmp_path / "signer.pem"),
        "-purpose",
        "any",
        "-out",
        "/dev/null",
    ]
    command += ["-attime", str(int(pki.NOW.timestamp()))]
    content.write_bytes(pdf[:first] + pdf[resume : resume + length])
    assert _run(*command).returncode == 0
    content.write_bytes(b"%" + content.read_bytes()[1:].replace(b"obj", b"OBJ", 1))
    assert _run(*command).returncode != 0


@_needs("qpdf")
def test_qpdf_finds_nothing_before_and_after(
    prepared: bytes, signed: bytes, attacker: Identity, tmp_path: Path
) -> None:
    """The file is well formed before signing, after it, and after a countersignature."""
    for name, pdf in {
        "before": prepared,
        "after": signed,
        "both": attacks.countersign(signed, attacker),
    }.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        checked = _run("qpdf", "--check", str(path))
        assert (checked.returncode, checked.stderr) == (0, "")
