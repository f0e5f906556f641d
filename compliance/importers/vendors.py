"""Who is behind an address or a provider's word: known vendors by the hosts and names they publish for their interfaces."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Vendor:
    """A party outside: id, name, and the profile of the catalog where there is one. `cloud`: models run in chosen regions."""

    id: str
    name: str
    profile: str | None = None
    cloud: bool = False


_OPENAI: Final = Vendor("openai", "OpenAI", "openai-api")
_ANTHROPIC: Final = Vendor("anthropic", "Anthropic", "anthropic-api")
_AWS: Final = Vendor("aws", "Amazon Web Services", "aws-bedrock", cloud=True)
_AZURE: Final = Vendor("azure", "Microsoft Azure", "azure-openai", cloud=True)
_GOOGLE: Final = Vendor("google-cloud", "Google Cloud", "google-vertex-ai", cloud=True)
_GEMINI: Final = Vendor("google", "Google (Gemini API)")
_MISTRAL: Final = Vendor("mistral", "Mistral AI", "mistral-api")


def _plain(name: str) -> Vendor:
    return Vendor("-".join(re.findall(r"[a-z0-9]+", name.casefold())), name)


_COHERE: Final = _plain("Cohere")
_GROQ: Final = _plain("Groq")
_TOGETHER: Final = _plain("Together AI")
_DEEPSEEK: Final = _plain("DeepSeek")
_OPENROUTER: Final = _plain("OpenRouter")
_PERPLEXITY: Final = _plain("Perplexity")
_XAI: Final = _plain("xAI")
_FIREWORKS: Final = _plain("Fireworks AI")
_REPLICATE: Final = _plain("Replicate")
_HUGGING_FACE: Final = _plain("Hugging Face")
_VOYAGE: Final = _plain("Voyage AI")

BY_PROVIDER: Final = {
    "openai": _OPENAI,
    "text-completion-openai": _OPENAI,
    "anthropic": _ANTHROPIC,
    "bedrock": _AWS,
    "sagemaker": _AWS,
    "azure": _AZURE,
    "azure_ai": _AZURE,
    "azure_text": _AZURE,
    "vertex_ai": _GOOGLE,
    "vertex_ai_beta": _GOOGLE,
    "gemini": _GEMINI,
    "mistral": _MISTRAL,
    "codestral": _MISTRAL,
    "cohere": _COHERE,
    "cohere_chat": _COHERE,
    "groq": _GROQ,
    "together_ai": _TOGETHER,
    "deepseek": _DEEPSEEK,
    "openrouter": _OPENROUTER,
    "perplexity": _PERPLEXITY,
    "xai": _XAI,
    "fireworks_ai": _FIREWORKS,
    "replicate": _REPLICATE,
    "huggingface": _HUGGING_FACE,
    "voyage": _VOYAGE,
}
"""By the word in front of a model's name in a gateway's configuration."""

LOCAL_PROVIDERS: Final = frozenset({"ollama", "ollama_chat", "llamafile", "lm_studio"})
"""Words for servers that answer on the own machine unless another address is stated."""

SERVER_PROVIDERS: Final = frozenset(
    {"hosted_vllm", "vllm", "xinference", "openai_like", "custom_openai", "triton"}
)
"""Words for a protocol; who runs the server is told by its address alone."""

_BY_HOST: Final = {
    "api.openai.com": _OPENAI,
    "eu.api.openai.com": _OPENAI,
    "us.api.openai.com": _OPENAI,
    "api.anthropic.com": _ANTHROPIC,
    "openai.azure.com": _AZURE,
    "cognitiveservices.azure.com": _AZURE,
    "api.cognitive.microsoft.com": _AZURE,
    "models.ai.azure.com": _AZURE,
    "services.ai.azure.com": _AZURE,
    "amazonaws.com": _AWS,
    "aiplatform.googleapis.com": _GOOGLE,
    "generativelanguage.googleapis.com": _GEMINI,
    "api.mistral.ai": _MISTRAL,
    "api.cohere.ai": _COHERE,
    "api.cohere.com": _COHERE,
    "api.groq.com": _GROQ,
    "api.together.xyz": _TOGETHER,
    "api.deepseek.com": _DEEPSEEK,
    "openrouter.ai": _OPENROUTER,
    "api.perplexity.ai": _PERPLEXITY,
    "api.x.ai": _XAI,
    "api.fireworks.ai": _FIREWORKS,
    "api.replicate.com": _REPLICATE,
    "huggingface.co": _HUGGING_FACE,
    "huggingface.cloud": _HUGGING_FACE,
    "api.voyageai.com": _VOYAGE,
}

_BY_MODEL: Final = {
    r"gpt-\d.*|chatgpt-.*|o[134](?:-.*)?|text-embedding-(?:3|ada).*|whisper-1|dall-e.*": _OPENAI,
    r"claude-.*": _ANTHROPIC,
}
_HOST: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(\[[0-9a-f:.]+\]|[A-Za-z0-9_.-]+)(?::\d+)?(?:[/?#]|$)", re.IGNORECASE
)
_REGION: Final = re.compile(
    r"(?:bedrock|bedrock-runtime|runtime\.sagemaker)\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com"
    r"|([a-z]+(?:-[a-z]+)+\d+)-aiplatform\.googleapis\.com"
)
_SERVICES: Final = {"amazonaws.com": re.compile(r"bedrock|sagemaker")}
"""Where a vendor offers much else under the same ending: what hosts of its model services contain."""
_INSIDE: Final = (
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".corp",
    ".intranet",
    ".svc",
    ".cluster.local",
    ".localhost",
    ".test",
)


def host_of(address: str) -> str | None:
    """The host an address names, in lower case; None where it names none, as a reference to a variable does."""
    found = _HOST.match(address.strip())
    return found[1].strip("[]").casefold() if found and not address.startswith("os.environ/") else None


def vendor_at(host: str) -> Vendor | None:
    """The known vendor whose models answer at a host."""
    if host.endswith(
        "-aiplatform.googleapis.com"
    ):  # the region stands before the dash, not in a part of its own
        return _GOOGLE
    parts = host.split(".")
    for at in range(len(parts)):
        tail = ".".join(parts[at:])
        if tail in _BY_HOST:
            return None if tail in _SERVICES and not _SERVICES[tail].search(host) else _BY_HOST[tail]
    return None


def region_at(host: str) -> str | None:
    """The region that the host of a cloud's model service names."""
    found = _REGION.fullmatch(host)
    return (found[1] or found[2]) if found else None


def vendor_of_model(model: str) -> Vendor | None:
    """The vendor whose model has such a name, where no provider is stated."""
    return next((vendor for shape, vendor in _BY_MODEL.items() if re.fullmatch(shape, model)), None)


def is_inside(host: str) -> bool:
    """Whether a host is a name or address of a private network: no dot, a reserved ending, or a private address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)
    return address.is_private or address.is_loopback
