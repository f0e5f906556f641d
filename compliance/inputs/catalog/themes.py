"""What the crosswalk must keep to: every provision it names exists, and every theme has its own id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import Problem
from compliance.inputs.catalog.typed import place_of
from compliance.source import did_you_mean, read, with_source_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.inputs.catalog.check import Path
    from compliance.model.catalog import Catalog, CatalogFile, FrameworkCatalog
    from compliance.model.crosswalk import Theme


def theme_problems(
    catalog: Catalog, file: CatalogFile | None, more: Iterable[FrameworkCatalog] = ()
) -> Iterator[Problem]:
    """Every name in the crosswalk that leads nowhere. `more`: frameworks of the catalog this one adds to."""
    if file is None or not catalog.themes:
        return
    known = {one.framework.id: {p.id for p in one.provisions} for one in (*more, *catalog.frameworks)}
    faults = list(_faults(catalog.themes, known))
    if not faults:
        return
    root = read(file.text, file.path)
    problems = (Problem(place_of(root, path), message, hint) for path, message, hint in faults)
    yield from with_source_lines(problems, {file.path: file.text})


def _faults(themes: tuple[Theme, ...], known: dict[str, set[str]]) -> Iterator[tuple[Path, str, str | None]]:
    """What is wrong, where in the file, and what was probably meant."""
    seen: set[str] = set()
    for index, theme in enumerate(themes):
        at: Path = ("themes", index)
        if theme.id in seen:
            yield (*at, "id"), f"two themes {theme.id!r}", None
        seen.add(theme.id)
        if not any(theme.provisions.values()):
            yield at, f"the theme {theme.id!r} names no provision", None
        for framework, provisions in theme.provisions.items():
            here: Path = (*at, "provisions", framework)
            if framework not in known:
                yield here, f"there is no framework {framework!r}", _meant(framework, known)
                continue
            for number, name in enumerate(provisions):
                if name not in known[framework]:
                    message = f"{framework} has no provision {name!r}"
                    yield (*here, number), message, _meant(name, known[framework])


def _meant(name: str, known: Iterable[str]) -> str | None:
    near = did_you_mean(name, known)
    return f"did you mean {near!r}?" if near else None
