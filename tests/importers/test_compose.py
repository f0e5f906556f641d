from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.importers import Basis, imported
from compliance.source.foreign import read_foreign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compliance.importers import Fact

    Read = Callable[..., dict[str, Fact]]


def test_images_tell_what_a_service_is(facts: Read) -> None:
    """Well-known images have a kind, what is built here is an application, any other stays a question."""
    found = facts("compose.yaml")
    kinds = {
        path.split(".")[1]: fact.value
        for path, fact in found.items()
        if path.startswith("components.") and path.endswith(".kind")
    }
    assert kinds == {
        "web": "application",
        "gateway": "gateway",
        "vllm": "self_hosted_model",
        "db": "database",
        "cache": "database",
        "search": "vector_index",
        "batch": "unknown",
        "anthropic-api": "model_api",
    }


def test_flows_follow_addresses_links_and_dependencies(facts: Read) -> None:
    """A service whose name is a host in another's settings is reached by it; so is one it depends on."""
    found = facts("compose.yaml")
    flows = {path.split(".")[1] for path in found if path.startswith("flows.")}
    assert flows == {
        "web-to-gateway",
        "web-to-db",
        "web-to-search",
        "gateway-to-db",
        "gateway-to-cache",
        "batch-to-anthropic-api",
    }


def test_a_key_for_a_vendor_is_no_flow_where_the_address_is_another(facts: Read) -> None:
    """The key `OPENAI_API_KEY` beside an address inside means no call to OpenAI."""
    found = facts("compose.yaml")
    assert not [path for path in found if "openai" in path]


def test_anchors_and_merge_keys_are_followed(facts: Read) -> None:
    """Settings that come in by a merge key count like those written out."""
    text = "x: &e\n  OPENAI_API_KEY: abc\nservices:\n  app:\n    build: .\n    environment:\n      <<: *e\n"
    assert "flows.app-to-openai-api.to" in facts(text)


def test_what_compose_cannot_know_is_a_question(facts: Read) -> None:
    """No service has a country or a hosting, and no flow a network or encryption, because a file on a disk shows none."""
    found = facts("compose.yaml")
    fields = (".hosting", ".location", ".network", ".data")
    open_ = [fact for path, fact in found.items() if path.endswith(fields) and "anthropic" not in path]
    assert open_
    assert {fact.basis for fact in open_} == {Basis.UNKNOWN}


def test_a_gateways_service_is_the_gateway_of_its_configuration(files: Path) -> None:
    """The service with LiteLLM's image, its database and its cache are told as what the configuration names."""
    found = imported(read_foreign((files / "compose.yaml").read_bytes(), "compose.yaml"))
    assert found.same == {"litellm": "gateway", "litellm-database": "db", "litellm-cache": "cache"}


def test_addresses_outside_are_asked_about(files: Path) -> None:
    """An address of nobody known is no flow yet, but a question with its line."""
    found = imported(read_foreign((files / "compose.yaml").read_bytes(), "compose.yaml"))
    assert ["MAIL_URL names mail.partner.example" in one.text for one in found.open] == [True]


def test_services_named_like_words_get_other_ids(facts: Read) -> None:
    """A service called `staff` would be the group of people; its id says that it is a service."""
    assert "components.staff-service.kind" in facts("services:\n  staff: {image: x}\n")


def test_services_of_like_names_stay_two(facts: Read) -> None:
    """`web_app` and `web-app` would be one id; each service keeps a component of its own, and its own flows."""
    found = facts(
        "services:\n"
        "  web_app: {image: postgres}\n"
        "  web-app: {image: redis, depends_on: [web_app]}\n"
        "  other: {build: ., depends_on: [web-app]}\n"
    )
    names = {path.split(".")[1]: fact.value for path, fact in found.items() if path.endswith(".name")}
    assert names == {"web-app": "web_app", "web-app-2": "web-app", "other": "other"}
    assert found["flows.web-app-2-to-web-app.to"].value == "web-app"
    assert found["flows.other-to-web-app-2.from"].value == "other"


def test_no_flow_is_lost_to_a_long_name(facts: Read) -> None:
    """Two flows whose ids would begin alike for as long as an id may be are two flows."""
    caller, called = "caller-" + "a" * 33, "called-" + "b" * 30
    found = facts(
        f"services:\n  {caller}: {{build: ., depends_on: [{called}-1, {called}-2]}}\n"
        f"  {called}-1: {{build: .}}\n  {called}-2: {{build: .}}\n"
    )
    flows = {path.split(".")[1] for path in found if path.startswith("flows.")}
    assert sorted(str(found[f"flows.{name}.to"].value) for name in flows) == [f"{called}-1", f"{called}-2"]
    assert all(len(name) <= 64 for name in flows)
