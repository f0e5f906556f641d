"""Bad input gives one clear message, the right exit code and no traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import HOSPITAL
from tests.cli.terminal import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.terminal import Ran

GOOD = HOSPITAL / "architecture.yaml"


def plain(found: Ran) -> None:
    """Nothing on stdout, something short on stderr, and no traceback."""
    assert found.out == ""
    assert found.err.strip()
    assert "Traceback" not in found.err
    assert len(found.err.splitlines()) <= 8


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "absent.yaml", "does not exist"),
        (lambda folder: folder, "is not a regular file"),
        (lambda folder: _write(folder / "a.yaml", bytes(range(256))), "a.yaml"),
        (lambda folder: _write(folder / "a.yaml", b""), "a.yaml"),
        (lambda folder: _write(folder / "a.yaml", "größe: ä".encode("latin-1")), "a.yaml"),
        (
            lambda folder: _write(folder / "a.yaml", b"schema: compliance-architecture/1\nsystem: [\n"),
            "a.yaml:",
        ),
        (lambda folder: _write(folder / "a.yaml", b"just a text\n"), "a.yaml"),
    ],
    ids=["missing", "folder", "binary", "empty", "latin-1", "half a list", "a text"],
)
def test_an_architecture_that_cannot_be_read(tmp_path: Path, make: Callable[[Path], Path], says: str) -> None:
    """Exit code 3, and the message names the file."""
    for command in (("assess",), ("report", "--draft", "-o", str(tmp_path / "out.pdf"))):
        found = run(command[0], make(tmp_path), *command[1:])
        assert found.code == 3
        plain(found)
        assert says in found.err
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("option", ["--answers", "--determinations", "--acceptances"])
def test_another_input_file_that_is_missing(tmp_path: Path, option: str) -> None:
    """The same for every input."""
    found = run("assess", GOOD, option, tmp_path / "absent.yaml")
    assert found.code == 3
    plain(found)
    assert "absent.yaml does not exist" in found.err


@pytest.mark.parametrize("option", ["--as-of", "--described-on"])
@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "20.11.2026", "", "2026-11"])
def test_a_date_that_is_none(option: str, day: str) -> None:
    """Usage: exit code 2, with the form that is understood."""
    found = run("assess", GOOD, option, day)
    assert found.code == 2
    plain(found)
    assert option in found.err
    assert "2026-11-20" in found.err


def test_several_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """Each with file, line and column, and what was probably meant."""
    text = (
        GOOD.read_text()
        .replace("hosting: vendor_api", "hosting: vendor_pai")
        .replace("kind: log", "knd: log")
    )
    path = _write(tmp_path / "a.yaml", text.encode())
    found = run("assess", path)
    assert found.code == 3
    assert found.out == ""
    assert "'vendor_api'" in found.err
    assert "'kind'" in found.err
    assert found.err.count("a.yaml:") >= 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess",),
        ("assess", str(GOOD), "--format", "xml"),
        ("assess", str(GOOD), "--nonsense"),
        ("nonsense",),
        ("report", str(GOOD)),
        ("init", "--template", "mainframe"),
        ("assess", str(GOOD), "--fail-on", "everything"),
    ],
    ids=lambda value: " ".join(value[-2:]) if isinstance(value, tuple) else str(value),
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    """Usage errors are no findings and no input errors."""
    found = run(*arguments)
    assert found.code == 2
    assert found.out == ""
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: folder / "absent.pdf", 3),
        (lambda folder: folder, 3),
        (lambda folder: _write(folder / "a.pdf", b""), 4),
        (lambda folder: _write(folder / "a.pdf", b"no pdf at all"), 4),
    ],
    ids=["missing", "folder", "empty", "a text"],
)
def test_a_report_that_cannot_be_read(tmp_path: Path, make: Callable[[Path], Path], code: int) -> None:
    """A file that is not there is input; one that is there and no report is a failed verification."""
    found = run("verify", make(tmp_path))
    assert found.code == code
    assert "Traceback" not in found.out + found.err


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    """Trust is never taken from a file that holds none."""
    pdf, certificate = _write(tmp_path / "a.pdf", b"x"), _write(tmp_path / "c.pem", b"no certificate")
    found = run("verify", pdf, "--trust", certificate)
    assert found.code in {2, 3}
    plain(found)
    assert "c.pem" in found.err


def test_explain_suggests() -> None:
    """An id that is nearly right is recognised."""
    found = run("explain", "hipaa-308-associate-contrct")
    assert found.code == 2
    assert "hipaa-308-associate-contract" in found.err
