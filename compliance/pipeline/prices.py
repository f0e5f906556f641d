"""List prices of models, from an offline snapshot that an optional library carries. Nothing is fetched."""

from __future__ import annotations

import functools
import importlib.util
from typing import TYPE_CHECKING, Final

from compliance.canonical import canonical_json
from compliance.model.decision import DECISION

if TYPE_CHECKING:
    from decimal import Decimal

    from compliance.canonical import Json
    from compliance.model.layers import Layers

_MILLION: Final = 1_000_000
_SOME: Final = 1000
"""Tokens that are priced: so few that no price for long requests sets in."""


def price_list(layers: Layers) -> bytes | None:
    """A decision file with the prices of every model that names an entry of the list, in US dollars for a million tokens.

    None without the library. Models that the snapshot does not know stay without a price.
    """
    if importlib.util.find_spec("genai_prices") is None:
        return None
    found: dict[str, Json] = {}
    for model in layers.ids("models"):
        entry = layers.value(str, f"models.{model}.price_list")
        told = _prices(entry) if entry else None
        if told is not None:
            prices, source = told
            found[model] = {**prices, "source": source}
    return canonical_json({"schema": DECISION, "models": found}) if found else None


@functools.cache  # the snapshot does not change while the program runs, and asking for its version reads files
def _prices(entry: str) -> tuple[dict[str, str], str] | None:
    """The prices of `provider/model` for requests of ordinary length, with the words that name their source."""
    from importlib.metadata import version

    from genai_prices import Usage, calc_price

    provider, _, model = entry.partition("/")

    def price(usage: Usage) -> str:
        found: Decimal = calc_price(usage, model_ref=model, provider_id=provider).total_price
        each = (found * (_MILLION // _SOME)).normalize()
        return format(each, "f")

    try:
        prices = {
            "input_price": price(Usage(input_tokens=_SOME)),
            "output_price": price(Usage(output_tokens=_SOME)),
            "cached_price": price(Usage(input_tokens=_SOME, cache_read_tokens=_SOME)),
        }
    except LookupError:
        return None
    return prices, f"List price of {entry}, snapshot of genai-prices {version('genai-prices')}"
