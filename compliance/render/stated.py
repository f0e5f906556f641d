"""Values of the description in words. What was not stated says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from compliance.model.values import Keyed, Listed, When
from compliance.render.report import NOT_STATED
from compliance.render.text import clean, listed, short_date, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHORT: Final = {
    "on_premises": "on premises",
    "vendor_api": "vendor API",
    "vendor_cloud": "vendor cloud",
    "own_cloud": "own cloud",
    "model_api": "model API",
    "self_hosted_model": "self-hosted model",
    "phi": "PHI",
    "mfa": "MFA",
    "api": "API",
    "api_key": "API key",
    "outside_eea": "outside the EEA, country not named",
    "dpf": "EU-US Data Privacy Framework",
    "pci_aoc": "PCI DSS attestation",
    "pan": "PAN",
    "cvv": "CVV",
    "pin": "PIN",
    "implemented": "in place",
    "none": "none",
    "mtls": "mutual TLS",
    "tls1.2": "TLS 1.2",
    "tls1.3": "TLS 1.3",
    "vpn": "VPN",
    "hipaa": "HIPAA",
    "gdpr": "GDPR",
    "pci_dss": "PCI DSS",
    "eu_ai_act": "EU AI Act",
}


_AGREEMENT: Final = {
    "baa": "business associate contract",
    "dpa": "data processing agreement",
    "scc": "standard contractual clauses",
    "bcr": "binding corporate rules",
    "joint_controllers": "joint controllers' arrangement",
    "pci_responsibility": "PCI responsibility matrix",
    "sub_processing": "sub-processing contract",
    "data_use": "data use agreement",
    "service": "service contract",
}

T = TypeVar("T")


def entries(section: Mapping[str, T] | None) -> Mapping[str, T]:
    """The entries of a section of the description; none where it was not stated."""
    return {} if section is None else section


def word(value: object) -> str:
    """A word of the vocabulary as people write it; "not stated" for None."""
    if value is None:
        return NOT_STATED
    text = str(value)
    return _SHORT.get(text) or clean(words_of(text))


def agreement_name(kind: str) -> str:
    """The name of a kind of agreement."""
    return _AGREEMENT.get(kind) or word(kind)


def signed_status(agreement: Any) -> str:  # noqa: ANN401 - any agreement
    """The status of an agreement; one with a date of signature and no stated status is called signed."""
    if agreement.status is None and agreement.signed_on is not None:
        return "signed"
    return word(agreement.status)


def words(value: Any) -> str:  # noqa: ANN401 - a list in any of its spellings
    """A stated list: complete, open, everything, or what it is known to lack."""
    if value is None:
        return NOT_STATED
    if not isinstance(value, Listed):
        return word(value)
    has = [word(item) for item in sorted(map(str, value.has))]
    lacks = [word(item) for item in sorted(map(str, value.lacks))]
    parts = ["all"] if value.everything else has or (["none"] if value.closed else [])
    if lacks:
        parts.append(f"not {listed(lacks, 'or')}")
    if not (value.closed or value.everything or lacks):
        parts.append("more not stated")
    return ", ".join(parts)


def day(value: Any) -> str:  # noqa: ANN401 - a date as exact as it is known
    """A stated date; bounds stay as written."""
    if value is None:
        return NOT_STATED
    if isinstance(value, When) and value.exact:
        return short_date(value.first.isoformat())
    return clean(str(value))


def held(value: Mapping[str, Any] | None, name: Any = word) -> str:  # noqa: ANN401 - a function of one id
    """What is stored or sent: data by name, with what was done to them."""
    if value is None:
        return NOT_STATED
    parts = [
        _one(name(identifier), getattr(entry, "transformed", None)) for identifier, entry in value.items()
    ]
    if isinstance(value, Keyed) and not value.closed:
        parts.append("more not stated")
    return ", ".join(parts) or "none"


def roles(value: Any) -> str:  # noqa: ANN401 - the record of roles by law
    """Roles per law, `GDPR controller; HIPAA covered entity`."""
    if value is None:
        return NOT_STATED
    return "; ".join(f"{law}: {role}" for law, role in role_pairs(value)) or NOT_STATED


def role_pairs(value: Any) -> Iterable[tuple[str, str]]:  # noqa: ANN401 - the record of roles by law
    """(law, roles) for each law of which something is said."""
    for law in type(value).model_fields:
        stated = getattr(value, law)
        if stated is not None:
            yield word(law), words(stated)


def _one(name: str, transformed: object) -> str:
    how = None if transformed is None or str(transformed) == "clear" else word(transformed)
    return f"{name} ({how})" if how else name
