"""A hospital's discharge-note assistant on a vendor API, described as the loader would give it."""

from __future__ import annotations

from typing import Any

from compliance.model.architecture import Architecture

SIGNED = {"status": "implemented"}

DATA: dict[str, Any] = {
    "schema": "compliance-architecture/1",
    "system": {
        "id": "discharge-notes",
        "name": "Discharge-note assistant",
        "stage": "production",
        "boundary": "Drafting of discharge letters from the patient record, from the record system to the hosted model and back.",
        "exclusions": [
            "The laboratory system, which receives letters only after a physician has signed them."
        ],
    },
    "organisation": {
        "name": "Example General Hospital",
        "legal_name": "Example General Hospital Foundation",
        "country": "DE",
        "sector": "health",
        "roles": {
            "hipaa": ["covered_entity"],
            "gdpr": ["controller"],
            "pci_dss": "none",
            "eu_ai_act": ["deployer"],
        },
    },
    "parties": {
        "model-vendor": {
            "name": "Model vendor",
            "kind": "company",
            "country": "US",
            "roles": {"gdpr": ["processor"]},
            "agreements": {
                "baa": {"status": "none"},
                "dpa": {
                    **SIGNED,
                    "signed_on": "2026-05-04",
                    "clauses": ["instructions", "confidentiality", "security"],
                },
                "service": {**SIGNED, "signed_on": "2026-02-10"},
            },
        },
        "cloud-host": {
            "name": "Cloud host",
            "kind": "company",
            "country": "DE",
            "roles": {"hipaa": ["business_associate"], "gdpr": ["processor"]},
            "agreements": {
                "baa": {**SIGNED, "signed_on": "2025-11-02"},
                "dpa": {**SIGNED, "signed_on": "2025-11-02", "clauses": "all"},
            },
        },
        "abuse-reviewers": {"name": "Abuse-review contractor", "kind": "company", "country": "IN"},
    },
    "zones": {"clinical": {"open_to": []}, "dmz": {"open_to": ["internet"]}},
    "data": {
        "discharge-letter": {
            "category": ["phi"],
            "form": ["message"],
            "about": ["patients"],
            "retention": "10 years",
        },
        "prompt": {"category": ["phi"], "form": ["prompt"], "about": ["patients"]},
        "usage-record": {
            "category": ["online_ids"],
            "form": ["log"],
            "about": ["employees"],
            "retention": "90 days",
        },
    },
    "components": {
        "ehr": {
            "name": "Patient record system",
            "kind": "application",
            "hosting": "on_premises",
            "location": "DE",
            "zone": "clinical",
            "stores": {"discharge-letter": {}},
            "encryption": "disk",
        },
        "drafting": {
            "name": "Drafting service",
            "kind": "application",
            "hosting": "on_premises",
            "location": "DE",
            "zone": "clinical",
        },
        "gateway": {
            "name": "Prompt gateway",
            "kind": "gateway",
            "hosting": "own_cloud",
            "location": "DE",
            "zone": "dmz",
            "transforms": {"prompt": {"transformed": "pseudonymised"}},
        },
        "prompt-log": {
            "name": "Prompt log",
            "kind": "log",
            "operator": "cloud-host",
            "hosting": "vendor_cloud",
            "location": "DE",
            "stores": {"prompt": {}, "usage-record": {}},
            "encryption": "none",
        },
        "template-index": {
            "name": "Template index",
            "kind": "vector_index",
            "operator": "cloud-host",
            "hosting": "vendor_cloud",
            "location": "DE",
            "stores": {"discharge-letter": {"transformed": "pseudonymised"}},
        },
        "llm": {
            "name": "Hosted language model",
            "kind": "model_api",
            "operator": "model-vendor",
            "hosting": "vendor_api",
            "location": "US",
            "buffers": {"prompt": {}},
        },
        "abuse-log": {
            "name": "Abuse-monitoring log, 30 days",
            "kind": "log",
            "operator": "model-vendor",
            "hosting": "vendor_api",
            "location": "US",
            "stores": {"prompt": {}},
        },
        "archive": {
            "name": "Letter archive",
            "kind": "file_store",
            "hosting": "on_premises",
            "location": "DE",
            "zone": "clinical",
            "stores": {"discharge-letter": {}},
            "encryption": "file",
        },
    },
    "flows": {
        "request": {
            "from": "staff",
            "to": "ehr",
            "data": {"usage-record": {}},
            "network": "internal",
            "encryption": "tls1.3",
            "since": "2024-01-08",
        },
        "record": {
            "from": "ehr",
            "to": "drafting",
            "data": {"discharge-letter": {}},
            "network": "internal",
            "encryption": "none",
            "since": "2026-02-16",
        },
        "draft": {
            "from": "drafting",
            "to": "gateway",
            "data": {"prompt": {}},
            "network": "private",
            "encryption": "tls1.3",
            "purpose": "drafting-letters",
            "since": "2026-02-16",
        },
        "examples": {
            "from": "template-index",
            "to": "gateway",
            "data": {"discharge-letter": {"transformed": "pseudonymised"}},
            "network": "private",
            "encryption": "tls1.2",
            "since": "2026-02-16",
        },
        "inference": {
            "from": "gateway",
            "to": "llm",
            "data": {"prompt": {}},
            "returns": {"discharge-letter": {}},
            "network": "public",
            "encryption": "tls1.2",
            "purpose": "drafting-letters",
            "since": "2026-03-02",
        },
        "logging": {
            "from": "gateway",
            "to": "prompt-log",
            "data": {"prompt": {}, "usage-record": {}},
            "network": "private",
            "encryption": "tls1.2",
            "since": "2026-02-16",
        },
        "monitoring": {"from": "llm", "to": "abuse-log", "data": {"prompt": {}}, "network": "private"},
        "review": {"from": "abuse-log", "to": "abuse-reviewers", "data": {"prompt": {}}},
        "letters": {
            "from": "drafting",
            "to": "ehr",
            "data": {"discharge-letter": {}},
            "network": "internal",
            "encryption": "tls1.3",
            "since": "2026-02-16",
        },
        "archiving": {
            "from": "ehr",
            "to": "archive",
            "data": {"discharge-letter": {}},
            "network": "internal",
            "encryption": "tls1.3",
        },
        "mailing": {
            "from": "ehr",
            "to": "patients",
            "data": {"discharge-letter": {}},
            "network": "public",
            "encryption": "end_to_end",
        },
    },
    "purposes": {
        "drafting-letters": {
            "tasks": ["medical_documentation"],
            "legal_basis": ["contract"],
            "about": ["patients"],
        }
    },
    "ai_systems": {
        "drafter": {
            "components": ["llm", "gateway"],
            "purposes": ["drafting-letters"],
            "interacts_with": ["employees"],
        }
    },
}


def architecture(changes: dict[str, Any] | None = None) -> Architecture:
    """The description, with whole sections replaced by `changes`."""
    return Architecture.model_validate({**DATA, **(changes or {})})
