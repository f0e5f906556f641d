"""The ids of a file: which there are, and which may not be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compliance.model.architecture import SECTIONS
from compliance.model.words.taken import TAKEN
from compliance.source import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.errors import Place
    from compliance.inputs.reading import Reading

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id."""
    return _ID.fullmatch(text) is not None


def ids_of(root: Mapping) -> dict[str, dict[str, Place]]:
    """Per section, the ids of the user's own with their places; `unknown` is none."""
    return {section: dict(_ids(root, section)) for section in SECTIONS}


def _ids(root: Mapping, section: str) -> Iterator[tuple[str, Place]]:
    node = root.get(section)
    if isinstance(node, Mapping):
        keys = [entry.key for entry in node.entries]
    elif isinstance(node, Sequence):
        keys = [item for item in node.items if isinstance(item, Scalar)]
    else:
        return
    yield from ((key.text, key.place) for key in keys if key.text != "unknown")


def check_ids(reading: Reading) -> None:
    """Note ids that are no ids, that are words of the vocabulary, and that two sections share."""
    seen: dict[str, str] = {}
    for section, ids in reading.ids.items():
        for name, place in ids.items():
            _check_form(reading, section, name, place)
            if name in seen:
                hint = "Ids are unique in the whole file: findings name their subject by it."
                reading.note(place, f"{section}.{name}: the id is already used in {seen[name]}", hint)
            seen.setdefault(name, section)


def _check_form(reading: Reading, section: str, name: str, place: Place) -> None:
    if name in TAKEN:
        hint = (
            f"Choose another id, such as {name.replace('_', '-')}-1."
            if name not in {"none", "all", "null"}
            else "Choose another id."
        )
        reading.note(place, f"{section}.{name}: {name!r} is a word of the vocabulary", hint)
    elif not is_id(name):
        better = re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-")[:64]
        hint = "Ids have letters, digits, hyphens and underscores, at most 64." + (
            f" For example: {better}" if better else ""
        )
        reading.note(place, f"{section}: {name[:80]!r} is no id", hint)
