"""OCSP responses: read as files, embedded for B-LT, and believed only where the issuer stands behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from compliance.errors import UsageError
from compliance.signing import (
    Level,
    LevelError,
    Reason,
    Reliance,
    Terms,
    ValidationData,
    load_ocsp,
    sign,
    verify,
)
from tests.signing import pki, tsa

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from compliance.signing import Verdict

BEFORE = pki.NOW - timedelta(days=3)


@pytest.fixture(scope="module")
def world() -> pki.Authorities:
    """Everybody, the signer with a certificate whose state a responder tells."""
    made = pki.authorities()
    return replace(made, signer=pki.issue("Avery Signer", made.issuing, more=[pki.ASK]))


def _responder(world: pki.Authorities) -> pki.Issued:
    """Somebody whom the issuing authority lets answer."""
    return pki.issue("Responder", world.issuing, purposes=pki.OCSP_SIGNING, more=[pki.NO_CHECK])


def _data(world: pki.Authorities, response: bytes) -> ValidationData:
    """What a verifier needs, where the signer's own authority keeps no list and is asked instead."""
    full = world.data()
    lists = (pki.crl(world.root), pki.crl(world.time_root))
    return ValidationData(full.certificates, lists, load_ocsp(response, "signer.ocsp"))


def _signed(report: bytes, world: pki.Authorities, response: bytes) -> bytes:
    terms = Terms(Level.B_LT, tsa.authority(world.time), _data(world, response))
    return sign(report, world.identity, signed_at=pki.NOW, terms=terms)


def _verified(
    pdf: bytes,
    world: pki.Authorities,
    *responses: bytes,
    at: datetime = pki.NOW,
    lists: tuple[bytes, ...] = (),
) -> Verdict:
    own = ValidationData(crls=lists, ocsps=responses)
    return verify(
        pdf, at=at, reliance=Reliance([world.root.certificate], [world.time_root.certificate], data=own)
    )


def test_a_response_reaches_the_level_in_place_of_a_list(report: bytes, world: pki.Authorities) -> None:
    """It is embedded as it was given, and later shows that the signer's certificate was not revoked."""
    response = pki.ocsp_response(world.signer, world.issuing)
    pdf = _signed(report, world, response)
    verdict = _verified(pdf, world, at=pki.NOW + timedelta(days=600))
    assert verdict.failures == ()
    assert "not revoked, as the revocation data say" in verdict.trust.sentence
    assert b"/OCSPs" in pdf


def test_a_responder_may_be_somebody_the_issuer_names(report: bytes, world: pki.Authorities) -> None:
    """Its certificate comes along in the response."""
    responder = _responder(world)
    pdf = _signed(report, world, pki.ocsp_response(world.signer, world.issuing, by=responder))
    assert "not revoked, as the revocation data say" in _verified(pdf, world).trust.sentence


def _revoked(world: pki.Authorities) -> bytes:
    return pki.ocsp_response(world.signer, world.issuing, revoked=BEFORE)


def _about_another(world: pki.Authorities) -> bytes:
    return pki.ocsp_response(pki.issue("Somebody", world.issuing), world.issuing)


def _out_of_date(world: pki.Authorities) -> bytes:
    return pki.ocsp_response(world.signer, world.issuing, made=pki.NOW - timedelta(days=60))


def _by_a_namesake(world: pki.Authorities) -> bytes:
    return pki.ocsp_response(world.signer, world.issuing, by=pki.issue("Issuing", ca=True))


def _by_the_signer(world: pki.Authorities) -> bytes:
    return pki.ocsp_response(world.signer, world.issuing, by=world.signer)


@pytest.mark.parametrize("answer", [_revoked, _about_another, _out_of_date, _by_a_namesake, _by_the_signer])
def test_a_response_that_does_not_show_it_does_not_reach_the_level(
    answer: Callable[[pki.Authorities], bytes], report: bytes, world: pki.Authorities
) -> None:
    """Revoked, about somebody else, too old, or of somebody whom the issuer did not ask: nothing is signed."""
    with pytest.raises(LevelError, match=r"revoked"):
        _signed(report, world, answer(world))


