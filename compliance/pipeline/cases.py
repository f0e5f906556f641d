"""Running the cases beside the controls: base architecture, changes, wanted outcomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from compliance.catalog_lint.mutants import mutants
from compliance.errors import InputError, Problem
from compliance.evaluate.assess import Evaluation
from compliance.evaluate.binding import Binding
from compliance.evaluate.findings import Explainer
from compliance.evaluate.judgement import Judgement
from compliance.inputs.catalog.files import sort
from compliance.inputs.catalog.typed import plain
from compliance.inputs.patch import patched
from compliance.model.assessment import worst
from compliance.pipeline.assessing import Given, Sources, describe
from compliance.pipeline.catalogs import narrowed
from compliance.source import Mapping, Node, Scalar, Sequence, dump, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compliance.model.assessment import Finding
    from compliance.model.catalog import Catalog, CatalogFile, Control, FrameworkCatalog
    from compliance.model.description import Description

AS_OF: Final = dt.date(2026, 11, 20)
_KEYS: Final = frozenset({"name", "base", "set", "unset", "as_of", "described_on", "expect", "asks"})


@dataclass(frozen=True, slots=True)
class Case:
    """One case: changes to a base architecture, dates, and what must come out."""

    control: str
    name: str
    file: str
    base: str
    sets: dict[str, Node]
    unsets: tuple[str, ...]
    as_of: dt.date
    described_on: dt.date | None
    expect: Any
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a case gave: no faults where it holds."""

    case: Case
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Bench:
    """Runs cases over one catalog, keeping each patched description it has built."""

    catalog: Catalog
    bases: dict[str, CatalogFile]
    _described: dict[tuple[str, str], Description] = field(default_factory=dict)

    def framework(self, control: str) -> tuple[FrameworkCatalog, Control]:
        """The framework and the control of an id; InputError where there is none."""
        for framework in self.catalog.frameworks:
            for one in framework.controls:
                if one.id == control:
                    return framework, one
        raise InputError((Problem(None, f"there is no control {control!r}"),))

    def run(self, case: Case) -> Result:
        """Run one case."""
        try:
            framework, control = self.framework(case.control)
            return Result(case, tuple(self.faults(case, control, self.evaluation(case, framework))))
        except InputError as error:
            return Result(case, tuple(str(problem) for problem in error.problems))

    def evaluation(self, case: Case, framework: FrameworkCatalog) -> Evaluation:
        """The evaluation of a case's description under its framework."""
        catalog = narrowed(self.catalog, [framework.framework.id])
        return Evaluation(self._description(case), catalog, case.as_of, case.described_on)

    def faults(self, case: Case, control: Control, evaluation: Evaluation) -> Iterator[str]:
        """What differs from the expectation."""
        framework = evaluation.catalog.frameworks[0]
        scope = evaluation.scope(framework).truth
        judgement = Judgement(
            control,
            evaluation.conditions[control.framework],
            Binding(evaluation.world, framework.framework),
            scope=scope,
        )
        rows = judgement.settle().rows() if scope is not False else []
        findings = {f"{f.subject.kind}:{f.subject.id}": f for f in map(Explainer(judgement).finding, rows)}
        if isinstance(case.expect, str):
            told = worst({finding.outcome for finding in findings.values()})
            if told != case.expect:
                shown = ", ".join(f"{name} {finding.outcome}" for name, finding in findings.items())
                yield f"expected {case.expect}, got {told} ({shown or 'no subject'})"
        else:
            for subject, wanted in case.expect.items():
                yield from _differs(subject, wanted, findings.get(subject))
        asked = {ask.fact for finding in findings.values() for ask in finding.asks}
        for fact in case.asks:
            if not any(_same(fact, one) for one in asked):
                yield f"expected to ask {fact}, asked {', '.join(sorted(asked)) or 'nothing'}"

    def survivors(self, cases: list[Case]) -> tuple[int, list[str]]:
        """How many mutants of the cases' control there are, and those no case notices."""
        framework, control = self.framework(cases[0].control)
        evaluations = [(case, self.evaluation(case, framework)) for case in cases]
        alive, count = [], 0
        for what, mutant in mutants(control):
            count += 1
            if not any(_notices(self, case, mutant, evaluation) for case, evaluation in evaluations):
                alive.append(what)
        return count, alive

    def _description(self, case: Case) -> Description:
        if case.base not in self.bases:
            raise InputError((Problem(None, f"{case.file}: there is no base architecture {case.base!r}"),))
        root = read(self.bases[case.base].text, f"{case.base}.yaml")
        if not isinstance(root, Mapping):
            raise InputError((Problem(root.place, "the file must be a map"),))
        text = (
            dump(patched(root, case.sets, case.unsets))
            if case.sets or case.unsets
            else self.bases[case.base].text
        )
        key = (case.base, text)
        if key not in self._described:
            self._described[key] = describe(Sources(Given(f"{case.base}.yaml", text.encode())), self.catalog)
        return self._described[key]


