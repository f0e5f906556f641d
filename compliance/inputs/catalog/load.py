"""A folder of catalog files becomes a `Catalog`; all problems of all files are reported together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from compliance.canonical import sha256
from compliance.errors import InputError, Problem
from compliance.inputs.catalog.checks import references
from compliance.inputs.catalog.files import FrameworkFiles, Sorted, sort
from compliance.inputs.catalog.taken import redefined, unread
from compliance.inputs.catalog.themes import theme_problems
from compliance.inputs.catalog.typed import place_of, plain, typed
from compliance.inputs.catalog.vendors import profile_problems
from compliance.model.catalog import (
    Catalog,
    CatalogFile,
    CategoryKind,
    ClassificationRule,
    Control,
    DatedSet,
    Framework,
    FrameworkCatalog,
    PracticeKind,
    Provision,
    Question,
)
from compliance.model.crosswalk import Theme
from compliance.model.entry import Entry
from compliance.model.vendor import VendorProfile
from compliance.source import Mapping, Node, Sequence, did_you_mean, read, with_source_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

E = TypeVar("E", bound=Entry)


class Problems:
    """Collects the problems of many files."""

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Problem] = []

    def guard(self, action: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the action gives
        """Run an action; None where it raises InputError, whose problems are kept."""
        try:
            return action()
        except InputError as error:
            self.found.extend(error.problems)
            return None

    def root(self, file: CatalogFile, *keys: str) -> Mapping | None:
        """The map of a file, None where it holds none. Of a key that is none of `keys` nothing would be read: it is told."""
        root: Mapping | None = self.guard(partial(_root, file))
        for entry in root.entries if root is not None else ():
            if entry.key.text not in keys:
                near = did_you_mean(entry.key.text, keys)
                hint = f"did you mean {near!r}?" if near else f"known keys are {', '.join(keys)}"
                self.found.append(Problem(entry.key.place, f"unknown key {entry.key.text!r}", hint))
        return root

    def finish(self, files: Iterable[CatalogFile]) -> None:
        """Raise all that was found, with the lines of the files."""
        if self.found:
            raise InputError(with_source_lines(self.found, {file.path: file.text for file in files}))


def catalog_file(path: str, data: bytes) -> CatalogFile:
    """A file as it enters the catalog: text and digest of the bytes."""
    return CatalogFile.of(path, data)


def load_catalog(
    files: Iterable[CatalogFile],
    origin: Literal["built_in", "custom"] = "built_in",
    base: Catalog | None = None,
) -> Catalog:
    """Load a folder's files (paths relative to it). `base`: a catalog whose practices, categories and sets may be used.

    InputError holds all that is wrong in all files, also a name that `base` has given to something else.
    """
    given = tuple(files)
    found, problems = sort(given), Problems()
    frameworks = [
        _framework(name, folder, origin, problems) for name, folder in sorted(found.frameworks.items())
    ]
    questions, practices = _questions(found, problems)
    categories, themes = _categories(found, problems), _themes(found, problems)
    sets = _sets(found, problems)
    kept = [file for folder in found.frameworks.values() for file in folder.all()]
    kept += [*found.shared(), *found.vendors]
    catalog = Catalog(
        frameworks=tuple(framework for framework in frameworks if framework is not None),
        questions=questions,
        practices=practices,
        categories=categories,
        sets=sets,
        shared=_digests(found.shared()),
        profiles=_profiles(found, problems),
        profile_files=_digests(found.vendors),
        themes=themes,
        files=tuple(sorted(kept, key=lambda file: file.path)),
    )
    whole = catalog if base is None else _upon(base, catalog)
    problems.found += references(whole)
    problems.found += [] if base is None else redefined(found, base)
    problems.found += profile_problems(whole, found.vendors, () if base is None else base.questions)
    problems.found += theme_problems(catalog, found.crosswalk, () if base is None else base.frameworks)
    problems.finish(given)
    return catalog


def _upon(base: Catalog, added: Catalog) -> Catalog:
    """The added catalog with the names it may use of another."""
    return replace(
        added,
        practices={**base.practices, **added.practices},
        categories={**base.categories, **added.categories},
        sets={**base.sets, **added.sets},
    )


def _digests(files: Iterable[CatalogFile]) -> tuple[tuple[str, str], ...]:
    return tuple((file.path, file.sha256) for file in files)


def _framework(
    name: str, folder: FrameworkFiles, origin: Literal["built_in", "custom"], problems: Problems
) -> FrameworkCatalog | None:
    if folder.framework is None:
        if folder.all():
            problems.found.append(Problem(None, f"{name}/framework.yaml is missing"))
        return None
    head = folder.framework
    framework = problems.guard(lambda: typed(Framework, _root(head)))
    provisions = _provisions(folder, problems)
    controls = [problems.guard(partial(_control, file, name)) for file in folder.controls]
    if framework is None:
        return None
    rules: list[ClassificationRule] = []
    for stem in framework.classification:
        file = folder.classification.get(stem)
        if file is None:
            problems.found.append(Problem(None, f"{name}/classification/{stem}.yaml is named but missing"))
        else:
            root = problems.root(file, "rules")
            rules += _list(root, ClassificationRule, "rules", problems, framework=name)
    problems.found += unread(folder, framework.classification)
    digest = sha256("".join(f"{file.path} {file.sha256}\n" for file in folder.all()).encode())
    done = tuple(control for control in controls if control is not None)
    return FrameworkCatalog(framework, provisions, done, tuple(rules), origin, digest)


def _provisions(folder: FrameworkFiles, problems: Problems) -> tuple[Provision, ...]:
    if folder.provisions is None:
        return ()
    return _list(problems.root(folder.provisions, "provisions"), Provision, "provisions", problems)


def _root(file: CatalogFile) -> Mapping:
    node = read(file.text, file.path)
    if isinstance(node, Mapping):
        return node
    raise InputError((Problem(node.place, "the file must be a map"),))


def _control(file: CatalogFile, framework: str) -> Control:
    node = _root(file)
    data = plain(node)
    expect = data.get("expect")
    items = expect["all"] if isinstance(expect, dict) and set(expect) == {"all"} else [expect]
    data["expect"] = [_expectation(item) for item in items] if isinstance(items, list) else items
    data["framework"] = framework
    control = typed(Control, node, data)
    _check_name(control.id, file.path.rsplit("/", 1)[-1], node)
    return control


def _check_name(name: str, file: str, node: Node) -> None:
    """An id is the name of the file that holds it."""
    stem = file.removesuffix(".yaml")
    if name != stem:
        raise InputError((Problem(place_of(node, ("id",)), f"the id must be the file's name, {stem!r}"),))


def _expectation(item: object) -> object:
    """Split the marks of an item from its condition."""
    if not isinstance(item, dict):
        return item
    marks = {key: item[key] for key in ("provision", "standing", "gap", "unknown") if key in item}
    return marks | {"condition": {key: value for key, value in item.items() if key not in marks}}


def _list(root: Mapping | None, model: type[E], key: str, problems: Problems, **extra: str) -> tuple[E, ...]:
    node = root.get(key) if root is not None else None
    if not isinstance(node, Sequence):
        if root is not None:
            problems.found.append(Problem(root.place, f"the key {key!r} must hold a list"))
        return ()
    return tuple(
        entry
        for item in node.items
        if (entry := problems.guard(partial(_entry, model, item, extra))) is not None
    )


def _entry(model: type[E], node: Node, extra: dict[str, str]) -> E:
    data = plain(node)
    return typed(model, node, data | extra if isinstance(data, dict) else data)


def _map(root: Mapping | None, model: type[E], key: str, problems: Problems) -> dict[str, E]:
    node = root.get(key) if root is not None else None
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        problems.found.append(Problem(node.place, f"the key {key!r} must hold a map"))
        return {}
    pairs = ((e.key.text, problems.guard(partial(_entry, model, e.value, {}))) for e in node.entries)
    return {name: entry for name, entry in pairs if entry is not None}


def _questions(found: Sorted, problems: Problems) -> tuple[tuple[Question, ...], dict[str, PracticeKind]]:
    questions: list[Question] = []
    practices: dict[str, PracticeKind] = {}
    for file in found.questions:
        root = problems.root(file, "theme", "title", "practices", "questions")
        theme = file.path.rsplit("/", 1)[-1].removesuffix(".yaml")
        if root is not None and root.get("questions") is not None:
            questions += _list(root, Question, "questions", problems, theme=theme)
        practices |= _map(root, PracticeKind, "practices", problems)
    return tuple(questions), practices


def _categories(found: Sorted, problems: Problems) -> dict[str, CategoryKind]:
    root = problems.root(found.categories, "categories") if found.categories is not None else None
    return _map(root, CategoryKind, "categories", problems)


def _themes(found: Sorted, problems: Problems) -> tuple[Theme, ...]:
    if found.crosswalk is None:
        return ()
    return _list(problems.root(found.crosswalk, "themes"), Theme, "themes", problems)


def _dated_set(file: CatalogFile) -> DatedSet:
    return typed(DatedSet, _root(file))


def _sets(found: Sorted, problems: Problems) -> dict[str, DatedSet]:
    loaded = [problems.guard(partial(_dated_set, file)) for file in found.sets]
    return {entry.id: entry for entry in loaded if entry is not None}


def _profile(file: CatalogFile) -> VendorProfile:
    node = _root(file)
    profile = typed(VendorProfile, node)
    _check_name(profile.id, file.path.removeprefix("vendors/"), node)
    return profile


def _profiles(found: Sorted, problems: Problems) -> dict[str, VendorProfile]:
    loaded = [problems.guard(partial(_profile, file)) for file in found.vendors]
    return {profile.id: profile for profile in loaded if profile is not None}
