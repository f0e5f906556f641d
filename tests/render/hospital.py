"""A realistic assessment of the hospital's assistant: every outcome, timing and standing, four frameworks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compliance.model.assessment import (
    AcceptanceNote,
    Ask,
    Assessment,
    Classified,
    DeterminationNote,
    Finding,
    FrameworkInput,
    FrameworkScope,
    FrameworkSummary,
    Inherited,
    Input,
    Inputs,
    Note,
    ProvisionOutcome,
    ProvisionResult,
    Read,
    Reason,
    Remediation,
    SharedInput,
    Source,
    Subject,
    Summary,
    SystemName,
    Tool,
)
from compliance.render import Attachment, Engagement, ReportInput
from tests.render.description import architecture
from tests.render.laws import CONTROLS, FRAMEWORKS, TITLES, catalog, sha

if TYPE_CHECKING:
    from compliance.model.assessment import Outcome

ROWS = {row[0]: row for row in CONTROLS}


def read(fact: str, value: str) -> Read:
    """A fact with a place that depends on nothing but the fact."""
    return Read(fact, value, Source("architecture.yaml", int(sha(fact)[:6], 16) % 160 + 1, 5))


def finding(control: str, subject: str, outcome: str, message: str, **more: Any) -> Finding:
    """A finding of a control of the table; `subject` is `kind:id`."""
    _, law, _, settles, severity, effort, text, _ = ROWS[control]
    kind, _, identifier = subject.partition(":")
    timing, applies = more.get("timing", "in_force"), more.pop("applies_from", None)
    reason = more.pop("reason", None)
    fields: dict[str, Any] = {
        "id": f"{control}@{subject}",
        "control": control,
        "framework": law,
        "provisions": settles,
        "by_provision": tuple(ProvisionOutcome(p, outcome, timing, applies, reason) for p in settles),  # type: ignore[arg-type]
        "subject": Subject(kind, identifier),
        "outcome": outcome,
        "severity": severity,
        "timing": timing,
        "standing": "current",
        "period": None,
        "assurance": "stated" if outcome == "satisfied" else None,
        "basis": "direct" if outcome == "satisfied" else None,
        "inherited": None,
        "message": message,
        "because": (),
        "asks": (),
        "path": (),
        "remediation": Remediation(text, effort),  # type: ignore[arg-type]
    }
    return Finding(**{**fields, **more})


def findings() -> tuple[Finding, ...]:
    """About a dozen controls with every outcome."""
    return (*_gaps(), *_open(), *_judged(), *_met(), *_later())


def _gaps() -> list[Finding]:
    baa, dpa = "hipaa-164-308-b-associate-contract", "gdpr-28-processor-contract"
    rest, move, away = (
        "hipaa-164-312-a-encryption-at-rest",
        "hipaa-164-312-e-transmission",
        "gdpr-46-transfer-instrument",
    )
    way = ("drafting", "gateway", "llm")
    return [
        finding(baa, "party:model-vendor", "gap", "Model vendor receives patient data from Prompt gateway and no business associate contract covers it.", because=(read("parties.model-vendor.agreements.baa.status", "none"), read("flows.inference.data", "prompt"), read("flows.inference.since", "2026-03-02"), Read("parties.model-vendor.receives", "phi, health, special, personal", None)), path=way),
        finding(dpa, "party:model-vendor", "gap", "The data processing agreement with Model vendor lacks clauses on sub-processors, help with rights and deletion.", because=(read("parties.model-vendor.agreements.dpa.clauses", "instructions, confidentiality, security"),), path=way),
        finding(away, "party:model-vendor", "gap", "Patient data reach Model vendor in the United States without an instrument for the transfer.", because=(read("parties.model-vendor.country", "US"), read("components.llm.location", "US")), path=way, acceptance=AcceptanceNote("Contract with a Union region is being negotiated.", "data-protection-officer@example.org", "2027-01-31", expired=False)),
        finding(away, "party:abuse-reviewers", "gap", "Patient data reach Abuse-review contractor in India without an instrument for the transfer.", because=(read("parties.abuse-reviewers.country", "IN"),), path=("llm", "abuse-log", "abuse-reviewers")),
        finding(rest, "holding:prompt-log/prompt", "gap", "Prompt log keeps prompts with patient data without encryption.", because=(read("components.prompt-log.encryption", "none"), read("components.prompt-log.stores.prompt", "clear"))),
        finding(move, "flow:record", "gap", "The flow from Patient record system to Drafting service carries patient data without encryption.", because=(read("flows.record.encryption", "none"), read("flows.record.network", "internal"))),
        finding("gdpr-28-contract-in-time", "party:model-vendor", "gap", "The agreement was signed on 4 May 2026; the first flow was on 2 March 2026.", standing="historic", period="2026-03-02 to 2026-05-04", because=(read("parties.model-vendor.agreements.dpa.signed_on", "2026-05-04"), read("flows.inference.since", "2026-03-02"))),
    ]  # fmt: skip


def _open() -> list[Finding]:
    return [
        finding("hipaa-164-308-a1-risk-analysis", "organisation:organisation", "unknown", "Whether a current risk analysis covers the assistant is not stated.", asks=(Ask("practices.risk_analysis.performed_on", "risk-analysis-date"), Ask("practices.risk_analysis.covers", None))),
        finding("hipaa-164-312-a-encryption-at-rest", "holding:abuse-log/prompt", "unknown", "Whether the abuse-monitoring log is encrypted is not stated.", asks=(Ask("components.abuse-log.encryption", "abuse-log-encryption"),)),
        finding("hipaa-164-308-b-associate-contract", "party:abuse-reviewers", "unknown", "Whether a contract binds the reviewers is not stated.", asks=(Ask("parties.abuse-reviewers.agreements.sub_processing", "reviewer-contract"),)),
        finding("gdpr-28-processor-contract", "party:abuse-reviewers", "unknown", "Whether an agreement binds the reviewers is not stated.", asks=(Ask("parties.abuse-reviewers.agreements.dpa", "reviewer-contract"),)),
        finding("gdpr-35-impact-assessment", "purpose:drafting-letters", "unknown", "Whether an impact assessment exists is not stated.", asks=(Ask("purposes.drafting-letters.dpia.status", None),)),
        finding("aia-4-literacy", "ai_system:drafter", "unknown", "Whether the users were trained is not stated.", asks=(Ask("practices.training.contents", "literacy-training"),)),
        *(finding("hipaa-164-312-b-audit-controls", f"component:{c}", "unknown", f"Whether activity in {c} is recorded is not stated.", asks=(Ask(f"practices.audit_logging.covers.{c}", None),)) for c in ("ehr", "prompt-log", "template-index")),
    ]  # fmt: skip


def _judged() -> list[Finding]:
    judged = DeterminationNote(
        "met",
        "The measures follow the hospital's information security concept.",
        "qualified reviewer",
        "information security officer",
        independent=True,
        decided_on="2026-10-30",
        valid_until="2027-10-30",
    )
    return [
        finding("gdpr-32-security", "component:prompt-log", "needs_review", "Whether the measures fit the risk is for a person to judge.", reason=Reason("weighing", "Appropriateness is weighed against the risk")),
        finding("gdpr-32-security", "component:template-index", "needs_review", "Whether the measures fit the risk is for a person to judge.", reason=Reason("weighing", "Appropriateness is weighed against the risk")),
        finding("hipaa-164-502-b-minimum-necessary", "flow:inference", "needs_review", "Whether every field in the prompt is needed is for a person to judge.", reason=Reason("weighing", "Need is weighed per field"), because=(read("flows.inference.data", "prompt"),)),
        finding("gdpr-32-security", "component:ehr", "satisfied", "The measures fit the risk, a person concluded.", basis="determination", determination=judged, assurance="examined"),
    ]  # fmt: skip


def _met() -> list[Finding]:
    carried = Inherited(
        "cloud-host", "responsibility matrix 3.2", ("prompt-log", "template-index"), "2027-06-30"
    )
    baa, dpa = "hipaa-164-308-b-associate-contract", "gdpr-28-processor-contract"
    return [
        finding(baa, "party:cloud-host", "satisfied", "A contract signed before the first flow binds Cloud host.", assurance="attached"),
        finding(dpa, "party:cloud-host", "satisfied", "An agreement with every clause binds Cloud host.", assurance="examined"),
        *(finding("hipaa-164-312-e-transmission", f"flow:{f}", "satisfied", "The flow is encrypted.") for f in ("draft", "examples", "inference", "logging", "letters", "archiving", "mailing")),
        finding("hipaa-164-312-a-encryption-at-rest", "holding:ehr/discharge-letter", "satisfied", "Encrypted.", assurance="attached"),
        finding("hipaa-164-312-a-encryption-at-rest", "holding:archive/discharge-letter", "satisfied", "Encrypted."),
        finding("hipaa-164-312-b-audit-controls", "component:archive", "satisfied", "Access is recorded by the host.", basis="inherited", inherited=carried),
        finding("gdpr-30-record", "organisation:organisation", "satisfied", "The record names the activity."),
        finding("gdpr-6-legal-basis", "purpose:drafting-letters", "satisfied", "The treatment contract is stated as basis."),
    ]  # fmt: skip


def _later() -> list[Finding]:
    return [
        finding("aia-50-disclosure", "output:drafter/text", "satisfied", "A physician reviews and answers for each letter."),
        finding("aia-50-marking", "output:drafter/text", "gap", "The text the assistant generates carries no machine-readable mark.", timing="upcoming", applies_from="2026-12-02", because=(read("ai_systems.drafter.marking", "none"),)),
        finding("aia-26-oversight", "ai_system:drafter", "gap", "No competent person is named for oversight.", timing="upcoming", applies_from="2027-12-02", because=(read("ai_systems.drafter.duties.human_oversight", "none"),)),
    ]  # fmt: skip


NOT_HIGH_RISK = Reason("class", "The system is not high-risk: drafting letters is no use of Annex III")
NO_CARDS = Reason("scope", "No account data are stored, processed or transmitted")
# framework, id, outcome, timing, applies_from, reason, disposition; outcome and reason of tested ones follow the findings
PLAIN: tuple[tuple[str, str, str | None, str, str | None, Reason | None, str], ...] = (
    *(("hipaa", i, "unknown", "in_force", None, None, "tested_in_part") for i in ("164.308(a)(1)(ii)(B)", "164.308(a)(1)(ii)(D)", "164.308(a)(5)(i)")),
    *(("hipaa", i, None, "in_force", None, None, "not_catalogued") for i in ("164.308(a)(7)(ii)(A)", "164.310(a)(1)", "164.310(b)", "164.310(c)", "164.310(d)(1)", "164.312(a)(1)")),
    ("hipaa", "164.504(e)(2)", "satisfied", "in_force", None, None, "tested_whole"),
    *(("hipaa", f"164.520({x})", "not_applicable", "in_force", None, Reason("none", "No notice is given through this system"), "tested_in_part") for x in "abcd"),
    *(("gdpr", i, "satisfied", "in_force", None, None, "tested_in_part") for i in ("Art. 9(1)", "Art. 13(1)", "Art. 25(1)")),
    *(("gdpr", f"Art. 22({n})", "not_applicable", "in_force", None, Reason("none", "No decision rests on automated processing alone"), "tested_whole") for n in (1, 2, 3, 4)),
    *(("gdpr", i, "needs_review", "in_force", None, Reason("weighing", "Whether guarantees are sufficient is weighed"), "person_judges") for i in ("Art. 5(1)(c)", "Art. 28(1)")),
    *(("gdpr", f"Art. 33({n})", "not_applicable", "in_force", None, Reason("event", "No incident is stated"), "event_triggered") for n in (1, 2, 3, 4, 5)),
    *(("pci_dss", f"{a}.{b}.1", "not_applicable", "in_force", None, NO_CARDS, "tested_whole") for a in range(1, 13) for b in range(1, 4)),
    ("eu_ai_act", "Art. 5(1)(f)", "not_applicable", "in_force", None, Reason("none", "Emotions are not inferred"), "tested_whole"),
    ("eu_ai_act", "Art. 26(1)", "not_applicable", "upcoming", "2027-12-02", NOT_HIGH_RISK, "tested_whole"),
    ("eu_ai_act", "Art. 27(1)", "not_applicable", "upcoming", "2027-12-02", NOT_HIGH_RISK, "tested_whole"),
    ("eu_ai_act", "Art. 50(1)", "not_applicable", "in_force", None, Reason("none", "Only employees interact with it"), "tested_whole"),
)  # fmt: skip
_WORST = ("gap", "unknown", "needs_review", "satisfied")


def provisions(found: tuple[Finding, ...]) -> tuple[ProvisionResult, ...]:
    """Results for the provisions of the findings, and the plain ones."""
    rolled: dict[tuple[str, str], ProvisionResult] = {}
    for f in found:
        for one in f.by_provision:
            known = rolled.get((f.framework, one.id))
            outcome: Outcome = min(
                [known.outcome, one.outcome] if known and known.outcome else [one.outcome], key=_WORST.index
            )
            assurance = "stated" if outcome == "satisfied" else None
            controls = tuple(dict.fromkeys([*(known.controls if known else ()), f.control]))
            rolled[f.framework, one.id] = ProvisionResult(f.framework, one.id, "tested_in_part", outcome, one.timing, one.applies_from, assurance, None, controls)  # type: ignore[arg-type]  # fmt: skip
    for law, i, plain, timing, applies, reason, disposition in PLAIN:
        assured = "stated" if plain == "satisfied" else None
        rolled.setdefault((law, i), ProvisionResult(law, i, disposition, plain, timing, applies, assured, reason, ()))  # type: ignore[arg-type]  # fmt: skip
    order = list(FRAMEWORKS)
    titles = list(TITLES)
    key = {i: n for n, i in enumerate(titles)}
    return tuple(sorted(rolled.values(), key=lambda p: (order.index(p.framework), key.get(p.id, 999), p.id)))


def classification() -> tuple[Classified, ...]:
    """Three conclusions, one of each kind."""
    system = Subject("ai_system", "drafter")
    return (
        Classified("eu_ai_act", "Art. 3(4)", Subject("organisation", "organisation"), "The organisation is a deployer", holds=True, because=(read("organisation.roles.eu_ai_act", "deployer"),)),
        Classified("eu_ai_act", "Annex III.5(a)", system, "The system is high-risk by its use for access to public benefits", holds=False, because=(read("purposes.drafting-letters.tasks", "medical_documentation"),)),
        Classified("eu_ai_act", "Art. 6(1)", system, "The system is a safety component of a medical device", None, (), (Ask("ai_systems.drafter.product", None),)),
    )  # fmt: skip


def assessment(found: tuple[Finding, ...] | None = None) -> Assessment:
    """The whole assessment; `found` replaces the findings."""
    made = findings() if found is None else found
    results = provisions(made)
    return Assessment(
        tool=Tool("compliance-assessor", "0.1.0"),
        as_of="2026-11-20",
        described_on="2026-11-13",
        inputs=Inputs(
            Input("architecture.yaml", sha("architecture")),
            (Input("answers.yaml", sha("answers")),),
            Input("determinations.yaml", sha("determinations")),
            None,
            tuple(
                FrameworkInput(law, row[3], "0.1.0", "built_in", sha(law)) for law, row in FRAMEWORKS.items()
            ),
            (
                SharedInput("questions/security.yaml", sha("questions")),
                SharedInput("sets/adequacy.yaml", sha("sets")),
            ),
        ),
        system=SystemName("discharge-notes", "Discharge-note assistant"),
        frameworks=(
            FrameworkScope(
                "hipaa", applies=True, because=(read("organisation.roles.hipaa", "covered_entity"),), asks=()
            ),
            FrameworkScope("gdpr", applies=True, because=(read("organisation.country", "DE"),), asks=()),
            FrameworkScope(
                "pci_dss", applies=False, because=(read("organisation.roles.pci_dss", "none"),), asks=()
            ),
            FrameworkScope(
                "eu_ai_act", applies=True, because=(read("ai_systems.drafter", "described"),), asks=()
            ),
        ),
        classification=classification(),
        provisions=results,
        findings=tuple(sorted(made, key=lambda f: (list(FRAMEWORKS).index(f.framework), f.control, f.id))),
        summary=Summary(
            tuple(FrameworkSummary(law, {}, {}, {}, 0, 0) for law in FRAMEWORKS),
            6,
            (Note("acceptance", "A risk acceptance runs out on 31 January 2027."),),
        ),
    )


def report(**changes: Any) -> ReportInput:
    """The report's input, with fields replaced."""
    made = changes.pop("assessment", None) or assessment()
    by_law: dict[str, tuple[str, ...]] = {
        law: tuple(p.id for p in made.provisions if p.framework == law) for law in FRAMEWORKS
    }
    plain = ReportInput(
        assessment=made,
        catalog=catalog(by_law),
        architecture=architecture(),
        tool_version="0.1.0",
        attachments=attachments(),
        engagement=Engagement(
            report_id="DN-2026-01", version="1.0", prepared_for="Example General Hospital, board"
        ),
        signer="Example assessment service",
    )
    return replace(plain, **changes)


def attachments() -> tuple[Attachment, ...]:
    """Files as the pipeline embeds them, not in the order of their names."""
    return (
        Attachment("manifest.json", b'{"schema":"compliance-manifest/1"}', "application/json", "Digests of everything embedded", "Data"),
        Attachment("architecture.yaml", b"schema: compliance-architecture/1\n", "application/yaml", "The architecture as supplied", "Source"),
        Attachment("assessment.json", b'{"schema":"compliance-assessment/1"}', "application/json", "Every outcome of this report", "Data"),
    )  # fmt: skip
