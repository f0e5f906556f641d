"""Words for flows: networks, channels, protection on the way."""

from __future__ import annotations

from compliance.model.words.base import Word


class Network(Word):
    """Over which network data travels."""

    INTERNAL = "internal", "Inside a network the organisation controls."
    PRIVATE = "private", "Over a leased or virtual private line."
    WIRELESS = "wireless", "Over radio: wireless networks, mobile networks."
    PUBLIC = "public", "Over the internet or another open network."


class Channel(Word):
    """By which kind of channel data travels."""

    API = "api", "A programming interface."
    WEB = "web", "Pages and forms."
    EMAIL = "email", "Electronic mail."
    FILE_TRANSFER = "file_transfer", "Files moved or shared."
    PHYSICAL = "physical", "Paper or media carried by hand or by post."
    REMOTE_SESSION = "remote_session", "Screen sharing or a remote desktop."
    CHAT = "chat", "Chat or messaging."


class InTransit(Word):
    """How data is encrypted on its way."""

    NONE = "none", "Not at all."
    WEAK = "weak", "With outdated protocols or ciphers."
    TLS1_2 = "tls1.2", "TLS 1.2 with sound settings."
    TLS1_3 = "tls1.3", "TLS 1.3."
    MTLS = "mtls", "TLS with certificates on both sides."
    VPN = "vpn", "Inside an encrypted tunnel."
    END_TO_END = "end_to_end", "From sender to final receiver; nobody between can read it."
    YES = "yes", "Encrypted, in which way is not said."


class FlowAuthentication(Word):
    """How the ends of a flow make sure of one another."""

    NONE = "none", "Not at all."
    API_KEY = "api_key", "By a secret the caller sends."
    MUTUAL = "mutual", "Each proves itself to the other."
    USER = "user", "By the log-in of the person who acts."
