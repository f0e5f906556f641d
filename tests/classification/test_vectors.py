"""Fifteen systems and what they are: roles, classes, dates and duties under the AI Act and the GDPR.

Each description says only what the system's title says; what else it owes stays unknown and is not looked at here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compliance.pipeline.assessing import Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use, narrowed

if TYPE_CHECKING:
    from compliance.model.assessment import Assessment, ProvisionResult
    from compliance.model.catalog import Catalog

HEAD = """
schema: compliance-architecture/1
described_on: 2026-11-20
system: {id: example, name: Example, stage: production}
"""
UNION = """
organisation:
  {name: Example firm, country: DE, established_in: [DE], offers_to: [DE], public_authority: no, public_services: no, roles: {hipaa: none, gdpr: controller, pci_dss: none}}
"""
TODAY = dt.date(2026, 11, 20)
DUTIES = ("Art. 9(1)", "Art. 13(1)", "Art. 17(1)", "Art. 26(1)")
"""One duty each of the requirements, the instructions, the provider and the deployer."""


@cache
def catalog() -> Catalog:
    """Both laws."""
    return narrowed(catalog_in_use(), ["eu_ai_act", "gdpr"])


@dataclass(frozen=True, slots=True)
class Seen:
    """An assessment with short ways to ask it."""

    told: Assessment

    def holds(self, provision: str) -> bool | None:
        """Whether a conclusion under a provision holds for any subject (None: open); what does not hold is not listed."""
        assert any(rule.provision == provision for rule in catalog().frameworks[0].rules), provision
        found = {one.holds for one in self.told.classification if one.provision == provision}
        return True if True in found else None if None in found else False

    def row(self, provision: str, law: str = "eu_ai_act") -> ProvisionResult:
        """The row of a provision."""
        return next(p for p in self.told.provisions if (p.framework, p.id) == (law, provision))

    def owed(self, provision: str, law: str = "eu_ai_act") -> bool:
        """Whether something in the description is judged under a provision."""
        return self.row(provision, law).outcome not in {None, "not_applicable"}

    def listed(self) -> set[str]:
        """The points of Annex I and III that make a system high-risk, surely or possibly."""
        return {
            c.provision
            for c in self.told.classification
            if c.provision.startswith(("Annex I.", "Annex III.")) and c.holds is not False
        }


def seen(description: str, as_of: dt.date = TODAY) -> Seen:
    """What is found about a description on a day; the facts are those of that day."""
    given = Given("architecture.yaml", (HEAD + description).encode())
    return Seen(assess_sources(Sources(given), catalog(), as_of, described_on=as_of).assessment)


SHOP = (
    UNION
    + """
parties:
  model-vendor: {kind: company, country: US, roles: {gdpr: processor}}
data:
  chats: {category: [contact, communications], form: prompt, about: customers}
components:
  model: {kind: model_api, operator: model-vendor, hosting: vendor_api, location: US, stores: none, access: none, model: {maker: model-vendor, changed: no, offered: no}}
flows:
  ask: {from: customers, to: model, data: [chats], purpose: support, since: 2026-09-01}
purposes:
  support: {tasks: [customer_support], about: customers, data: [chats], sources: [data_subject]}
ai_systems:
  chatbot:
    {provider: organisation, own_name: yes, roles: [deployer], components: [model], purposes: [support], markets: [DE], placed_on_market_on: 2026-09-01, interacts_with: customers,
     product_laws: none, infers: {emotion: none, sensitive_traits: none}, generates: {text: {published: no}, image: none, audio: none, video: none}}
"""
)


def test_a_shop_that_offers_a_chatbot_on_a_vendors_model_provides_and_deploys_it() -> None:
    """It tells people and marks text, its staff know AI, it is nothing high-risk; data go to a processor in another country."""
    found = seen(SHOP)
    assert found.holds("Art. 3(3)") is True
    assert found.row("Art. 50(1)").outcome == "unknown"
    assert found.row("Art. 50(2)").outcome == "unknown"
    assert found.owed("Art. 4(1)")
    assert found.listed() == set()
    assert not any(found.owed(duty) for duty in DUTIES)
    assert found.owed("Art. 28(3)", "gdpr")
    assert found.owed("Art. 44", "gdpr")
    assert not found.owed("Art. 53(1)(a)")


RANKING = (
    UNION
    + """
