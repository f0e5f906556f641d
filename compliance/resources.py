"""The data that comes with the program: catalogs, templates and the inputs of the published examples.

In a checkout they are the folders `frameworks/`, `templates/` and `reports/examples/`; in an installed wheel they lie
inside the package under `_data/`. Paths are relative to their area and written with slashes, the same on every machine.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from compliance.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterator

Area = Literal["frameworks", "templates", "examples"]

_PACKAGE = Path(__file__).resolve().parent


def folder(area: Area) -> Path:
    """Where the files of `area` lie. Raises `ToolError` when the installation lacks them."""
    checkout = _PACKAGE.parent / ("reports/examples" if area == "examples" else area)
    for place in (_PACKAGE / "_data" / area, checkout):
        if place.is_dir():
            return place
    message = f"the installation is damaged: it has no {area}"
    raise ToolError(message, "Install the package compliance-assessor again.")


def files(area: Area, under: str = "", suffix: str = "") -> Iterator[str]:
    """Paths of all files of `area` below the folder `under` whose names end in `suffix`, sorted by code point.

    Hidden files and compiled Python are left out. An absent `under` gives nothing.
    """
    top = folder(area)
    found = (path for path in (top / under).rglob(f"*{suffix}") if path.is_file())
    names = (path.relative_to(top) for path in found)
    return iter(sorted(name.as_posix() for name in names if not any(_is_hidden(part) for part in name.parts)))


def read(area: Area, path: str) -> bytes:
    """The bytes of one file of `area`. Raises `ToolError` when there is no such file or `path` leads out of the area."""
    parts = PurePosixPath(path).parts
    target = folder(area).joinpath(*parts)
    if not parts or ".." in parts or PurePosixPath(path).is_absolute() or not target.is_file():
        message = f"{area} has no file {path!r}"
        raise ToolError(message)
    return target.read_bytes()


def _is_hidden(part: str) -> bool:
    return part.startswith(".") or part == "__pycache__"
