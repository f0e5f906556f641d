"""Values that look like keys, tokens or passwords.

A description is mailed around, committed and embedded in a report; a key in it is a key published. What is found is refused
and never shown: a problem names the kind, and source lines are masked before they reach a screen.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_LONG: Final = 32
_BUSY: Final = 0.4
"""Share of neighbours of another class (upper, lower, digit) in a token: about 0.6 in random ones, 0.2 in names in camel case."""

# Each begins where no longer run of the same characters could have begun, so that no text makes matching quadratic.
_SHAPES: Final = {
    "private key": r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z0-9 ]*PRIVATE KEY-----)?",
    "JSON Web Token": r"(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?",
    "Amazon Web Services key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "Google API key": r"(?<![\w-])AIza[\w-]{35}",
    "GitHub token": r"\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_\w{40,})",
    "GitLab token": r"(?<![\w-])glpat-[\w-]{20,}",
    "Hugging Face token": r"\bhf_[0-9A-Za-z]{30,}",
    "Slack token": r"(?<![\w-])xox[abeoprs]-[0-9A-Za-z-]{10,}",
    "Stripe key": r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,}",
    "API key": r"(?<![\w-])sk-(?=[\w-]*\d[\w-]*\d)[\w-]{16,}",
    "password in an address": r"(?<![\w+.-])[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/@]+@",
}
_KINDS: Final = tuple(_SHAPES)
_KNOWN: Final = re.compile("|".join(f"({shape})" for shape in _SHAPES.values()))
_HINT: Final = re.compile(
    r"-----BEGIN|eyJ|A[KS]IA|AIza|gh[pousr]_|github_pat_|glpat-|hf_|xox|k_live_|k_test_|sk-|://"
)
"""What every known shape contains: much cheaper to look for, and nearly always absent."""

_ENOUGH: Final = 256
_TOKEN: Final = re.compile(rf"(sha256:)?([0-9A-Za-z+/=_-]{{{_LONG},}})")
_ADDRESS: Final = re.compile(r"https?://\S+")
_HEX: Final = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_COMMIT_LENGTH: Final = 40
_DIGEST_LENGTH: Final = 64

_TELLING_NAME: Final = (
    r"pass(?:word|phrase|wd)?|pwd|(?:client_?)?secret|(?:secret|private|api|access)_?key"
    r"|(?:(?:auth|access)_?)?token|bearer"
)
_SECRET_KEY: Final = re.compile(_TELLING_NAME, re.IGNORECASE)
_SECRET_VALUE: Final = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])\S{8,}")
_SECRET_PAIR: Final = re.compile(
    rf"((?<!\w)(?:{_TELLING_NAME})[\"']?\s*:\s+)([^\s,}}\]]{{8,}})", re.IGNORECASE
)
SHORTEST_SECRET: Final = 8
"""Nothing shorter has any of the shapes."""


def kind_of_secret(text: str, key: str = "") -> str | None:
    """What `text`, the value of `key`, looks like ("API key", "password", ...), or None when it looks harmless.

    A hexadecimal SHA-256 is expected under `sha256` and after `sha256:`, and a commit id (40 digits) anywhere.
    """
    if len(text) < SHORTEST_SECRET:
        return None
    if _HINT.search(text) and (found := _KNOWN.search(text)):
        return _KINDS[(found.lastindex or 1) - 1]
    if _SECRET_KEY.fullmatch(key) and _SECRET_VALUE.fullmatch(text):
        return "password"
    if len(text) >= _LONG and _random_tokens(text, digest_expected=key == "sha256"):
        return "key"
    return None


def mask(line: str) -> str:
    """`line` with everything that looks like a secret replaced by as many asterisks, so that carets still fit."""
    masked = _KNOWN.sub(lambda found: "*" * len(found[0]), line)
    masked = _SECRET_PAIR.sub(lambda found: found[1] + "*" * len(found[2]), masked)
    digest = "sha256" in line
    return _TOKEN.sub(lambda found: _masked_token(found, digest_expected=digest), masked)


def _masked_token(found: re.Match[str], *, digest_expected: bool) -> str:
    prefix, token = found[1] or "", found[2]
    random = _is_random(token, digest_expected=digest_expected or bool(prefix))
    return prefix + "*" * len(token) if random else found[0]


def _random_tokens(text: str, *, digest_expected: bool) -> list[str]:
    """The long tokens of `text` that no person chose.

    Addresses are left out: a document's id in a link opens nothing by itself.
    """
    tokens = _TOKEN.finditer(_ADDRESS.sub(" ", text))
    return [
        found[2]
        for found in tokens
        if _is_random(found[2], digest_expected=digest_expected or bool(found[1]))
    ]


def _is_random(token: str, *, digest_expected: bool) -> bool:
    if _HEX.fullmatch(token):
        digest = digest_expected and len(token) == _DIGEST_LENGTH
        return not (digest or len(token) == _COMMIT_LENGTH or token.isdigit() or token.isalpha())
    if _UUID.fullmatch(token):
        return False
    classes = [_class_of(char) for char in token[:_ENOUGH] if char.isalnum()]
    changes = sum(one != other for one, other in pairwise(classes))
    return len(set(classes)) == len("aA1") and changes >= _BUSY * len(classes)


def _class_of(char: str) -> str:
    if char.isdigit():
        return "1"
    return "A" if char.isupper() else "a"
