"""The four levels: each is reached whole, or nothing comes out, and what each one proves is what `verify` says of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from compliance.errors import UsageError
from compliance.signing import (
    Level,
    LevelError,
    Reason,
    Reliance,
    State,
    Terms,
    TimeStampError,
    ValidationData,
    Verdict,
    prepare,
    sign,
    verify,
)
from tests.signing import pki, tsa

if TYPE_CHECKING:
    from compliance.signing import Authority

LATER = pki.NOW + timedelta(days=700)
"""The signer's certificate has ended, that of the time-stamp authority has not."""
AFTER_ALL = pki.NOW + timedelta(days=1200)
"""Both have ended."""


@pytest.fixture(scope="module")
def world() -> pki.Authorities:
    """Everybody."""
    return pki.authorities()


def _terms(world: pki.Authorities, level: Level, data: ValidationData | None = None) -> Terms:
    if level is Level.B_B:
        return Terms()
    known = data or world.data()
    return Terms(
        level, tsa.authority(world.time), known if level in {Level.B_LT, Level.B_LTA} else ValidationData()
    )


def _signed(report: bytes, world: pki.Authorities, level: Level) -> bytes:
    return sign(report, world.identity, signed_at=pki.NOW, terms=_terms(world, level))


def _verified(
    pdf: bytes, world: pki.Authorities, at: datetime = pki.NOW, data: ValidationData | None = None
) -> Verdict:
    relied = Reliance([world.root.certificate], [world.time_root.certificate], data=data or ValidationData())
    return verify(pdf, at=at, reliance=relied)


@pytest.mark.parametrize("level", Level)
def test_each_level_holds_and_says_what_it_rests_on(
    level: Level, report: bytes, world: pki.Authorities
) -> None:
    """The unsigned file is the start of every one; time and revocation are established where the level brings them."""
    pdf = _signed(report, world, level)
    verdict = _verified(pdf, world)
    assert pdf.startswith(prepare(report))
    assert verdict.failures == ()
    stamped = level is not Level.B_B
    assert verdict.time_stamp.state is (State.OK if stamped else State.NOT_ESTABLISHED)
    assert ("not later than 2026-11-20" in verdict.bottom_line) is stamped
    shown = level in {Level.B_LT, Level.B_LTA}
    assert ("not revoked, as the revocation data say" in verdict.trust.sentence) is shown
    assert ("revocation was not looked up" in verdict.trust.sentence) is not shown
    assert [stamp.over_file for stamp in verdict.stamps] == {
        Level.B_B: [], Level.B_T: [False], Level.B_LT: [False], Level.B_LTA: [False, True],
    }[level]  # fmt: skip


@pytest.mark.parametrize("level", Level)
def test_validation_data_stand_in_the_revision_of_the_signature(
    level: Level, report: bytes, world: pki.Authorities
) -> None:
    """B-LT adds no revision, so nothing needs to be compared; B-LTA adds the one of its time-stamp."""
    pdf = _signed(report, world, level)
    assert pdf.count(b"startxref") - prepare(report).count(b"startxref") == (2 if level is Level.B_LTA else 1)
    assert (b"/DSS" in pdf) is (level in {Level.B_LT, Level.B_LTA})


def test_a_time_stamped_signature_outlives_its_certificate(report: bytes, world: pki.Authorities) -> None:
    """The certificate is judged at the time that is proven; without a time-stamp, at the time of verification."""
    assert _verified(_signed(report, world, Level.B_B), world, LATER).reasons == (
        Reason.CERTIFICATE_OUT_OF_PERIOD,
    )
    verdict = _verified(_signed(report, world, Level.B_LT), world, LATER)
    assert verdict.failures == ()
    assert "at the time that is proven, 2026-11-20" in verdict.trust.sentence


def test_when_the_authority_ends_nothing_is_proven_any_more(report: bytes, world: pki.Authorities) -> None:
    """An archive that nobody renewed falls back to what a signature without a time-stamp is worth."""
    verdict = _verified(_signed(report, world, Level.B_LTA), world, AFTER_ALL)
    assert verdict.time_stamp.state is State.NOT_ESTABLISHED
    assert verdict.reasons == (Reason.CERTIFICATE_OUT_OF_PERIOD,)


