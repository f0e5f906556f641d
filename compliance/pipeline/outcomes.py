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
        binding = Binding(evaluation.world, framework.framework)
        total = found[framework.framework.id] = Counter[str]()
        for judgement in evaluation.judgements(framework, binding, scope=scope):
            total += judgement.counts()
    return found
