"""Small catalogs for rendering: real ids, controls that say something, no conditions worth evaluating."""

from __future__ import annotations

import hashlib
from typing import TypeAlias

from compliance.model import condition
from compliance.model.catalog import (
    Catalog,
    Cites,
    Control,
    EvidenceItem,
    Expectation,
    Framework,
    FrameworkCatalog,
    Messages,
    Provision,
    Question,
    Reference,
    Remedy,
)

FRAMEWORKS = {
    "hipaa": (
        "HIPAA",
        "HIPAA Security, Breach and Privacy Rules",
        "45 CFR part 164, subparts C, D, E",
        "eCFR as of 2026-07-01",
    ),
    "gdpr": (
        "GDPR",
        "General Data Protection Regulation",
        "Regulation (EU) 2016/679",
        "consolidated text of 2016-05-04",
    ),
    "pci_dss": (
        "PCI DSS",
        "Payment Card Industry Data Security Standard",
        "PCI DSS v4.0.1",
        "v4.0.1 of June 2024",
    ),
    "eu_ai_act": (
        "EU AI Act",
        "Artificial Intelligence Act",
        "Regulation (EU) 2024/1689",
        "as amended on 2026-07-24",
    ),
}
NOT_ASSESSED = {
    "hipaa": ("164.105", "part 160", "42 CFR part 2", "state law"),
    "gdpr": ("national law that specifies it, such as hospital acts of the Länder",),
    "pci_dss": (),
    "eu_ai_act": ("product safety law of Annex I, section B",),
}
TITLES = {
    "164.308(a)(1)(ii)(A)": "Risk analysis",
    "164.308(a)(1)(ii)(B)": "Risk management",
    "164.308(a)(1)(ii)(D)": "Review of system activity",
    "164.308(a)(5)(i)": "Security awareness and training",
    "164.308(a)(7)(ii)(A)": "Data backup plan",
    "164.308(b)(1)": "Assurances from business associates before sharing ePHI",
    "164.308(b)(3)": "Assurances in a written contract",
    "164.312(a)(1)": "Access control",
    "164.312(a)(2)(iv)": "Encryption and decryption",
    "164.312(b)": "Audit controls",
    "164.312(e)(1)": "Transmission security",
    "164.312(e)(2)(ii)": "Encryption in transmission",
    "164.314(a)(1)": "Business associate contracts: security terms",
    "164.502(b)(1)": "Minimum necessary",
    "164.502(e)(1)": "Disclosure to business associates",
    "164.504(e)(2)": "Content of business associate contracts",
    "Art. 5(1)(c)": "Data minimisation",
    "Art. 6(1)": "Lawfulness of processing",
    "Art. 9(1)": "Special categories",
    "Art. 13(1)": "Information at collection",
    "Art. 22(1)": "Automated individual decisions",
    "Art. 25(1)": "Data protection by design",
    "Art. 28(1)": "Sufficient guarantees of the processor",
    "Art. 28(3)": "Contract with the processor",
    "Art. 28(3)(a)": "Documented instructions",
    "Art. 28(3)(g)": "Deletion or return",
    "Art. 30(1)": "Record of processing",
    "Art. 32(1)": "Security of processing",
    "Art. 35(1)": "Data protection impact assessment",
    "Art. 44": "General principle for transfers",
    "Art. 46(1)": "Appropriate safeguards for transfers",
    "Art. 4": "AI literacy",
    "Art. 5(1)(f)": "No inference of emotions at work",
    "Art. 26(1)": "Use according to instructions",
    "Art. 26(2)": "Human oversight by competent people",
    "Art. 27(1)": "Fundamental rights impact assessment",
    "Art. 50(1)": "People know that they interact with an AI system",
    "Art. 50(2)": "Marking of generated content",
    "Art. 50(4)": "Disclosure of generated text",
}
QUESTIONS = (
    (
        "risk-analysis-date",
        "practices.risk_analysis.performed_on",
        "When was the last risk analysis that covers every system holding patient data completed?",
        "A missing or outdated analysis is the finding regulators cite most.",
        "The signed report with its scope and the treatment plan.",
    ),
    (
        "abuse-log-encryption",
        "components.abuse-log.encryption",
        "Is the vendor's abuse-monitoring log encrypted at rest, and with whose keys?",
        "Prompts with patient data stay there for thirty days.",
        "The vendor's security documentation for this product.",
    ),
    (
        "reviewer-contract",
        "parties.abuse-reviewers.agreements",
        "Which contracts bind the people who review flagged prompts?",
        "They can read patient data in clear.",
        "The vendor's list of sub-processors with its contract terms.",
    ),
    (
        "literacy-training",
        "practices.training.contents",
        "Were the people who use the assistant trained in what it can and cannot do?",
        "The duty binds every deployer.",
        "The training record with date and content.",
    ),
)
# id, framework, title, settles, severity, effort, recommendation, rationale
Row: TypeAlias = tuple[str, str, str, tuple[str, ...], str, str, str, str]
CONTROLS: tuple[Row, ...] = (
    ("hipaa-164-308-b-associate-contract", "hipaa", "Every business associate is bound by a contract before it receives patient data", ("164.308(b)(1)", "164.308(b)(3)", "164.314(a)(1)", "164.502(e)(1)"), "high", "medium", "Conclude a business associate contract with the model vendor before the next prompt is sent, or move the flow to a model no outside party operates.", "A prompt sent to a hosted model discloses the patient data in it to its operator. Without the contract the disclosure has no permission, and nobody has promised to report a breach."),
    ("hipaa-164-312-a-encryption-at-rest", "hipaa", "Stored patient data is encrypted", ("164.312(a)(2)(iv)",), "medium", "low", "Switch on encryption of the prompt log and rotate its keys.", "Whoever obtains the disk or the backup reads every prompt."),
    ("hipaa-164-312-e-transmission", "hipaa", "Patient data is encrypted on every network it crosses", ("164.312(e)(1)", "164.312(e)(2)(ii)"), "medium", "low", "Serve the record interface over TLS 1.2 or newer.", "Traffic inside the hospital can be read by any device that is attached to the same segment."),
    ("hipaa-164-312-b-audit-controls", "hipaa", "Activity in every system that holds patient data is recorded", ("164.312(b)",), "medium", "medium", "Record access to each of these systems.", "Misuse leaves no trace."),
    ("hipaa-164-308-a1-risk-analysis", "hipaa", "A current risk analysis covers every system that holds patient data", ("164.308(a)(1)(ii)(A)",), "high", "high", "Carry out the analysis and extend it to the assistant.", "Without it no safeguard can be shown to be reasonable."),
    ("hipaa-164-502-b-minimum-necessary", "hipaa", "Only the patient data that the task needs is sent", ("164.502(b)(1)",), "medium", "medium", "Record for each field why the letter needs it.", "Whatever is sent can be kept and read elsewhere."),
    ("gdpr-28-processor-contract", "gdpr", "Every processor is bound by a data processing agreement with the required content", ("Art. 28(3)", "Art. 28(3)(a)", "Art. 28(3)(g)"), "high", "medium", "Amend the agreement with the model vendor by the missing clauses on sub-processors, help with rights and deletion.", "Without the clauses the vendor may keep prompts and hand them on."),
    ("gdpr-28-contract-in-time", "gdpr", "Processing by a processor began only under an agreement", ("Art. 28(3)",), "medium", "low", "Record the period without an agreement and assess whether it was a personal data breach.", "From 2 March to 4 May 2026 the vendor processed patient data without being bound."),
    ("gdpr-46-transfer-instrument", "gdpr", "Every transfer to a third country rests on an instrument", ("Art. 44", "Art. 46(1)"), "high", "medium", "Agree standard contractual clauses with the model vendor, or choose a region inside the Union.", "Patient data reach a country without an adequacy decision for this recipient."),
    ("gdpr-32-security", "gdpr", "Security of processing fits the risk", ("Art. 32(1)",), "medium", "medium", "Let a qualified person weigh the measures against the risk and record the conclusion.", "Whether measures are appropriate is a weighing that facts alone do not decide."),
    ("gdpr-35-impact-assessment", "gdpr", "A data protection impact assessment covers likely high risk", ("Art. 35(1)",), "high", "high", "Carry out and document the assessment.", "Health data on a large scale with new technology."),
    ("gdpr-30-record", "gdpr", "The record of processing names the activity", ("Art. 30(1)",), "low", "low", "Add the assistant to the record.", "The record is what an authority asks for first."),
    ("gdpr-6-legal-basis", "gdpr", "Each purpose has a legal basis", ("Art. 6(1)",), "high", "medium", "State and document the basis.", "Without one the processing is unlawful."),
    ("aia-4-literacy", "eu_ai_act", "People who use the system know what it can and cannot do", ("Art. 4",), "medium", "low", "Train the physicians who sign the drafts.", "A draft that reads well is signed unread."),
    ("aia-26-oversight", "eu_ai_act", "Competent people oversee the system", ("Art. 26(2)",), "medium", "medium", "Name the people and give them time.", "The oversight exists only on paper otherwise."),
    ("aia-50-disclosure", "eu_ai_act", "Generated text that informs people is disclosed as such", ("Art. 50(4)",), "low", "low", "Add a line to each letter that was drafted by the assistant and not reviewed.", "Readers trust a physician's words."),
    ("aia-50-marking", "eu_ai_act", "Generated content carries a machine-readable mark", ("Art. 50(2)",), "medium", "medium", "Ask the vendor for output with provenance marks before the date.", "Later use of the text cannot be told from a physician's own words."),
)  # fmt: skip


