"""What a control, a provision or a question is about, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import Catalog, Control, FrameworkCatalog, Provision, Question
    from compliance.render.terminal import Style


def names(catalog: Catalog) -> list[str]:
    """Every id that can be explained."""
    found = [control.id for framework in catalog.frameworks for control in framework.controls]
    found += [provision.id for framework in catalog.frameworks for provision in framework.provisions]
    return found + [question.id for question in catalog.questions]


def explanation(catalog: Catalog, name: str, style: Style) -> str | None:
    """The text; None where nothing has the id. `gdpr Art. 6(1)` names the framework where two share an id."""
    found = [text for text in _all(catalog, name, style) if text]
    return "\n".join(found) or None


def _all(catalog: Catalog, name: str, style: Style) -> Iterator[str]:
    for framework in catalog.frameworks:
        own = name.removeprefix(f"{framework.framework.id} ")
        for control in framework.controls:
            if control.id == name:
                yield _control(control, framework, style)
        for provision in framework.provisions:
            if provision.id == own:
                yield _provision(provision, framework, style)
    for question in catalog.questions:
        if question.id == name:
            yield _question(question, style)


def _part(title: str, texts: list[str], style: Style) -> list[str]:
    lines = [line for text in texts for line in style.wrap(text, 2, "- " if len(texts) > 1 else "")]
    return [style.paint(title, "bold"), *lines, ""] if texts else []


def _control(control: Control, framework: FrameworkCatalog, style: Style) -> str:
    cited = [f"settles {', '.join(control.provisions.settles)}"] if control.provisions.settles else []
    cited += [f"tests {', '.join(control.provisions.tests)}"] if control.provisions.tests else []
    head = f"{control.id}  ({framework.framework.short}, {control.severity} severity, {control.method})"
    return "\n".join(
        [
            style.paint(head, "bold"),
            *style.wrap(control.title, 0),
            "",
            *_part("What", [control.statement], style),
            *_part("Why", [control.rationale], style),
            *_part("Provisions", cited, style),
            *_part("Evidence", [f"{item.kind}: {item.what}" for item in control.evidence], style),
            *_part(f"Remedy (effort: {control.remediation.effort})", [control.remediation.text], style),
            *_part("Limits", list(control.limits), style),
            *_part("Guidance", [control.guidance] if control.guidance else [], style),
            *_part("Source", [_reference(one.citation, one.note) for one in control.references], style),
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
            *_part(
                "Binds",
                [", ".join(word.replace("_", " ") for word in provision.binds)] if provision.binds else [],
                style,
            ),
            *_part("In time", dates, style),
            *_part("Any of", limbs, style),
            *_part("Controls", tests, style),
            *_part("Disposition", [f"{disposition}. {provision.reason or ''}"] if disposition else [], style),
            *_part("Source", [provision.source or framework.framework.citation], style),
        ]
    )


def _question(question: Question, style: Style) -> str:
    return "\n".join(
        [
            style.paint(f"{question.id}  (question, {question.theme})", "bold"),
            *style.wrap(question.text, 0),
            "",
            *_part("Why", [question.why], style),
            *_part("Good evidence", [question.good_evidence], style),
            *_part("States", [f"{question.states} of the {question.scope}"], style),
        ]
    )
