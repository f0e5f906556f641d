"""What a container is, by the name of its image: the names under which well-known programs publish theirs."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "database": "postgres postgresql mysql mariadb mongo mongodb redis valkey keydb memcached clickhouse-server "
    "cockroach cassandra couchdb mssql neo4j timescaledb oracle influxdb dragonfly",
    "vector_index": "qdrant weaviate milvus chroma chromadb pgvector vespa lancedb",
    "queue": "rabbitmq kafka cp-kafka redpanda nats activemq pulsar mosquitto elasticmq",
    "file_store": "minio nextcloud seaweedfs localstack",
    "log": "loki fluentd fluent-bit logstash vector graylog otel-collector opentelemetry-collector "
    "opentelemetry-collector-contrib langfuse jaeger phoenix",
    "gateway": "nginx traefik caddy envoy haproxy kong litellm litellm-database httpd oauth2-proxy apisix",
    "self_hosted_model": "vllm-openai vllm ollama text-generation-inference text-embeddings-inference tritonserver "
    "llama.cpp localai local-ai sglang infinity llamafile lmdeploy",
}
_KIND: Final = {image: kind for kind, images in _NAMES.items() for image in images.split()}
GATEWAY_IMAGES: Final = frozenset({"litellm", "litellm-database"})


def name_of(image: str) -> str:
    """The last part of an image's name, without registry, tag and digest."""
    return image.partition("@")[0].rsplit("/", 1)[-1].partition(":")[0].casefold()


def kind_of(image: str) -> str | None:
    """What a component with such an image is, or None where the name does not tell."""
    return _KIND.get(name_of(image))