def test_a_response_that_says_revoked_is_heard(report: bytes, world: pki.Authorities) -> None:
    """Brought by the verifier: refused where the signature is not proven to be older, also when the response is old."""
    pdf = sign(report, world.identity, signed_at=pki.NOW)
    for made in (pki.NOW - timedelta(hours=1), pki.NOW - timedelta(days=2)):
        told = pki.ocsp_response(world.signer, world.issuing, revoked=BEFORE, made=made, days=1)
        assert _verified(pdf, world, told).reasons == (Reason.CERTIFICATE_REVOKED,)
    asked = pki.ocsp_response(world.signer, world.issuing, revoked=BEFORE, by=_responder(world))
    assert _verified(pdf, world, asked).reasons == (Reason.CERTIFICATE_REVOKED,)


def test_a_signature_that_is_older_outlives_the_revocation(report: bytes, world: pki.Authorities) -> None:
    """Its time-stamp proves that it was made before."""
    pdf = _signed(report, world, pki.ocsp_response(world.signer, world.issuing))
    at = pki.NOW + timedelta(days=10)
    later = pki.ocsp_response(world.signer, world.issuing, revoked=pki.NOW + timedelta(days=2), made=at)
    assert _verified(pdf, world, later, at=at).failures == ()


@pytest.mark.parametrize("answer", [_by_a_namesake, _by_the_signer])
def test_what_others_say_counts_for_nothing(
    answer: Callable[[pki.Authorities], bytes], report: bytes, world: pki.Authorities
) -> None:
    """Neither to revoke nor to show the contrary."""
    pdf = sign(report, world.identity, signed_at=pki.NOW)
    stranger = pki.issue("Issuing", ca=True)
    refusal = pki.ocsp_refusal()
    false = pki.ocsp_response(world.signer, world.issuing, revoked=BEFORE, by=stranger)
    unasked = pki.ocsp_response(
        world.signer, world.issuing, revoked=BEFORE, by=pki.issue("Responder", world.issuing)
    )
    for told in (false, unasked, refusal, answer(world)):
        verdict = _verified(pdf, world, told)
        assert verdict.failures == ()
        assert "revocation was not looked up" in verdict.trust.sentence


def test_a_response_about_several_is_read_for_each(report: bytes, world: pki.Authorities) -> None:
    """A responder may answer about two certificates at once; the second counts as the first does."""
    other = pki.ocsp_response(pki.issue("Somebody", world.issuing), world.issuing)
    good, bad = pki.ocsp_response(world.signer, world.issuing), _revoked(world)
    pdf = sign(report, world.identity, signed_at=pki.NOW)
    told = pki.ocsp_of_two(other, bad, world.issuing)
    assert _verified(pdf, world, told).reasons == (Reason.CERTIFICATE_REVOKED,)
    assert _verified(pdf, world, pki.ocsp_of_two(other, good, world.issuing)).failures == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"junk", pki.ocsp_refusal(), b"-----BEGIN OCSP RESPONSE-----"],
    ids=["empty", "junk", "refusal", "pem"],
)
def test_a_file_that_is_no_response_is_refused_by_name(data: bytes) -> None:
    """Before anything is signed."""
    with pytest.raises(UsageError, match=r"signer\.ocsp holds no successful OCSP response"):
        load_ocsp(data, "signer.ocsp")


def test_a_list_that_cannot_be_used_makes_nobody_a_stranger(report: bytes, world: pki.Authorities) -> None:
    """A certificate that names where its list lies, and a list of it that is out of date: not looked up, and no more."""
    point = x509.DistributionPoint([x509.UniformResourceIdentifier("http://crl.invalid/")], None, None, None)
    listed = pki.issue("Avery Signer", world.issuing, more=[x509.CRLDistributionPoints([point])])
    pdf = sign(report, listed.identity(world.issuing.certificate), signed_at=pki.NOW)
    old = pki.crl(world.issuing, made=pki.NOW - timedelta(days=60))
    verdict = _verified(pdf, world, lists=(old,))
    assert verdict.failures == ()
    assert "revocation was not looked up" in verdict.trust.sentence
