"""The bottom line and the exit code follow from the facts, and the pipeline can add its own two."""

from __future__ import annotations

import pytest

from compliance.signing import Fact, Reason, State, verify
from tests.signing import pki


def test_catalog_and_replay_are_filled_in_later(signed: bytes) -> None:
    """Facts 8 to 10 come from other stages; the verdict they are added to stays as it was."""
    verdict = verify(signed, at=pki.NOW)
    full = verdict.with_catalog(State.OK, "the catalog is version 1").with_replay(
        State.OK, "96 findings are equal"
    )
    assert full.bottom_line == "Intact; signer not established; findings derived again and equal."
    assert [fact.state for fact in full.facts[7:]] == [State.OK, State.OK, State.NOT_CHECKED]
    assert verdict.replay.state is State.NOT_CHECKED


def test_unpublished_catalog_caps_the_bottom_line(signed: bytes) -> None:
    """A catalog nobody published is said in the one sentence everyone reads, and is no failure."""
    verdict = verify(signed, at=pki.NOW).with_catalog(
        State.NOT_ESTABLISHED, "the catalog differs in 3 controls"
    )
    assert "the catalog is not a published one" in verdict.bottom_line
    assert verdict.exit_code == 0


def test_findings_that_differ_fail(signed: bytes) -> None:
    """A file whose findings cannot be derived again is refused, however good its signature."""
    verdict = verify(signed, at=pki.NOW)
    differing = verdict.with_replay(State.FAILED, "2 findings differ.", Reason.FINDINGS_DIFFER)
    assert (differing.exit_code, differing.reasons) == (4, (Reason.FINDINGS_DIFFER,))
    assert differing.bottom_line == "Do not rely on this file. 2 findings differ."


def test_failure_and_reason_go_together() -> None:
    """No failed fact without a code for scripts, no code without a failure."""
    for state, reason in ((State.FAILED, None), (State.OK, Reason.TAMPERED)):
        with pytest.raises(ValueError, match="failed fact has a reason"):
            Fact(1, "intact", "File intact", state, "", reason)


def test_facts_after_a_failure_say_that_nobody_looked(report: bytes, signed: bytes) -> None:
    """What was not checked is never shown as good."""
    verdict = verify(report, at=pki.NOW)
    assert [str(fact.state) for fact in verdict.facts] == ["failed"] + ["not_checked"] * 9
    assert not verdict.signers
    for fact in (*verdict.facts, *verify(signed, at=pki.NOW).facts):
        assert (fact.sentence[0].isupper(), fact.sentence[-1]) == (True, "."), fact
