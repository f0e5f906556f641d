"""What is said of honest files, of who signed them, and of whom the verifier relies on."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asn1crypto import keys
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import registry

from compliance.signing import Reason, State, fingerprint, sign, verify
from compliance.signing.writer import to_asn1
from tests.signing import attacks, pki, reports

if TYPE_CHECKING:
    from compliance.signing import Identity


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the network nor the system's trust store is there while a file is verified."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("verification reached for the network or the system's trust store")

    monkeypatch.setattr(registry, "_system_trust_roots", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_honest_file_without_trust(signed: bytes) -> None:
    """Exit code 0, and the signer is not established: anyone could have made this certificate."""
    verdict = verify(signed, at=pki.NOW)
    states = {fact.name: str(fact.state) for fact in verdict.facts}
    assert states == {
        "intact": "ok",
        "signed_by": "ok",
        "trust": "not_established",
        "coverage": "ok",
        "changes": "ok",
        "time_stamp": "not_established",
        "inputs": "ok",
        "catalog": "not_checked",
        "replay": "not_checked",
        "pages": "not_checked",
    }
    assert [fact.number for fact in verdict.facts] == list(range(1, 11))
    assert verdict.exit_code == 0
    assert verdict.bottom_line == "Intact; signer not established; findings not derived again."
    assert verdict.embedded == reports.EMBEDDED


def test_honest_file_with_its_own_certificate(signed: bytes, signer: Identity) -> None:
    """The certificate handed over on another channel settles who signed."""
    verdict = verify(signed, at=pki.NOW, trust=[signer.certificate])
    assert verdict.trust.state is State.OK
    assert verdict.bottom_line.startswith("Intact; signed by CN=Avery Signer,O=Example Hospital;")
    (by,) = verdict.signers
    assert (by.fingerprint, by.stated_time, by.reason) == (
        fingerprint(signer.certificate),
        pki.NOW,
        "Report issued",
    )
    assert by.fingerprint in verdict.signed_by.sentence
    assert "stated time 2026-11-20 10:00:00 UTC" in verdict.signed_by.sentence


def test_time_is_called_a_claim(signed: bytes) -> None:
    """Without a time-stamp nobody but the signer says when it was signed."""
    assert "what the signer claims" in verify(signed, at=pki.NOW).time_stamp.sentence


def test_time_stamp_of_a_stranger_proves_nothing(signed: bytes, attacker: Identity) -> None:
    """A time-stamp whose authority nobody vouches for is read and named, and nothing is said to rest on it."""
    authority = pki.issue("TSA", key=pki.rsa_key(), purposes=pki.TIME_STAMPING)
    certificate = to_asn1(authority.certificate)
    key = keys.PrivateKeyInfo.load(authority.private_der())
    stamped = attacks.countersign(
        signed, attacker, timestamper=DummyTimeStamper(certificate, key, fixed_dt=pki.NOW)
    )
    verdict = verify(stamped, at=pki.NOW)
    assert (verdict.exit_code, verdict.time_stamp.state) == (0, State.NOT_ESTABLISHED)
    assert "no given certificate vouches for" in verdict.time_stamp.sentence
    assert [stamp.relied_on for stamp in verdict.stamps] == [False]


def test_signer_of_an_authority(report: bytes) -> None:
    """With a root given, the path over the embedded chain is enough, also when only the issuing authority is given."""
    root = pki.issue("Root", ca=True)
    issuing = pki.issue("Issuing", root, ca=True)
    leaf = pki.issue("Avery Signer", issuing)
    pdf = sign(report, leaf.identity(issuing.certificate), signed_at=pki.NOW)
    for trusted in (root, issuing, leaf):
        verdict = verify(pdf, at=pki.NOW, trust=[trusted.certificate])
        assert (verdict.trust.state, verdict.exit_code) == (State.OK, 0)
    other = pki.issue("Root", ca=True)
    assert verify(pdf, at=pki.NOW, trust=[other.certificate]).reasons == (Reason.OTHER_SIGNER,)


def test_leaf_is_no_authority(report: bytes, signer: Identity) -> None:
    """A certificate issued by a person's certificate hangs on nothing, whatever it claims."""
    forged = pki.issue("Forger", pki.issue("Avery Signer"))
    pdf = sign(report, forged.identity(), signed_at=pki.NOW)
    assert verify(pdf, at=pki.NOW, trust=[signer.certificate]).reasons == (Reason.OTHER_SIGNER,)