def test_an_authority_for_time_vouches_for_no_signer_and_the_other_way_round(
    report: bytes, world: pki.Authorities
) -> None:
    """The two kinds of trust are kept apart."""
    pdf = _signed(report, world, Level.B_T)
    roots = [world.root.certificate], [world.time_root.certificate]
    crossed = verify(pdf, at=pki.NOW, reliance=Reliance(roots[1], roots[0]))
    assert crossed.trust.reason is Reason.OTHER_SIGNER
    assert crossed.time_stamp.state is State.NOT_ESTABLISHED
    alone = verify(pdf, at=pki.NOW, reliance=Reliance(roots[0]))
    assert (alone.exit_code, alone.time_stamp.state) == (0, State.NOT_ESTABLISHED)


def test_a_revoked_certificate_is_refused_unless_the_signature_is_older(
    report: bytes, world: pki.Authorities
) -> None:
    """A list of a later day counts: for a signature proven to be older than the revocation it changes nothing."""
    revoked = {world.signer: pki.NOW + timedelta(days=2)}
    at = pki.NOW + timedelta(days=10)
    later = ValidationData(crls=(pki.crl(world.issuing, revoked, made=at),))
    stamped, unstamped = (_signed(report, world, level) for level in (Level.B_LT, Level.B_B))
    assert _verified(stamped, world, at, data=later).failures == ()
    assert _verified(unstamped, world, at, data=later).reasons == (Reason.CERTIFICATE_REVOKED,)
    earlier = {world.signer: pki.NOW - timedelta(days=2)}
    known = ValidationData(crls=(pki.crl(world.issuing, earlier, made=at),))
    assert _verified(stamped, world, at, data=known).reasons == (Reason.CERTIFICATE_REVOKED,)


def test_a_revoked_time_authority_is_refused(report: bytes, world: pki.Authorities) -> None:
    """Its stamps may be of any time."""
    at = pki.NOW + timedelta(days=10)
    known = ValidationData(crls=(pki.crl(world.time_root, {world.time: pki.NOW}, made=at),))
    assert _verified(_signed(report, world, Level.B_T), world, at, data=known).reasons == (
        Reason.CERTIFICATE_REVOKED,
    )


def test_who_is_trusted_by_the_own_certificate_can_be_revoked_all_the_same(
    report: bytes, world: pki.Authorities
) -> None:
    """A signer and an authority that the verifier names one by one: a list of the issuer that names them still counts."""
    at = pki.NOW + timedelta(days=10)
    lists = (
        pki.crl(world.issuing, {world.signer: pki.NOW - timedelta(days=2)}, made=at),
        pki.crl(world.time_root, {world.time: pki.NOW - timedelta(days=2)}, made=at),
    )
    for number, reason in ((0, "trust"), (1, "time_stamp")):
        known = ValidationData((world.time_root.certificate,), lists[number : number + 1])
        reliance = Reliance((world.signer.certificate,), (world.time.certificate,), data=known)
        verdict = verify(_signed(report, world, Level.B_T), at=at, reliance=reliance)
        assert [fact.name for fact in verdict.failures] == [reason]
        assert verdict.reasons == (Reason.CERTIFICATE_REVOKED,)


def test_a_list_of_somebody_else_counts_for_nothing(report: bytes, world: pki.Authorities) -> None:
    """An authority of the same name cannot revoke, nor show that something is not revoked."""
    false = pki.issue("Issuing", ca=True)
    known = ValidationData(crls=(pki.crl(false, {world.signer: pki.NOW - timedelta(days=5)}),))
    verdict = _verified(_signed(report, world, Level.B_B), world, data=known)
    assert verdict.failures == ()
    assert "revocation was not looked up" in verdict.trust.sentence


