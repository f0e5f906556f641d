"""Outcomes alone, without the facts behind them: for portfolios of many systems."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compliance.evaluate.assess import Evaluation
from compliance.evaluate.binding import Binding

if TYPE_CHECKING:
    import datetime as dt

    from compliance.model.catalog import Catalog
    from compliance.model.description import Description


def outcomes(description: Description, catalog: Catalog, as_of: dt.date) -> dict[str, Counter[str]]:
    """Findings in force by outcome, for each framework that applies or may apply."""
    evaluation = Evaluation(description, catalog, as_of)
    found: dict[str, Counter[str]] = {}
    for framework in catalog.frameworks:
        scope = evaluation.scope(framework).truth
        provisions = {provision.id: provision for provision in framework.provisions}
        binding = Binding(evaluation.world, framework.framework)
        found[framework.framework.id] = Counter(
            row.outcome
            for judgement in evaluation.judgements(framework, binding, scope=scope)
            for row in judgement.rows(provisions)
            if row.timing == "in_force" and row.standing == "current"
        )
    return found
