"""Every way to forge a report is refused, for its own reason. The viewer `pdfsig` calls most of these valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.signing import Identity, Reason, State, sign, verify
from tests.signing import attacks, pki
from tests.signing.reports import INPUTS, MANIFEST, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.signing import Verdict

CHANGED = Reason.CHANGED_AFTER_SIGNING

FORGERIES = [
    (attacks.page_content, CHANGED, "page"),
    (attacks.page_stream_in_place, CHANGED, "page content"),
    (attacks.page_tree_swapped, CHANGED, ""),
    (attacks.attachment_swapped, CHANGED, "an embedded file"),
    (attacks.attachment_added, CHANGED, "an embedded file"),
    (attacks.annotation_added, CHANGED, "page"),
    (attacks.text_field_added, CHANGED, "the form"),
    (attacks.hidden_field_added, CHANGED, "the form"),
    (attacks.open_action, CHANGED, "an action when the file is opened"),
    (attacks.form_dropped, Reason.SIGNATURE_HIDDEN, ""),
    (attacks.form_and_permissions_dropped, Reason.SIGNATURE_HIDDEN, ""),
    (attacks.metadata_rewritten, CHANGED, "metadata"),
    (attacks.info_rewritten, CHANGED, "metadata"),
    (attacks.nothing, Reason.NOT_A_PDF, ""),
    (attacks.half, Reason.TRUNCATED, "cut short"),
    (attacks.last_line_cut, Reason.TRUNCATED, ""),
    (attacks.cut_inside_the_signature, Reason.TRUNCATED, ""),
    (attacks.trailing_bytes, Reason.TRAILING_BYTES, ""),
    (attacks.trailing_space, Reason.TRAILING_BYTES, ""),
    (attacks.many_trailing_bytes, Reason.TRAILING_BYTES, ""),
    (attacks.range_zeroed, Reason.COVERAGE_UNCLEAR, ""),
    (attacks.value_zeroed, Reason.SIGNATURE_UNREADABLE, ""),
    (attacks.value_padded, Reason.TAMPERED, ""),
    (attacks.signature_value_replaced, Reason.COVERAGE_UNCLEAR, ""),
    (attacks.permissions_dropped, CHANGED, ""),
    (attacks.page_marks_changed, CHANGED, ""),
    (attacks.appearances_left_to_the_viewer, CHANGED, "the form"),
    (attacks.loose_object_added, CHANGED, ""),
]


def _verify(pdf: bytes, *trusted: Identity) -> Verdict:
    return verify(pdf, at=pki.NOW, trust=[identity.certificate for identity in trusted])


@pytest.fixture(params=["nobody", "signer"])
def trusted(request: pytest.FixtureRequest, signer: Identity) -> list[Identity]:
    """Whom the verifier relies on."""
    return [signer] if request.param == "signer" else []


@pytest.mark.parametrize(
    ("forge", "reason", "words"), FORGERIES, ids=lambda value: getattr(value, "__name__", None)
)
def test_forgery_is_refused(
    forge: Callable[[bytes], bytes],
    reason: Reason,
    words: str,
    signed: bytes,
    trusted: list[Identity],
) -> None:
    """Each forgery ends with exit code 4 and its own first reason, whether or not the signer is known."""
    verdict = _verify(forge(signed), *trusted)
    assert (verdict.exit_code, verdict.reasons[:1]) == (4, (reason,)), verdict.facts
    assert any(words in fact.sentence.lower() for fact in verdict.failures)
    assert not verdict.embedded


CHANGES = [forge for forge, reason, _ in FORGERIES if reason is CHANGED]


@pytest.mark.parametrize("forge", CHANGES, ids=lambda forge: forge.__name__)
def test_change_is_refused_although_a_later_signature_covers_it(
    forge: Callable[[bytes], bytes], signed: bytes, signer: Identity, attacker: Identity
) -> None:
    """A second signature, even a trusted one, makes the file covered as a whole, and still not unchanged."""
    verdict = _verify(attacks.countersign(forge(signed), attacker), signer, attacker)
    assert (verdict.coverage.state, verdict.changes.state) == (State.OK, State.FAILED)
    lifted = forge is attacks.permissions_dropped
    assert verdict.reasons == (Reason.CHANGES_NOT_RESTRICTED if lifted else CHANGED,)


def test_certificate_of_another_beside_the_signature_is_found(
    report: bytes, signer: Identity, attacker: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forger can put the true signer's certificate into the file, but not sign with its key."""
    monkeypatch.setattr("compliance.signing.writer.fits", lambda *_: True)
    forged = sign(report, Identity(signer.certificate, (), attacker.key), signed_at=pki.NOW)
    for trusted in ((), (signer,), (attacker,)):
        assert _verify(forged, *trusted).reasons == (Reason.TAMPERED,)


