"""Same inputs, same date: the same bytes, whatever the locale, time zone, hash seed and folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.examples.described import EXAMPLES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

HERE = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
# With the C locale Python would fall back to UTF-8; both fall-backs are off, so that the locale is felt.
ELSEWHERE = {
    "LC_ALL": "POSIX",
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "COLUMNS": "200",
}


def run(folder: Path, environment: dict[str, str], *arguments: str) -> bytes:
    """What the program writes to stdout, run in a folder of its own."""
    folder.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "compliance", *arguments],
        cwd=folder,
        env={**kept, **environment, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return done.stdout


def elsewhere(name: str, folder: Path) -> Path:
    """A copy of an example's inputs."""
    target = folder / "deep" / "er"
    shutil.copytree(
        EXAMPLES / name, target, ignore=shutil.ignore_patterns("*.pdf", "*.png", "*.svg", "*.json")
    )
    return target


@pytest.mark.parametrize("name", ["hospital-api", "payment-copilot"])
def test_the_assessment_is_the_same_everywhere(tmp_path: Path, name: str) -> None:
    """Byte for byte, and the copy in another folder leaves no trace."""
    other = elsewhere(name, tmp_path)
    first, second = (
        run(
            tmp_path / where,
            environment,
            "assess",
            *inputs(folder),
            "--as-of",
            "2026-11-20",
            "--format",
            "json",
        )
        for where, environment, folder in (("a", HERE, EXAMPLES / name), ("b", ELSEWHERE, other))
    )
    assert first == second
    assert str(tmp_path).encode() not in first


def test_the_report_is_the_same_everywhere(tmp_path: Path) -> None:
    """An unsigned report is rendered to the same bytes: fonts, diagram and attachments included."""
    digests = set()
    for where, environment in (("a", HERE), ("b", ELSEWHERE)):
        folder, target = tmp_path / where, tmp_path / f"{where}.pdf"
        run(folder, environment, "init", "architecture.yaml", "--template", "hybrid")
        run(folder, environment, "report", "architecture.yaml", *ONE, "--draft", "-o", str(target))
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(digests) == 1


# A framework that does not apply: few pages, with everything that could differ from machine to machine.
ONE = ("--as-of", "2026-11-20", "--framework", "hipaa")


def inputs(folder: Path) -> list[str]:
    """The example's files as arguments."""
    answers = folder / "answers.yaml"
    return [str(folder / "architecture.yaml"), *(("--answers", str(answers)) if answers.exists() else ())]
