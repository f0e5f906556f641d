"""An identity is made, opened and described as bytes; whatever is wrong with one is said in one sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

from compliance.errors import UsageError
from compliance.signing import (
    IdentityError,
    WrongPassphraseError,
    create_identity,
    describe,
    fingerprint,
    load_certificates,
    load_identity,
    sign,
)
from compliance.signing.certificate import DOCUMENT_SIGNING, to_pem
from tests.signing import pki


def _made(**changes: object) -> bytes:
    wanted: dict[str, object] = {
        "name": "Avery Signer",
        "organisation": "Example Hospital",
        "passphrase": pki.PASSPHRASE,
        "now": pki.NOW,
        "key_type": "p256",
    }
    return create_identity(**(wanted | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("key_type", "key"), [("rsa3072", "RSA 3072"), ("p256", "ECDSA secp256r1")])
def test_new_identity_names_its_holder_and_is_meant_for_documents(key_type: str, key: str) -> None:
    """Subject, key, period and purposes are those asked for, and the certificate vouches for itself."""
    identity = load_identity(
        _made(key_type=key_type, email="avery@example.org", valid_days=10), pki.PASSPHRASE
    )
    shown = describe(identity)
    assert (shown.subject, shown.issuer, shown.self_made) == (
        shown.issuer,
        "CN=Avery Signer,O=Example Hospital",
        True,
    )
    assert (shown.key, shown.valid_from, shown.valid_until) == (key, pki.NOW, pki.NOW + timedelta(days=10))
    extensions = identity.certificate.extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert list(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [DOCUMENT_SIGNING]
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    names = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.RFC822Name) == ["avery@example.org"]


def test_description_holds_no_secret() -> None:
    """Neither the description nor the text of the identity shows the key."""
    identity = pki.self_made()
    assert "key" not in repr(identity).replace("key_", "").lower().split("certificate")[0]
    assert b"PRIVATE" not in describe(identity).certificate_pem
    assert load_certificates(describe(identity).certificate_pem, "cert.pem") == (identity.certificate,)


def test_wrong_passphrase_is_told_from_a_broken_file() -> None:
    """A prompt may ask again for the first, never for the second."""
    made = _made()
    for passphrase in ("another", "", None):
        with pytest.raises(WrongPassphraseError, match="does not open"):
            load_identity(made, passphrase)
    for broken in (b"", b"no such thing", made[: len(made) // 2]):
        with pytest.raises(IdentityError, match="PKCS#12") as caught:
            load_identity(broken, pki.PASSPHRASE)
        assert not isinstance(caught.value, WrongPassphraseError)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"organisation": ""},
        {"passphrase": ""},
        {"name": "x" * 65},
        {"email": "größer@example.org"},
        {"valid_days": -1},
        {"valid_days": 10_000_000},
        {"name": "Avery\x1b[2J"},
        {"organisation": "Clinic\u202e"},
        {"name": "Avery\nSigner"},
        {"now": pki.NOW.replace(tzinfo=None)},
    ],
    ids=str,
)
def test_identity_that_cannot_be_made_is_refused(changes: dict[str, object]) -> None:
    """What a certificate cannot hold, or nobody could use, is refused before a file exists."""
    with pytest.raises(IdentityError):
        _made(**changes)


def test_certificate_of_another_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some tools write such a file; the libraries at hand refuse to, so the pair is put together here."""
    key, other = pki.issue("Avery Signer").key, pki.issue("Stranger").certificate
    monkeypatch.setattr("compliance.signing.identity._open", lambda *_: (key, other, []))
    with pytest.raises(IdentityError, match="no certificate that belongs to its key"):
        load_identity(b"", None)


def test_imported_identity_is_checked() -> None:
    """A key without certificate, a certificate without key, a strange pair, a weak key and a wrong purpose are refused."""
    honest = pki.issue("Avery Signer")
    weak = pki.issue("Weak", key=pki.weak_key())
    server = pki.issue("Server", purposes=pki.SERVER_ONLY)
    encipher = pki.issue("Cipher", signs=False)
    odd = ed25519.Ed25519PrivateKey.generate()
    plain = NoEncryption()
    cases = {
        "no private key": pkcs12.serialize_key_and_certificates(
            b"", None, None, [honest.certificate], BestAvailableEncryption(b"x")
        ),
        "no certificate": pkcs12.serialize_key_and_certificates(b"", honest.key, None, None, plain),
        "neither|not RSA": pkcs12.serialize_key_and_certificates(b"", odd, None, None, plain),
        "too weak": weak.pkcs12(),
        "not meant for signing": server.pkcs12(),
        "not meant for": encipher.pkcs12(),
    }
    for words, data in cases.items():
        with pytest.raises(IdentityError, match=words):
            load_identity(data, "x" if words == "no private key" else None)


def test_imported_identity_keeps_its_chain() -> None:
    """The certificates between the signer's and the root come along, so that verifiers can build the path."""
    root = pki.issue("Root", ca=True)
    issuing = pki.issue("Issuing", root, ca=True)
    leaf = pki.issue("Avery Signer", issuing, key=ec.generate_private_key(ec.SECP384R1()))
    identity = load_identity(leaf.pkcs12(issuing.certificate, root.certificate), None)
    assert identity.chain == (issuing.certificate, root.certificate)
    assert not describe(identity).self_made
    assert identity.key.digest == "sha384"


@pytest.mark.parametrize("days", [-1, 366])
def test_identity_out_of_its_period_does_not_sign(days: int, report: bytes) -> None:
    """The signing time decides, not the machine's clock."""
    identity = pki.issue("Avery Signer", begins=pki.NOW).identity()
    with pytest.raises(IdentityError, match="not at the signing time"):
        sign(report, identity, signed_at=pki.NOW + timedelta(days=days))


def test_certificates_to_trust_are_read_from_pem_and_der() -> None:
    """One or more in PEM, one in DER; a key, an identity or a text is refused with the name of the file."""
    first, second = pki.issue("First").certificate, pki.issue("Second").certificate
    assert load_certificates(to_pem(first) + to_pem(second), "both.pem") == (first, second)
    assert load_certificates(first.public_bytes(pki.DER), "first.cer") == (first,)
    for data in (b"", b"text", _made(), to_pem(first)[:200]):
        with pytest.raises(UsageError, match=r"trust\.pem holds no readable certificate"):
            load_certificates(data, "trust.pem")


def test_fingerprint_is_the_one_openssl_prints() -> None:
    """SHA-256 of the DER form in lower-case hex."""
    certificate = pki.self_made().certificate
    assert len(fingerprint(certificate)) == 64
    assert fingerprint(certificate) == fingerprint(load_certificates(to_pem(certificate), "x")[0])
