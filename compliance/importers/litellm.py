"""The configuration of a LiteLLM proxy: a gateway, the models behind it, its store, its cache, and where its logs go.

Shape after the project's documentation: `model_list` of `model_name` and `litellm_params`; `litellm_settings`,
`general_settings`, `router_settings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.importers.endpoints import Model, add_models
from compliance.importers.facts import Facts, Imported, flow_id, identifier
from compliance.importers.trees import get, items, text
from compliance.importers.vendors import host_of

if TYPE_CHECKING:
    from compliance.source import Node
    from compliance.source.foreign import Foreign

KIND: Final = "LiteLLM configuration"
GATEWAY: Final = "litellm"

_REGIONS: Final = (
    "aws_region_name",
    "vertex_location",
    "vertex_ai_location",
    "region_name",
    "watsonx_region_name",
)
_KEYS: Final = ("api_key", "aws_access_key_id", "vertex_credentials", "azure_ad_token", "client_secret")
_CALLBACKS: Final = (
    "callbacks",
    "success_callback",
    "failure_callback",
    "service_callback",
    "audit_log_callbacks",
)
_STORES: Final = {
    "s3": ("aws", "Amazon Web Services"),
    "s3_v2": ("aws", "Amazon Web Services"),
    "dynamodb": ("aws", "Amazon Web Services"),
    "sqs": ("aws", "Amazon Web Services"),
    "gcs_bucket": ("google-cloud", "Google Cloud"),
    "gcs_pubsub": ("google-cloud", "Google Cloud"),
    "azure_storage": ("azure", "Microsoft Azure"),
    "azure_sentinel": ("azure", "Microsoft Azure"),
}
_OPEN_ENDS: Final = frozenset({"otel", "prometheus", "generic_api", "webhook", "email", "smtp_email"})
"""Callbacks that name no place by themselves."""


def applies(root: Node) -> bool:
    """Whether a tree is such a configuration."""
    return any(get(item, "litellm_params") is not None for item in items(root, "model_list")) or (
        get(root, "litellm_settings") is not None
        or get(root, "router_settings", "routing_strategy") is not None
    )


def read(file: Foreign) -> Imported:
    """What the configuration says."""
    facts, root = Facts(), file.root
    gateway = facts.thing("components", GATEWAY)
    gateway.infers("kind", "gateway", root.place, "a LiteLLM configuration").infers(
        "name", "LiteLLM proxy", root.place, "a LiteLLM configuration"
    )
    gateway.leaves("hosting", root.place, "own_cloud | colocation | on_premises | vendor_cloud")
    gateway.leaves("location", root.place, "the country it runs in").leaves(
        "stores", root.place, "what it keeps; none, if nothing"
    )
    add_models(
        facts,
        GATEWAY,
        [_model(item) for item in items(root, "model_list") if get(item, "litellm_params") is not None],
    )
    _database(facts, root)
    _cache(facts, root)
    _callbacks(facts, root)
    facts.ask(root.place, "Who calls this gateway, with which data?")
    return Imported(KIND, file.name, facts.all(), facts.open, file.left_out)


def _model(item: Node) -> Model:
    params = get(item, "litellm_params")
    called = get(params, "model") or get(item, "model_name") or item
    provider, slash, name = (text(params, "model") or "").partition("/")
    if not slash:
        provider, name = "", provider
    stated = text(params, "custom_llm_provider") or provider or None
    base = get(params, "api_base") or get(params, "base_url")
    region = next((found for key in _REGIONS if (found := get(params, key)) is not None), None)
    where = text(region)
    return Model(
        provider=stated,
        name=text(item, "model_info", "base_model") or name or text(item, "model_name"),
        base=text(base),
        region=None if where is None or where.startswith("os.environ/") else where,
        key=any(text(params, key) for key in _KEYS),
        place=called.place,
        base_place=base.place if base is not None else None,
        region_place=region.place if region is not None else None,
    )


def _database(facts: Facts, root: Node) -> None:
    found = get(root, "general_settings", "database_url")
    if found is None:
        return
    name = _inside(text(found)) or f"{GATEWAY}-database"
    database = facts.thing("components", name).infers("kind", "database", found.place, "database_url is set")
    database.leaves("hosting", found.place, "where it runs").leaves(
        "stores", found.place, "keys and usage; prompts too?"
    )
    _flow(facts, name, found, "what is stored")


def _inside(address: str | None) -> str | None:
    """The id of a machine an address names by a bare name, as other files name it too."""
    host = host_of(address) if address else None
    return identifier(host, "store") if host and "." not in host and host != "localhost" else None


def _cache(facts: Facts, root: Node) -> None:
    found = get(root, "litellm_settings", "cache")
    if found is None or (text(found) or "").casefold() != "true":
        return
    kind = text(root, "litellm_settings", "cache_params", "type") or "local"
    place = (get(root, "litellm_settings", "cache_params", "type") or found).place
    if kind == "local":
        facts.ask(place, "Answers are cached in the gateway's memory: for how long?")
        return
    name = _inside(text(root, "litellm_settings", "cache_params", "host")) or f"{GATEWAY}-cache"
    cache = facts.thing("components", name).infers("kind", "database", place, f"a cache of type {kind}")
    cache.leaves("hosting", place, "where it runs").leaves(
        "stores", place, "prompts and answers; for how long?"
    )
    _flow(facts, name, found, "prompts and answers")


def _callbacks(facts: Facts, root: Node) -> None:
    quiet = (text(root, "litellm_settings", "turn_off_message_logging") or "").casefold() == "true"
    data = (
        "what is logged; message logging is switched off" if quiet else "what is logged: prompts and answers?"
    )
    for key in _CALLBACKS:
        for item in items(root, "litellm_settings", key):
            said = text(item)
            if said is None or said.startswith("os.environ/"):
                continue
            if said in _OPEN_ENDS or "." in said:
                facts.ask(item.place, f"Where does the callback {said} send what it is given?")
                continue
            _log(facts, said, item, data)


def _log(facts: Facts, said: str, item: Node, data: str) -> None:
    party, called = _STORES.get(said, (identifier(said, "log"), said))
    why = f"the callback {said}"
    facts.thing("parties", party).infers("name", called, item.place, why).infers(
        "kind", "company", item.place, why
    ).leaves("country", item.place, "the country of its seat").leaves(
        "agreements",
        item.place,
        "which contracts bind it; if you run it yourself, remove it and the operator",
    )
    name = f"{identifier(said, 'log')}-log"
    log = facts.thing("components", name).infers("kind", "log", item.place, why)
    log.infers("operator", party, item.place, f"{why}; if you run it yourself, remove this line")
    log.leaves("hosting", item.place, "vendor_cloud | own_cloud | on_premises").leaves(
        "location", item.place, "the country it runs in"
    )
    log.leaves("stores", item.place, data)
    _flow(facts, name, item, data)


def _flow(facts: Facts, to: str, node: Node, data: str) -> None:
    flow = facts.thing("flows", flow_id(GATEWAY, to))
    flow.infers("from", GATEWAY, node.place, "the gateway's setting").infers(
        "to", to, node.place, "the gateway's setting"
    ).leaves("data", node.place, data)
    flow.leaves("network", node.place, "internal | private | public").leaves(
        "encryption", node.place, "tls1.2 | tls1.3 | mtls | none"
    )
