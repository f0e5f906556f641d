"""Words for those who take part: kinds, roles under each law, groups of people, transfers."""

from __future__ import annotations

from compliance.model.words.base import Word


class HipaaRole(Word):
    """Roles under HIPAA."""

    COVERED_ENTITY = (
        "covered_entity",
        "A provider that bills electronically, a health plan or a clearinghouse.",
    )
    BUSINESS_ASSOCIATE = "business_associate", "Handles health information on behalf of a covered entity."
    SUBCONTRACTOR = "subcontractor", "Handles health information on behalf of a business associate."


class GdprRole(Word):
    """Roles under the GDPR."""

    CONTROLLER = "controller", "Decides why and how personal data is processed."
    JOINT_CONTROLLER = "joint_controller", "Decides why and how together with another controller."
    PROCESSOR = "processor", "Processes personal data on behalf of a controller."
    SUB_PROCESSOR = "sub_processor", "Processes personal data on behalf of a processor."
    RECIPIENT = "recipient", "Is given personal data for its own purposes."
    DATA_SUBJECT = "data_subject", "Is the person the data is about."


class PciRole(Word):
    """Roles under PCI DSS."""

    MERCHANT = "merchant", "Accepts payment cards for goods or services."
    SERVICE_PROVIDER = "service_provider", "Handles account data for others, or can affect its security."
    ISSUER = "issuer", "Issues payment cards or supports their issuing."
    ACQUIRER = "acquirer", "Processes card payments for merchants and answers for them to the brands."
    MULTI_TENANT = "multi_tenant", "A service provider whose customers share one environment."
    DESIGNATED_ENTITY = (
        "designated_entity",
        "Told by a brand or acquirer to meet the supplemental validation.",
    )


class AIActRole(Word):
    """Roles under the EU AI Act."""

    PROVIDER = (
        "provider",
        "Develops an AI system, or has one developed, and offers or uses it under its own name.",
    )
    DEPLOYER = "deployer", "Uses an AI system under its own authority in its work."
    IMPORTER = "importer", "Brings a system under the name of someone outside the Union onto its market."
    DISTRIBUTOR = "distributor", "Makes a system available in the Union without being provider or importer."
    AUTHORISED_REPRESENTATIVE = (
        "authorised_representative",
        "Acts in the Union under a written mandate of a provider elsewhere.",
    )
    PRODUCT_MANUFACTURER = (
        "product_manufacturer",
        "Sells a product with an AI safety component under its own name.",
    )
    COMPONENT_SUPPLIER = (
        "component_supplier",
        "Supplies a model, tool or part that goes into a high-risk system of another.",
    )
    GPAI_PROVIDER = "gpai_provider", "Offers a general-purpose AI model on the Union market."


class PartyKind(Word):
    """What a party is to the organisation."""

    COMPANY = "company", "An outside company or other private body."
    GROUP_COMPANY = "group_company", "A company of the same group, yet a legal person of its own."
    PUBLIC_BODY = "public_body", "An outside public body."
    PERSON = "person", "A single outside person."
    WORKFORCE = "workforce", "The organisation's own people, whoever pays them, under its direct control."
    CUSTOMERS = "customers", "The organisation's customers as a group."
    AUTHORITY = "authority", "A supervisory, law enforcement or other authority acting in its office."


class Sector(Word):
    """In which field the organisation works."""

    HEALTH = "health", "Care, diagnosis, pharmacies, health plans."
    FINANCE = "finance", "Banking, payments, lending, investment."
    INSURANCE = "insurance", "Insurance other than statutory health plans."
    RETAIL = "retail", "Selling goods to consumers, in shops or online."
    HOSPITALITY = "hospitality", "Hotels, restaurants, travel and leisure."
    TRANSPORT = "transport", "Carrying people and goods, making vehicles."
    EDUCATION = "education", "Schools, universities, training providers."
    PUBLIC_ADMINISTRATION = "public_administration", "Government at any level and its services."
    MEDIA = "media", "Press, broadcasting, publishing, social platforms."
    EMPLOYMENT = "employment", "Recruitment, staffing, work platforms."
    TECHNOLOGY = "technology", "Software, hardware, hosting, online services."
    OTHER = "other", "None of these."


