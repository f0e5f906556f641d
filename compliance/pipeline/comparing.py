"""From an architecture with variants, and numbers about work and cost, to a comparison."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance import resources
from compliance.canonical import canonical_json, sha256
from compliance.decide.compare import Catalogued, compare
from compliance.decide.law import Assessed as AssessedVariant
from compliance.decide.named import check_plans
from compliance.errors import InputError, Problem, UsageError
from compliance.inputs.decision import load_decision
from compliance.inputs.variants import hint_of, variants_of
from compliance.model.comparison import Comparison, to_json
from compliance.model.layers import Layer, Layers
from compliance.model.variant import BASE
from compliance.pipeline.assessing import TOOL, Given, assess_sources, assessment_json, open_files
from compliance.pipeline.prices import price_list
from compliance.source import Mapping, did_you_mean, with_source_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.model.assessment import Tool
    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Opened, Sources

REFERENCE: Final = "decision"
"""The folder of `frameworks` that holds reference data, defaults and rules."""
PRESETS: Final = "decision/presets"
PRICES: Final = "price-list.json"
_BELOW: Final = frozenset({"reference", "default"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared: sources (one for each architecture file), which variants, and from which severity on."""

    sources: tuple[Sources, ...]
    variants: tuple[str, ...] = ()
    """Names of variants; none: the base and all that are declared."""
    decision: Given | None = None
    preset: str | None = None
    severity: str = "high"


def compare_sources(  # noqa: PLR0913 - what is compared, by which law, when, by which numbers
    choice: Choice,
    catalog: Catalog,
    as_of: dt.date,
    *,
    described_on: dt.date | None = None,
    tool: Tool = TOOL,
    numbers: Sequence[Numbers] | None = None,
) -> Comparison:
    """Assess every variant and compare them. InputError lists what is wrong with a file, UsageError names what is not there.

    `numbers`: the files behind the numbers in force, where they are not those of this program (a replay).
    """
    numbers = numbers_of(choice) if numbers is None else numbers
    layers = read_layers(numbers)
    opened = tuple(map(open_files, choice.sources))
    assessed = tuple(_assessed(choice, opened, catalog, as_of, described_on=described_on, tool=tool))
    try:
        if names := _names(choice, opened):
            check_plans(names, layers)
        return compare(assessed, layers, _catalogued(catalog), tool, choice.severity)
    except InputError as error:
        texts: dict[str, bytes | str] = {one.given.name: one.given.data for one in numbers}
        raise InputError(with_source_lines(error.problems, texts)) from None


def comparison_json(comparison: Comparison) -> bytes:
    """The comparison as canonical JSON (RFC 8785)."""
    return canonical_json(to_json(comparison))


