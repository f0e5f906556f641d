"""Keys in encrypted PEM files and in a token: SoftHSM stands for the hardware, and nothing leaves it but signatures."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from compliance.errors import UsageError
from compliance.signing import (
    IdentityError,
    Level,
    Terms,
    WrongPassphraseError,
    load_identity,
    load_token_identity,
    sign,
    verify,
)
from compliance.signing.certificate import to_pem
from tests.signing import pki, tsa

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)
MODULE = next((path for path in MODULES if Path(path).exists()), MODULES[0])
PIN = "1234"
KINDS = ("rsa", "p256", "p384")
_EC_KEY, _LATER_KEY = bytes.fromhex("06072a8648ce3d0201"), bytes.fromhex("06072a8648ce3d0209")
"""The object identifier of elliptic-curve keys, and one beside it that means nothing yet."""


def _pem(
    issued: pki.Issued, word: str | None = pki.PASSPHRASE, form: PrivateFormat = PrivateFormat.PKCS8
) -> bytes:
    encryption = BestAvailableEncryption(word.encode()) if word else NoEncryption()
    return issued.key.private_bytes(Encoding.PEM, form, encryption)


def _key(kind: str) -> pki.PrivateKey:
    if kind == "rsa":
        return pki.rsa_key()
    return ec.generate_private_key(ec.SECP256R1() if kind == "p256" else ec.SECP384R1())


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("kind", ["rsa", "p256"])
def test_an_encrypted_pem_file_signs(kind: str, form: PrivateFormat, report: bytes) -> None:
    """Key and certificates in one file, in any order, or the certificates beside it; in both encrypted forms."""
    root = pki.issue("Root", ca=True)
    leaf = pki.issue("Avery Signer", root, key=_key(kind))
    above, own = to_pem(root.certificate), to_pem(leaf.certificate)
    together = load_identity(above + _pem(leaf, form=form) + own, pki.PASSPHRASE)
    apart = load_identity(_pem(leaf, form=form), pki.PASSPHRASE, (root.certificate, leaf.certificate))
    for identity in (together, apart):
        assert (identity.certificate, identity.chain) == (leaf.certificate, (root.certificate,))
        pdf = sign(report, identity, signed_at=pki.NOW)
        assert verify(pdf, at=pki.NOW, trust=[root.certificate]).failures == ()


def test_a_certificate_of_an_unknown_kind_beside_it_is_passed_over() -> None:
    """A chain may hold keys of kinds that came after this program; alone they are no certificate of the key."""
    issued = pki.issue("Avery Signer")
    der = issued.certificate.public_bytes(Encoding.DER).replace(_EC_KEY, _LATER_KEY)
    later = x509.load_der_x509_certificate(der)
    with pytest.raises(IdentityError, match="no certificate that belongs to its key"):
        load_identity(_pem(issued), pki.PASSPHRASE, [later])
    found = load_identity(_pem(issued), pki.PASSPHRASE, [later, issued.certificate])
    assert (found.certificate, found.chain) == (issued.certificate, (later,))


def test_pem_files_that_will_not_do(report: bytes) -> None:
    """Each for its own reason; a wrong passphrase is told apart, so that a prompt may ask again."""
    leaf, other = pki.issue("Avery Signer"), pki.issue("Somebody")
    own = to_pem(leaf.certificate)
    for word in ("another", "", None):
        with pytest.raises(WrongPassphraseError, match="does not open"):
            load_identity(_pem(leaf) + own, word)
    for data, words in (
        (_pem(leaf, None) + own, "not encrypted"),
        (own, "no private key"),
        (_pem(leaf), "belongs"),
        (_pem(leaf) + to_pem(other.certificate), "belongs"),
        (_pem(leaf)[:-60] + own, "no private key"),
    ):
        with pytest.raises(IdentityError, match=words) as caught:
            load_identity(data, pki.PASSPHRASE)
        assert not isinstance(caught.value, WrongPassphraseError)
        assert caught.value.exit_code == 2
    assert report


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, pki.Issued]]:
    """A software token that holds a key of each kind, with its certificate stored beside all but the last."""
    assert shutil.which("softhsm2-util"), "softhsm2 is not installed; `make test` installs it"
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n"
    )
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    made = {kind: pki.issue(f"Signer {kind}", key=_key(kind)) for kind in KINDS}
    _util("--init-token", "--free", "--label", "tests", "--so-pin", PIN, "--pin", PIN)
    for number, (kind, issued) in enumerate(made.items(), 1):
        (folder / "key.pem").write_bytes(_pem(issued, None))
        _util(
            "--import",
            str(folder / "key.pem"),
            "--token",
            "tests",
            "--label",
            kind,
            "--id",
            f"0{number}",
            "--pin",
            PIN,
        )
    _store(made)
    yield made
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def _util(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True, timeout=60)


def _store(made: dict[str, pki.Issued]) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    with pkcs11.lib(MODULE).get_token(token_label="tests").open(user_pin=PIN, rw=True) as session:  # noqa: S106
        for number, kind in enumerate(KINDS[:-1], 1):
            attributes = decode_x509_certificate(made[kind].certificate.public_bytes(Encoding.DER))
            session.create_object(
                {**attributes, pkcs11.Attribute.ID: bytes([number]), pkcs11.Attribute.TOKEN: True}
            )


def _address(kind: str) -> str:
    return f"pkcs11:token=tests;object={kind}?module-path={MODULE}"


def test_a_token_that_cannot_be_used_is_an_error(token: dict[str, pki.Issued]) -> None:
    """A wrong PIN, no such token or key, no module, no certificate."""
    assert token
    with pytest.raises(WrongPassphraseError, match="PIN"):
        load_token_identity(_address("rsa"), "9999")
    for uri, words in (
        (_address("rsa").replace("tests", "other"), "cannot be used"),
        (_address("nobody"), "cannot be used"),
        (_address("rsa").replace(".so", ".none"), "cannot be used"),
        (_address("p384"), "no certificate that belongs"),
    ):
        with pytest.raises(IdentityError, match=words):
            load_token_identity(uri, PIN)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_in_a_token_signs(kind: str, token: dict[str, pki.Issued], report: bytes) -> None:
    """RSA and elliptic curves; the certificate comes from the token, or from a file where the token has none."""
    issued = token[kind]
    identity = load_token_identity(_address(kind), PIN, (issued.certificate,))
    assert identity.certificate == issued.certificate
    time = pki.issue("Time authority", key=pki.rsa_key(), purposes=pki.TIME_STAMPING)
    for terms in (Terms(), Terms(Level.B_T, tsa.authority(time))):
        pdf = sign(report, identity, signed_at=pki.NOW, terms=terms)
        assert verify(pdf, at=pki.NOW, trust=[issued.certificate]).failures == ()


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("pkcs11:token=tests", "needs module-path"),
        ("pkcs11:token=tests;color=red?module-path=/x.so", "does not know 'color'"),
        ("pkcs11:token?module-path=/x.so", "cannot be read"),
        ("pkcs11:token=tests?module-path=/x.so&pin-value=1234", "PIN does not belong"),
    ],
)
def test_an_address_that_cannot_be_read_is_a_wrong_use(uri: str, words: str) -> None:
    """Above all one with the PIN in it, which every user of the machine could read."""
    with pytest.raises(UsageError, match=words):
        load_token_identity(uri, PIN)
