"""`explain`: ids, citations as people write them, and paths of facts."""

from __future__ import annotations

import pytest

from tests.cli.terminal import run


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("GDPR Art. 28(3)", "GDPR Art. 28(3)  ("),
        ("art 28(3)", "GDPR Art. 28(3)  ("),
        ("gdpr article 28 (3)", "GDPR Art. 28(3)  ("),
        ("HIPAA 164.308(b)(1)", "HIPAA 164.308(b)(1)  ("),
        ("§ 164.308(b)(1)", "HIPAA 164.308(b)(1)  ("),
        ("PCI 3.3.1", "PCI DSS 3.3.1  ("),
        ("pci_dss 3.3.1", "PCI DSS 3.3.1  ("),
        ("EU AI Act Article 50(1)", "EU AI Act Art. 50(1)  ("),
    ],
)
def test_a_provision_is_found_however_it_is_cited(name: str, head: str) -> None:
    """With or without the name of the framework, in any case, with the usual words for a unit."""
    assert run("explain", name).out.startswith(head)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("flows.any.encryption", ["How it is encrypted on the way.", "tls1.3", "flow-encryption:"]),
        ("practices.risk_analysis", ["risk-analysis-dates:", "hipaa-308-risk-analysis:"]),
        ("practices.risk_analysis.performed_on", ["Each day on which it was carried out.", "Part of"]),
        ("components.log.stores.traces.encryption", ["of the holding", "hipaa-312-encryption-at-rest:"]),
        ("zones.cards.joins_cde", ["yes or no of the zone", "pci-4-2-1-2-wireless-encrypted:"]),
        ("organisation.roles.gdpr", ["controller", "organisation-gdpr-role:"]),
        ("parties.vendor.agreements.baa", ["Stated by", "Read by"]),
    ],
)
def test_a_fact_says_what_it_is_who_asks_for_it_and_who_reads_it(path: str, parts: list[str]) -> None:
    """Ids of the user's own stand for any."""
    text = " ".join(run("explain", path).out.split())
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("flows.any.encrypton", "flows.any.encryption"),
        ("flow.any.encryption", "flows.any.encryption"),
        ("practices.risk_analisis", "practices.risk_analysis"),
        ("hipaa-312-encryption-at-res", "hipaa-312-encryption-at-rest"),
    ],
)
def test_what_is_misspelt_names_the_likely_one(wrong: str, meant: str) -> None:
    """Wrong usage ends with 2 and a hint."""
    found = run("explain", wrong)
    assert found.code == 2
    assert f"Did you mean {meant!r}?" in found.err
