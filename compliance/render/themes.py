"""What the crosswalk relates: themes with their provisions and the controls that cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.catalog import Catalog, Control, FrameworkCatalog
    from compliance.model.crosswalk import Theme
    from compliance.render.terminal import Style

READING = "A provision listed here speaks to the theme. Meeting one does not mean that another is met."


def theme_text(theme: Theme, catalog: Catalog, style: Style) -> str:
    """The provisions of a theme by framework, and the controls that cite them or a part of them."""
    lines = [style.paint(f"{theme.id}  (theme)", "bold"), *style.wrap(theme.title, 0), ""]
    for framework in catalog.frameworks:
        lines += style.part(framework.framework.short, list(_provisions(theme, framework)))
    lines += style.part("Controls", list(_controls(theme, catalog)))
    lines += style.part("Note", [theme.note] if theme.note else [])
    return "\n".join([*lines, *style.part("Reading", [READING])])


def themes_of(control: Control, framework: FrameworkCatalog, catalog: Catalog) -> list[Theme]:
    """The themes a control speaks to: those that name a provision it cites, or one that provision is a part of."""
    cited = _with_wholes(control.provisions.all, framework)
    return [theme for theme in catalog.themes if cited & _named(theme, framework)]


def _named(theme: Theme, framework: FrameworkCatalog) -> set[str]:
    return set(theme.provisions.get(framework.framework.id, ()))


def _provisions(theme: Theme, framework: FrameworkCatalog) -> Iterator[str]:
    titles = {provision.id: provision.title for provision in framework.provisions}
    for name in theme.provisions.get(framework.framework.id, ()):
        yield f"{name}: {titles[name]}" if name in titles else name


def _controls(theme: Theme, catalog: Catalog) -> Iterator[str]:
    for framework in catalog.frameworks:
        named = _named(theme, framework)
        for control in framework.controls:
            if named & _with_wholes(control.provisions.all, framework):
                yield f"{control.id}: {control.title}"


def _with_wholes(names: Iterable[str], framework: FrameworkCatalog) -> set[str]:
    """Provisions together with everything they are parts of."""
    parents = {provision.id: provision.parent for provision in framework.provisions}
    found: set[str] = set()
    for name in names:
        here: str | None = name
        while here is not None and here not in found:
            found.add(here)
            here = parents.get(here)
    return found
