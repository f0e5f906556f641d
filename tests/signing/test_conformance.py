"""A report that conforms to PDF/A-3a or PDF/UA-1 still does so after repacking, signing and countersigning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page
import pytest

from compliance.signing import prepare, sign, verify
from tests.signing import attacks, pki, reports

if TYPE_CHECKING:
    from compliance.signing import Identity

VARIANTS = [("pdf/a-3a", "3a"), ("pdf/ua-1", "ua1")]
FALSE_POSITIVES = {
    # The validator holds an earlier signature's range against the end of the whole file, later revisions included.
    "PDFA3A-SIGNATURE-BYTERANGE-001",
    # The validator takes a CR that ends compressed data for part of the line end behind it.
    "PDFA3A-STREAM-LENGTH-001",
}


def _failures(pdf: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize(("variant", "profile"), VARIANTS)
def test_conformance_survives_signing(variant: str, profile: str, signer: Identity) -> None:
    """No rule fails before or after: the invisible field satisfies both standards without a tag."""
    report = reports.render(variant=variant)
    assert _failures(prepare(report), profile) == []
    assert _failures(sign(report, signer, signed_at=pki.NOW, reason="Report issued"), profile) == []


@pytest.mark.parametrize(("variant", "profile"), VARIANTS)
def test_signing_a_visible_field_adds_no_failure(variant: str, profile: str, signer: Identity) -> None:
    """Whether a field of the renderer is tagged is the renderer's part; filling it changes nothing about that."""
    report = reports.with_visible_field(reports.render(variant=variant))
    assert _failures(sign(report, signer, signed_at=pki.NOW), profile) == _failures(prepare(report), profile)


def test_both_standards_at_once_with_the_field_of_the_renderer(signer: Identity, attacker: Identity) -> None:
    """What the renderer writes keeps both standards in one file, signed and countersigned, and stays verifiable."""
    report = reports.with_sign_off()
    signed = sign(report, signer, signed_at=pki.NOW)
    both = attacks.countersign(signed, attacker)
    for pdf in (report, prepare(report), signed, both):
        found = {failure.split(":")[0] for profile in ("3a", "ua1") for failure in _failures(pdf, profile)}
        assert found <= (FALSE_POSITIVES if pdf == both else set())
    for pdf in (signed, both):
        assert verify(pdf, at=pki.NOW).failures == ()


@pytest.mark.parametrize(("variant", "profile"), VARIANTS)
def test_conformance_survives_a_countersignature(
    variant: str, profile: str, signer: Identity, attacker: Identity
) -> None:
    """What the validator then finds are its known false positives, by id."""
    signed = sign(reports.render(variant=variant), signer, signed_at=pki.NOW)
    found = _failures(attacks.countersign(signed, attacker), profile)
    assert {failure.split(":")[0] for failure in found} <= FALSE_POSITIVES
