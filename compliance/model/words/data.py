"""Words for data: what it is about, in which form it exists, how it was transformed, how it is protected at rest."""

from __future__ import annotations

from compliance.model.words.base import Word


class Category(Word):
    """What data is about. What a category implies (health data is personal data) is catalog data: frameworks/categories.yaml."""

    PERSONAL = (
        "personal",
        "Information about an identified or identifiable living person, of no particular kind.",
    )
    CONTACT = "contact", "Names, postal addresses, telephone numbers and mail addresses of persons."
    GOVERNMENT_ID = (
        "government_id",
        "Numbers a state gave to a person: social security, passport, driving licence, tax.",
    )
    FINANCIAL = "financial", "Accounts, income, debts, transactions and other money matters of a person."
    LOCATION = "location", "Where a person is or was."
    COMMUNICATIONS = (
        "communications",
        "What persons write or say to others: mails, chats, calls, and who was in touch with whom.",
    )
    ONLINE_IDS = (
        "online_ids",
        "Cookies, device and advertising identifiers, network addresses, account names.",
    )
    EMPLOYMENT = (
        "employment",
        "Applications, contracts, performance, absence and other matters of working life.",
    )
    EDUCATION = "education", "Marks, courses, exam papers and other matters of schooling."
    BEHAVIOUR = "behaviour", "What a person does, clicks, buys or watches, observed over time."
    LIKENESS = (
        "likeness",
        "Pictures and recordings that show or sound like a person, not processed to recognise anybody.",
    )
    SCORES = "scores", "Ratings, rankings and predictions a system made about a person."
    HEALTH = "health", "Physical or mental condition, care received, and what gives a hint of either."
    GENETIC = "genetic", "Inherited or acquired genetic characteristics of a person."
    BIOMETRIC = (
        "biometric",
        "Faces, voices, fingerprints or gaits processed so that a person can be told from others.",
    )
    ETHNIC_ORIGIN = "ethnic_origin", "Racial or ethnic origin."
    POLITICAL = "political", "Political views and party membership."
    RELIGION = "religion", "Religious or philosophical beliefs."
    UNION = "union", "Membership of a trade union."
    SEX_LIFE = "sex_life", "Sex life and sexual orientation."
    OFFENCES = "offences", "Criminal convictions, offences and related security measures."
    PHI = (
        "phi",
        "Health information that a covered entity or its associate holds about an identifiable patient.",
    )
    PAN = "pan", "The primary account number of a payment card."
    CARDHOLDER = "cardholder", "Cardholder name, expiry date or service code, held with a card number."
    CVV = "cvv", "The printed security code of a payment card."
    TRACK = "track", "Full content of a card's magnetic stripe or the equivalent on its chip."
    PIN = "pin", "The PIN of a card or the encrypted block that carries it."
    CREDENTIALS = "credentials", "Passwords, keys and tokens that open systems."
    BUSINESS = "business", "Matters of the organisation that concern no identifiable person."
    PUBLIC = "public", "Already open to everyone and about no identifiable person."


IMPLIED_CATEGORIES = frozenset({"special", "account_data", "sad"})
"""Umbrella categories that only arise by implication; nobody states them, so that a complete list stays complete."""


class Form(Word):
    """In which form data exists; derived forms inherit the categories of what they were made from."""

    RECORD = "record", "Fields in a database or table."
    FILE = "file", "Documents and spreadsheets."
    MESSAGE = "message", "Mails, chats and tickets."
    PAPER = "paper", "Sheets, forms and files on paper."
    IMAGE = "image", "Photographs, scans and screenshots."
    VIDEO = "video", "Moving pictures."
    VOICE = "voice", "Recorded or live speech."
    TRANSCRIPT = "transcript", "Speech turned into text."
    PROMPT = "prompt", "What is sent to a model, retrieved context included."
    COMPLETION = "completion", "What a model answers."
    EMBEDDING = "embedding", "Vectors computed from content; the content can in part be recovered from them."
    TUNING_SET = "tuning_set", "Examples collected to train or tune a model."
    WEIGHTS = "weights", "Parameters of a model trained on the data."
    LOG = "log", "Records of what systems and people did."
    TELEMETRY = "telemetry", "Measurements a device or program sends about itself and its use."


class Transformed(Word):
    """What was done to data before it was held or sent; what that changes in law is a table of each framework."""

    CLEAR = "clear", "Nothing: readable as it was collected."
    MASKED = "masked", "Parts are overwritten, so that they cannot be read here."
    TRUNCATED = (
        "truncated",
        "Parts are removed for good; of a card number at most first and last digits remain.",
    )
    TOKENISED = "tokenised", "Replaced by a value that means nothing without a table kept elsewhere."
    HASHED = "hashed", "Replaced by a one-way digest."
    PSEUDONYMISED = (
        "pseudonymised",
        "Identifiers are replaced; with separately kept information the person can be found again.",
    )
    DEIDENTIFIED = "deidentified", "Identifiers are removed by one of the two methods that HIPAA describes."
    ANONYMISED = "anonymised", "Nobody can be identified any more by means reasonably likely to be used."
    ENCRYPTED = "encrypted", "Unreadable without a key that is not kept here."


class AtRest(Word):
    """How stored data is encrypted."""

    NONE = "none", "Not encrypted."
    DISK = "disk", "The whole disk or volume; open to everyone once the machine runs."
    FILE = "file", "Single files or folders."
    DATABASE = "database", "The database as a whole, transparently to those who query it."
    FIELD = "field", "Single fields or columns."
    YES = "yes", "Encrypted, in which way is not said."
    PARTIAL = "partial", "Some of it is encrypted and some is not."


class Deletion(Word):
    """What happens to data when its time is over."""

    AUTOMATIC = "automatic", "A job or setting removes it."
    MANUAL = "manual", "A person removes it."
    NONE = "none", "Nobody and nothing removes it."


class PaymentState(Word):
    """Whether the payment that account data belongs to has been authorised while the data is held."""

    BEFORE_AUTHORISATION = "before_authorisation", "Held only until the payment is authorised."
    AFTER_AUTHORISATION = "after_authorisation", "Still held after the payment was authorised."


class CollectedWhile(Word):
    """In which situation data is collected from a person's device."""

    IN_USE = "in_use", "While the person uses the application."
    ON_DUTY = "on_duty", "During working time or an active assignment."
    BACKGROUND = "background", "While the application runs unseen."
    CLOSED = "closed", "While the application is closed."
