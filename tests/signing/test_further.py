"""What may follow the first signature: countersignatures with their commitment, time-stamps, the renewal of an archive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from compliance.errors import UsageError
from compliance.signing import (
    Commitment,
    Identity,
    Level,
    LevelError,
    Reason,
    Reliance,
    State,
    Terms,
    ValidationData,
    countersign,
    extend,
    fingerprint,
    sign,
    timestamp,
    verify,
)
from compliance.signing.errors import RefusedError
from tests.signing import attacks, pki, tsa
from tests.signing.test_attacks import CHANGES

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def world() -> pki.Authorities:
    """Everybody."""
    return pki.authorities()


@pytest.mark.parametrize(
    ("commitment", "pages", "stated"),
    [
        (Commitment.RECEIVED, None, "received"),
        (Commitment.INTEGRITY, None, "integrity-verified"),
        (Commitment.EXAMINED, "all", "examined, all 1 pages"),
        (Commitment.EXAMINED, "1", "examined, pages 1 of 1"),
    ],
)
def test_a_countersigner_states_what_it_commits_to(  # noqa: PLR0913, PLR0917 - cases and fixtures
    commitment: Commitment,
    pages: str | None,
    stated: str,
    signed: bytes,
    signer: Identity,
    attacker: Identity,
) -> None:
    """In the signature, where PDF readers show it as its reason; `verify` reads it back, and both signatures hold."""
    pdf = countersign(signed, attacker, commitment, signed_at=pki.NOW, pages=pages)
    verdict = verify(pdf, at=pki.NOW, trust=[signer.certificate, attacker.certificate])
    assert pdf.startswith(signed)
    assert verdict.failures == ()
    assert [by.commitment for by in verdict.signers] == [None, stated]
    assert f"stating: Commitment: {stated}" in verdict.signed_by.sentence


def test_the_verdict_tells_who_countersigned_when_and_over_what(
    signed: bytes, signer: Identity, world: pki.Authorities
) -> None:
    """The first signature is over the report; each further one over what was there by then, signatures and stamps included."""
    third, later = pki.self_made("Third Person"), pki.NOW + timedelta(hours=2)
    stamped = timestamp(signed, tsa.authority(world.time))
    both = countersign(stamped, third, Commitment.RECEIVED, signed_at=later)
    verdict = verify(both, at=later, trust=[signer.certificate, third.certificate])
    first, second = verdict.signers
    assert (first.over, second.over) == ((), ("Signature1", "ArchiveTimeStamp1"))
    assert (first.end, second.end) == (len(signed), len(both))
    assert verdict.signed_by.sentence.endswith(
        f"; countersigned by {second.subject} (certificate SHA-256 {second.fingerprint}), stated time 2026-11-20 12:00:00 UTC, "
        f"stating: Commitment: received, over the first {len(both)} bytes with Signature1 and ArchiveTimeStamp1 in them."
    )
    assert "over the first" not in verdict.signed_by.sentence.partition(";")[0]
    assert f"signed by {first.subject}; countersigned by {second.subject};" in verdict.bottom_line


@pytest.mark.parametrize(
    ("commitment", "pages", "words"),
    [
        (Commitment.EXAMINED, None, "which pages"),
        (Commitment.EXAMINED, "2", "not there"),
        (Commitment.EXAMINED, "1-2", "not there"),
        (Commitment.EXAMINED, "2-1", "not there"),
        (Commitment.EXAMINED, "0", "names no pages"),
        (Commitment.EXAMINED, "one", "names no pages"),
        (Commitment.EXAMINED, "1; rm", "names no pages"),
        (Commitment.RECEIVED, "1", "about the whole file"),
        (Commitment.INTEGRITY, "all", "about the whole file"),
    ],
)
def test_pages_belong_to_what_was_examined(
    commitment: Commitment, pages: str | None, words: str, signed: bytes, attacker: Identity
) -> None:
    """And they must be pages of the file."""
    with pytest.raises(UsageError, match=words):
        countersign(signed, attacker, commitment, signed_at=pki.NOW, pages=pages)


def test_several_sign_one_after_the_other(signed: bytes, signer: Identity, attacker: Identity) -> None:
    """Each in a field of its own; a file cut back to fewer of them misses those expected."""
    third = pki.self_made("Third Person")
    two = countersign(signed, attacker, Commitment.RECEIVED, signed_at=pki.NOW)
    three = countersign(two, third, Commitment.EXAMINED, signed_at=pki.NOW, pages="1")
    everybody = [fingerprint(who.certificate) for who in (signer, attacker, third)]
    verdict = verify(three, at=pki.NOW, expected=everybody)
    assert verdict.failures == ()
    assert [by.field_name for by in verdict.signers] == [
        "Signature1",
        "Countersignature1",
        "Countersignature2",
    ]
    assert verify(two, at=pki.NOW, expected=everybody).reasons == (Reason.MISSING_SIGNER,)


@pytest.mark.parametrize("forge", [*CHANGES, attacks.trailing_bytes, attacks.half, attacks.form_dropped])
def test_nobody_signs_or_stamps_an_altered_file(
    forge: Callable[[bytes], bytes], signed: bytes, attacker: Identity, world: pki.Authorities
) -> None:
    """What the first signer did not leave so is refused with exit code 4, whatever one wants to add."""
    forged = forge(signed)
    with pytest.raises(RefusedError) as caught:
        countersign(forged, attacker, Commitment.RECEIVED, signed_at=pki.NOW)
    assert caught.value.exit_code == 4
    with pytest.raises(RefusedError):
        timestamp(forged, tsa.authority(world.time))
    with pytest.raises(RefusedError):
        extend(forged, tsa.authority(world.time), world.data(), pki.NOW)


def test_an_unsigned_report_cannot_be_countersigned(prepared: bytes, attacker: Identity) -> None:
    """There is nothing to stand behind."""
    with pytest.raises(RefusedError, match="no signature"):
        countersign(prepared, attacker, Commitment.RECEIVED, signed_at=pki.NOW)


def test_a_countersignature_reaches_levels_as_the_first_one_does(
    signed: bytes, world: pki.Authorities
) -> None:
    """Its validation data stand in its own revision, its archive stamp in the next."""
    terms = Terms(Level.B_LTA, tsa.authority(world.time), world.data())
    pdf = countersign(signed, world.identity, Commitment.INTEGRITY, signed_at=pki.NOW, terms=terms)
    verdict = verify(pdf, at=pki.NOW, reliance=Reliance(authorities=[world.time_root.certificate]))
    assert (verdict.failures, verdict.time_stamp.state) == ((), State.OK)
    assert [stamp.over_file for stamp in verdict.stamps] == [False, True]


def test_a_time_stamp_over_the_file_proves_when_its_signatures_existed(
    signed: bytes, signer: Identity, world: pki.Authorities
) -> None:
    """Also for a signature without one of its own, and after its certificate ended."""
    stamped = timestamp(signed, tsa.authority(world.time, pki.NOW + timedelta(hours=1)))
    relied = Reliance([signer.certificate], [world.time_root.certificate])
    verdict = verify(stamped, at=pki.NOW + timedelta(hours=2), reliance=relied)
    assert (verdict.failures, verdict.time_stamp.state) == ((), State.OK)
    assert "over the whole file" in verdict.time_stamp.sentence


def test_an_archive_that_is_renewed_outlives_every_certificate(report: bytes, world: pki.Authorities) -> None:
    """The second stamp proves that the first existed while its authority was good; without it the file falls back."""
    terms = Terms(Level.B_LTA, tsa.authority(world.time), world.data())
    first = sign(report, world.identity, signed_at=pki.NOW, terms=terms)
    renewal, end = pki.NOW + timedelta(days=900), pki.NOW + timedelta(days=1500)
    next_root = pki.issue("Next time root", ca=True, days=3650)
    younger = pki.issue(
        "Younger authority",
        next_root,
        key=pki.rsa_key(),
        purposes=pki.TIME_STAMPING,
        begins=renewal,
        days=1000,
    )
    lists = (
        pki.crl(next_root, made=renewal),
        pki.crl(world.root, made=renewal),
        pki.crl(world.time_root, made=renewal),
    )
    data = ValidationData((next_root.certificate,), lists)
    with pytest.raises(LevelError):  # the signer's certificate has ended, so it cannot be judged at this time
        extend(first, tsa.authority(younger, renewal), ValidationData(), renewal)
    renewed = extend(first, tsa.authority(younger, renewal), data, renewal)
    relied = Reliance([world.root.certificate], [world.time_root.certificate, next_root.certificate])
    assert verify(first, at=end, reliance=relied).reasons == (Reason.CERTIFICATE_OUT_OF_PERIOD,)
    verdict = verify(renewed, at=end, reliance=relied)
    assert (verdict.failures, verdict.time_stamp.state) == ((), State.OK)
    assert "not later than 2026-11-20" in verdict.bottom_line


def test_extending_needs_data_for_every_signature(signed: bytes, world: pki.Authorities) -> None:
    """Of each signer and authority in the file, countersigners included."""
    both = countersign(signed, world.identity, Commitment.RECEIVED, signed_at=pki.NOW)
    with pytest.raises(LevelError, match="not all there"):
        extend(both, tsa.authority(world.time), ValidationData(), pki.NOW)
    extended = extend(both, tsa.authority(world.time), world.data(), pki.NOW)
    again = extend(extended, tsa.authority(world.time), ValidationData(), pki.NOW)
    assert verify(again, at=pki.NOW).failures == ()
    assert len(again) - len(extended) < len(extended) - len(both), "data that are there are not repeated"


def test_a_stamp_that_contradicts_a_later_one_is_refused(signed: bytes, world: pki.Authorities) -> None:
    """What is covered by a stamp of one day cannot have been stamped on the next."""
    late = timestamp(signed, tsa.authority(world.time, pki.NOW + timedelta(days=1)))
    early = timestamp(late, tsa.authority(world.time, pki.NOW))
    relied = Reliance(authorities=[world.time_root.certificate])
    assert verify(early, at=pki.NOW + timedelta(days=2), reliance=relied).reasons == (
        Reason.TIME_STAMP_BROKEN,
    )
    assert verify(late, at=pki.NOW, reliance=relied).reasons == (Reason.TIME_STAMP_BROKEN,)
