"""Whole outputs on a small assessment, as they were read and accepted; GOLDEN=write takes new ones over."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from compliance.render.formats import written
from tests.render.formats.small import small

GOLDEN = Path(__file__).parent / "golden"
NAMES = {
    "csv": "small.csv",
    "html": "small.html",
    "junit": "small.xml",
    "markdown": "small.md",
    "oscal": "small-results.json",
    "oscal-poam": "small-poam.json",
    "oscal-profile": "small-profile.json",
    "sarif": "small.sarif",
}


@pytest.mark.parametrize("form", NAMES)
def test_the_whole_output_is_the_one_that_was_read(form: str) -> None:
    """What changes with every catalog (digests) and what nobody reads (fonts) are left out."""
    text = written(form, small()).decode()
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]{44}", "sha256-", text)
    text = re.sub(r"\b[0-9a-f]{64}\b", "SHA-256", text)
    path = GOLDEN / NAMES[form]
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    assert path.read_bytes().decode() == text
