"""The whole evaluation: classification, scope, controls, provisions, summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.evaluate.alternatives import relieve
from compliance.evaluate.backing import conclusion_notes
from compliance.evaluate.binding import Binding
from compliance.evaluate.dates import Dates
from compliance.evaluate.explain import Seen, explain
from compliance.evaluate.findings import Explainer, reads
from compliance.evaluate.judgement import Judgement
from compliance.evaluate.notes import input_notes
from compliance.evaluate.people import People
from compliance.evaluate.provisions import Provisions, in_order, of_findings, of_judgements
from compliance.evaluate.world import World
from compliance.model.assessment import (
    SEVERITIES,
    WORST_FIRST,
    Assessment,
    Classified,
    Finding,
    FrameworkInput,
    FrameworkScope,
    FrameworkSummary,
    Input,
    Inputs,
    Note,
    ProvisionResult,
    SharedInput,
    Subject,
    Summary,
    SystemName,
    Tool,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from compliance.evaluate.items import Item
    from compliance.model.answers import Acceptance, Determination
    from compliance.model.catalog import Catalog, ClassificationRule, FrameworkCatalog
    from compliance.model.description import Description, InputDigest


@dataclass(frozen=True, slots=True)
class FrameworkOutcomes:
    """What one framework comes to: whether it applies, each control's outcomes over its subjects, each provision's."""

    framework: str
    applies: bool | None
    judgements: tuple[Judgement, ...]
    provisions: tuple[ProvisionResult, ...]


class Evaluation:
    """One description under some catalogs on a date; frameworks are evaluated one by one and can be read apart."""

    def __init__(
        self, description: Description, catalog: Catalog, as_of: dt.date, described_on: dt.date | None = None
    ) -> None:
        """`described_on` dates the facts: given, else stated in the description, else the date of assessment."""
        self.catalog = catalog
        stated = description.architecture.described_on
        self.dates = Dates(described_on or stated or as_of, as_of)
        self.world = World(description, catalog, self.dates)
        self.conditions = self.world.conditions
        self.classification = [rule for f in catalog.frameworks for rule in f.rules]
        self._classify()

    def _classify(self) -> None:
        """Evaluate the rules in their order; each sees what those before it yield."""
        stale = False
        for rule in self.classification:
            node = self.world.compiled.nodes.of(rule.where, rule.subject, rule.framework)
            if stale and not node.lasting:
                self.world.forget()
                stale = False
            self.world.yields.add(rule, self.world.truths.of(node))
            stale = True
        self.world.forget()

    def scope(self, framework: FrameworkCatalog) -> Seen:
        """Whether a framework applies to the organisation."""
        return explain(
            self.world, framework.framework.id, framework.framework.applies, self.world.organisation
        )

    def judgements(
        self, framework: FrameworkCatalog, binding: Binding, *, scope: bool | None
    ) -> list[Judgement]:
        """Every control of a framework over all its subjects, settled; none where the framework does not apply."""
        if scope is False:
            return []
        conditions = self.conditions[framework.framework.id]
        plan = self.world.compiled.plans[framework.framework.id]
        found = [Judgement(control, conditions, binding, scope=scope).settle() for control in plan.active]
        for judgement in found if self.world.description.claims else ():
            judgement.claims = _claims(judgement)
        relieve(plan.groups, found)
        return found

    def findings(self, judgements: Iterable[Judgement]) -> list[Finding]:
        """The findings of some judgements, explained, before persons are heard."""
        explained = ((Explainer(judgement), judgement.rows()) for judgement in judgements)
        return in_order(explainer.finding(row) for explainer, rows in explained for row in rows)

    def outcomes(self) -> list[FrameworkOutcomes]:
        """Outcomes alone, by framework: no facts, messages or asks, and no person's conclusions. Much faster than findings."""
        found = []
        for framework in sorted(self.catalog.frameworks, key=lambda one: one.framework.id):
            scope = self.scope(framework).truth
            binding = Binding(self.world, framework.framework)
            judgements = self.judgements(framework, binding, scope=scope)
            provisions = Provisions(self.world, framework, binding, scope=scope).results(
                of_judgements(framework, judgements)
            )
            found.append(
                FrameworkOutcomes(framework.framework.id, scope, tuple(judgements), tuple(provisions))
            )
        return found

    def classified(self, scopes: Mapping[str, bool | None]) -> list[Classified]:
        """What the rules of frameworks that apply conclude, for each subject: all that holds or is open.

        Of a framework whose scope is open only what holds is told: before the scope nothing else needs to be asked.
        """
        found = []
        for rule in self.classification:
            truth = self.conditions[rule.framework].meant(rule.where, rule.subject)
            told = {True: (True, None), None: (True,), False: ()}[scopes[rule.framework]]
            items = self.world.table(rule.subject).items
            found += [self._conclusion(rule, item) for item in items if truth.at(item.row) in told]
        return sorted(
            found,
            key=lambda one: (one.framework, one.provision, one.subject.kind, one.subject.id, one.conclusion),
        )

    def _conclusion(self, rule: ClassificationRule, item: Item) -> Classified:
        seen = explain(self.world, rule.framework, rule.where, item)
        asks = tuple(map(self.world.ask, seen.missing)) if seen.truth is None else ()
        because = reads(self.world, seen.stated)
        return Classified(
            rule.framework,
            rule.provision,
            Subject(item.kind, item.id),
            rule.conclusion,
            seen.truth,
            because,
            asks,
        )


