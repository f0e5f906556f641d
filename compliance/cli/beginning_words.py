"""What may be chosen in the interview that begins an architecture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.cli.prompts import Option

if TYPE_CHECKING:
    from collections.abc import Mapping

HINT: Final = "PgUp back · PgDn not known · ^C stop"
KEYS: Final = "123456789abcdefghijklmnopqrstvwxyz"
UNKNOWN: Final = Option("u", "not known", value="unknown")
HIPAA: Final = (
    Option(
        "1",
        "covered entity: provider",
        "Treats patients and bills electronically.",
        "covered_entity provider",
    ),
    Option("2", "covered entity: health plan", "Pays for care.", "covered_entity health_plan"),
    Option(
        "3",
        "covered entity: clearinghouse",
        "Translates health transactions.",
        "covered_entity clearinghouse",
    ),
    Option("4", "business associate", "Works with patients' data for one of these.", "business_associate"),
    Option("5", "subcontractor", "Works for a business associate.", "subcontractor"),
    Option("n", "none of these", value="none"),
    UNKNOWN,
)
ROLES: Final[Mapping[str, tuple[Option, ...]]] = {
    "gdpr": (
        Option("1", "controller", "Decides what personal data are used for, and how."),
        Option("2", "processor", "Uses them for somebody who decides."),
        Option("3", "both", "Controller for some purposes, processor for others.", "controller processor"),
        Option("n", "neither", "Nothing here falls under the GDPR.", "none"),
        UNKNOWN,
    ),
    "pci_dss": (
        Option("1", "merchant", "Takes payment cards."),
        Option(
            "2",
            "service provider",
            "Stores, processes or transmits card data for others.",
            "service_provider",
        ),
        Option("n", "neither", value="none"),
        UNKNOWN,
    ),
    "eu_ai_act": (
        Option("1", "deployer", "Uses an AI system in its work."),
        Option("2", "provider", "Offers an AI system under its own name, or built it for itself."),
        Option("3", "both", value="provider deployer"),
        Option("n", "neither", "Nothing here is used or offered in the Union.", "none"),
        UNKNOWN,
    ),
}
LAW: Final = {"gdpr": "the GDPR", "pci_dss": "PCI DSS", "eu_ai_act": "the EU AI Act"}
CATEGORIES: Final = (
    "phi", "health", "personal", "contact", "government_id", "financial", "pan", "cvv", "communications",
    "employment", "education", "biometric", "offences", "credentials", "business", "public",
)  # fmt: skip
WHERE: Final = ("on_premises", "own_cloud", "colocation", "vendor_cloud", "device")
TASKS: Final = (
    "medical_documentation", "diagnosis", "care", "customer_support", "content_generation", "software_development",
    "marketing", "recruitment", "work_management", "personnel", "credit_scoring", "fraud_detection", "payments", "billing",
    "public_benefits", "learning_assessment", "education_support", "research", "other",
)  # fmt: skip

YES_NO: Final = (Option("y", "yes"), Option("n", "no"), UNKNOWN)
ENCRYPTED: Final = (
    Option("1", "TLS 1.3", value="tls1.3"),
    Option("2", "TLS 1.2", value="tls1.2"),
    Option("3", "encrypted, not known how", value="yes"),
    Option("n", "not at all", value="none"),
    UNKNOWN,
)
