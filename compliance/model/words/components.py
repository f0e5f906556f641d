"""Words for components: kinds, hosting, who reaches them and how, models, trust zones."""

from __future__ import annotations

from compliance.model.words.base import Word


class ComponentKind(Word):
    """What a component is."""

    APPLICATION = "application", "A program people or other programs use."
    GATEWAY = "gateway", "Passes data on and may change, filter or block it."
    MODEL_API = "model_api", "A model called through its vendor's interface."
    SELF_HOSTED_MODEL = "self_hosted_model", "A model run on machines the organisation controls or rents."
    DATABASE = "database", "A store of records."
    FILE_STORE = "file_store", "A store of files, shared or not."
    MAILBOX = "mailbox", "A store of messages."
    VECTOR_INDEX = "vector_index", "A store of embeddings for retrieval."
    LOG = "log", "A store of what systems and people did, prompts and answers included."
    QUEUE = "queue", "Holds messages until they are taken up."
    BACKUP = "backup", "Copies kept to restore from."
    SERVER = "server", "A machine that runs several of these."
    PAYMENT_PAGE = "payment_page", "A page on which card data is entered or that embeds such fields."
    SCRIPT = "script", "Code of one party that runs inside a page of another."
    TERMINAL = "terminal", "A payment terminal or till."
    LAPTOP = "laptop", "A portable computer."
    MOBILE = "mobile", "A telephone or tablet."
    REMOVABLE_MEDIA = "removable_media", "Sticks, cards, tapes and portable disks."
    CAMERA = "camera", "A device that takes pictures."
    PAPER_ARCHIVE = "paper_archive", "Cabinets, folders and archives of paper."
    WEB_SITE = "web_site", "Pages and accounts open to the outside."
    SERVICE = "service", "A service used as a whole, its inside not described."


PASSIVE = frozenset(
    {
        ComponentKind.DATABASE,
        ComponentKind.FILE_STORE,
        ComponentKind.VECTOR_INDEX,
        ComponentKind.LOG,
        ComponentKind.QUEUE,
        ComponentKind.BACKUP,
    }
)
"""Kinds that make nothing of their own: what they send, they hold or were given."""


class Hosting(Word):
    """Where and on whose machines a component runs."""

    VENDOR_API = "vendor_api", "On the vendor's platform, reached through its interface."
    VENDOR_CLOUD = "vendor_cloud", "As a service in the vendor's cloud."
    OWN_CLOUD = "own_cloud", "In the organisation's own account with a cloud provider."
    COLOCATION = "colocation", "On the organisation's machines in another's data centre."
    ON_PREMISES = "on_premises", "On the organisation's machines in its own rooms."
    DEVICE = "device", "On a device people carry or have on their desk."


class KeyHolder(Word):
    """Who holds the keys that open what is encrypted."""

    ORGANISATION = "organisation", "The organisation, in software."
    OPERATOR = "operator", "Whoever operates the component."
    HSM = "hsm", "A hardware security module under the organisation's control."


class AccessVia(Word):
    """By which way people or programs reach a component."""

    INTERNET = "internet", "From the open internet."
    VPN = "vpn", "Through a virtual private network."
    REMOTE_GATEWAY = "remote_gateway", "Through a remote desktop or access gateway."
    INTERNAL = "internal", "From the internal network."
    ON_SITE = "on_site", "At the machine itself."
    API = "api", "Through a programming interface."


class Factors(Word):
    """By what those who reach a component prove who they are."""

    NONE = "none", "By nothing."
    PASSWORD = "password", "By a password alone."
    MFA = "mfa", "By at least two factors."
    PHISHING_RESISTANT = "phishing_resistant", "By factors that cannot be relayed, such as a security key."
    KEY = "key", "By a key or certificate of a program or device."


class Accounts(Word):
    """Whose accounts are used."""

    INDIVIDUAL = "individual", "Each person has an account of their own."
    SHARED = "shared", "Several persons use the same account."
    ANONYMOUS = "anonymous", "No account is needed."
    DEFAULT = "default", "The account that came with the product."


class Passwords(Word):
    """How good the passwords are where passwords are used."""

    NONE = "none", "None are set."
    DEFAULT = "default", "Those that came with the product."
    WEAK = "weak", "Short, guessable, reused or never changed after exposure."
    STRONG = "strong", "Long enough, checked and limited in tries."


class AccessRights(Word):
    """How much those who get in can do."""

    NEED_TO_KNOW = "need_to_know", "What their task needs."
    BROAD = "broad", "More than their task needs."


class Enabled(Word):
    """When an access is open."""

    ALWAYS = "always", "All the time."
    WHEN_NEEDED = "when_needed", "Opened for a task and closed after it."


class Weights(Word):
    """Whether the parameters of a model are published."""

    OPEN = "open", "Anyone can download them."
    CLOSED = "closed", "Only the maker has them."


class ModelChange(Word):
    """What the organisation changed in a model."""

    NO = "no", "Nothing."
    FINE_TUNED = "fine_tuned", "It was tuned on further data."
    RETRAINED = "retrained", "It was trained again or for the most part."


class Wireless(Word):
    """Wireless networks in a zone and how they are protected."""

    NONE = "none", "There are none."
    OPEN = "open", "Not protected."
    WEP = "wep", "WEP, broken long ago."
    WPA2 = "wpa2", "WPA2."
    WPA3 = "wpa3", "WPA3."
