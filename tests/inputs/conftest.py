from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from compliance.inputs.architecture import load_architecture
from compliance.inputs.catalog.typed import typed
from compliance.model.architecture import Vocabulary
from compliance.model.catalog import CategoryKind, PracticeKind
from compliance.source import Mapping, read

if TYPE_CHECKING:
    from compliance.model.description import Description

_FRAMEWORKS = Path(__file__).parent.parent.parent / "frameworks"


class Load(Protocol):
    """Loads the text of an architecture file."""

    def __call__(self, text: str, name: str = "architecture.yaml") -> Description:
        """The description that the text gives."""


def _declared(path: Path, key: str) -> Mapping:
    root = read(path.read_bytes(), path.name)
    found = root.get(key) if isinstance(root, Mapping) else None
    return found if isinstance(found, Mapping) else Mapping((), root.place)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The practices and categories that the catalogs declare."""
    practices = {
        entry.key.text: typed(PracticeKind, entry.value)
        for path in sorted((_FRAMEWORKS / "questions").glob("*.yaml"))
        for entry in _declared(path, "practices").entries
    }
    categories = _declared(_FRAMEWORKS / "categories.yaml", "categories")
    return Vocabulary(practices, {e.key.text: typed(CategoryKind, e.value) for e in categories.entries})


@pytest.fixture(scope="session")
def load(vocabulary: Vocabulary) -> Load:
    """Loads the text of an architecture file under the declared vocabulary."""

    def load(text: str, name: str = "architecture.yaml") -> Description:
        return load_architecture(text.encode(), name, vocabulary)

    return load
