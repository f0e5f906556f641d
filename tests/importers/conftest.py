from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compliance.importers import Fact, imported
from compliance.source.foreign import read_foreign

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = Path(__file__).parent / "files"

Said = dict[str, str]


@pytest.fixture
def facts() -> Callable[[str | bytes, str], dict[str, Fact]]:
    """The facts of a text, or of a fixture named by its file, by `section.id.field`."""

    def of(text: str | bytes, name: str = "file.yaml") -> dict[str, Fact]:
        data = (FILES / text).read_bytes() if isinstance(text, str) and "\n" not in text else text
        found = imported(read_foreign(data if isinstance(data, bytes) else data.encode(), name))
        return {f"{fact.section}.{fact.id}.{fact.field}": fact for fact in found.facts}

    return of


@pytest.fixture
def files() -> Path:
    """The folder of fixtures."""
    return FILES
