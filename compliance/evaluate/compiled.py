"""What evaluation needs of a catalog whatever the description: prepared once for each catalog in use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from compliance.evaluate.categories import Categories
from compliance.evaluate.nodes import Nodes
from compliance.evaluate.paths import Paths
from compliance.evaluate.plan import plans
from compliance.evaluate.questions import Questions
from compliance.evaluate.yields import Rules
from compliance.model.facts import Facts

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog

_KEPT: Final = 4
_known: Final[dict[int, Compiled]] = {}


class Compiled:
    """Signatures of facts, conditions as nodes, controls and provisions as plans, questions by fact, categories."""

    def __init__(self, catalog: Catalog) -> None:
        """Most is prepared when it is first asked for."""
        self.catalog = catalog
        classes = frozenset(
            rule.yields.word for f in catalog.frameworks for rule in f.rules if rule.yields.fact == "classes"
        )
        self.facts = Facts(catalog.practices, classes)
        self.paths = Paths(self.facts)
        self.nodes = Nodes(self.paths)
        self.plans = plans(catalog.frameworks, self.nodes)

    @cached_property
    def questions(self) -> Questions:
        """Which question states a fact."""
        return Questions(self.catalog)

    @cached_property
    def categories(self) -> Categories:
        """Implications and transformations."""
        return Categories(self.catalog)

    @cached_property
    def rules(self) -> Rules:
        """Which classification rules yield what."""
        return Rules(self.catalog)


def compiled(catalog: Catalog) -> Compiled:
    """The compiled form of a catalog; the last few are kept."""
    found = _known.get(id(catalog))
    if found is None or found.catalog is not catalog:
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        found = _known[id(catalog)] = Compiled(catalog)
    return found
