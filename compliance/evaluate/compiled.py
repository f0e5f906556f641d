"""What evaluation needs of a catalog whatever the description: computed once for each catalog in use."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from compliance.evaluate.categories import Categories
from compliance.evaluate.questions import Questions
from compliance.evaluate.yields import yielded
from compliance.model.condition import All, AnyOf, Atom, Each, FactRef, Has, Not, Span
from compliance.model.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Hashable

    from compliance.model.catalog import Catalog, FrameworkCatalog, Provision
    from compliance.model.condition import Condition

_KEPT: Final = 4
_known: Final[dict[int, Compiled]] = {}


class Compiled:
    """Signatures of facts, questions by fact, categories, and which provisions bind alike."""

    def __init__(self, catalog: Catalog) -> None:
        """Most is computed when it is first asked for."""
        self.catalog = catalog
        classes = frozenset(
            rule.yields.word for f in catalog.frameworks for rule in f.rules if rule.yields.fact == "classes"
        )
        self.facts = Facts(catalog.practices, classes)
        self._alike: dict[int, tuple[Provision, int]] = {}
        self._situations: dict[Hashable, int] = {}
        self._settled: dict[int, tuple[Condition, bool]] = {}
        self._numbers: dict[int, tuple[Atom, int]] = {}
        self._written_atoms: dict[Atom, int] = {}

    @cached_property
    def questions(self) -> Questions:
        """Which question states a fact."""
        return Questions(self.catalog)

    @cached_property
    def categories(self) -> Categories:
        """Implications and transformations."""
        return Categories(self.catalog)

    @cached_property
    def controls(self) -> dict[str, Citations]:
        """Which controls cite each provision, by framework."""
        return {framework.framework.id: Citations(framework) for framework in self.catalog.frameworks}

    def alike(self, provision: Provision) -> int:
        """Equal for provisions that bind the same roles under the same condition from the same dates."""
        known = self._alike.get(id(provision))
        if known is None or known[0] is not provision:
            dates = tuple((p.from_, p.until, p.state, p.act, _written(p.when)) for p in provision.timeline)
            written = (provision.binds, provision.per, _written(provision.when), dates)
            known = provision, self._situations.setdefault(written, len(self._situations))
            self._alike[id(provision)] = known
        return known[1]

    def number(self, atom: Atom) -> int:
        """Equal for equal atoms; comparing numbers is much faster than comparing atoms."""
        known = self._numbers.get(id(atom))
        if known is None or known[0] is not atom:
            known = atom, self._written_atoms.setdefault(atom, len(self._written_atoms))
            self._numbers[id(atom)] = known
        return known[1]

    def settled(self, condition: Condition) -> bool:
        """Whether no classification rule can change what a condition comes to."""
        known = self._settled.get(id(condition))
        if known is None or known[0] is not condition:
            known = condition, _settled(condition)
            self._settled[id(condition)] = known
        return known[1]


class Citations:
    """Which controls of a framework cite each provision."""

    def __init__(self, framework: FrameworkCatalog) -> None:
        """`citing` in alphabetical order."""
        settling: dict[str, set[str]] = defaultdict(set)
        citing: dict[str, set[str]] = defaultdict(set)
        for control in framework.controls:
            for name in control.provisions.all:
                citing[name].add(control.id)
            for name in control.provisions.settles:
                settling[name].add(control.id)
        self.settling = {name: frozenset(controls) for name, controls in settling.items()}
        self.citing = {name: tuple(sorted(controls)) for name, controls in citing.items()}


def compiled(catalog: Catalog) -> Compiled:
    """The compiled form of a catalog; the last few are kept."""
    found = _known.get(id(catalog))
    if found is None or found.catalog is not catalog:
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        found = _known[id(catalog)] = Compiled(catalog)
    return found


def _written(condition: Condition | None) -> str:
    return "" if condition is None else repr(condition)


def _settled(condition: Condition) -> bool:
    match condition:
        case Atom(fact, _, right):
            other = right.path if isinstance(right, FactRef) else right.of if isinstance(right, Span) else ""
            return not yielded(fact) and not yielded(other)
        case Has(items, meets) | Each(items, meets):
            return not yielded(items) and _settled(meets)
        case Not(part):
            return _settled(part)
        case All(parts) | AnyOf(parts):
            return all(map(_settled, parts))
