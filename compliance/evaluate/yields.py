"""Words that classification adds to the facts of subjects: derived roles and classes.

A stated role never removes a derived one; a word is absent only where every rule that could add it is false.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final

from compliance.evaluate.atoms import ABSENT
from compliance.evaluate.truth import Truth
from compliance.model.values import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.evaluate.explain import Seen
    from compliance.evaluate.items import Item
    from compliance.evaluate.world import World
    from compliance.model.catalog import Catalog, ClassificationRule, SubjectKind


YIELDED: Final = frozenset({"classes", "roles", "role_gdpr"})
"""Names in a path that a rule may add words to; facts whose paths hold none of them keep their values."""
_OPEN: Final = Truth(0, 0)


class Rules:
    """The classification rules of a catalog by what they yield."""

    def __init__(self, catalog: Catalog) -> None:
        """`by_word`: by kind and fact the ids of the rules that add each word; `by_fact`: the rules themselves."""
        self.by_word: dict[tuple[SubjectKind, str], dict[str, list[str]]] = {}
        self.by_fact: dict[tuple[SubjectKind, str], list[ClassificationRule]] = {}
        for framework in catalog.frameworks:
            for rule in framework.rules:
                self.by_fact.setdefault((rule.subject, rule.yields.fact), []).append(rule)
                words = self.by_word.setdefault((rule.subject, rule.yields.fact), {})
                words.setdefault(rule.yields.word, []).append(rule.id)


class Yields:
    """What the rules evaluated so far add, by kind of subject and fact."""

    def __init__(self, rules: Rules) -> None:
        """Nothing is added before a rule was evaluated; until then every word of its rule is open."""
        self._rules = rules
        self._truths: dict[str, Truth] = {}
        self._words = {key: dict.fromkeys(words, _OPEN) for key, words in rules.by_word.items()}

    def add(self, rule: ClassificationRule, truth: Truth) -> None:
        """Keep the outcome of a rule. A word is added where one of its rules holds, and absent where all of them fail."""
        self._truths[rule.id] = truth
        key, word = (rule.subject, rule.yields.fact), rule.yields.word
        told = [self._truths.get(one, _OPEN) for one in self._rules.by_word[key][word]]
        self._words[key][word] = Truth(
            reduce(or_, (one.true for one in told)), reduce(and_, (one.false for one in told))
        )

    def words(self, item: Item, fact: str, stated: Any, universe: frozenset[str]) -> Any:
        """A set fact with the words that rules add to what is stated (None where nothing is)."""
        base = Listed() if stated is None else Listed.complete() if stated is ABSENT else stated
        bit = 1 << item.row if item.row >= 0 else 0  # of an item that no row stands for every word is open
        has, undecided = set(base.has), set()
        for word, (true, false) in self._words.get((item.kind, fact), {}).items():
            if true & bit:
                has.add(word)
            elif not false & bit:
                undecided.add(word)
        undecided -= has
        if base.closed and undecided:  # open in the words that rules may still add, in no others
            return Listed(has=has, lacks=universe - has - undecided)
        return Listed(has=has, lacks=base.lacks - has, closed=base.closed, everything=base.everything)

    def explained(
        self, world: World, item: Item, fact: str, words: frozenset[str]
    ) -> Iterable[tuple[ClassificationRule, Seen]]:
        """Each rule that could add one of the words to the fact of an item, with what it saw."""
        from compliance.evaluate.explain import explain  # rules read facts, and facts may be yielded by rules

        for rule in self._rules.by_fact.get((item.kind, fact), ()):
            if not words or rule.yields.word in words:
                yield rule, explain(world, rule.framework, rule.where, item)


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one subject, by law, as a record whose fields are read one by one."""

    item: Item
    yields: Yields

    def of(self, law: str, universe: frozenset[str]) -> Any:
        """Stated and derived roles under one law."""
        stated = getattr(self.item.value, "roles", None)
        return self.yields.words(self.item, f"roles.{law}", getattr(stated, law, None), universe)
