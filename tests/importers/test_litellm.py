from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.importers import Basis

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.importers import Fact

    Read = Callable[..., dict[str, Fact]]


def _one(params: str) -> str:
    return f"model_list:\n  - model_name: gpt-4\n    litellm_params: {{{params}}}\n"


def test_models_are_grouped_by_vendor_and_region(facts: Read) -> None:
    """Two models of one vendor are one component, two regions of one vendor are two."""
    found = facts("litellm.yaml")
    assert found["components.openai-api.model"].value == {"name": "gpt-4o, gpt-4o-mini"}
    assert {"components.aws-api-eu-central-1.kind", "components.aws-api-eu-west-1.kind"} <= found.keys()


def test_the_address_counts_more_than_the_name(facts: Read) -> None:
    """What is called gpt-4 and answered at an address inside is a model of one's own, not OpenAI's."""
    found = facts(_one("model: openai/gpt-4, api_base: 'http://vllm:8000/v1'"))
    assert found["components.vllm.kind"].value == "self_hosted_model"
    assert not [path for path in found if "openai" in path]


@pytest.mark.parametrize(
    ("params", "operator"),
    [
        ("model: openai/gpt-4o", "openai"),
        ("model: gpt-4o", "openai"),
        ("model: anthropic/claude-x", "anthropic"),
        ("model: openai/x, api_base: 'https://a.openai.azure.com'", "azure"),
        ("model: openai/x, api_base: 'https://llm.partner.example/v1'", "llm-partner-example"),
        ("model: openai/x, api_base: os.environ/BASE", "vendor-of-x"),
        ("model: something-new", "vendor-of-something-new"),
        ("model: newvendor/model-1", "newvendor"),
    ],
)
def test_who_answers(facts: Read, params: str, operator: str) -> None:
    """The operator of a model outside: by address, by the provider's word, by a known name, else somebody not named."""
    found = facts(_one(params))
    assert [operator] == [fact.value for path, fact in found.items() if path.endswith(".operator")]


@pytest.mark.parametrize(
    "address", ["http://10.1.2.3:8000", "http://localhost:11434", "http://llm.internal/v1"]
)
def test_an_address_inside_has_no_party(facts: Read, address: str) -> None:
    """A private address, the own machine and a name without a public ending are one's own."""
    found = facts(_one(f"model: openai/x, api_base: '{address}'"))
    assert not [path for path in found if path.startswith("parties.")]


def test_an_unknown_host_is_not_said_to_be_a_vendors_service(facts: Read) -> None:
    """Whose the machine is, and what kind of component that makes, is left as a question."""
    found = facts(_one("model: openai/x, api_base: 'https://llm.partner.example/v1'"))
    kinds = {path: fact.basis for path, fact in found.items() if path.endswith((".kind", ".hosting"))}
    assert kinds["components.llm-partner-example-api.kind"] is Basis.UNKNOWN
    assert kinds["components.llm-partner-example-api.hosting"] is Basis.UNKNOWN


@pytest.mark.parametrize(
    ("params", "country"),
    [
        ("model: bedrock/a.b, aws_region_name: eu-central-1", "DE"),
        ("model: vertex_ai/gemini-x, vertex_location: europe-west4", "NL"),
        ("model: bedrock/a.b", "unknown"),
        ("model: bedrock/a.b, aws_region_name: os.environ/REGION", "unknown"),
        ("model: bedrock/a.b, aws_region_name: xx-nowhere-1", "unknown"),
        ("model: bedrock/eu.a.b, aws_region_name: eu-central-1", "unknown"),
        ("model: vertex_ai/gemini-x, vertex_location: global", "unknown"),
        ("model: azure/x, api_base: 'https://westeurope.api.cognitive.microsoft.com'", "unknown"),
        ("model: openai/gpt-4o", "unknown"),
    ],
)
def test_a_region_is_never_guessed(facts: Read, params: str, country: str) -> None:
    """A country stands only where a region is stated that means one place, and no routing goes beyond it."""
    found = facts(_one(params))
    assert [country] == [
        fact.value for path, fact in found.items() if path.endswith(".location") and "litellm" not in path
    ]


def test_encryption_and_keys_come_from_address_and_parameters(facts: Read) -> None:
    """Https is encrypted in a way not said; without an address, or with http, encryption is a question."""
    found = facts("litellm.yaml")
    assert found["flows.litellm-to-azure-api.encryption"].value == "yes"
    assert found["flows.litellm-to-vllm.encryption"].basis is Basis.UNKNOWN
    assert found["flows.litellm-to-openai-api.encryption"].basis is Basis.UNKNOWN
    assert found["flows.litellm-to-openai-api.authentication"].value == "api_key"


def test_store_cache_and_callbacks_are_seen(facts: Read) -> None:
    """A database, a cache outside the gateway, and a logging service are components with flows."""
    found = facts("litellm.yaml")
    assert found["components.db.kind"].value == "database"
    assert found["flows.litellm-to-cache.to"].value == "cache"
    assert found["components.langfuse-log.operator"].value == "langfuse"


def test_every_fact_has_its_line(facts: Read) -> None:
    """The place of a fact is the line that states it."""
    found = facts("litellm.yaml", "litellm.yaml")
    assert str(found["components.aws-api-eu-central-1.location"].place) == "litellm.yaml:19:24"
    assert all(fact.place.file == "litellm.yaml" and fact.place.line > 1 for fact in found.values())
