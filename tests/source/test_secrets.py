"""Keys and passwords are found, ordinary long words are not, and nothing found is ever shown."""

from __future__ import annotations

import pytest

from compliance.errors import InputError
from compliance.source import mask, read

# Put together here, so that no scanner of repositories takes this file for a leak.
_DIGITS = "0123456789"
_MIXED = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ"
_SECRETS = {
    "API key": "sk-" + "proj-" + _MIXED,
    "Amazon Web Services key": "AK" + "IA" + "IOSFODNN7EXAMPLE",
    "Google API key": "AI" + "za" + _MIXED + "_0-4fR2aQ",
    "GitHub token": "gh" + "p_" + _MIXED + _DIGITS,
    "GitLab token": "gl" + "pat-" + _MIXED,
    "Hugging Face token": "h" + "f_" + _MIXED + "aBcDeF12",
    "Slack token": "xo" + "xb-" + _DIGITS + "-" + _MIXED,
    "Stripe key": "sk" + "_live_" + _MIXED,
    "JSON Web Token": "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "password in an address": "postgres://app:" + "hunter2@db/claims",
    "key": _MIXED + "x2Y4z6A8",
}


@pytest.mark.parametrize(("kind", "secret"), _SECRETS.items())
@pytest.mark.parametrize(
    "form", ["note: {}\n", "note: '{}'\n", "note: ['{}']\n", "'{}': note\n", "note: see {} here\n"]
)
def test_a_secret_is_refused_and_not_shown(kind: str, secret: str, form: str) -> None:
    """Wherever it stands, its kind is named and neither the problem nor the source line repeats it."""
    with pytest.raises(InputError) as caught:
        read(form.format(secret), "a.yaml")
    assert [f"a value shaped like a secret ({kind})"] == [p.message for p in caught.value.problems]
    assert secret not in str(caught.value) + caught.value.diagnostics()
    assert secret[-12:] not in caught.value.diagnostics()


def test_a_password_is_known_by_its_key() -> None:
    """A short password has no shape; the key it stands under gives it away."""
    with pytest.raises(InputError) as caught:
        read("vault: {password: hunter2x}\n", "a.yaml")
    assert "hunter2x" not in caught.value.diagnostics()
    assert ["a value shaped like a secret (password)"] == [p.message for p in caught.value.problems]


def test_a_secret_on_the_line_of_another_problem_is_masked() -> None:
    """A line shown for its anchor does not publish the key beside it."""
    secret = _SECRETS["API key"]
    with pytest.raises(InputError) as caught:
        read(f"a: [&x 1, {secret}]\n\tb: {secret}\n", "a.yaml")
    assert secret not in caught.value.diagnostics()


def test_a_repeated_key_that_is_a_secret_is_masked() -> None:
    """A message that quotes the file quotes no secret."""
    secret = _SECRETS["key"]
    with pytest.raises(InputError) as caught:
        read(f"{secret}: 1\n{secret}: 2\n", "a.yaml")
    assert secret not in caught.value.diagnostics()


@pytest.mark.parametrize(
    "line",
    [
        "sha256: " + "9f" * 32,
        "image: registry.example.org/app@sha256:" + "9f" * 32,
        "commit: " + "9f" * 20,
        "id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "path: evidence/HIPAA-Risk-Analysis-2026-final-version-signed-by-officer.pdf",
        "note: see https://docs.example.org/d/1aB3dE5gH7jK9mN1pQ3sT5vW7yZx2Y4z6A8/view",
        "name: PciDssResponsibilityMatrix2026Version4SignedByVendor",
        "from: sk-customer-support-assistant",
        "token: tokenised",
        "password: weak",
        "passwords: strong",
        "stores: {password: hashed, token: encrypted}",
        "authentication: api_key",
        "data: [credentials, secret]",
        "number: " + _DIGITS * 4,
        "since: 2026-03-14",
        "contact: security-officer@example.org",
        "key: https://user@example.org/path",
    ],
)
def test_ordinary_values_are_harmless(line: str) -> None:
    """Digests, commits, ids, paths, links and words of the vocabulary are no secrets."""
    assert read(line + "\n", "a.yaml") is not None


def test_a_digest_elsewhere_is_not_taken_on_trust() -> None:
    """64 hexadecimal digits outside `sha256` may be a key as well."""
    with pytest.raises(InputError):
        read("note: " + "9f" * 32 + "\n", "a.yaml")


def test_masking_keeps_the_columns() -> None:
    """A masked line is as long as the line, so that a caret still points at the right place."""
    line = f"  key: {_SECRETS['API key']} # note"
    assert f"  key: {'*' * len(_SECRETS['API key'])} # note" == mask(line)