def test_certificate_out_of_its_period_is_not_relied_on(signed: bytes, signer: Identity) -> None:
    """Without a time-stamp an expired certificate says nothing, even when it is the one given."""
    later = pki.NOW + timedelta(days=3 * 365 + 1)
    assert verify(signed, at=later, trust=[signer.certificate]).reasons == (Reason.CERTIFICATE_OUT_OF_PERIOD,)
    assert verify(signed, at=later).exit_code == 0


def test_certificate_of_an_expired_authority_is_not_relied_on(report: bytes) -> None:
    """The path is judged at the time of verification as well."""
    root = pki.issue("Root", ca=True)
    issuing = pki.issue("Issuing", root, ca=True, days=40)
    leaf = pki.issue("Avery Signer", issuing)
    pdf = sign(report, leaf.identity(issuing.certificate), signed_at=pki.NOW)
    verdict = verify(pdf, at=pki.NOW + timedelta(days=60), trust=[root.certificate])
    assert verdict.reasons == (Reason.CERTIFICATE_OUT_OF_PERIOD,)


def test_certificate_for_another_purpose_is_refused(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A web server's certificate of the same authority does not sign reports."""
    root = pki.issue("Root", ca=True)
    server = pki.issue("www", root, purposes=pki.SERVER_ONLY)
    monkeypatch.setattr("compliance.signing.certificate.check_signing_certificate", lambda _: None)
    pdf = sign(report, server.identity(), signed_at=pki.NOW)
    assert verify(pdf, at=pki.NOW, trust=[root.certificate]).reasons == (Reason.CERTIFICATE_UNSUITABLE,)


def test_weak_key_is_refused(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that can be broken proves nothing, trusted or not."""
    weak = pki.issue("Weak", key=pki.weak_key())
    monkeypatch.setattr("compliance.signing.certificate.check_signing_certificate", lambda _: None)
    pdf = sign(report, weak.identity(), signed_at=pki.NOW)
    assert verify(pdf, at=pki.NOW, trust=[weak.certificate]).reasons == (Reason.WEAK_ALGORITHM,)


def test_countersignature_is_the_one_change_allowed(
    signed: bytes, signer: Identity, attacker: Identity
) -> None:
    """A colleague's signature keeps the first one good, covers the whole file, and both are named."""
    colleague = attacker
    pdf = attacks.countersign(signed, colleague)
    verdict = verify(
        pdf, at=pki.NOW + timedelta(minutes=1), trust=[signer.certificate, colleague.certificate]
    )
    assert verdict.failures == ()
    assert [by.field_name for by in verdict.signers] == ["Signature1", "Countersignature1"]
    assert [by.certifying for by in verdict.signers] == [True, False]
    assert "nothing else" in verdict.changes.sentence
    assert verdict.embedded == reports.EMBEDDED


def test_change_between_two_signatures_is_found(signed: bytes, signer: Identity, attacker: Identity) -> None:
    """A countersignature over a changed file does not make the change good."""
    pdf = attacks.countersign(attacks.page_content(signed), attacker)
    verdict = verify(pdf, at=pki.NOW, trust=[signer.certificate, attacker.certificate])
    assert verdict.reasons == (Reason.CHANGED_AFTER_SIGNING,)


def test_file_cut_back_to_its_first_signature_misses_the_second(
    signed: bytes, signer: Identity, attacker: Identity
) -> None:
    """An earlier revision is a good file in itself; only who knows which signatures to expect can tell."""
    expected = [fingerprint(signer.certificate), fingerprint(attacker.certificate).upper()]
    both = attacks.countersign(signed, attacker)
    assert verify(both, at=pki.NOW, expected=expected).exit_code == 0
    assert verify(signed, at=pki.NOW, expected=expected).reasons == (Reason.MISSING_SIGNER,)
    assert verify(both, at=pki.NOW, expected=expected[:1]).reasons == (Reason.OTHER_SIGNER,)
    with_colons = ":".join(expected[0][place : place + 2] for place in range(0, 64, 2))
    assert verify(signed, at=pki.NOW, expected=[with_colons]).exit_code == 0


def test_renderer_field_for_the_countersignature_can_be_filled(
    report: bytes, signer: Identity, attacker: Identity
) -> None:
    """A visible field that was there when the report was certified may be signed, with the appearance it has."""
    pdf = sign(reports.with_visible_field(report, name="Countersignature1"), signer, signed_at=pki.NOW)
    verdict = verify(attacks.countersign(pdf, attacker, style=attacks.kept_appearance()), at=pki.NOW)
    assert verdict.failures == ()
