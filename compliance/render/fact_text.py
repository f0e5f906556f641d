"""What a fact of the architecture is: its meaning, the words it takes, which questions state it and which controls read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from compliance.model.condition import All, AnyOf, Atom, Each, FactRef, Has, Not, Span
from compliance.model.derived import DERIVED, NOTIFICATION_FACTS, RECORD_FACTS, REFERENCES, SECTIONS
from compliance.model.facts import Facts, UnknownFactError
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.catalog import Catalog, Control, SubjectKind
    from compliance.model.condition import Condition
    from compliance.model.facts import Step
    from compliance.render.terminal import Style

SHOWN: Final = 12
_INSIDE: Final = {
    ("components", "stores"): "holding",
    ("components", "access"): "access",
    ("ai_systems", "infers"): "inference",
    ("ai_systems", "generates"): "output",
}
_TOP: Final = {sections[0]: kind for kind, sections in SECTIONS.items() if len(sections) == 1}
Place = tuple["SubjectKind", str]


def fact_text(catalog: Catalog, path: str, style: Style) -> str | None:
    """The text on a path such as `flows.<id>.encryption` or `practices.training`; None where there is no such fact."""
    place = _place(path)
    facts = _facts(catalog)
    try:
        steps = facts.steps(*place) if place is not None else ()
    except UnknownFactError:
        return None
    if place is None or not steps:
        return None
    kind, rest = place
    last = steps[-1]
    named = rest.split(".")[1:2] if rest.startswith("practices.") else []
    practice = [catalog.practices[one] for one in named if one in catalog.practices]
    whole = rest.count(".") == 1  # the practice itself, not a part of it
    contents = [f"{key}: {text}" for one in practice for key, text in one.contents.items()]
    return "\n".join(
        [
            style.paint(
                f"{path}  ({last.type.shape.replace('_', ' or ')} of the {kind.replace('_', ' ')})", "bold"
            ),
            *style.wrap(_meaning(kind, steps) or (practice[0].title if practice else ""), 0),
            "",
            *style.part("Part of", [one.title for one in practice if not whole]),
            *style.part("Words", [", ".join(sorted(last.type.words))] if last.type.words else []),
            *style.part("Contents", contents if whole or rest.endswith(".contents") else []),
            *style.part("Stated by", _questions(catalog, kind, rest)),
            *style.part("Read by", _readers(catalog, facts, kind, rest)),
        ]
    )


def near_fact(catalog: Catalog, path: str) -> str | None:
    """The path that was probably meant."""
    head, dot, rest = path.partition(".")
    if head not in {*_TOP, "practices"}:
        near = did_you_mean(head, [*_TOP, "practices"]) if dot else None
        return f"{near}.{rest}" if near else None
    place = _place(path)
    try:
        _facts(catalog).steps(*place) if place is not None else ()
    except UnknownFactError as unknown:
        near = did_you_mean(unknown.segment, unknown.candidates)
        return path.replace(f".{unknown.segment}", f".{near}", 1) if near else None
    return None


def _facts(catalog: Catalog) -> Facts:
    return Facts(
        catalog.practices, frozenset(rule.yields.word for f in catalog.frameworks for rule in f.rules)
    )


def _place(path: str) -> Place | None:
    """The kind of subject and the path from it; ids of the user's own stand for any."""
    parts = path.split(".")
    if parts[0] == "practices":
        return ("organisation", path) if len(parts) > 1 else None
    kind = _TOP.get(parts[0])
    if kind is None:
        return None
    if kind in {"organisation", "system"}:
        return (kind, ".".join(parts[1:])) if len(parts) > 1 else None
    inside = _INSIDE.get((parts[0], parts[2])) if len(parts) > 4 else None  # noqa: PLR2004 - section, id, part, key, field
    if inside is not None:
        return cast("SubjectKind", inside), ".".join(parts[4:])
    return (kind, ".".join(parts[2:])) if len(parts) > 2 else None  # noqa: PLR2004 - section, id, field


def _meaning(kind: SubjectKind, steps: tuple[Step, ...]) -> str:
    """The sentence the model has for the last step."""
    last, before = steps[-1], steps[-2].type if len(steps) > 1 else None
    if last.how == "derived" and last.name in DERIVED[kind]:
        return DERIVED[kind][last.name].meaning
    if last.how == "record":
        return (RECORD_FACTS | NOTIFICATION_FACTS).get(last.name, "")
    model: Any = before.model if before is not None else _model(kind)
    field = model.model_fields.get(last.attribute) if model is not None else None
    return (field.description or "") if field is not None else ""


def _model(kind: SubjectKind) -> Any:  # noqa: ANN401 - a type of the architecture
    from compliance.model.architecture import Architecture

    step = Facts({}).steps("organisation", _way(kind))[-1] if _way(kind) else None
    return step.type.model if step is not None else Architecture.model_fields[kind].annotation


def _way(kind: SubjectKind) -> str:
    return next((name for name, (target, _) in REFERENCES["organisation"].items() if target == kind), "")


def _questions(catalog: Catalog, kind: SubjectKind, path: str) -> list[str]:
    """The questions that state the fact, a part of it, or the record that holds it."""
    found = [
        f"{one.id}: {one.text}"
        for one in catalog.questions
        if one.scope == kind
        and (one.states == path or one.states.startswith(f"{path}.") or path.startswith(f"{one.states}."))
    ]
    return [*found[:SHOWN], *([f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else [])]


def _readers(catalog: Catalog, facts: Facts, kind: SubjectKind, path: str) -> list[str]:
    """The controls whose conditions read the fact or a part of it."""
    found = [
        f"{control.id}: {control.title}"
        for framework in catalog.frameworks
        for control in framework.controls
        if any(
            of == kind and (one == path or one.startswith(f"{path}.")) for of, one in _read(control, facts)
        )
    ]
    return [*found[:SHOWN], *([f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else [])]


def _read(control: Control, facts: Facts) -> Iterator[Place]:
    trees = [control.where, *(one.condition for one in control.expect), *(one.when for one in control.review)]
    for tree in trees:
        yield from _in(tree, control.subject, facts)


def _in(tree: Condition, kind: SubjectKind, facts: Facts) -> Iterator[Place]:
    match tree:
        case Atom(fact, _, right):
            yield _owner(facts, kind, fact)
            if isinstance(right, FactRef | Span):
                yield _owner(facts, kind, right.path if isinstance(right, FactRef) else right.of)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _in(part, kind, facts)
        case Not(part):
            yield from _in(part, kind, facts)
        case Has(items, meets) | Each(items, meets):
            target = facts.type_of(kind, items).kind
            yield from _in(meets, target or kind, facts)


def _owner(facts: Facts, kind: SubjectKind, path: str) -> Place:
    """The subject a path ends at, and the path from there."""
    rest: list[str] = []
    for step, name in zip(facts.steps(kind, path), _names(facts, kind, path), strict=True):
        rest.append(name)
        if step.type.shape == "subject" and step.type.kind is not None:
            kind, rest = step.type.kind, []
    return kind, ".".join(rest)


def _names(facts: Facts, kind: SubjectKind, path: str) -> list[str]:
    """The segments of a path beside its steps; `practices.x` of the organisation has a step more."""
    segments = path.split(".")
    missing = len(facts.steps(kind, path)) - len(segments)
    return [""] * missing + segments