data:
  applications: {category: [contact, employment], form: prompt, about: candidates}
components:
  model: {kind: self_hosted_model, hosting: on_premises, stores: none, buffers: [applications], access: none, model: {maker: somebody else, weights: open, changed: no, offered: no}}
flows:
  rank: {from: staff, to: model, data: [applications], purpose: hiring, since: 2026-01-15}
purposes:
  hiring: {tasks: [recruitment], about: [candidates, employees], data: [applications], profiling: yes, decision: {by: human_assisted, output: material, effect: significant}}
ai_systems:
  ranker:
    {provider: organisation, own_name: yes, roles: [deployer], components: [model], purposes: [hiring], markets: [DE], placed_on_market_on: 2026-01-15, in_service_since: 2026-01-15,
     exceptions: {not_high_risk: implemented}, product_laws: none, infers: {emotion: none, sensitive_traits: none}}
"""
)


def test_ranking_of_candidates_is_high_risk_whatever_exception_is_claimed() -> None:
    """Profiling bars the exception; candidates and workers are told; a private firm owes no assessment of fundamental rights."""
    found = seen(RANKING)
    assert found.holds("Art. 3(3)") is True
    assert found.holds("Annex III.4(a)") is True
    assert found.row("Art. 9(1)").applies_from == "2027-12-02"
    assert found.row("Art. 9(1)").timing == "upcoming"
    assert found.owed("Art. 26(7)")
    assert found.owed("Art. 26(11)")
    assert not found.owed("Art. 27(1)")
    assert found.owed("Art. 35(1)", "gdpr")
    assert not found.owed("Art. 53(1)(a)")


def test_a_public_body_that_ranks_candidates_assesses_fundamental_rights() -> None:
    """What a private firm need not do, a public body must."""
    assert seen(RANKING.replace("public_authority: no", "public_authority: yes")).owed("Art. 27(1)")
    assert seen(RANKING.replace("public_services: no", "public_services: yes")).owed("Art. 27(1)")


def test_staff_who_use_a_bought_assistant_only_need_to_know_ai() -> None:
    """The firm deploys it; telling people and marking what it writes is the provider's."""
    found = seen(
        UNION
        + """
parties: {maker: {kind: company, country: IE}}
purposes: {letters: {tasks: [content_generation], about: customers}}
ai_systems:
  assistant:
    {provider: maker, own_name: no, own_use: yes, roles: [deployer], purposes: [letters], markets: [DE], in_service_since: 2026-03-01, interacts_with: employees, product_laws: none,
     infers: {emotion: none, sensitive_traits: none}, generates: {text: {published: no}}}
"""
    )
    assert found.holds("Art. 3(4)") is True
    assert found.holds("Art. 3(3)") is False
    assert found.owed("Art. 4(1)")
    assert not found.owed("Art. 50(1)")
    assert not found.owed("Art. 50(2)")
    assert found.listed() == set()


@pytest.mark.parametrize(
    ("use", "deployer"), [("own_use: yes, ", True), ("own_use: no, ", False), ("", None)]
)
def test_who_imports_a_system_deploys_it_only_by_using_it(use: str, *, deployer: bool | None) -> None:
    """That it is in service says nothing of who uses it; where use is not stated the role stays open."""
    found = seen(
        UNION
        + f"""
parties: {{maker: {{kind: company, country: US}}}}
purposes: {{hiring: {{tasks: [recruitment], about: candidates, profiling: yes}}}}
ai_systems:
  ranker: {{provider: maker, own_name: no, {use}roles: [importer], purposes: [hiring], markets: [DE], in_service_since: 2026-03-01, product_laws: none}}
"""
    )
    assert found.holds("Art. 3(4)") is deployer
    assert (found.row("Art. 26(1)").outcome == "not_applicable") is (deployer is False)