@pytest.mark.parametrize(
    ("without", "words"),
    [
        ("root", "not all there"),
        ("crl of the issuing authority", "not revoked cannot be shown"),
        ("crl of the root", "not revoked cannot be shown"),
        ("crl of the time root", "not revoked cannot be shown"),
        ("time root", "not all there"),
    ],
)
@pytest.mark.parametrize("level", [Level.B_LT, Level.B_LTA])
def test_a_level_that_cannot_be_reached_is_an_error(
    without: str, words: str, level: Level, report: bytes, world: pki.Authorities
) -> None:
    """Whatever is missing: no lower level comes out instead, and the message says what to give."""
    full = world.data()
    lists = dict(
        zip(
            ("crl of the root", "crl of the issuing authority", "crl of the time root"),
            full.crls,
            strict=True,
        )
    )
    above = {"root": world.root.certificate, "time root": world.time_root.certificate}
    data = ValidationData(
        tuple(one for name, one in above.items() if name != without),
        tuple(one for name, one in lists.items() if name != without),
    )
    with pytest.raises(LevelError, match=words) as caught:
        sign(report, world.identity, signed_at=pki.NOW, terms=_terms(world, level, data))
    assert caught.value.exit_code == 2
    assert "--c" in str(caught.value.hint)


def test_out_of_date_or_revoking_lists_do_not_reach_a_level(report: bytes, world: pki.Authorities) -> None:
    """A list that ended, and one that names the signer."""
    full = world.data()
    old = pki.crl(world.issuing, made=pki.NOW - timedelta(days=60))
    with pytest.raises(LevelError, match="cannot be shown"):
        sign(
            report, world.identity, signed_at=pki.NOW,
            terms=_terms(world, Level.B_LT, ValidationData(full.certificates, (full.crls[0], old, full.crls[2]))),
        )  # fmt: skip
    with pytest.raises(LevelError, match="revoked"):
        sign(
            report, world.identity, signed_at=pki.NOW,
            terms=_terms(world, Level.B_LT, world.data(issuing={world.signer: pki.NOW - timedelta(days=3)})),
        )  # fmt: skip


def test_a_self_made_identity_reaches_every_level(report: bytes, world: pki.Authorities) -> None:
    """Nobody could revoke it; what is needed is needed for the time-stamp authority."""
    own = pki.self_made()
    terms = _terms(world, Level.B_LTA)
    pdf = sign(report, own, signed_at=pki.NOW, terms=terms)
    verdict = verify(pdf, at=LATER, reliance=Reliance([own.certificate], [world.time_root.certificate]))
    assert (verdict.failures, verdict.time_stamp.state) == ((), State.OK)


@pytest.mark.parametrize(
    ("level", "authority", "data"),
    [
        (Level.B_B, True, False),
        (Level.B_B, False, True),
        (Level.B_T, True, True),
        *((level, False, False) for level in (Level.B_T, Level.B_LT, Level.B_LTA)),
    ],
)
def test_terms_that_contradict_themselves_are_refused(
    level: Level, *, authority: bool, data: bool, world: pki.Authorities
) -> None:
    """Before anybody is asked for anything."""
    asked: Authority | None = tsa.authority(world.time) if authority else None
    with pytest.raises(UsageError):
        Terms(level, asked, world.data() if data else ValidationData())


def test_an_authority_that_changes_its_certificate_between_two_answers_is_noticed(
    report: bytes, world: pki.Authorities
) -> None:
    """The archive stamp must be one whose data were embedded, or the level would be claimed and not held."""
    other = pki.issue("Time authority", world.time_root, key=pki.rsa_key(), purposes=pki.TIME_STAMPING)
    answers = [tsa.honest(one) for one in (world.time, world.time, other)]

    def ask(request: bytes) -> bytes:
        return answers.pop(0)(request)

    from compliance.signing import Authority

    terms = Terms(Level.B_LTA, Authority(ask), world.data())
    with pytest.raises(TimeStampError, match="another certificate"):
        sign(report, world.identity, signed_at=pki.NOW, terms=terms)
