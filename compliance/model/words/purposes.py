"""Words for purposes: grounds in law, consent, decisions, notices, rights."""

from __future__ import annotations

from compliance.model.words.base import Word


class Basis(Word):
    """On which ground personal data is processed."""

    CONSENT = "consent", "The person agreed to this purpose."
    CONTRACT = "contract", "Needed for a contract with the person."
    LEGAL_OBLIGATION = "legal_obligation", "A law requires it."
    VITAL_INTERESTS = "vital_interests", "Needed to protect a life."
    PUBLIC_TASK = "public_task", "Needed for a task in the public interest or official authority."
    LEGITIMATE_INTERESTS = (
        "legitimate_interests",
        "Needed for interests that those of the person do not outweigh.",
    )


class SpecialBasis(Word):
    """On which exception special categories are processed."""

    EXPLICIT_CONSENT = "explicit_consent", "The person agreed expressly."
    EMPLOYMENT_LAW = "employment_law", "Needed under employment or social security law."
    VITAL_INTERESTS = "vital_interests", "Needed to protect a life where consent cannot be given."
    MEMBER_BODY = "member_body", "By a political, religious or union body about those in touch with it."
    MADE_PUBLIC = "made_public", "The person made it public on purpose."
    LEGAL_CLAIMS = "legal_claims", "Needed for legal claims or by courts."
    SUBSTANTIAL_PUBLIC_INTEREST = (
        "substantial_public_interest",
        "A law allows it for a substantial public interest.",
    )
    HEALTH_CARE = "health_care", "Needed for care, diagnosis or managing health services."
    PUBLIC_HEALTH = "public_health", "Needed for public health."
    RESEARCH = "research", "Needed for archives, research or statistics under law."


class OffenceBasis(Word):
    """What allows processing of data about offences."""

    OFFICIAL_AUTHORITY = "official_authority", "It happens under the control of official authority."
    LAW = "law", "A law with safeguards allows it."
    NONE = "none", "Nothing does."


class Origin(Word):
    """Where the data of a purpose comes from."""

    DATA_SUBJECT = "data_subject", "From the persons themselves."
    OBSERVED = "observed", "From watching or measuring them."
    THIRD_PARTY = "third_party", "From somebody else."
    PUBLIC_WEB = "public_web", "From the open web, chosen sources."
    UNTARGETED_SCRAPING = "untargeted_scraping", "From collecting whatever is found on the web or on cameras."
    INFERRED = "inferred", "From conclusions drawn about them."


class DataContext(Word):
    """Whether the data arose in a context related to this use."""

    RELATED = "related", "It did."
    UNRELATED = "unrelated", "It comes from quite another context."


class ConsentQuality(Word):
    """What makes consent hold."""

    FREELY_GIVEN = "freely_given", "Refusing has no disadvantage."
    SPECIFIC = "specific", "Given for this purpose and not in a bundle."
    INFORMED = "informed", "Given knowing who does what with the data."
    EXPLICIT = "explicit", "Given in express words or by a clear act."
    WITHDRAWABLE = "withdrawable", "As easy to withdraw as to give."
    PARENTAL = "parental", "Given or confirmed by a parent where the law asks for that."


class FurtherUse(Word):
    """Whether data is used for another purpose than it was collected for."""

    NO = "no", "It is not."
    YES = "yes", "It is; whether that is compatible was not examined."
    COMPATIBLE = "compatible", "It is, and was found compatible."
    INCOMPATIBLE = "incompatible", "It is, and was found incompatible."


class AgeCheck(Word):
    """How the age of users is established."""

    NONE = "none", "Not at all."
    DECLARED = "declared", "By asking them."
    VERIFIED = "verified", "By something that cannot simply be claimed."


class Right(Word):
    """A right of the persons concerned."""

    ACCESS = "access", "To see and get a copy of one's data."
    RECTIFICATION = "rectification", "To have wrong data corrected."
    ERASURE = "erasure", "To have data deleted."
    RESTRICTION = "restriction", "To have processing suspended."
    PORTABILITY = "portability", "To get or move one's data in a usable format."
    OBJECTION = "objection", "To object to processing."
    WITHDRAWAL = "withdrawal", "To take back consent."
    HUMAN_REVIEW = "human_review", "To have a person look at a decision."
    CONTEST = "contest", "To give one's view and contest a decision."
    EXPLANATION = "explanation", "To be told how a decision came about."


class DecidedBy(Word):
    """Who takes the decision."""

    HUMAN = "human", "A person, without an output of the system about the case."
    HUMAN_ASSISTED = "human_assisted", "A person who weighs the system's output and can depart from it."
    MACHINE = "machine", "The system; nobody weighs the case before it takes effect."


class OutputRole(Word):
    """What part the output plays in the decision."""

    PROCEDURAL = "procedural", "It does a narrow procedural step."
    IMPROVES_FINISHED_WORK = "improves_finished_work", "It polishes what a person has finished."
    PATTERN_CHECK = "pattern_check", "It shows departures from earlier decisions for a person to look at."
    PREPARATORY = "preparatory", "It prepares material for the assessment."
    MATERIAL = "material", "It influences what is decided."


class Effect(Word):
    """How strongly a decision affects the person."""

    NONE = "none", "Not at all."
    MINOR = "minor", "Slightly."
    SIGNIFICANT = "significant", "Legally, or in a similarly weighty way."


class Measure(Word):
    """What a decision can do to a person."""

    REFUSAL = "refusal", "Refuse what was asked for."
    SUSPENSION = "suspension", "Suspend an account, a job, a benefit."
    TERMINATION = "termination", "End a contract or relation."
    PRICE = "price", "Set a price or a premium."
    LESS_WORK = "less_work", "Give fewer or worse assignments."
    INSPECTION = "inspection", "Pick the person for a check."
    BENEFIT_STOP = "benefit_stop", "Stop or cut a benefit."
    REPAYMENT = "repayment", "Demand money back."
    SHORTLISTING = "shortlisting", "Choose who is considered further."


class NoticeQuality(Word):
    """What a notice is like."""

    CONCISE = "concise", "Short enough to be read."
    INTELLIGIBLE = "intelligible", "Understandable for those it addresses."
    OWN_LANGUAGE = "own_language", "In the languages of those it addresses."
    ACCESSIBLE = "accessible", "Easy to find, also for people with disabilities."
    ACCURATE = "accurate", "True of what really happens."
    AT_COLLECTION = "at_collection", "Given when the data is collected."
    SPECIFIC = "specific", "About this purpose, not about everything at once."


class ResidualRisk(Word):
    """The risk that remains after the measures of an impact assessment."""

    LOW = "low", "Acceptable as it is."
    HIGH = "high", "Still high; the authority is to be consulted."
