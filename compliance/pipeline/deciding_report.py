"""From a comparison to a decision report: what is embedded, rendered and signed; and back, from what is embedded."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compliance import resources
from compliance.model.assessment import Tool
from compliance.pipeline import catalogs
from compliance.pipeline.assessing import Given, Sources
from compliance.pipeline.comparing import (
    REFERENCE,
    Choice,
    Numbers,
    compare_sources,
    comparison_json,
    numbers_of,
)
from compliance.pipeline.reporting import CATALOG, COMPARISON, RENDERER, attached
from compliance.render.comparison.document import DecisionInput, render_decision
from compliance.render.report import NUMBERS
from compliance.render.stack import renderer
from compliance.signing import EmbeddedInput, Identity, Terms, describe, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compliance.canonical import Json
    from compliance.model.catalog import Catalog
    from compliance.model.comparison import Comparison
    from compliance.render import Attachment, RenderedReport


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with what it was derived from."""

    comparison: Comparison
    choice: Choice
    catalog: Catalog
    numbers: tuple[Numbers, ...]
    described_on: dt.date | None


def compared(choice: Choice, catalog: Catalog, as_of: dt.date, described_on: dt.date | None) -> Compared:
    """Compare, and keep what it takes to do so again. Errors are those of `compare_sources`."""
    numbers = numbers_of(choice)
    found = compare_sources(choice, catalog, as_of, described_on=described_on, numbers=numbers)
    return Compared(found, choice, catalog, numbers, described_on)


def unsigned_decision(found: Compared, signer: str | None, *, draft: bool) -> RenderedReport:
    """The rendered report with everything embedded that the comparison is made from."""
    return render_decision(DecisionInput(found.comparison, attachments(found), signer, draft))


def signed_decision(
    found: Compared, identity: Identity, signed_at: dt.datetime, terms: Terms | None = None
) -> tuple[bytes, RenderedReport]:
    """The PDF signed at the level of `terms`, B-B by default, and the render it was made from. Raises SigningError."""
    rendered = unsigned_decision(found, describe(identity).subject, draft=False)
    reason = "Integrity and origin of this report"
    return sign(rendered.pdf, identity, signed_at=signed_at, reason=reason, terms=terms), rendered


def attachments(found: Compared) -> tuple[Attachment, ...]:
    """Inputs, catalog, numbers, the comparison, and the manifest that names them all and how they were used."""
    return attached(list(_files(found)), _more(found))


def compared_again(manifest: Mapping[str, Any], embedded: Mapping[str, bytes], catalog: Catalog) -> Compared:
    """The comparison derived from what a report embeds. Raises whatever a manifest of another shape leads to."""
    how = manifest["comparison"]

    def given(name: str | None) -> Given | None:
        return None if name is None else Given(name, embedded[name])

    def all_given(names: list[str]) -> tuple[Given, ...]:
        return tuple(Given(name, embedded[name]) for name in names)

    answers = all_given(how["answers"])
    evidence, lost = frozenset(manifest["evidence"]), tuple(sorted(manifest["evidence_lost"].items()))
    determined, accepted = given(how["determinations"]), given(how["acceptances"])
    sources = tuple(
        Sources(one, answers, determined, accepted, evidence, lost) for one in all_given(how["architectures"])
    )
    numbers = numbers_in(how, embedded)
    choice = Choice(sources, tuple(how["variants"]), severity=how["severity"])
    described = how["described_on"]
    described_on = dt.date.fromisoformat(described) if described is not None else None
    again = compare_sources(
        choice,
        catalogs.narrowed(catalog, manifest["frameworks"]),
        dt.date.fromisoformat(manifest["as_of"]),
        described_on=described_on,
        tool=Tool(**manifest["tool"]),
        numbers=numbers,
    )
    return Compared(again, choice, catalog, numbers, described_on)


def same_comparison(found: Compared, embedded: Mapping[str, bytes]) -> bool:
    """Whether the comparison derived again is the embedded one, byte for byte."""
    return comparison_json(found.comparison) == embedded[COMPARISON]


def variants_in(comparison: bytes) -> int:
    """How many variants an embedded comparison has."""
    return len(json.loads(comparison)["variants"])


def _files(found: Compared) -> Iterator[EmbeddedInput]:
    first, *_ = found.choice.sources
    for sources in found.choice.sources:
        yield EmbeddedInput(sources.architecture.name, sources.architecture.data, "architecture")
    for given in first.answers:
        yield EmbeddedInput(given.name, given.data, "answers")
    for role, one in (("determinations", first.determinations), ("acceptances", first.acceptances)):
        if one is not None:
            yield EmbeddedInput(one.name, one.data, role)
    for number in found.numbers:
        yield EmbeddedInput(file_of(number), number.given.data, "numbers")
    yield EmbeddedInput(CATALOG, catalogs.to_json(found.catalog), "catalog")
    yield EmbeddedInput(COMPARISON, comparison_json(found.comparison), "comparison")


def numbers_listed(numbers: Sequence[Numbers]) -> list[Json]:
    """How a manifest names files of numbers, the strongest first."""
    return [{"name": one.given.name, "kind": one.kind, "file": file_of(one)} for one in numbers]


def numbers_in(how: Mapping[str, Any], embedded: Mapping[str, bytes]) -> tuple[Numbers, ...]:
    """The numbers that a manifest names. Raises whatever a manifest of another shape leads to."""
    return tuple(Numbers(one["kind"], Given(one["name"], embedded[one["file"]])) for one in how["numbers"])


def other_numbers(how: Mapping[str, Any], embedded: Mapping[str, bytes]) -> list[str]:
    """Names of the files called reference, default or preset that are not the ones this program comes with."""
    known = {
        path.rpartition("/")[2]: resources.read("frameworks", path)
        for path in resources.files("frameworks", REFERENCE, ".yaml")
    }
    named = [one for one in numbers_in(how, embedded) if one.kind in {"reference", "default", "preset"}]
    return [one.given.name for one in named if known.get(one.given.name) != one.given.data]


def file_of(number: Numbers) -> str:
    """The name of an embedded file of numbers; those of the program are marked, so that none is taken for a user's."""
    return number.given.name if number.kind == "stated" else f"{NUMBERS}{number.given.name}"


def _more(found: Compared) -> dict[str, Json]:
    """What a replay needs to know beside the files."""
    first, comparison = found.choice.sources[0], found.comparison
    described = found.described_on
    how: dict[str, Json] = {
        "architectures": [sources.architecture.name for sources in found.choice.sources],
        "answers": [given.name for given in first.answers],
        "determinations": first.determinations.name if first.determinations else None,
        "acceptances": first.acceptances.name if first.acceptances else None,
        "numbers": numbers_listed(found.numbers),
        "variants": list(found.choice.variants),
        "severity": found.choice.severity,
        "described_on": described.isoformat() if described is not None else None,
    }
    return {
        "as_of": comparison.as_of,
        "described_on": comparison.described_on,
        "frameworks": [one.id for one in comparison.inputs.frameworks],
        "evidence": sorted(first.evidence),
        "evidence_lost": dict(first.lost),
        "comparison": how,
        RENDERER: dict(renderer()),
    }
