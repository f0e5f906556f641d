"""Small changes to the built-in catalog files, and the problems they make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from compliance.errors import InputError
from compliance.inputs.catalog import catalog_file, load_catalog
from compliance.pipeline.catalogs import built_in_files
from tests.examples.described import catalog

PROFILE = """\
id: acme
name: Acme Models
products: [Acme API]
claims:
  - states: retention
    scope: party
    value: 30 days
    claim: Inputs are kept for a month.
    source: acme.example/terms
    confidence: vendor
    checked_on: 2026-11-20
    expires_on: 2027-02-18
"""
THEME = """\
themes:
  - id: encryption_anew
    title: Encryption once more
    provisions:
      hipaa: [164.312(e)(1)]
      pci_dss: ["4.2.1"]
"""


@dataclass(frozen=True)
class Told:
    """A problem as a test compares it: where, what, and the hint."""

    where: str
    message: str
    hint: str | None
    line: str | None


def problems(path: str, text: str) -> list[Told]:
    """What is wrong where a file is added to the built-in catalog as a user would."""
    try:
        load_catalog([catalog_file(path, text.encode())], "custom", base=catalog())
    except InputError as error:
        return [Told(str(one.place), one.message, one.hint, one.source_line) for one in error.problems]
    return []


@cache
def built_in_texts() -> dict[str, str]:
    """The texts of the built-in profiles and of the crosswalk, by path."""
    return {
        file.path: file.text
        for file in built_in_files()
        if file.path.startswith("vendors/") or file.path == "crosswalk.yaml"
    }