def assess(  # noqa: PLR0913 - everything that decides the result, by name
    description: Description,
    catalog: Catalog,
    as_of: dt.date,
    *,
    tool: Tool,
    described_on: dt.date | None = None,
    determinations: Sequence[Determination] = (),
    acceptances: Iterable[Acceptance] = (),
    persons_inputs: tuple[InputDigest | None, InputDigest | None] = (None, None),
) -> Assessment:
    """Evaluate a description under all frameworks of a catalog as of a date.

    `persons_inputs` are the digests of the determinations and acceptances files. Same arguments, same result.
    """
    evaluation = Evaluation(description, catalog, as_of, described_on)
    people = People(determinations, acceptances, catalog, as_of)
    scopes: list[FrameworkScope] = []
    findings: list[Finding] = []
    provisions: list[ProvisionResult] = []
    for framework in sorted(catalog.frameworks, key=lambda one: one.framework.id):
        seen = evaluation.scope(framework)
        binding = Binding(evaluation.world, framework.framework)
        judgements = evaluation.judgements(framework, binding, scope=seen.truth)
        found = [people.apply(finding) for finding in evaluation.findings(judgements)]
        roll_up = Provisions(evaluation.world, framework, binding, scope=seen.truth)
        provisions += [people.conclude(result) for result in roll_up.results(of_findings(framework, found))]
        findings += found
        scopes.append(_scope(evaluation.world, framework, seen))
    system = evaluation.world.system
    return Assessment(
        tool=tool,
        as_of=as_of.isoformat(),
        described_on=evaluation.dates.described_on.isoformat(),
        inputs=_inputs(description, catalog, persons_inputs),
        system=SystemName(system.id, system.name),
        frameworks=tuple(scopes),
        classification=tuple(evaluation.classified({scope.id: scope.applies for scope in scopes})),
        provisions=tuple(provisions),
        findings=tuple(findings),
        summary=_summary(
            scopes,
            findings,
            provisions,
            [
                *people.notes(),
                *conclusion_notes(determinations, findings, description),
                *input_notes(description, evaluation.dates),
            ],
        ),
    )


def _claims(judgement: Judgement) -> dict[int, str]:
    """By row, why a person said that it does not apply."""
    explainer = Explainer(judgement)
    rows = (row for row in judgement.rows() if row.outcome == "unknown")
    return {row.item.row: reason for row in rows if (reason := explainer.claimed(row)) is not None}


def _scope(world: World, framework: FrameworkCatalog, seen: Seen) -> FrameworkScope:
    asks = tuple(map(world.ask, seen.missing)) if seen.truth is None else ()
    return FrameworkScope(framework.framework.id, seen.truth, reads(world, seen.stated), asks)


def _inputs(
    description: Description, catalog: Catalog, persons: tuple[InputDigest | None, InputDigest | None]
) -> Inputs:
    def one(digest: InputDigest | None) -> Input | None:
        return Input(digest.name, digest.sha256) if digest is not None else None

    return Inputs(
        architecture=one(description.architecture_input) or Input("architecture.yaml", ""),
        answers=tuple(Input(digest.name, digest.sha256) for digest in description.answers_inputs),
        determinations=one(persons[0]),
        acceptances=one(persons[1]),
        frameworks=tuple(
            FrameworkInput(
                f.framework.id, f.framework.text_version, f.framework.catalog_version, f.origin, f.sha256
            )
            for f in sorted(catalog.frameworks, key=lambda one: one.framework.id)
        ),
        shared=tuple(SharedInput(path, digest) for path, digest in catalog.shared),
    )


def _summary(
    scopes: list[FrameworkScope],
    findings: list[Finding],
    provisions: list[ProvisionResult],
    notes: list[Note],
) -> Summary:
    asked = {
        name
        for finding in findings
        if finding.outcome == "unknown"
        for ask in finding.asks
        for name in ask.names
    }
    return Summary(
        frameworks=tuple(_counts(scope.id, findings, provisions) for scope in scopes),
        open_questions=len(asked),
        notes=tuple(notes),
    )


def _counts(framework: str, findings: list[Finding], provisions: list[ProvisionResult]) -> FrameworkSummary:
    own = [finding for finding in findings if finding.framework == framework]
    current = [f for f in own if f.timing == "in_force" and f.standing == "current"]
    outcomes = Counter(finding.outcome for finding in current)
    gaps = Counter(finding.severity for finding in current if finding.outcome == "gap")
    rows = Counter(
        result.outcome
        for result in provisions
        if result.framework == framework and result.outcome and result.timing == "in_force"
    )
    return FrameworkSummary(
        id=framework,
        findings={word: outcomes[word] for word in WORST_FIRST if word != "not_applicable"},
        provisions={word: rows[word] for word in WORST_FIRST},
        gaps_by_severity={word: gaps[word] for word in SEVERITIES},
        historic=sum(f.standing == "historic" and f.outcome == "gap" for f in own),
        upcoming_gaps=sum(f.timing == "upcoming" and f.outcome == "gap" for f in own),
    )
