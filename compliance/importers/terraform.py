"""A Terraform plan as JSON (`terraform show -json`): what will stand in a cloud account, and in which region.

Shape after the documentation of the output format: `format_version`, `planned_values.root_module` with `resources` and
`child_modules`, `configuration.provider_config`. A plan shows no flows: those are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.importers.facts import Facts, Imported
from compliance.importers.modelled import Names
from compliance.importers.regions import country_of
from compliance.importers.trees import entries, get, items, text
from compliance.importers.vendors import BY_PROVIDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.importers.facts import Thing
    from compliance.source import Node
    from compliance.source.foreign import Foreign

KIND: Final = "Terraform plan in JSON"

_TYPES: Final = {
    "database": "aws_db_instance aws_rds_cluster aws_dynamodb_table aws_elasticache_cluster aws_elasticache_replication_group "
    "aws_redshift_cluster aws_docdb_cluster azurerm_postgresql_flexible_server azurerm_mssql_database azurerm_cosmosdb_account "
    "azurerm_redis_cache google_sql_database_instance google_bigquery_dataset google_redis_instance google_firestore_database",
    "file_store": "aws_s3_bucket aws_efs_file_system azurerm_storage_account google_storage_bucket",
    "queue": "aws_sqs_queue aws_kinesis_stream aws_msk_cluster azurerm_servicebus_namespace google_pubsub_topic",
    "log": "aws_cloudwatch_log_group azurerm_log_analytics_workspace google_logging_project_bucket_config",
    "backup": "aws_backup_vault azurerm_recovery_services_vault",
    "gateway": "aws_lb aws_api_gateway_rest_api aws_apigatewayv2_api azurerm_application_gateway azurerm_api_management "
    "google_api_gateway_api",
    "server": "aws_instance azurerm_linux_virtual_machine azurerm_windows_virtual_machine google_compute_instance",
    "application": "aws_lambda_function aws_ecs_service aws_apprunner_service azurerm_container_app azurerm_linux_web_app "
    "google_cloud_run_service google_cloud_run_v2_service google_cloudfunctions2_function",
    "self_hosted_model": "aws_sagemaker_endpoint google_vertex_ai_endpoint azurerm_machine_learning_inference_cluster",
    "vector_index": "aws_opensearch_domain azurerm_search_service google_vertex_ai_index",
    "model_api": "azurerm_cognitive_deployment aws_bedrock_provisioned_model_throughput aws_bedrock_inference_profile",
}
_KIND: Final = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_CLOUD: Final = {"aws": "bedrock", "azurerm": "azure", "google": "vertex_ai"}
_KEEPS: Final = frozenset({"database", "file_store", "queue", "log", "backup", "server", "vector_index"})
_AT_REST: Final = ("storage_encrypted", "encrypted", "at_rest_encryption_enabled")
_MOST_TOLD: Final = 12


def applies(root: Node) -> bool:
    """Whether a tree is such a plan."""
    return get(root, "format_version") is not None and get(root, "planned_values", "root_module") is not None


def read(file: Foreign) -> Imported:
    """What the plan says."""
    facts, root = Facts(), file.root
    regions = {
        key.text.partition(".")[0]: found
        for key, node in entries(root, "configuration", "provider_config")
        if (found := get(node, "expressions", "region", "constant_value")) is not None
    }
    names, passed = Names("resource"), dict[str, int]()
    for node in _resources(get(root, "planned_values", "root_module")):
        sort = text(node, "type") or ""
        if sort in _KIND and text(node, "mode") != "data":
            _component(facts, names, node, sort, regions)
        elif sort:
            passed[sort] = passed.get(sort, 0) + 1
    if passed:
        told = ", ".join(sorted(passed)[:_MOST_TOLD]) + (", ..." if len(passed) > _MOST_TOLD else "")
        facts.ask(root.place, f"{sum(passed.values())} resources are of kinds not imported: {told}.")
    facts.ask(
        root.place,
        "Which of these parts send data to one another, and to whom outside? A plan does not tell.",
    )
    return Imported(KIND, file.name, facts.all(), facts.open, file.left_out)


def _resources(module: Node | None) -> Iterator[Node]:
    """All resources, those of modules too. The reader has limited the depth."""
    yield from items(module, "resources")
    for child in items(module, "child_modules"):
        yield from _resources(child)


def _component(facts: Facts, names: Names, node: Node, sort: str, regions: dict[str, Node]) -> None:
    address = get(node, "address") or node
    said = text(node, "address") or f"{sort}.{text(node, 'name')}"
    kind, cloud = _KIND[sort], sort.partition("_")[0]
    component = facts.thing("components", names.of(said.replace(f"{sort}.", f"{sort.partition('_')[2]}-")))
    component.infers("kind", kind, address.place, f"resource type {sort}").states("name", said, address.place)
    _cloud(facts, component, cloud, address)
    region = get(node, "values", "region") or get(node, "values", "location") or regions.get(cloud)
    _location(component, region, address, is_model=kind == "model_api")
    if kind in _KEEPS:
        component.leaves("stores", address.place, "what it keeps; none, if nothing")
        _at_rest(component, node)
    public = get(node, "values", "publicly_accessible")
    if public is not None and text(public) == "true":
        component.leaves("access", public.place, "it is publicly accessible: who reaches it, and how?")


def _cloud(facts: Facts, component: Thing, cloud: str, address: Node) -> None:
    vendor, why = BY_PROVIDER[_CLOUD[cloud]], f"a resource of the provider {cloud}"
    party = facts.thing("parties", vendor.id).infers("name", vendor.name, address.place, why)
    party.infers("kind", "company", address.place, why).leaves(
        "country", address.place, "the country of its seat"
    )
    party.leaves("agreements", address.place, "which contracts bind it, with their dates")
    component.infers("operator", vendor.id, address.place, f"{why}, which runs the service or the machine")
    component.infers("hosting", "own_cloud", address.place, "it stands in the account the plan is for")


def _location(component: Thing, region: Node | None, address: Node, *, is_model: bool) -> None:
    """The country of a region, but not of a model's service, which may process elsewhere; without a region, a question."""
    said = text(region)
    country = country_of(said) if said else None
    if region is not None and country is not None and not is_model:
        component.infers("location", country, region.place, f"region {said}")
    else:
        why = f"region {said}: in which country are data processed?" if said else "no region is stated"
        component.leaves("location", (region or address).place, why)


def _at_rest(component: Thing, node: Node) -> None:
    for key in _AT_REST:
        found = get(node, "values", key)
        if found is not None and text(found) in {"true", "false"}:
            value = "yes" if text(found) == "true" else "none"
            component.infers("encryption", value, found.place, f"{key} is {text(found)}")
            return
    component.leaves("encryption", node.place, "how what it stores is encrypted")
