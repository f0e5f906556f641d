"""Levels, countersignatures, time-stamps and several reports, as a user types them; the authority listens on the loopback address."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import HOSPITAL, Authority, Made
from tests.cli.terminal import PASSPHRASE, run

if TYPE_CHECKING:
    from pathlib import Path

SMALL = (
    "schema: compliance-architecture/1\nsystem: {{id: {name}, name: {name}}}\n"
    "organisation: {{name: Example, country: US, roles: {{hipaa: none}}}}\n"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three short descriptions, of which the last is wrong."""
    folder = tmp_path_factory.mktemp("small")
    for name in ("first", "second"):
        (folder / f"{name}.yaml").write_text(SMALL.format(name=name))
    (folder / "wrong.yaml").write_text("schema: compliance-architecture/1\nsytem: {}\n")
    return folder


def test_a_report_of_the_highest_level(made: Made, small: Path, authority: Authority, tmp_path: Path) -> None:
    """Signed, stamped, with all data, archived; verified with the two certificates, as JSON and as a page."""
    target = tmp_path / "report.pdf"
    found = run(
        "report", small / "first.yaml", "--framework", "hipaa", "-o", target, *made.signing,
        "--level", "B-LTA", *authority.options,
    )  # fmt: skip
    assert (found.code, "level B-LTA" in found.err) == (0, True), found.err
    relied = ("--trust", made.certificate, "--trust-tsa", authority.root, "--no-pages")
    told = json.loads(run("verify", target, *relied, "--format", "json").out)
    assert [fact["state"] for fact in told["facts"][:7]] == ["ok"] * 7
    assert [(one["over"], one["relied_on"]) for one in told["time_stamps"]] == [
        ("signature", True),
        ("file", True),
    ]
    extended = tmp_path / "extended.pdf"
    assert run("extend", target, "-o", extended, *authority.options).code == 0
    page = tmp_path / "verdict.html"
    assert run("verify", extended, *relied, "--format", "html", "-o", page).code == 0
    html = page.read_text()
    assert html.count('class="fact"') == 10
    assert "CN=Time authority" in html
    assert not re.search(r"(src|href)=|https?://|<script", html)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--level", "B-T"), "needs a time-stamp authority"),
        (("--level", "B-LTA"), "needs a time-stamp authority"),
        (("--level", "B-B", "--tsa", "http://127.0.0.1:9/"), "has no time-stamp"),
        (("--tsa", "ftp://host/"), "no address of a time-stamp authority"),
        (("--tsa", "http://127.0.0.1:9/"), "cannot be reached"),
        (("--draft", "--level", "B-T"), "a draft is not signed"),
    ],
)
def test_a_level_that_is_not_reached_writes_nothing(
    options: tuple[str, ...], words: str, made: Made, small: Path, tmp_path: Path
) -> None:
    """Exit code 2 with the reason; no report of a lower level, and no draft."""
    target = tmp_path / "report.pdf"
    found = run("report", small / "first.yaml", "--framework", "hipaa", "-o", target, *made.signing, *options)
    assert (found.code, words in found.err) == (2, True), found.err
    assert list(tmp_path.iterdir()) == []


def test_a_level_without_its_data_writes_nothing(
    made: Made, small: Path, authority: Authority, tmp_path: Path
) -> None:
    """The message names what to give."""
    target = tmp_path / "report.pdf"
    found = run(
        "report", small / "first.yaml", "--framework", "hipaa", "-o", target, *made.signing,
        "--level", "B-LT", "--tsa", authority.url, "--chain", authority.root,
    )  # fmt: skip
    assert (found.code, "--crl" in found.err) == (2, True), found.err
    assert list(tmp_path.iterdir()) == []


def test_an_auditor_countersigns_and_the_file_is_stamped(
    made: Made, authority: Authority, tmp_path: Path
) -> None:
    """What the countersigner commits to is shown; who is not trusted is refused; nothing is overwritten."""
    identity, both = tmp_path / "auditor.p12", tmp_path / "both.pdf"
    who = (
        "--name",
        "Robin Auditor",
        "--organisation",
        "Example Auditors",
        "--passphrase-file",
        made.passphrase,
    )
    assert run("identity", "new", *who, "-o", identity).code == 0
    ask = (
        "countersign", made.report, "-o", both, "--commitment", "examined", "--pages", "1-3",
        "--identity", identity, "--passphrase-file", made.passphrase,
    )  # fmt: skip
    assert run(*ask).code == 0
    assert (run(*ask).code, PASSPHRASE in run(*ask).err) == (2, False)
    stamped = tmp_path / "stamped.pdf"
    assert run("timestamp", both, "-o", stamped, "--tsa", authority.url).code == 0
    trust = (
        "--trust",
        made.certificate,
        "--trust",
        tmp_path / "auditor.cert.pem",
        "--trust-tsa",
        authority.root,
    )
    found = run("verify", stamped, *trust, "--no-replay")
    assert found.code == 0, found.out
    assert "examined, pages 1-3 of" in " ".join(found.out.split())
    assert run("verify", stamped, *trust[:2], "--no-replay").code == 4


def test_an_altered_report_is_not_countersigned(made: Made, tmp_path: Path) -> None:
    """Exit code 4, and no file."""
    forged, target = tmp_path / "forged.pdf", tmp_path / "both.pdf"
    forged.write_bytes(made.report.read_bytes()[:-10])
    found = run("countersign", forged, "-o", target, "--commitment", "received", *made.signing)
    assert (found.code, target.exists()) == (4, False), found.err


def test_several_reports_are_made_in_processes(made: Made, small: Path, tmp_path: Path) -> None:
    """Each under the name of its file; one that cannot be made keeps no other back, and its code is the one that counts."""
    files = [small / f"{name}.yaml" for name in ("first", "second", "wrong")]
    ask: tuple[str | Path, ...] = (
        "report",
        *files,
        "--framework",
        "hipaa",
        "--as-of",
        "2026-11-20",
        "-o",
        tmp_path,
        "--jobs",
        "2",
    )
    found = run(*ask, *made.signing)
    assert found.code == 3, found.err
    assert "sytem" in found.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.pdf", "second.pdf"]
    for name in ("first", "second"):
        assert run("verify", tmp_path / f"{name}.pdf", "--trust", made.certificate, "--no-pages").code == 0
    assert run(*ask, *made.signing).code == 2, "nothing is overwritten unasked"


def test_several_reports_need_names_and_a_folder(small: Path, tmp_path: Path) -> None:
    """Two of one name, and a file in the place of the folder."""
    twice = run("report", small / "first.yaml", small / "first.yaml", "-o", tmp_path, "--draft")
    assert (twice.code, "first.pdf" in twice.err) == (2, True)
    folder = run(
        "report", small / "first.yaml", HOSPITAL / "architecture.yaml", "-o", tmp_path / "x.pdf", "--draft"
    )
    assert (folder.code, "need a folder" in folder.err) == (2, True)


def test_a_verdict_folds_what_nobody_looked_at(made: Made, tmp_path: Path) -> None:
    """One line for all that an early failure leaves open."""
    forged = tmp_path / "forged.pdf"
    data = made.report.read_bytes()
    forged.write_bytes(data[:200_000] + bytes([data[200_000] ^ 1]) + data[200_001:])
    found = run("verify", forged)
    assert found.code == 4
    assert found.out.count("Not looked at") == 1
    assert "(2) to (10)" in found.out
