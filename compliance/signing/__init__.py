"""Signing and verification of reports: identities, the certifying PAdES signature, and the numbered facts of a verdict.

The stage works on bytes. It reads no file, no clock, no network and no trust store of the system; times are arguments.
"""

from __future__ import annotations

from compliance.signing.certificate import fingerprint, load_certificates
from compliance.signing.embedded import attachments
from compliance.signing.errors import IdentityError, WrongPassphraseError
from compliance.signing.identity import (
    Identity,
    IdentityDescription,
    create_identity,
    describe,
    load_identity,
)
from compliance.signing.manifest import MANIFEST_NAME, MANIFEST_SCHEMA, EmbeddedInput, build_manifest
from compliance.signing.reasons import Reason
from compliance.signing.repack import DEFAULT_FIELD, prepare
from compliance.signing.signer import sign
from compliance.signing.verdict import Fact, SignedBy, State, Verdict
from compliance.signing.verification import verify

__all__ = [
    "DEFAULT_FIELD",
    "MANIFEST_NAME",
    "MANIFEST_SCHEMA",
    "EmbeddedInput",
    "Fact",
    "Identity",
    "IdentityDescription",
    "IdentityError",
    "Reason",
    "SignedBy",
    "State",
    "Verdict",
    "WrongPassphraseError",
    "attachments",
    "build_manifest",
    "create_identity",
    "describe",
    "fingerprint",
    "load_certificates",
    "load_identity",
    "prepare",
    "sign",
    "verify",
]
