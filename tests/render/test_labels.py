"""Facts read like something a person would say, not like paths of the engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from compliance.model.assessment import Read, Source
from compliance.model.catalog import PracticeKind
from compliance.render.labels import Labels
from compliance.render.view.facts import fact_list
from compliance.render.view.index import index
from tests.render import hospital
from tests.render.description import architecture

if TYPE_CHECKING:
    from compliance.render import RenderedReport, ReportInput

PATH = re.compile(r"\b(flows|components|parties|purposes|ai_systems|practices|data|zones)\.[a-z][\w-]*\.\w+")
LABELS = Labels(architecture(), {"risk_analysis": PracticeKind(title="Threats to the data are analysed.")})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("flows.inference.encryption", "Prompt gateway → Hosted language model: encryption"),
        ("flows.inference.data.prompt", "Prompt gateway → Hosted language model: carries prompt"),
        (
            "components.ehr.stores.discharge-letter.encryption",
            "Discharge letter in Patient record system: encryption",
        ),
        ("components.ehr.access.clinicians.factors", "Clinicians at Patient record system: signs in with"),
        ("parties.model-vendor.agreements.dpa.signed_on", "Model vendor: data processing agreement, signed"),
        ("parties.model-vendor.agreements.baa", "Model vendor: business associate contract"),
        ("organisation.roles.gdpr", "Example General Hospital: role under GDPR"),
        ("practices.risk_analysis.performed_on", "Threats to the data are analysed: carried out on"),
        (
            "purposes.drafting-letters.rights.access.within",
            "Purpose drafting-letters: right of access, within",
        ),
        ("organisation", "Example General Hospital"),
    ],
)
def test_a_path_becomes_a_subject_and_a_field(path: str, expected: str) -> None:
    """Whose fact it is comes first, in the names of the description."""
    assert LABELS.line(path) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", "not stated"),
        ("not stated", "not stated"),
        ("tls1.3", "TLS 1.3"),
        ("2026-03-02", "2 Mar 2026"),
        ("model-vendor", "Model vendor"),
        ("[contact, phi]", "contact and PHI"),
        ("[]", "none"),
        ("[cloud-host, unknown]", "Cloud host and more not stated"),
        (
            "{has: [instructions], lacks: [deletion, return_of_data]}",
            "has instructions; lacks deletion and return of data",
        ),
        ("encryption: none; retention: 90 days", "encryption none, retention 90 days"),
        ("Free text: with a colon", "Free text: with a colon"),
        ("../60 days", "../60 days"),
    ],
)
def test_a_value_becomes_words(value: str, expected: str) -> None:
    """Ids become names, words lose their spelling, dates become days; anything else stays as written."""
    assert LABELS.value(value) == expected


def test_facts_about_one_subject_share_a_line(report: ReportInput) -> None:
    """The name is said once, and the places follow it in order."""
    reads = [
        Read("flows.inference.encryption", "none", Source("architecture.yaml", 104, 3)),
        Read("parties.model-vendor.country", "US", Source("answers.yaml", 7, 3)),
        Read("flows.inference.network", "public", Source("architecture.yaml", 105, 3)),
    ]
    groups = fact_list(index(report), reads).groups

    assert ["Prompt gateway → Hosted language model", "Model vendor"] == [group.subject for group in groups]
    assert [("encryption", "none"), ("network", "public")] == [
        (one.fact, one.value) for one in groups[0].lines
    ]
    assert ["architecture.yaml 104, 105", "answers.yaml 7"] == [group.places for group in groups]


def test_ways_of_the_engine_are_no_facts(report: ReportInput) -> None:
    """That a condition walked from a flow to its component states nothing; a stated fact of that name stays."""
    place = Source("architecture.yaml", 9, 1)
    reads = [
        Read("flows.inference.to_component", "not stated", None),
        Read("flows.inference.from", "gateway", place),
        Read("components.llm.operator", "not stated", None),
    ]
    facts = [line.fact for group in fact_list(index(report), reads).groups for line in group.lines]

    assert facts == ["operator"]


def test_a_fact_says_who_said_it(report: ReportInput) -> None:
    """An answer is told with its author, day and grade; the description speaks for itself."""
    from compliance.model.assessment import Said

    said = Said("security officer", "CISO", "2026-11-02", "attached", "risk-analysis-dates")
    told = Read("practices.risk_analysis.performed_on", "[2026-03-14]", Source("answers.yaml", 3, 1), said)
    (group,) = fact_list(index(report), [told]).groups

    assert group.lines[0].said == "said by security officer, CISO on 2 Nov 2026, evidence attached"


def test_no_path_of_the_engine_is_printed(rendered: RenderedReport) -> None:
    """Nowhere in the report does a reader meet `flows.x.encryption`."""
    body = re.sub(r"<[^>]+>", " ", rendered.html.partition("<body>")[2])

    assert [] == [match.group(0) for match in PATH.finditer(body)]


def test_more_facts_than_are_printed_are_counted(report: ReportInput) -> None:
    """What is left out is said."""
    reads = [hospital.read(f"flows.inference.x{number}", "none") for number in range(15)]

    assert fact_list(index(report), reads, 12).more == 3
