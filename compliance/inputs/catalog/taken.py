"""Names that a catalog may not give again, and files of it that nothing would read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.errors import Place, Problem
from compliance.source import Mapping, Scalar, Sequence, read

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from compliance.inputs.catalog.files import FrameworkFiles, Sorted
    from compliance.model.catalog import Catalog, CatalogFile
    from compliance.source import Node

_HINT: Final = "Give it an id of its own; what is built in cannot be redefined."
_READ: Final = "A framework is read from framework.yaml, provisions.yaml, controls/ and classification/."


def redefined(found: Sorted, base: Catalog) -> Iterator[Problem]:
    """Practices, questions, categories and dated sets of these files that `base` has already: its controls read them, too."""
    asked = {question.id for question in base.questions}
    for file in found.questions:
        yield from _again(_keys(file, "practices"), base.practices, "practice")
        yield from _again(_ids(file, "questions"), asked, "question")
    if found.categories is not None:
        yield from _again(_keys(found.categories, "categories"), base.categories, "category")
    for file in found.sets:
        yield from _again(_own_id(file), base.sets, "dated set")


def unread(folder: FrameworkFiles, named: Container[str]) -> Iterator[Problem]:
    """Files of a framework that would be passed over: in another place, or rules of classification nobody names."""
    for file in folder.strays:
        yield Problem(Place(file.path, 1, 1), "nothing reads a file of this name", _READ)
    for stem, file in folder.classification.items():
        if stem not in named:
            hint = "Name it under classification, where it belongs in the order."
            yield Problem(Place(file.path, 1, 1), f"framework.yaml does not name {stem!r}", hint)


def _again(names: Iterator[Scalar], known: Container[str], what: str) -> Iterator[Problem]:
    for name in names:
        if name.text in known:
            yield Problem(name.place, f"there is a {what} {name.text!r} already", _HINT)


def _root(file: CatalogFile) -> Node:
    return read(file.text, file.path)


def _part(file: CatalogFile, key: str) -> Node | None:
    root = _root(file)
    return root.get(key) if isinstance(root, Mapping) else None


def _keys(file: CatalogFile, key: str) -> Iterator[Scalar]:
    node = _part(file, key)
    if isinstance(node, Mapping):
        yield from (entry.key for entry in node.entries)


def _ids(file: CatalogFile, key: str) -> Iterator[Scalar]:
    node = _part(file, key)
    for item in node.items if isinstance(node, Sequence) else ():
        name = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(name, Scalar):
            yield name


def _own_id(file: CatalogFile) -> Iterator[Scalar]:
    name = _part(file, "id")
    if isinstance(name, Scalar):
        yield name
