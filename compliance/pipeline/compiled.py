"""The built-in catalog kept as JSON between runs, so that `assess` need not read a thousand YAML entries each time.

Keyed by the digest of every catalog file and of the types it is read into; never pickled. Reports and verification do not
use it: they read the sources.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compliance import __version__, model, pipeline
from compliance.canonical import sha256
from compliance.errors import ComplianceError
from compliance.files import write_atomically
from compliance.pipeline.packing import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.model.catalog import Catalog, CatalogFile

PRIVATE = 0o600
SHAPED_BY = (
    (model, "catalog.py"),
    (model, "condition.py"),
    (model, "crosswalk.py"),
    (model, "vendor.py"),
    (pipeline, "packing.py"),
)
"""The modules that say what the cache holds, and how."""


def compiled(files: Sequence[CatalogFile], folder: Path | None = None) -> Catalog:
    """The catalog of these files, from the cache where it is there; the files themselves are put back into it."""
    path = (folder or default_folder()) / f"catalog-{_key(files)}.json"
    kept = _kept(path)
    if kept is None:
        from compliance.inputs.catalog import (
            load_catalog,
        )  # not needed where the cache is there, and start-up counts

        catalog = load_catalog(files)
        packed = pack(catalog)
        _keep(path, f"{sha256(packed)}\n".encode() + packed)
        return catalog
    wanted = kept.common | {framework.framework.id for framework in kept.frameworks}
    used = tuple(
        f for f in files if (f.path in wanted or f.path.split("/", 1)[0] in wanted) and counts(f.path)
    )
    return replace(kept, files=used)


def _kept(path: Path) -> Catalog | None:
    """What the cache holds; None where there is none or it is damaged."""
    try:
        digest, _, packed = path.read_bytes().partition(b"\n")
        return unpack(packed) if digest.decode() == sha256(packed) else None
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def counts(path: str) -> bool:
    """Whether a catalog file bears on outcomes; cases do not."""
    return path.endswith(".yaml") and not path.endswith(".cases.yaml")


def default_folder() -> Path:
    """Where the cache of this user lies."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "compliance"


def _key(files: Sequence[CatalogFile]) -> str:
    """A digest over the program's version, the catalog's types and every file."""
    shape = sha256(b"".join((Path(package.__path__[0]) / name).read_bytes() for package, name in SHAPED_BY))
    listing = "".join(f"{file.path} {file.sha256}\n" for file in files if counts(file.path))
    return sha256(f"{__version__} {shape}\n{listing}".encode())[:32]


def _keep(path: Path, data: bytes) -> None:
    """Write the cache; a folder that cannot be written only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data, overwrite=True, mode=PRIVATE)
    except (OSError, ComplianceError):
        return
    for old in path.parent.glob("catalog-*.json"):
        if old != path:
            old.unlink(missing_ok=True)
