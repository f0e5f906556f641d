"""A decision report at each level of signature, as a user types it; the authority listens on the loopback address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import run
from tests.cli.test_compare import FILES, TWO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Authority, Made

PDF = (*FILES, *TWO, "--format", "pdf")
ASKED: dict[str, Callable[[Authority], tuple[str | Path, ...]]] = {
    "B-B": lambda _: (),
    "B-T": lambda one: ("--tsa", one.url),
    "B-LT": lambda one: ("--level", "B-LT", *one.options),
    "B-LTA": lambda one: ("--level", "B-LTA", *one.options),
}
STAMPS = {"B-B": [], "B-T": ["signature"], "B-LT": ["signature"], "B-LTA": ["signature", "file"]}


@pytest.mark.parametrize("level", ASKED)
def test_a_decision_report_is_signed_verified_countersigned_and_extended(
    level: str, made: Made, authority: Authority, tmp_path: Path
) -> None:
    """Each level is reached as for any report; every later revision leaves what came before it good."""
    first, both, extended = (tmp_path / f"{name}.pdf" for name in ("first", "both", "extended"))
    options = ASKED[level](authority)
    found = run("compare", *PDF, "-o", first, *made.signing, *options)
    assert (found.code, f"level {level})" in found.err) == (0, True), found.err
    assert _stamps(first, made, authority, "--no-pages") == STAMPS[level]
    asked = ("countersign", first, "-o", both, "--commitment", "received", *made.signing, *options)
    assert run(*asked).code == 0
    assert _stamps(both, made, authority, "--no-replay") == [*STAMPS[level], *STAMPS[level]]
    assert run("extend", both, "-o", extended, *authority.options).code == 0
    assert _stamps(extended, made, authority, "--no-replay") == [*STAMPS[level], *STAMPS[level], "file"]


def _stamps(pdf: Path, made: Made, authority: Authority, how: str) -> list[str]:
    """What the time-stamps of a file cover that nothing speaks against, and whose comparison is derived again where asked."""
    relied = ("--trust", made.certificate, "--trust-tsa", authority.root, how)
    told = json.loads(run("verify", pdf, *relied, "--format", "json").out)
    states = [fact["state"] for fact in told["facts"]]
    replayed = "ok" if how == "--no-pages" else "not_checked"
    assert (told["exit_code"], "failed" in states, states[8]) == (0, False, replayed), told
    assert all(one["relied_on"] for one in told["time_stamps"])
    return [one["over"] for one in told["time_stamps"]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--level", "B-LT"), "needs a time-stamp authority"),
        (("--level", "B-B", "--tsa", "http://127.0.0.1:9/"), "has no time-stamp"),
        (("--tsa", "http://127.0.0.1:9/"), "cannot be reached"),
        (("--draft", "--level", "B-T"), "a draft is not signed"),
    ],
)
def test_a_level_that_is_not_reached_writes_nothing(
    options: tuple[str, ...], words: str, made: Made, tmp_path: Path
) -> None:
    """Exit code 2 with the reason; no decision of a lower level, and no draft."""
    found = run("compare", *PDF, "-o", tmp_path / "decision.pdf", *made.signing, *options)
    assert (found.code, words in found.err) == (2, True), found.err
    assert list(tmp_path.iterdir()) == []