def test_unsigned_report_is_refused(prepared: bytes) -> None:
    """The file before signing, which is also what stripping the signature's revision leaves, counts as unsigned."""
    verdict = _verify(prepared)
    assert (verdict.exit_code, verdict.reasons) == (4, (Reason.UNSIGNED,))


def test_forger_with_a_key_of_the_same_name_is_another_signer(
    report: bytes, signed: bytes, prepared: bytes, signer: Identity, attacker: Identity
) -> None:
    """A report signed, or stripped and signed again, with another key is refused once the true signer is given."""
    for pdf in (report, attacks.stripped(signed, prepared)):
        forged = sign(pdf, attacker, signed_at=pki.NOW)
        assert _verify(forged, signer).reasons == (Reason.OTHER_SIGNER,)
        assert _verify(forged).bottom_line.startswith("Intact; signer not established")


def test_second_signature_of_a_stranger_is_refused_when_the_signer_is_given(
    signed: bytes, signer: Identity, attacker: Identity
) -> None:
    """Those trusted are the only ones allowed, also for further signatures."""
    assert _verify(attacks.countersign(signed, attacker), signer).reasons == (Reason.OTHER_SIGNER,)


def test_visible_signature_over_the_page_is_a_change(signed: bytes, attacker: Identity) -> None:
    """A new visible field could cover findings, so it is refused although viewers accept it."""
    verdict = _verify(attacks.sneaky_signature(signed, attacker))
    assert verdict.reasons == (CHANGED,)
    assert verdict.coverage.state is State.OK


def test_shadow_text_cannot_be_brought_to_light(report: bytes, signer: Identity) -> None:
    """Content hidden before signing cannot be shown afterwards."""
    honest = sign(attacks.with_shadow(report), signer, signed_at=pki.NOW)
    assert _verify(honest, signer).exit_code == 0
    assert _verify(attacks.shadow_shown(honest), signer).reasons == (CHANGED,)


def test_signature_that_does_not_certify_is_refused(prepared: bytes, signer: Identity) -> None:
    """An ordinary first signature leaves later changes to the viewer, so it is not what this program makes."""
    for forge in (attacks.uncertified, attacks.certified_without_permissions):
        assert _verify(forge(prepared, signer), signer).reasons == (Reason.CHANGES_NOT_RESTRICTED,)


def test_inputs_swapped_before_signing_do_not_match_the_manifest(signer: Identity) -> None:
    """A signature over a report whose embedded files are not those of its manifest does not help."""
    manifest = {"manifest.json": MANIFEST}
    honest = {file.name: file.content for file in INPUTS}
    cases = {
        Reason.MANIFEST_MISMATCH: {**honest, **manifest, "architecture.yaml": b"schema: other\n"},
        Reason.ATTACHMENT_MISSING: {**manifest, "assessment.json": honest["assessment.json"]},
        Reason.ATTACHMENT_UNLISTED: {**honest, **manifest, "extra.yaml": b"forged"},
        Reason.MANIFEST_MISSING: honest,
        Reason.MANIFEST_UNREADABLE: {**honest, "manifest.json": b"{}"},
    }
    for reason, embedded in cases.items():
        forged = sign(render(embedded=embedded), signer, signed_at=pki.NOW)
        assert _verify(forged, signer).reasons == (reason,)
