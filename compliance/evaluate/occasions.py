"""What incidents and requests show, and the data that purposes and incidents name wherever they lie."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate import records
from compliance.evaluate.activities import purpose_categories
from compliance.evaluate.truth import kleene_any, yes_no
from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.evaluate.categories import Span
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World

_STANDS_IN: Final = frozenset({"tokenised"})
_TOLD: Final = ("individuals", "authority", "media", "controller")


def used(world: World, law: str) -> Iterator[tuple[Item, Span]]:
    """The purposes and incidents with the categories of the data they name: what is used or was lost is or was here.

    Not under a law for which a token is no longer the data, since a purpose may name a set that is here in another form alone.
    """
    effects = world.reach.categories.effects(law, _STANDS_IN)
    if any(removes or may_remove for _, removes, may_remove in effects):
        return
    for kind in ("purpose", "incident"):
        for item in world.tables[kind].items:
            data = getattr(item.value, "data", None)
            for key in sorted(map(str, data.has)) if data is not None else ():
                yield item, world.reach.categories.implied(world.reach.entry(key, None, law))


def breach_presumed(_: World, item: Item, __: str) -> Any:
    """Whether an incident counts as a breach: as concluded, else where data were open to others or somebody was told.

    That a breach was ruled out is an exception the organisation relies on, so one that is not stated is not relied on.
    """
    if item.value is None:
        return None
    if item.value.breach is not None:
        return yes_no(str(item.value.breach) != "ruled_out")
    kind, acquired = str(item.value.kind), str(item.value.acquired)
    told = kleene_any(records.told(getattr(item.value.notified, name, None)) for name in _TOLD)
    shown = acquired == "yes" or kind == "ransomware" or (kind in {"exposure", "misuse"} and acquired != "no")
    return yes_no(True if shown or told else None)


def request_categories(world: World, item: Item, law: str) -> Any:
    """Categories of the purpose a request is about; where that is not stated, what all purposes there can be share."""
    if item.value is None:
        return None
    purposes = world.tables["purpose"]
    named = None if item.value.purpose is None else purposes.by_id.get(str(item.value.purpose))
    found = [purpose_categories(world, one, law) for one in ([named] if named else purposes.items)]
    return None if not found or None in found else reduce(_shared, found)


def _shared(one: Listed[str], other: Listed[str]) -> Listed[str]:
    return Listed(one.has & other.has, one.lacks & other.lacks)
