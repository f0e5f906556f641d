from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.inputs.architecture import load_architecture
from compliance.model.words import Category, Group, HealthEntity, Hosting, Stage, Task
from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.catalogs import vocabulary
from compliance.questionnaire.beginning import Beginning, Outside, Place
from compliance.questionnaire.beginning_lines import identifier
from compliance.questionnaire.beginning_text import first_architecture

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog

DAY = dt.date(2026, 11, 20)
HOSPITAL = Beginning(
    system="Discharge letters",
    organisation="Riverside: a hospital",
    stage="production",
    since="2026-02-01",
    country="us",
    serves=("US",),
    roles={"hipaa": ("covered_entity",), "gdpr": (), "pci_dss": (), "eu_ai_act": ()},
    health_entity="provider",
    categories={"phi": True, "contact": True, "pan": False},
    about="patients",
    task="medical_documentation",
    users="employees",
    application=Place("on_premises", "US"),
    model=Place("vendor_api", "US"),
    vendor=Outside("Model vendor", "US", "openai-api", {"baa": "2026-03-15", "dpa": "none"}),
    log=True,
    keeps=False,
    incidents=False,
    encryption="tls1.3",
    complete=True,
    by="Kim",
    on=DAY,
)


def _word(words: type) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([str(word) for word in words])  # type: ignore[attr-defined]


_NAME = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], include_characters="\n"
    ),
    min_size=1,
    max_size=20,
)
_COUNTRY = st.sampled_from([None, "US", "no", "DE", "EU"])
_PLACE = st.builds(Place, _word(Hosting), _COUNTRY)
_WHEN = st.sampled_from([None, "2026-02-01", "2026-02", "2024"])
_OUTSIDE = st.none() | st.builds(
    Outside,
    _NAME,
    _COUNTRY,
    st.sampled_from([None, "openai-api"]),
    st.dictionaries(st.sampled_from(["baa", "dpa"]), st.sampled_from(["none", "signed", "2026-03-15"])),
)
_ROLES = st.fixed_dictionaries(
    {},
    optional={
        "hipaa": st.sampled_from([(), ("covered_entity",), ("business_associate",)]),
        "gdpr": st.sampled_from([(), ("controller",), ("controller", "processor")]),
        "pci_dss": st.sampled_from([(), ("merchant",)]),
        "eu_ai_act": st.sampled_from([None, (), ("provider", "deployer")]),
    },
)
_BEGINNING = st.builds(
    Beginning,
    system=_NAME,
    organisation=_NAME,
    stage=_word(Stage),
    since=_WHEN,
    country=_COUNTRY,
    serves=st.none() | st.just(("DE", "AT")),
    roles=_ROLES,
    health_entity=_word(HealthEntity),
    categories=st.dictionaries(st.sampled_from([str(word) for word in Category]), st.sampled_from([True, False, None]), max_size=4),
    about=_word(Group),
    task=_word(Task),
    users=_word(Group),
    application=_PLACE,
    model=_PLACE,
    vendor=st.none(),
    host=_OUTSIDE,
    log=st.sampled_from([True, False, None]),
    keeps=st.sampled_from([True, False, None]),
    incidents=st.sampled_from([True, False, None]),
    requests=st.sampled_from([True, False, None]),
    encryption=st.sampled_from([None, "none", "tls1.3"]),
    complete=st.sampled_from([True, False, None]),
    by=_NAME,
    on=st.just(DAY),
)  # fmt: skip


def test_a_first_architecture_reads_well(hipaa: Catalog) -> None:
    """Comments say what each part is about, names are spelled safely, and what was said is there."""
    text = first_architecture(HOSPITAL)
    assert text.splitlines()[5].startswith("completeness: {by: Kim, on: 2026-11-20")
    for said in (
        '  name: "Riverside: a hospital"',
        "  country: US",
        "roles: {hipaa: covered_entity, gdpr: none, pci_dss: none, eu_ai_act: none}",
        "      baa: {signed_on: 2026-03-15}",
        "      dpa: none",
        "    operator: model-vendor",
        "category: [phi, contact], form: prompt, about: patients",
        "  prompt: {from: app, to: model, data: [inputs], returns: [outputs], via: api, network: public, encryption: tls1.3,",
        "  asked: {from: staff, to: app,",
        "    stores: none",
        "incidents: none",
        "requests: unknown",
        "  logged: {from: app, to: prompt-log,",
    ):
        assert said in text
    assert "unknown:" not in text
    sources = Sources(Given("architecture.yaml", text.encode()))
    assessment = assess_sources(sources, hipaa, DAY).assessment
    assert any(
        f.control == "hipaa-308-associate-contract" and f.standing == "historic" for f in assessment.findings
    )


def test_a_name_of_two_lines_stays_a_name(hipaa: Catalog) -> None:
    """What stands behind the line end is no statement of the file."""
    name = "Letters\nincidents: none"
    text = first_architecture(Beginning(name, "Clinic"))
    found = load_architecture(text.encode(), "architecture.yaml", vocabulary(hipaa)).architecture
    assert found.system is not None
    assert (found.system.name, found.incidents) == (name, None)


def test_what_was_not_known_stays_open() -> None:
    """Nothing is stated that nobody said: no role, no completeness, and each list is left open."""
    text = first_architecture(Beginning("A system", "Us", on=DAY))
    stated = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert "roles" not in stated
    assert "completeness" not in stated
    assert "category: unknown" in stated
    assert [line.split("#")[0].strip() for line in stated.splitlines()].count("unknown:") == 4


@settings(max_examples=60)
@given(said=_BEGINNING, vendor=_OUTSIDE)
def test_every_first_architecture_loads(hipaa: Catalog, said: Beginning, vendor: Outside | None) -> None:
    """Whatever was answered and whatever was not, the file has no problem."""
    if said.model.hosting == "vendor_api":
        from dataclasses import replace

        said = replace(said, vendor=vendor or Outside("V"))
    load_architecture(first_architecture(said).encode(), "architecture.yaml", vocabulary(hipaa))


def test_a_name_becomes_an_id() -> None:
    """Small letters, digits and hyphens, at most forty; a name without any gets a fallback."""
    assert identifier("Discharge Letter-Assistant 2!") == "discharge-letter-assistant-2"
    assert identifier("読む") == "system"
    assert len(identifier("a" * 99)) == 40
