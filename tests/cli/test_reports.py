"""`report` and `verify`, as a user runs them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import HOSPITAL, Made
from tests.cli.terminal import PASSPHRASE, run
from tests.cli.test_assess import golden
from tests.signing import attacks, pki

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARCH = HOSPITAL / "architecture.yaml"


def told(text: str) -> str:
    """A verdict without what differs from run to run, or from one state of the catalog to the next."""
    text = re.sub(r"\n {8}(?=\S)", "\n        ", re.sub(r"(?<=\S)\n {2}(?: {6})?(?=[^ (✓✗?·])", " ", text))
    text = re.sub(r"[0-9a-f]{64}", "DIGEST", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", "TIME", text)
    text = re.sub(r"\d+(?= bytes| findings| embedded files)", "N", text)
    text = re.sub(r"[✓?] \(8\)", "- (8)", text).replace(" the catalog is not a published one;", "")
    return re.sub(r"Catalogs: .*", "Catalogs: ...", text)


def test_a_trusted_report_verifies(made: Made) -> None:
    """With the signer's certificate every fact holds, and the findings are derived again."""
    found = run("verify", made.report, "--trust", made.certificate)
    assert found.code == 0, found.out
    golden("verify-trusted", told(found.out))


def test_without_trust_the_file_is_intact_and_its_signer_unknown(made: Made) -> None:
    """Exit code 0, and the bottom line says what was not established."""
    found = run("verify", made.report, "--no-pages")
    assert found.code == 0
    assert "not established" in found.out.splitlines()[-1] + found.out.splitlines()[-2]


def test_the_verdict_as_json(made: Made) -> None:
    """The same facts for programs."""
    found = run("verify", made.report, "--trust", made.certificate, "--format", "json", "--no-pages")
    data = json.loads(found.out)
    assert data["exit_code"] == found.code == 0
    assert [fact["number"] for fact in data["facts"]] == list(range(1, len(data["facts"]) + 1))
    assert all(fact["reason"] is None for fact in data["facts"])


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (attacks.half, "truncated"),
        (attacks.trailing_bytes, "trailing_bytes"),
        (lambda pdf: pdf[:200_000] + bytes([pdf[200_000] ^ 1]) + pdf[200_001:], "tampered"),
    ],
    ids=["truncated", "appended", "tampered"],
)
def test_a_forged_report_ends_with_four(
    made: Made, tmp_path: Path, forge: Callable[[bytes], bytes], reason: str
) -> None:
    """Each with its own reason, in both formats."""
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(forge(made.report.read_bytes()))
    found = run("verify", forged, "--trust", made.certificate, "--format", "json")
    assert found.code == 4
    assert reason in [fact["reason"] for fact in json.loads(found.out)["facts"]]
    assert "✗" in run("verify", forged).out


def test_another_signer_is_refused(made: Made, tmp_path: Path) -> None:
    """The certificate of somebody else, and a fingerprint that is not there."""
    from compliance.signing import describe

    other = tmp_path / "other.pem"
    other.write_bytes(describe(pki.self_made("Somebody Else")).certificate_pem)
    assert run("verify", made.report, "--trust", other).code == 4
    assert run("verify", made.report, "--expect-signer", "0" * 64).code == 4


def test_no_identity_no_report(tmp_path: Path) -> None:
    """Exit code 2 with what to do, and nothing is written: no unsigned report by the way."""
    target = tmp_path / "report.pdf"
    found = run("report", ARCH, "-o", target)
    assert found.code == 2
    assert "identity new" in found.err
    assert "--draft" in found.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_writes_nothing(made: Made, tmp_path: Path) -> None:
    """The same where the identity cannot be opened."""
    target = tmp_path / "report.pdf"
    found = run(
        "report", ARCH, "-o", target, "--identity", made.identity, "--passphrase-env", "WRONG", WRONG="no"
    )
    assert found.code == 2
    assert "passphrase" in found.err
    assert PASSPHRASE not in found.err
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_not_overwritten_and_is_refused_before_the_work(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signed report stays; nobody waits for pages that cannot be written."""
    before = made.report.read_bytes()
    monkeypatch.setattr(
        "compliance.cli.options.Request.assessed", lambda *_, **__: pytest.fail("work was done")
    )
    found = run(
        "report", ARCH, "-o", made.report, "--identity", made.identity, "--passphrase-file", made.passphrase,
        "--framework", "hipaa",
    )  # fmt: skip
    assert found.code == 2
    assert "exists already" in found.err
    assert made.report.read_bytes() == before


def test_a_draft_is_marked_and_unsigned(tmp_path: Path, small: Path) -> None:
    """Every page says so, and verification calls it unsigned."""
    import pypdf

    target = tmp_path / "draft.pdf"
    found = run("report", small, "--framework", "hipaa", "--draft", "-o", target, "--as-of", "2026-11-20")
    assert found.code == 0, found.err
    assert found.out == ""
    assert "unsigned draft" in found.err
    pages = pypdf.PdfReader(target).pages
    assert all("draft" in page.extract_text().lower() for page in pages)
    verdict = run("verify", target, "--format", "json")
    assert verdict.code == 4
    assert "unsigned" in [fact["reason"] for fact in json.loads(verdict.out)["facts"]]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A description of a few lines."""
    path = tmp_path_factory.mktemp("small") / "small.yaml"
    path.write_text(
        "schema: compliance-architecture/1\nsystem: {id: small, name: Small}\n"
        "organisation: {name: Example, country: US, roles: {hipaa: none}}\n"
    )
    return path


def test_the_demonstration_goes_the_whole_way(tmp_path: Path) -> None:
    """It prints the gaps, a verdict that holds and where the report lies, and every input is beside it."""
    folder = tmp_path / "demo"
    found = run("demo", folder)
    assert found.code == 0, found.err
    assert "Gaps (" in found.out
    assert "answers.yaml:" in found.out
    assert "✗" not in found.out
    assert f"{folder / 'report.pdf'}" in found.out
    assert {path.name for path in folder.iterdir()} == {
        "answers.yaml",
        "architecture.yaml",
        "assessment.json",
        "engagement.yaml",
        "report.pdf",
        "signer.cert.pem",
    }