def presets() -> list[str]:
    """Names of the presets that come with the program."""
    return [
        path.rsplit("/", 1)[-1].removesuffix(".yaml")
        for path in resources.files("frameworks", PRESETS, ".yaml")
    ]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A decision file in force, and what it is to a reader: stated, preset, price list, reference, default."""

    kind: str
    given: Given


def layers_of(choice: Choice) -> Layers:
    """The numbers in force: what is stated, then a preset, the price list, reference data and defaults."""
    return read_layers(numbers_of(choice))


def numbers_of(choice: Choice) -> tuple[Numbers, ...]:
    """The files behind the numbers in force, the strongest first."""
    reference = tuple(
        Numbers("default" if name == "defaults.yaml" else "reference", Given(name, data))
        for name, data in _packaged()
    )
    chosen: tuple[Numbers, ...] = ()
    if choice.decision is not None:
        chosen = (Numbers("stated", choice.decision),)
    if choice.preset is not None:
        chosen = (*chosen, Numbers("preset", Given(f"{choice.preset}.yaml", _preset(choice.preset))))
    priced = price_list(read_layers((*chosen, *reference)))
    list_ = (Numbers("price list", Given(PRICES, priced)),) if priced is not None else ()
    return (*chosen, *list_, *reference)


def read_layers(numbers: Sequence[Numbers]) -> Layers:
    """The layers of decision files, the strongest first. InputError lists what is wrong with one of them."""
    reference = _reference(tuple(one for one in numbers if one.kind in _BELOW))
    above: tuple[Layer, ...] = ()
    for one in reversed(numbers):
        if one.kind not in _BELOW:
            above = (load_decision(one.given.data, one.given.name, one.kind, (*above, *reference)), *above)
    return Layers((*above, *reference))


@functools.lru_cache(maxsize=4)
def _reference(numbers: tuple[Numbers, ...]) -> tuple[Layer, ...]:
    """Layers of reference data and defaults; kept, since each comparison asks twice: first to see which list prices it needs."""
    found: tuple[Layer, ...] = ()
    for one in numbers:
        found = (*found, load_decision(one.given.data, one.given.name, one.kind, found))
    return found


def _packaged() -> Iterator[tuple[str, bytes]]:
    for path in resources.files("frameworks", REFERENCE, ".yaml"):
        if not path.startswith(f"{PRESETS}/"):
            yield path.rsplit("/", 1)[-1], resources.read("frameworks", path)


def _preset(name: str) -> bytes:
    known = presets()
    if name not in known:
        near = did_you_mean(name, known)
        raise UsageError(
            f"there is no preset {name!r}",
            f"did you mean {near!r}?" if near else f"there are {', '.join(known)}",
        )
    return resources.read("frameworks", f"{PRESETS}/{name}.yaml")


def _assessed(  # noqa: PLR0913 - as `compare_sources` has it
    choice: Choice,
    opened: Sequence[Opened],
    catalog: Catalog,
    as_of: dt.date,
    *,
    described_on: dt.date | None,
    tool: Tool,
) -> Iterator[AssessedVariant]:
    several = len(choice.sources) > 1
    for sources, files in zip(choice.sources, opened, strict=True):
        for name, title, changes in _wanted(
            files, sources.architecture.name, choice.variants, several=several
        ):
            chosen = replace(sources, variant=name)
            found = assess_sources(chosen, catalog, as_of, described_on=described_on, tool=tool, files=files)
            called = _stem(sources.architecture.name) if several and name == BASE else name
            yield AssessedVariant(
                called,
                title,
                sources.architecture.name,
                changes,
                found.description.architecture,
                found.assessment,
                sha256(assessment_json(found.assessment)),
            )


def _wanted(
    files: Opened, file: str, names: Sequence[str], *, several: bool
) -> Iterable[tuple[str, str, frozenset[str]]]:
    """Name, title and changes of the variants to compare, the base first; of several files each as it is written."""
    root = files.architecture
    if not isinstance(root, Mapping):
        raise InputError((Problem(root.place, "the file must be a map"),))
    known = variants_of(root)
    base = (BASE, _stem(file) if several else "As described", frozenset[str]())
    if several:
        return [base]
    for name in names:
        if name != BASE and name not in known:
            raise UsageError(f"there is no variant {name!r}", hint_of(name, known))
    chosen = names or [BASE, *known]
    return [base if name == BASE else (name, known[name].title, known[name].changes) for name in chosen]


def _names(choice: Choice, opened: Sequence[Opened]) -> Sequence[str]:
    """What variants are called that a plan may be for, those left out of this comparison as well; none where none is declared."""
    if len(choice.sources) > 1:
        return [_stem(sources.architecture.name) for sources in choice.sources]
    root = opened[0].architecture
    declared = variants_of(root) if isinstance(root, Mapping) else {}
    return [BASE, *declared] if declared else []


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _catalogued(catalog: Catalog) -> Catalogued:
    return Catalogued(
        {control.id: control.title for framework in catalog.frameworks for control in framework.controls},
        frozenset(
            (framework.framework.id, provision)
            for framework in catalog.frameworks
            for provision in framework.framework.never_accepted
        ),
        {one.framework.id: one.framework.short for one in catalog.frameworks},
    )
