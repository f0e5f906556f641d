"""Variants that are assessed one after the other, from files that were read once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.canonical import sha256
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.comparing import Choice, compare_sources
from compliance.source import read

if TYPE_CHECKING:
    import pytest

    from compliance.source import Node

EXAMPLE = Path(__file__).resolve().parents[2] / "reports" / "examples" / "hospital-api"
DAY = dt.date(2026, 11, 20)


def _given(name: str) -> Given:
    return Given(name, (EXAMPLE / name).read_bytes())


def test_a_variant_among_others_is_assessed_as_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read once for all variants, and each assessment is byte for byte that of the variant by itself."""
    reads: list[str] = []

    def counted(text: bytes | str, name: str) -> Node:
        reads.append(name)
        return read(text, name)

    monkeypatch.setattr("compliance.pipeline.assessing.read", counted)
    sources = Sources(_given("architecture.yaml"), (_given("answers.yaml"),))
    catalog = catalog_in_use()
    compared = compare_sources(Choice((sources,), decision=_given("decision.yaml")), catalog, DAY)
    assert reads == ["architecture.yaml"]
    assert len(compared.variants) == 5
    for one in compared.variants:
        alone = assess_sources(replace(sources, variant=one.name), catalog, DAY).assessment
        assert one.assessment == sha256(assessment_json(alone)), one.name