def test_a_meeting_tool_that_scores_emotions_of_employees_is_banned() -> None:
    """Nothing but a medical or safety reason would help."""
    found = seen(
        UNION
        + """
purposes: {meetings: {tasks: [work_management], about: employees}}
ai_systems:
  meeting-tool: {own_name: no, roles: [deployer], purposes: [meetings], markets: [DE], infers: {emotion: {from: [face, voice], about: [employees], for: [personnel]}}}
"""
    )
    assert found.row("Art. 5(1)(f)").outcome == "gap"
    assert found.row("Art. 5(1)(f)").timing == "in_force"


def test_stress_of_callers_is_high_risk_and_disclosed_but_not_banned() -> None:
    """The ban protects people at work and in education; customers are told."""
    found = seen(
        UNION
        + """
purposes: {calls: {tasks: [customer_support], about: customers}}
ai_systems:
  stress-meter:
    {own_name: no, roles: [deployer], purposes: [calls], markets: [DE], infers: {sensitive_traits: none, emotion: {from: [voice], about: [customers], for: [service]}}, product_laws: none}
"""
    )
    assert found.holds("Annex III.1(c)") is True
    assert found.owed("Art. 50(3)")
    assert not found.owed("Art. 5(1)(f)")


def bank(task: str) -> str:
    """A bank that runs one task on its customers."""
    return (
        UNION
        + f"""
data: {{accounts: {{category: [contact, financial], form: record, about: customers}}}}
purposes:
  checks: {{tasks: [{task}], about: customers, data: [accounts], profiling: yes, decision: {{by: machine, effect: significant, output: material}}}}
ai_systems:
  scorer:
    {{own_name: yes, roles: [deployer], purposes: [checks], markets: [DE], in_service_since: 2026-05-01, product_laws: none, infers: {{emotion: none, sensitive_traits: none}}}}
"""
    )


def test_a_credit_score_is_high_risk_and_an_automated_decision() -> None:
    """Fundamental rights are assessed although the bank is private; both impact assessments are owed."""
    found = seen(bank("credit_scoring"))
    assert found.holds("Annex III.5(b)") is True
    assert found.owed("Art. 27(1)")
    assert found.owed("Art. 22(1)", "gdpr")
    assert found.owed("Art. 35(1)", "gdpr")


def test_detection_of_card_fraud_is_outside_the_list() -> None:
    """It is not high-risk; data protection law applies as ever."""
    found = seen(bank("fraud_detection"))
    assert found.listed() == set()
    assert not any(found.owed(duty) for duty in DUTIES)
    assert found.owed("Art. 6(1)", "gdpr")


def test_an_older_image_generator_has_until_december_2026() -> None:
    """Marks and safeguards against intimate images and images of abuse are due on the same day."""
    found = seen(
        UNION
        + """
ai_systems:
  painter: {own_name: yes, roles: [provider], markets: [DE], placed_on_market_on: 2025-05-01, generates: {image: {depicts: [real_persons], realistic: yes, published: no}}}
"""
    )
    for provision in ("Art. 50(2)", "Art. 5(1)(ba)", "Art. 5(1)(bb)"):
        assert found.owed(provision)
        assert (found.row(provision).timing, found.row(provision).applies_from) == ("upcoming", "2026-12-02")


def model(facts: str) -> str:
    """A firm with one model."""
    return (
        UNION
        + f"""
components:
  model: {{kind: self_hosted_model, hosting: on_premises, model: {{{facts}}}, practices: {{model_documentation: none}}}}
"""
    )


def test_tuning_at_one_percent_for_own_use_makes_nobody_a_model_provider() -> None:
    """The change is small and the model is not passed on."""
    found = seen(
        model("maker: somebody else, weights: open, changed: fine_tuned, change_share: 0.01, offered: no")
    )
    assert found.holds("Art. 3(63)") is False
    assert not found.owed("Art. 53(1)(a)")


