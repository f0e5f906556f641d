"""Which importer a file is for: by what it holds, never by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

from compliance.errors import InputError, Problem
from compliance.importers import compose, cyclonedx, litellm, otm, terraform, threagile

if TYPE_CHECKING:
    from compliance.importers.facts import Imported
    from compliance.source import Node
    from compliance.source.foreign import Foreign


class Importer(Protocol):
    """A module that reads one kind of file."""

    KIND: str

    def applies(self, root: Node) -> bool:
        """Whether a tree is of this kind."""

    def read(self, file: Foreign) -> Imported:
        """What the file says."""


IMPORTERS: Final = tuple(
    cast("Importer", module) for module in (litellm, threagile, otm, cyclonedx, terraform, compose)
)


def imported(file: Foreign) -> Imported:
    """What a file says. Raises `InputError` where it is of no kind that is known."""
    for importer in IMPORTERS:
        if importer.applies(file.root):
            return importer.read(file)
    kinds = ", ".join(importer.KIND for importer in IMPORTERS)
    raise InputError(
        [Problem(None, f"{file.name} is of no kind that can be imported", f"Known are: {kinds}.")]
    )
