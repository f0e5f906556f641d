"""What a control, a provision, a question, a theme or a vendor profile is about, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.citations import cited
from compliance.render.fact_text import fact_text
from compliance.render.profile import profile_text
from compliance.render.themes import theme_text, themes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import Catalog, Control, FrameworkCatalog, Provision, Question
    from compliance.render.terminal import Style


def names(catalog: Catalog) -> list[str]:
    """Every id that can be explained."""
    found = [control.id for framework in catalog.frameworks for control in framework.controls]
    found += [provision.id for framework in catalog.frameworks for provision in framework.provisions]
    found += [question.id for question in catalog.questions]
    return [*found, *(theme.id for theme in catalog.themes), *catalog.profiles]


def explanation(catalog: Catalog, name: str, style: Style) -> str | None:
    """The text on an id, a citation or a fact; None where it is none. `gdpr Art. 6(1)` names one of several frameworks."""
    found = [text for text in _all(catalog, name, style) if text]
    if not found and (meant := cited(catalog, name)) is not None:
        found = [text for text in _all(catalog, meant, style) if text]
    if not found and (text := fact_text(catalog, name, style)) is not None:
        found = [text]
    return "\n".join(found) or None


def _all(catalog: Catalog, name: str, style: Style) -> Iterator[str]:
    for framework in catalog.frameworks:
        own = name.removeprefix(f"{framework.framework.id} ")
        for control in framework.controls:
            if name in {control.id, *control.replaces}:
                yield _control(control, framework, catalog, style)
        for provision in framework.provisions:
            if provision.id == own:
                yield _provision(provision, framework, style)
    yield from _common(catalog, name, style)


def _common(catalog: Catalog, name: str, style: Style) -> Iterator[str]:
    """What belongs to no single framework."""
    for question in catalog.questions:
        if question.id == name:
            yield _question(question, style)
    for theme in catalog.themes:
        if theme.id == name:
            yield theme_text(theme, catalog, style)
    if name in catalog.profiles:
        yield profile_text(catalog.profiles[name], style)


def _control(control: Control, framework: FrameworkCatalog, catalog: Catalog, style: Style) -> str:
    themes = [f"{theme.id}: {theme.title}" for theme in themes_of(control, framework, catalog)]
    cited = [f"settles {', '.join(control.provisions.settles)}"] if control.provisions.settles else []
    cited += [f"tests {', '.join(control.provisions.tests)}"] if control.provisions.tests else []
    head = f"{control.id}  ({framework.framework.short}, {control.severity} severity, {control.method})"
    return "\n".join(
        [
            style.paint(head, "bold"),
            *style.wrap(control.title, 0),
            "",
            *style.part("What", [control.statement]),
            *style.part("Why", [control.rationale]),
            *style.part("Provisions", cited),
            *style.part("Themes", themes),
            *style.part("Evidence", [f"{item.kind}: {item.what}" for item in control.evidence]),
            *style.part(f"Remedy (effort: {control.remediation.effort})", [control.remediation.text]),
            *style.part("Called before", [", ".join(control.replaces)] if control.replaces else []),
            *style.part("Limits", list(control.limits)),
            *style.part("Guidance", [control.guidance] if control.guidance else []),
            *style.part("Source", [_reference(one.citation, one.note) for one in control.references]),
        ]
    )


def _reference(citation: str, note: str | None) -> str:
    return f"{citation} ({note})" if note else citation


def _provision(provision: Provision, framework: FrameworkCatalog, style: Style) -> str:
    controls = [c for c in framework.controls if provision.id in c.provisions.all]
    how = {True: "settled by", False: "tested by"}
    tests = [f"{how[provision.id in c.provisions.settles]} {c.id}: {c.title}" for c in controls]
    dates = [
        f"from {phase.from_}{f' until {phase.until}' if phase.until else ''}: {phase.state.replace('_', ' ')}"
        + (f" ({phase.act})" if phase.act else "")
        for phase in provision.timeline
    ]
    limbs = [f"{p.id}: {p.title}" for p in framework.provisions if p.group == provision.id]
    disposition = (provision.disposition or "").replace("_", " ")
    return "\n".join(
        [
            style.paint(f"{framework.framework.short} {provision.id}  ({provision.class_})", "bold"),
            *style.wrap(provision.title, 0),
            "",
            *style.part(
                "Binds",
                [", ".join(word.replace("_", " ") for word in provision.binds)] if provision.binds else [],
            ),
            *style.part("In time", dates),
            *style.part("Any of", limbs),
            *style.part("Controls", tests),
            *style.part("Disposition", [f"{disposition}. {provision.reason or ''}"] if disposition else []),
            *style.part("Source", [provision.source or framework.framework.citation]),
        ]
    )


def _question(question: Question, style: Style) -> str:
    return "\n".join(
        [
            style.paint(f"{question.id}  (question, {question.theme})", "bold"),
            *style.wrap(question.text, 0),
            "",
            *style.part("Why", [question.why]),
            *style.part("Good evidence", [question.good_evidence]),
            *style.part("States", [f"{question.states} of the {question.scope}"]),
        ]
    )