def test_retraining_at_forty_percent_and_publishing_makes_a_model_provider() -> None:
    """More than a third of the original's training, offered to others."""
    found = seen(
        model(
            "maker: somebody else, weights: closed, changed: retrained, change_share: 0.4, offered: yes, training_flop: 1e24, placed_on_market_on: 2026-03-01"
        )
    )
    assert found.holds("Art. 3(63)") is True
    assert found.row("Art. 53(1)(a)").outcome == "gap"
    assert not found.owed("Art. 52(1)")


def test_an_open_model_of_great_size_is_systemic_and_loses_its_exemption() -> None:
    """Above 10^25 operations the maker notifies and documents, open weights or not."""
    facts = "maker: organisation, weights: open, changed: no, offered: yes, placed_on_market_on: 2026-03-01, training_flop: "
    assert seen(model(facts + "1e24")).row("Art. 53(1)(a)").outcome == "needs_review"
    found = seen(model(facts + "2e25"))
    assert found.holds("Art. 51(2)") is True
    assert found.row("Art. 53(1)(a)").outcome == "gap"
    assert found.owed("Art. 52(1)")


def product(law: str) -> str:
    """A safety component under one product law."""
    return (
        UNION
        + f"""
purposes: {{finding: {{tasks: [diagnosis], about: patients}}}}
ai_systems:
  device:
    {{own_name: yes, roles: [provider, deployer], purposes: [finding], markets: [DE], product_laws: [{law}], safety_component: yes, third_party_assessment: yes,
     infers: {{emotion: none, sensitive_traits: none}}}}
"""
    )


def test_radiology_software_comes_by_the_product_route_in_2028() -> None:
    """It is high-risk as a medical device, eight months after listed uses; for devices incident reports are narrower."""
    found = seen(product("medical_devices"))
    assert found.holds("Annex I.A(11)") is True
    assert (found.row("Art. 9(1)").timing, found.row("Art. 9(1)").applies_from) == ("upcoming", "2028-08-02")
    assert found.row("Art. 73(10)").disposition == "only_when_relied_on"


def test_machinery_owes_nothing_of_chapter_iii_itself() -> None:
    """Section B of Annex I leaves the requirements to the product law."""
    found = seen(product("machinery"))
    assert found.holds("Annex I.B(21)") is True
    assert not any(found.owed(duty) for duty in DUTIES)


def test_before_the_amendment_the_original_dates_stood() -> None:
    """In July 2026 the ranking of candidates was due in August, and bias work had its rule among the data requirements."""
    found = seen(RANKING.replace("2026-11-20", "2026-07-01"), dt.date(2026, 7, 1))
    assert found.holds("Annex III.4(a)") is True
    assert (found.row("Art. 9(1)").timing, found.row("Art. 9(1)").applies_from) == ("upcoming", "2026-08-02")
    assert found.row("Art. 10(5)").applies_from == "2026-08-02"
    assert found.row("Art. 4a(1)").applies_from != "2026-08-02"
    assert seen(RANKING).row("Art. 10(5)").timing == "superseded"


def test_a_firm_abroad_that_scrapes_profiles_in_the_union_is_reached() -> None:
    """It needs a representative in the Union and informs people whose profiles it took."""
    found = seen(
        """
organisation: {name: Example firm, country: US, established_in: [US], offers_to: [DE, FR], public_authority: no, roles: {hipaa: none, gdpr: controller, pci_dss: none}}
data: {profiles: {category: [contact, likeness], form: tuning_set, about: public}}
components: {store: {kind: database, hosting: own_cloud, location: US, stores: [profiles]}}
purposes: {training: {tasks: [model_training], about: public, data: [profiles], sources: [untargeted_scraping], monitoring: yes, large_scale: yes}}
"""
    )
    assert next(f.applies for f in found.told.frameworks if f.id == "gdpr") is True
    assert found.owed("Art. 27(1)", "gdpr")
    assert found.owed("Art. 14(1)", "gdpr")
