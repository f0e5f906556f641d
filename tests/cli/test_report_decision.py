"""`report --decision` as a user runs it, from the command to the verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import HOSPITAL, Made
from tests.cli.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

ARCH = HOSPITAL / "architecture.yaml"
LAW = ("--answers", HOSPITAL / "answers.yaml", "--framework", "hipaa", "--as-of", "2026-11-20")
DECISION = ("--decision", HOSPITAL / "decision.yaml")


def test_a_report_that_decides_is_made_verified_and_countersigned(made: Made, tmp_path: Path) -> None:
    """The chapter is in, `verify` compares again and draws again; who countersigned, when and over what is told in every form."""
    target, both, page = tmp_path / "report.pdf", tmp_path / "both.pdf", tmp_path / "verdict.html"
    signing = ("--identity", made.identity, "--passphrase-file", made.passphrase)
    found = run(
        "report", ARCH, *LAW, *DECISION, "--preset", "article-2026", "--severity", "medium", "--variant", "hybrid",
        "--edition", "executive", "-o", target, *signing,
    )  # fmt: skip
    assert found.code == 0, found.err
    told = " ".join(run("verify", target, "--trust", made.certificate).out.split())
    assert "So was the comparison of 5 variants" in told
    assert "(10) Pages drawn again Drawn again from the embedded inputs" in told
    assert run("countersign", target, "-o", both, "--commitment", "received", *signing).code == 0
    verdict = json.loads(run("verify", both, "--no-replay", "--format", "json").out)
    sizes = [target.stat().st_size, both.stat().st_size]
    assert [one["over"]["bytes"] for one in verdict["signers"]] == sizes
    assert [one["over"]["fields"] for one in verdict["signers"]] == [[], ["Signature1"]]
    assert "countersigned by" in " ".join(run("verify", both, "--no-replay").out.split())
    assert run("verify", both, "--no-replay", "--format", "html", "-o", page).code == 0
    assert f"the first {sizes[1]} bytes, with Signature1 in them" in page.read_text()


def test_preset_and_severity_reach_the_comparison(tmp_path: Path) -> None:
    """As in `compare`: the file that is embedded is the one that it prints."""
    import pypdf

    target = tmp_path / "draft.pdf"
    more = (*DECISION, "--preset", "article-2026", "--severity", "medium")
    found = run("report", ARCH, *LAW, *more, "--edition", "executive", "--draft", "-o", target)
    assert found.code == 0, found.err
    printed = json.loads(run("compare", ARCH, *LAW, *more, "--format", "json").out)
    (embedded,) = pypdf.PdfReader(target).attachments["comparison.json"]
    assert json.loads(embedded) == printed
    assert printed["severity"] == "medium"


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (("--preset", "article-2026"), 2, "about the chapter that --decision adds"),
        (("--severity", "low"), 2, "about the chapter that --decision adds"),
        ((*DECISION, "--preset", "article"), 2, "did you mean 'article-2026'?"),
        (("--decision", ARCH), 3, "architecture.yaml"),
        (("--decision", "{tmp}/none.yaml"), 3, "none.yaml"),
    ],
)
def test_what_cannot_be_decided_by_is_refused(
    more: tuple[str, ...], code: int, says: str, tmp_path: Path
) -> None:
    """With the reason, and nothing is written."""
    words = (str(word).replace("{tmp}", str(tmp_path)) for word in more)
    found = run("report", ARCH, *LAW, "--draft", "-o", tmp_path / "x.pdf", *words)
    assert (found.code, says in " ".join(found.err.split())) == (code, True), found.err
    assert list(tmp_path.iterdir()) == []


def test_a_description_without_variants_is_refused(tmp_path: Path) -> None:
    """There is nothing to decide between."""
    alone = HOSPITAL.parent / "hospital-self-hosted" / "architecture.yaml"
    found = run("report", alone, "--framework", "hipaa", *DECISION, "--draft", "-o", tmp_path / "x.pdf")
    assert (found.code, "declares no variants to decide between" in found.err) == (2, True), found.err
    assert list(tmp_path.iterdir()) == []
