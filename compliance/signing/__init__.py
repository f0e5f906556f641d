"""Signing and verification of reports: identities, the certifying PAdES signature, and the numbered facts of a verdict.

The stage works on bytes. It reads no file, no clock and no trust store of the system; times are arguments. Only `authority`
reaches the network, at the address of a time-stamp authority that the user names.
"""

from __future__ import annotations

from compliance.signing.authority import DEFAULT_TIMEOUT, Authority, over_http
from compliance.signing.certificate import fingerprint, load_certificates
from compliance.signing.embedded import attachments
from compliance.signing.errors import IdentityError, LevelError, TimeStampError, WrongPassphraseError
from compliance.signing.further import Commitment, countersign, extend, timestamp
from compliance.signing.identity import (
    Identity,
    IdentityDescription,
    create_identity,
    describe,
    load_identity,
)
from compliance.signing.levels import Level, Terms
from compliance.signing.manifest import MANIFEST_NAME, MANIFEST_SCHEMA, EmbeddedInput, build_manifest
from compliance.signing.pkcs11 import load_token_identity
from compliance.signing.reasons import Reason
from compliance.signing.repack import DEFAULT_FIELD, prepare
from compliance.signing.signer import sign
from compliance.signing.validation_data import ValidationData, load_crls, load_ocsp
from compliance.signing.verdict import Fact, SignedBy, StampedBy, State, Verdict
from compliance.signing.verification import Reliance, verify

__all__ = [
    "DEFAULT_FIELD",
    "DEFAULT_TIMEOUT",
    "MANIFEST_NAME",
    "MANIFEST_SCHEMA",
    "Authority",
    "Commitment",
    "EmbeddedInput",
    "Fact",
    "Identity",
    "IdentityDescription",
    "IdentityError",
    "Level",
    "LevelError",
    "Reason",
    "Reliance",
    "SignedBy",
    "StampedBy",
    "State",
    "Terms",
    "TimeStampError",
    "ValidationData",
    "Verdict",
    "WrongPassphraseError",
    "attachments",
    "build_manifest",
    "countersign",
    "create_identity",
    "describe",
    "extend",
    "fingerprint",
    "load_certificates",
    "load_crls",
    "load_identity",
    "load_ocsp",
    "load_token_identity",
    "over_http",
    "prepare",
    "sign",
    "timestamp",
    "verify",
]