class HealthEntity(Word):
    """What kind of covered entity the organisation is under HIPAA."""

    PROVIDER = "provider", "Furnishes care and bills electronically."
    HEALTH_PLAN = "health_plan", "Pays for care."
    CLEARINGHOUSE = "clearinghouse", "Converts health transactions between formats for others."


class Group(Word):
    """Groups of people that data, purposes and outputs concern."""

    CUSTOMERS = "customers", "People who buy or use what the organisation sells."
    PROSPECTS = "prospects", "People the organisation would like as customers."
    PATIENTS = "patients", "People who receive care."
    EMPLOYEES = "employees", "People employed by the organisation."
    WORKERS = "workers", "People who work for it without employment: drivers, freelancers, agency staff."
    CANDIDATES = "candidates", "People considered for a job."
    APPLICANTS = "applicants", "People who apply for something other than a job: a benefit, a loan, a place."
    STUDENTS = "students", "Pupils, students and trainees."
    USERS = "users", "People who use the system and have an account or a device with it."
    NON_USERS = "non_users", "People who appear in the data although they do not use the system."
    VISITORS = "visitors", "People who visit a site or a place."
    CITIZENS = "citizens", "People in their dealings with public bodies."
    PUBLIC = "public", "Anyone, without a relation to the organisation."
    PARTNERS = "partners", "Contact persons at other organisations."
    MINORS = "minors", "People below the age of majority."
    VULNERABLE = "vulnerable", "People who can hardly refuse or object: the ill, the old, the dependent."


class Who(Word):
    """Those at the end of a flow or of an access who are neither a party nor a group of people concerned."""

    ORGANISATION = "organisation", "The organisation itself, no component in particular."
    ANYONE = "anyone", "Whoever comes along, without an account."
    STAFF = "staff", "The organisation's people in their daily work."
    ADMINISTRATORS = "administrators", "People with rights over systems."
    DEVELOPERS = "developers", "People who build or change systems."
    OPERATORS = "operators", "People who keep systems running."
    SERVICES = "services", "Programs and machine accounts, no person."


class OwnPurposes(Word):
    """Whether a party uses what it receives for purposes of its own."""

    NO = "no", "It does not."
    POSSIBLE = "possible", "Its terms or conduct leave that open."
    YES = "yes", "It does."


class TransferMeasures(Word):
    """Supplementary measures that protect data after a transfer to another country."""

    NONE = "none", "There are none."
    INSUFFICIENT = "insufficient", "There are some, and they do not close the gap in protection."
    UNVERIFIED = "unverified", "There are some; whether they work was not established."
    EFFECTIVE = "effective", "They bring protection up to the standard required."


class Derogation(Word):
    """The exception for specific situations that a transfer relies on."""

    NONE = "none", "It relies on none."
    CONSENT = "consent", "The person agreed after being told of the risks."
    CONTRACT = "contract", "Needed for a contract with the person or in the person's interest."
    PUBLIC_INTEREST = "public_interest", "Needed for important reasons of public interest."
    LEGAL_CLAIMS = "legal_claims", "Needed to make or defend a legal claim."
    VITAL_INTERESTS = "vital_interests", "Needed to protect a life where consent cannot be given."
    REGISTER = "register", "Taken from a public register within its conditions."
    COMPELLING_INTERESTS = (
        "compelling_interests",
        "A single, limited transfer for compelling interests, reported.",
    )


class SccModule(Word):
    """Which module of the standard contractual clauses the parties chose."""

    CONTROLLER_TO_CONTROLLER = "1", "Module one: from a controller to a controller."
    CONTROLLER_TO_PROCESSOR = "2", "Module two: from a controller to a processor."
    PROCESSOR_TO_PROCESSOR = "3", "Module three: from a processor to another processor."
    PROCESSOR_TO_CONTROLLER = "4", "Module four: from a processor back to its controller."