def _notices(bench: Bench, case: Case, mutant: Control, evaluation: Evaluation) -> bool:
    return next(bench.faults(case, mutant, evaluation), None) is not None


def _differs(subject: str, wanted: Any, finding: Finding | None) -> Iterator[str]:  # noqa: ANN401 - outcome or map
    more = wanted if isinstance(wanted, dict) else {"outcome": wanted}
    if finding is None:
        if more.get("outcome") not in {"none", "not_applicable"}:
            yield f"{subject}: expected {more.get('outcome')}, got no finding"
        return
    for name in ("outcome", "standing", "timing", "assurance", "basis"):
        if name in more and getattr(finding, name) != more[name]:
            yield f"{subject}: expected {name} {more[name]}, got {getattr(finding, name)}"
    told = {entry.id: entry.outcome for entry in finding.by_provision}
    for provision, outcome in more.get("provisions", {}).items():
        if told.get(provision) != outcome:
            yield f"{subject}: expected {outcome} on {provision}, got {told.get(provision)}"


def _same(wanted: str, asked: str) -> bool:
    """Whether a fact asked for is the wanted one, holds it, or is part of it."""
    return wanted == asked or asked.startswith(f"{wanted}.") or wanted.startswith(f"{asked}.")


def load_cases(files: Iterable[CatalogFile]) -> list[Case]:
    """All cases of a catalog folder; InputError with the problems of a file."""
    return [case for file in sort(files).cases for case in _cases(file)]


def _cases(file: CatalogFile) -> Iterator[Case]:
    root = read(file.text, file.path)
    entries = root.get("cases") if isinstance(root, Mapping) else None
    control, base = (root.get(key) if isinstance(root, Mapping) else None for key in ("control", "base"))
    if not isinstance(entries, Sequence) or not isinstance(control, Scalar):
        raise InputError((Problem(root.place, "a cases file has control, base and a list of cases"),))
    for node in entries.items:
        data = plain(node)
        if (
            not isinstance(node, Mapping)
            or not isinstance(data, dict)
            or set(data) - _KEYS
            or "expect" not in data
        ):
            raise InputError(
                (Problem(node.place, f"a case has name and expect, and may have {', '.join(sorted(_KEYS))}"),)
            )
        sets = node.get("set")
        yield Case(
            control=control.text,
            name=str(data.get("name")),
            file=file.path,
            base=str(data.get("base") or (base.text if isinstance(base, Scalar) else "")),
            sets={entry.key.text: entry.value for entry in sets.entries} if isinstance(sets, Mapping) else {},
            unsets=tuple(data.get("unset") or ()),
            as_of=dt.date.fromisoformat(data["as_of"]) if data.get("as_of") else AS_OF,
            described_on=dt.date.fromisoformat(data["described_on"]) if data.get("described_on") else None,
            expect=data["expect"],
            asks=tuple(data.get("asks") or ()),
        )


def bench(catalog: Catalog, files: Iterable[CatalogFile]) -> Bench:
    """A bench over a catalog with the base architectures among its files."""
    return Bench(catalog, sort(files).architectures)
