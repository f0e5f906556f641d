"""Which file of a catalog folder holds what, by its path alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.model.catalog import CatalogFile

CASES = ".cases.yaml"


@dataclass(slots=True)
class FrameworkFiles:
    """The files of one framework folder."""

    framework: CatalogFile | None = None
    provisions: CatalogFile | None = None
    controls: list[CatalogFile] = field(default_factory=list)
    classification: dict[str, CatalogFile] = field(default_factory=dict)
    strays: list[CatalogFile] = field(default_factory=list)
    """Files in a place where nothing is read."""

    def all(self) -> list[CatalogFile]:
        """Every file that bears on the outcome, sorted by path (cases do not)."""
        found = [*self.controls, *self.classification.values()]
        found += [file for file in (self.framework, self.provisions) if file is not None]
        return sorted(found, key=lambda file: file.path)


@dataclass(slots=True)
class Sorted:
    """A catalog folder, sorted by what its files are for."""

    frameworks: dict[str, FrameworkFiles] = field(default_factory=dict)
    questions: list[CatalogFile] = field(default_factory=list)
    sets: list[CatalogFile] = field(default_factory=list)
    categories: CatalogFile | None = None
    cases: list[CatalogFile] = field(default_factory=list)
    architectures: dict[str, CatalogFile] = field(default_factory=dict)
    vendors: list[CatalogFile] = field(default_factory=list)
    crosswalk: CatalogFile | None = None

    def shared(self) -> list[CatalogFile]:
        """Files that several frameworks share and that bear on outcomes, sorted by path."""
        found = [*self.questions, *self.sets, *([self.categories] if self.categories else [])]
        return sorted(found, key=lambda file: file.path)


def sort(files: Iterable[CatalogFile]) -> Sorted:
    """Sort files by path: the folders and files that frameworks share (see `Sorted`), else a framework's folder."""
    found = Sorted()
    for file in sorted(files, key=lambda item: item.path):
        head, *rest = file.path.split("/")
        if not file.path.endswith(".yaml"):
            continue
        if not rest:
            if head == "categories.yaml":
                found.categories = file
            elif head == "crosswalk.yaml":
                found.crosswalk = file
        elif head in {"questions", "sets", "vendors"}:
            {"questions": found.questions, "sets": found.sets, "vendors": found.vendors}[head].append(file)
        elif head == "architectures":
            found.architectures[rest[-1].removesuffix(".yaml")] = file
        else:
            _framework_file(found, head, rest, file)
    return found


def _framework_file(found: Sorted, head: str, rest: list[str], file: CatalogFile) -> None:
    folder = found.frameworks.setdefault(head, FrameworkFiles())
    if file.path.endswith(CASES):
        found.cases.append(file)
    elif rest[0] == "controls":
        folder.controls.append(file)
    elif rest[0] == "classification":
        folder.classification[rest[-1].removesuffix(".yaml")] = file
    elif rest == ["framework.yaml"]:
        folder.framework = file
    elif rest == ["provisions.yaml"]:
        folder.provisions = file
    else:
        folder.strays.append(file)
