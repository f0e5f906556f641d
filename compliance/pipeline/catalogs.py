"""The catalogs in use: those that come with the program, those a user adds, and those embedded in a report."""

from __future__ import annotations

import functools
import gc
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

from compliance import resources
from compliance.canonical import canonical_json, sha256
from compliance.errors import InputError, Problem, VerificationError
from compliance.files import read_limited
from compliance.model.architecture import Vocabulary
from compliance.model.catalog import CatalogFile
from compliance.pipeline.compiled import compiled, counts
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from compliance.model.catalog import Catalog

SCHEMA: Final = "compliance-catalog/1"
NO_CATALOG: Final = "decision/"
"""Data about cost and capacity lie beside the catalogs and are none: they bear on no outcome."""
LARGEST_FILE: Final = 16 * 1024 * 1024


def built_in_files(*, cases: bool = True) -> list[CatalogFile]:
    """Every catalog file that comes with the program; without `cases` only those that bear on outcomes."""
    top = resources.folder("frameworks")
    names = (name for name in resources.files("frameworks", "", ".yaml") if not name.startswith(NO_CATALOG))
    return [CatalogFile.of(name, (top / name).read_bytes()) for name in names if cases or counts(name)]


def catalog_in_use(
    only: Sequence[str] = (), folders: Iterable[Path] = (), *, cached: bool = False
) -> Catalog:
    """The built-in catalog with the folders a user adds. `only`: the frameworks wanted, default all; order does not matter.

    `cached`: the built-in part may come from the user's cache instead of its sources.
    """
    files = built_in_files(cases=False)
    catalog = compiled(files) if cached else _loaded(files)
    _settle()
    for folder in folders:
        catalog = _joined(catalog, load_folder(folder, catalog), folder)
    if not only:
        return catalog
    known = [framework.framework.id for framework in catalog.frameworks]
    only = [next((one for one in known if one.casefold() == name.casefold()), name) for name in only]
    unknown = [name for name in only if name not in known]
    if unknown:
        near = did_you_mean(unknown[0], known)
        hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known)}"
        raise InputError((Problem(None, f"there is no framework {unknown[0]!r}", hint),))
    return narrowed(catalog, only)


@functools.cache
def _settle() -> None:
    """Take what is loaded out of the search for cycles, once: a catalog has none, and looking took a tenth of an evaluation."""
    gc.freeze()


def _loaded(
    files: Iterable[CatalogFile],
    origin: Literal["built_in", "custom"] = "built_in",
    base: Catalog | None = None,
) -> Catalog:
    """The catalog that files say. Its reader is imported where files are read: what comes from the cache does without."""
    from compliance.inputs.catalog import load_catalog

    return load_catalog(files, origin, base)


def narrowed(catalog: Catalog, only: Sequence[str]) -> Catalog:
    """A catalog with some of its frameworks; what they share stays whole, and so do vendor profiles."""
    chosen = tuple(framework for framework in catalog.frameworks if framework.framework.id in only)
    common = catalog.common
    files = tuple(file for file in catalog.files if file.path in common or file.path.split("/", 1)[0] in only)
    return replace(catalog, frameworks=chosen, files=files)


def load_folder(folder: Path, base: Catalog) -> Catalog:
    """A user's catalog folder. It may use the practices, categories and sets of the built-in one."""
    paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    if not paths:
        raise InputError(
            (
                Problem(
                    None, f"{folder} holds no catalog", "A catalog folder holds <framework>/framework.yaml."
                ),
            )
        )
    files = [
        CatalogFile.of(path.relative_to(folder).as_posix(), read_limited(path, LARGEST_FILE), custom=True)
        for path in paths
    ]
    return _loaded(files, "custom", base=base)


def _joined(base: Catalog, added: Catalog, folder: Path | str) -> Catalog:
    known = {framework.framework.id for framework in base.frameworks}
    known |= {control.id for framework in base.frameworks for control in framework.controls}
    again = [f.framework.id for f in added.frameworks if f.framework.id in known]
    again += [c.id for f in added.frameworks for c in f.controls if c.id in known]
    again += [name for name in added.profiles if name in base.profiles]
    again += [theme.id for theme in added.themes if theme.id in {one.id for one in base.themes}]
    if again:
        hint = "Give it an id of its own; what is built in cannot be redefined."
        raise InputError(tuple(Problem(None, f"{folder}: {name!r} exists already", hint) for name in again))
    return replace(
        base,
        frameworks=base.frameworks + added.frameworks,
        questions=base.questions + added.questions,
        practices={**base.practices, **added.practices},
        sets={**base.sets, **added.sets},
        shared=base.shared + added.shared,
        profiles={**base.profiles, **added.profiles},
        profile_files=base.profile_files + added.profile_files,
        themes=base.themes + added.themes,
        files=base.files + added.files,
    )


def vocabulary(catalog: Catalog) -> Vocabulary:
    """The words that a catalog adds to those of the architecture's own types."""
    profiles = {name: profile.name for name, profile in catalog.profiles.items()}
    return Vocabulary(catalog.practices, catalog.categories, profiles)


def shared_digest(catalog: Catalog) -> str:
    """One digest over the files that built-in frameworks share and that bear on outcomes."""
    return _digest(catalog.shared)


def profiles_digest(catalog: Catalog) -> str:
    """One digest over the vendor profiles.

    They have a digest of their own and stand in neither `Catalog.shared` nor the assessment: no outcome is derived from a
    claim, and claims are looked up again every 90 days, so the shared digest would change where nothing derived does. They
    are embedded in every report all the same: its open questions print them, and an architecture that names a profile cannot
    be loaded without them.
    """
    return _digest(catalog.profile_files)


def _digest(files: Iterable[tuple[str, str]]) -> str:
    return sha256("".join(f"{path} {digest}\n" for path, digest in files).encode())


def to_json(catalog: Catalog) -> bytes:
    """One canonical file with every catalog file that was used, for embedding."""
    files = [
        {
            "path": file.path,
            "sha256": file.sha256,
            "origin": "custom" if file.custom else "built_in",
            "text": file.text,
        }
        for file in catalog.files
    ]
    return canonical_json({"schema": SCHEMA, "files": files})


def from_json(data: bytes) -> Catalog:
    """The catalog an embedded file holds; VerificationError where a text does not have its digest."""
    entries = _entries(data)
    for entry in entries:
        if sha256(entry["text"].encode()) != entry["sha256"]:
            raise VerificationError(f"the embedded catalog file {entry['path']!r} does not have its digest")
    built_in = [CatalogFile.of(e["path"], e["text"].encode()) for e in entries if e["origin"] != "custom"]
    custom = [
        CatalogFile.of(e["path"], e["text"].encode(), custom=True) for e in entries if e["origin"] == "custom"
    ]
    catalog = _loaded(built_in)
    if not custom:
        return catalog
    added = _loaded(custom, "custom", base=catalog)
    return _joined(catalog, added, "the embedded catalog")


def _entries(data: bytes) -> list[dict[str, Any]]:
    try:
        content = json.loads(data)
        entries = [dict(entry) for entry in content["files"]]
        readable = content["schema"] == SCHEMA and all(isinstance(entry["text"], str) for entry in entries)
    except (ValueError, KeyError, TypeError) as error:
        raise VerificationError("the embedded catalog cannot be read") from error
    if not readable:
        raise VerificationError(f"the embedded catalog is not of the format {SCHEMA}")
    return entries
