"""The laws every control keeps; each broken one is a line with the id of what broke it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.catalog import Catalog, Control, FrameworkCatalog
    from compliance.model.entry import Entry

RESERVED: Final = re.compile(
    r"\b(compliant|non-compliant|certified|audit opinion|opinion|attests?|attested|approved by us|root cause)\b",
    re.IGNORECASE,
)
SHORTEST: Final = {"statement": 40, "rationale": 80}


class CaseLike(Protocol):
    """What the laws need to know of a case."""

    @property
    def control(self) -> str:
        """The control it is about."""

    @property
    def expect(self) -> Any:  # noqa: ANN401 - an outcome, or a map of them
        """What must come out."""


def broken_laws(catalog: Catalog, cases: Iterable[CaseLike]) -> list[str]:
    """Every broken law, sorted."""
    by_control: dict[str, set[str]] = {}
    for case in cases:
        by_control.setdefault(case.control, set()).update(_outcomes(case.expect))
    found = [
        f"{control.id}: {fault}"
        for framework in catalog.frameworks
        for control in framework.controls
        for fault in (
            *_texts(control),
            *_shape(control, framework),
            *_cases(control, by_control.get(control.id, set())),
        )
    ]
    found += [line for framework in catalog.frameworks for line in _framework(framework)]
    return sorted([*found, *_twins(catalog), *_former(catalog)])


def _outcomes(expect: Any) -> set[str]:  # noqa: ANN401 - an outcome, or a map of them
    if isinstance(expect, str):
        return {expect}
    return {wanted if isinstance(wanted, str) else str(wanted.get("outcome")) for wanted in expect.values()}


def _texts(control: Control) -> Iterator[str]:
    for name, least in SHORTEST.items():
        if len(getattr(control, name)) < least:
            yield f"its {name} is too short to tell anything"
    for text in _strings(control):
        if found := RESERVED.search(text):
            yield f"reserved word {found[0]!r} in {text[:60]!r}"


def _strings(entry: Entry) -> Iterator[str]:
    for name, value in entry:
        if name in {"where", "expect", "references", "provisions"}:
            continue
        yield from _inside(value)


def _inside(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a control
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
    elif hasattr(value, "model_fields_set"):
        yield from _strings(value)


def _shape(control: Control, framework: FrameworkCatalog) -> Iterator[str]:
    if not control.provisions.all:
        yield "it cites no provision"
    if set(control.provisions.settles) & set(control.provisions.tests):
        yield "a provision stands under settles and under tests"
    if not control.limits:
        yield "it does not say what it does not see"
    if not control.references:
        yield "it has no reference"
    kinds = {provision.id: provision.class_ for provision in framework.provisions}
    for name in control.provisions.settles:
        if kinds.get(name) in {"container", "rule", "permission", "scope"}:
            yield f"{name} is a {kinds[name]}; there is nothing to settle"
    if control.method == "determination" and control.provisions.settles:
        yield "a person concludes on it, so it cannot settle"
    for outcome in ("gap", "unknown"):
        if getattr(control.messages, outcome) is None:
            yield f"it has no message for {outcome}"


def _cases(control: Control, outcomes: set[str]) -> Iterator[str]:
    if not outcomes:
        yield "it has no cases"
        return
    wanted = {"gap", "unknown"}
    wanted.add("needs_review" if control.method == "determination" else "satisfied")
    if control.review:
        wanted.add("needs_review")
    for outcome in sorted(wanted - outcomes):
        yield f"no case expects {outcome}"
    if not outcomes & {"not_applicable", "none"}:
        yield "no case expects not_applicable"


def _framework(framework: FrameworkCatalog) -> Iterator[str]:
    name = framework.framework.id
    cited = {one for control in framework.controls for one in control.provisions.all}
    seen: set[str] = set()
    for provision in framework.provisions:
        if provision.id in seen:
            yield f"{name} {provision.id}: it stands twice"
        seen.add(provision.id)
        if provision.disposition is None and provision.id not in cited:
            yield f"{name} {provision.id}: no control cites it and it has no disposition"
        if provision.disposition is not None and provision.id in cited:
            yield f"{name} {provision.id}: it is cited by a control, so its disposition is derived"


def _former(catalog: Catalog) -> Iterator[str]:
    """Former ids that would lead to two controls, or away from the one that has the id."""
    controls = [control for framework in catalog.frameworks for control in framework.controls]
    present, seen = {control.id for control in controls}, dict[str, str]()
    for control in controls:
        for old in control.replaces:
            if old in present:
                yield f"{control.id}: it replaces {old}, which is a control"
            elif old in seen:
                yield f"{control.id}: it replaces {old}, as {seen[old]} does"
            seen.setdefault(old, control.id)


def _twins(catalog: Catalog) -> list[str]:
    """Statements that stand in two controls word for word."""
    seen: dict[str, str] = {}
    found = []
    for framework in catalog.frameworks:
        for control in framework.controls:
            text = " ".join(control.statement.lower().split())
            if text in seen:
                found.append(f"{control.id}: its statement is that of {seen[text]}")
            seen[text] = control.id
    return found
