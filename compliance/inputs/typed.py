"""From positioned nodes to the frozen types of the model, guided by their plans."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from compliance.inputs import lists, maps, scalars
from compliance.inputs.plan import (
    DayPlan,
    KeyedPlan,
    ListPlan,
    ModelPlan,
    PartPlan,
    RawPlan,
    SequencePlan,
    TextPlan,
    ValuePlan,
    WordPlan,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.inputs.reading import Reader

READERS: Final[Mapping[type, Reader]] = MappingProxyType(
    {
        TextPlan: scalars.read_text,
        PartPlan: scalars.read_part,
        DayPlan: scalars.read_day,
        ValuePlan: scalars.read_value,
        WordPlan: scalars.read_word,
        RawPlan: scalars.read_raw,
        ListPlan: lists.read_list,
        SequencePlan: lists.read_sequence,
        ModelPlan: maps.read_model,
        KeyedPlan: maps.read_keyed,
    }
)
"""How a node is read, by the shape that is expected."""
