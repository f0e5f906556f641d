"""A report is signed, verified, and its findings are derived again from what it embeds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compliance.pipeline.assessing import assess_sources
from compliance.pipeline.catalogs import from_json, narrowed, to_json
from compliance.pipeline.presenting import Presented
from compliance.pipeline.reporting import attachments, signed_report
from compliance.pipeline.verifying import verify_report
from compliance.signing import Reason, State, describe, load_certificates, sign
from compliance.signing import attachments as embedded_files
from tests.examples.described import DAY, catalog, sources
from tests.signing import attacks, pki

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.pipeline.assessing import Assessed
    from compliance.signing import Identity, Verdict


def verified(pdf: bytes, *trust: Identity, replay: bool = True) -> Verdict:
    """The verdict on a file, trusting some signers."""
    known = [one for who in trust for one in load_certificates(describe(who).certificate_pem, "signer")]
    return verify_report(pdf, pki.NOW, known, replay=replay)


def test_an_honest_report_holds_in_every_fact(signed: bytes, signer: Identity) -> None:
    """Signature, trust, embedded files and replay hold; only what was not asked for, or not published, stays open."""
    verdict = verified(signed, signer)
    assert verdict.exit_code == 0
    assert verdict.failures == ()
    states = {fact.name: fact.state for fact in verdict.facts}
    assert State.FAILED not in states.values()
    replayed = next(fact for fact in verdict.facts if fact.name == "replay")
    assert replayed.state is State.OK
    assert "derived again" in replayed.sentence


def test_without_trust_the_signer_is_not_established(signed: bytes) -> None:
    """An intact file of somebody unknown is intact, and no more is said."""
    verdict = verified(signed)
    assert verdict.exit_code == 0
    assert "not established" in verdict.bottom_line


def test_another_trusted_signer_does_not_do(signed: bytes) -> None:
    """Who names the signers they trust accepts no other."""
    verdict = verified(signed, pki.self_made("Somebody Else"))
    assert verdict.exit_code == 4
    assert [fact.reason for fact in verdict.failures] == [Reason.OTHER_SIGNER]


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (attacks.nothing, Reason.NOT_A_PDF),
        (attacks.half, Reason.TRUNCATED),
        (attacks.trailing_bytes, Reason.TRAILING_BYTES),
        (attacks.attachment_swapped, Reason.CHANGED_AFTER_SIGNING),
        (lambda pdf: pdf[:200_000] + bytes([pdf[200_000] ^ 1]) + pdf[200_001:], Reason.TAMPERED),
    ],
    ids=["empty", "truncated", "appended", "attachment swapped", "one bit"],
)
def test_each_forgery_has_its_own_reason(
    signed: bytes, signer: Identity, forge: Callable[[bytes], bytes], reason: Reason
) -> None:
    """And the embedded files are never looked at: nothing is derived again."""
    verdict = verified(forge(signed), signer)
    assert verdict.exit_code == 4
    assert reason in [fact.reason for fact in verdict.failures]
    assert all(fact.state is not State.OK for fact in verdict.facts if fact.name == "replay")


def test_an_unsigned_report_is_called_so(unsigned: bytes) -> None:
    """A draft has no signature, and nothing else is said of it."""
    verdict = verified(unsigned)
    assert verdict.exit_code == 4
    assert [fact.reason for fact in verdict.failures] == [Reason.UNSIGNED]


def test_signed_by_another_it_verifies_only_for_those_who_trust_the_other(
    unsigned: bytes, signer: Identity
) -> None:
    """A copy signed again is intact, and is not the signer's."""
    other = pki.self_made("Somebody Else")
    again = sign(unsigned, other, signed_at=pki.NOW, reason="Signed again")
    assert verified(again, other).exit_code == 0
    assert [fact.reason for fact in verified(again, signer).failures] == [Reason.OTHER_SIGNER]


@pytest.fixture(scope="module")
def edited(assessed: Assessed, signer: Identity) -> bytes:
    """A report whose assessment was made kinder before it was signed, everything else being consistent."""
    kinder = tuple(
        replace(finding, outcome="satisfied") if finding.outcome == "gap" else finding
        for finding in assessed.assessment.findings
    )
    false = replace(assessed, assessment=replace(assessed.assessment, findings=kinder))
    return signed_report(false, Presented(), signer, pki.NOW)[0]


def test_an_assessment_edited_before_signing_fails_the_replay(edited: bytes, signer: Identity) -> None:
    """The signature is good and the digests match, and yet the inputs do not give these findings."""
    verdict = verified(edited, signer)
    assert verdict.exit_code == 4
    assert [fact.reason for fact in verdict.failures] == [Reason.FINDINGS_DIFFER]
    assert "differ" in verdict.failures[0].sentence


def test_without_replay_the_edited_report_passes_as_intact(edited: bytes, signer: Identity) -> None:
    """What was not looked at is said not to have been looked at."""
    verdict = verified(edited, signer, replay=False)
    assert verdict.exit_code == 0
    assert verdict.facts[-1].state is State.NOT_CHECKED


def test_what_is_embedded_is_what_was_given(signed: bytes, assessed: Assessed) -> None:
    """The inputs are in the file byte for byte, with one catalog, the assessment and a manifest; evidence never is."""
    found = verified(signed).embedded
    assert set(found) == {
        "architecture.yaml",
        "answers.yaml",
        "catalog.json",
        "assessment.json",
        "manifest.json",
    }
    assert found["architecture.yaml"] == assessed.sources.architecture.data
    assert found["answers.yaml"] == assessed.sources.answers[0].data
    listed = {file["name"] for file in json.loads(found["manifest.json"])["files"]}
    assert listed == set(found) - {"manifest.json"}


def test_the_embedded_catalog_is_the_one_in_use(assessed: Assessed) -> None:
    """Read back it is the same catalog, and only the frameworks assessed are in it."""
    again = from_json(to_json(assessed.catalog))
    assert again.frameworks == assessed.catalog.frameworks
    assert to_json(again) == to_json(assessed.catalog)
    assert [framework.framework.id for framework in again.frameworks] == ["hipaa"]


def test_a_forged_catalog_text_is_found(assessed: Assessed) -> None:
    """A catalog whose text does not have its digest is refused before it is read."""
    from compliance.errors import VerificationError

    data = json.loads(to_json(assessed.catalog))
    data["files"][0]["text"] += "\n# kinder\n"
    with pytest.raises(VerificationError, match="does not have its digest"):
        from_json(json.dumps(data).encode())


def test_the_order_of_frameworks_asked_for_changes_nothing() -> None:
    """Two frameworks in either order give the same assessment."""
    one, other = (
        assess_sources(sources("hospital-api"), narrowed(catalog(), names), DAY).assessment
        for names in (["gdpr", "hipaa"], ["hipaa", "gdpr"])
    )
    assert one == other


def test_attachments_are_sorted_and_described(assessed: Assessed) -> None:
    """PDF readers list them by name; each says what it is."""
    found = attachments(assessed, Presented())
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert all(one.description for one in found)


def test_embedded_files_are_readable_by_others(signed: bytes) -> None:
    """The same files come out by plain means."""
    assert set(embedded_files(signed)) == set(verified(signed).embedded)