def sha(text: str) -> str:
    """A digest to stand for a file."""
    return hashlib.sha256(text.encode()).hexdigest()


def catalog(provision_ids: dict[str, tuple[str, ...]]) -> Catalog:
    """A catalog with the given provisions by framework, and the controls above."""
    return Catalog(
        frameworks=tuple(_framework(law, ids) for law, ids in provision_ids.items()),
        questions=tuple(
            Question(id=i, states=states, scope="organisation", text=text, why=why, good_evidence=good)
            for i, states, text, why, good in QUESTIONS
        ),
        practices={},
        categories={},
        sets={},
    )


def _framework(law: str, ids: tuple[str, ...]) -> FrameworkCatalog:
    short, title, citation, text = FRAMEWORKS[law]
    return FrameworkCatalog(
        framework=Framework(
            id=law,
            title=title,
            short=short,
            citation=citation,
            text_version=text,
            catalog_version="0.1.0",
            applies=condition.TRUE,
            because="Decided by the roles of the organisation and the data in the system.",
            not_assessed=NOT_ASSESSED[law],
        ),
        provisions=tuple(
            Provision.model_validate({"id": i, "title": TITLES.get(i, "Further duty"), "class": "duty"})
            for i in ids
        ),
        controls=tuple(_control(row) for row in CONTROLS if row[1] == law),
        rules=(),
        origin="built_in",
        sha256=sha(law),
    )


def _control(row: Row) -> Control:
    identifier, law, title, settles, severity, effort, text, rationale = row
    return Control.model_validate(
        {
            "id": identifier,
            "title": title,
            "lifecycle": "stable",
            "since": "0.1",
            "provisions": Cites(settles=settles),
            "severity": severity,
            "method": "architecture",
            "statement": title,
            "rationale": rationale,
            "subject": "component",
            "expect": (Expectation(condition=condition.TRUE),),
            "messages": Messages(),
            "evidence": (
                EvidenceItem(kind="document", what="The signed document with the clauses located in it"),
            ),
            "remediation": Remedy.model_validate({"effort": effort, "text": text}),
            "limits": ("Reads what is stated; it does not read the document.",),
            "references": (Reference(citation=law),),
            "framework": law,
        }
    )
