"""The description as evaluation sees it: tables of subjects, columns of facts, and ways between subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.evaluate.atoms import ABSENT, Doubted
from compliance.evaluate.columns import Column
from compliance.evaluate.compiled import compiled
from compliance.evaluate.conditions import Conditions
from compliance.evaluate.derive import compute, record_fact
from compliance.evaluate.items import Item, Table, tables
from compliance.evaluate.reach import Reach
from compliance.evaluate.records import exists
from compliance.evaluate.relate import related
from compliance.evaluate.trace import trace
from compliance.evaluate.truths import Truths
from compliance.evaluate.views import Practices
from compliance.evaluate.yields import Roles, Yields
from compliance.model.architecture import Deniable, Described, Existing
from compliance.model.assessment import Ask
from compliance.model.condition import Atom, Condition, FactRef, Span

if TYPE_CHECKING:
    from compliance.evaluate.dates import Dates
    from compliance.evaluate.explain import Seen
    from compliance.evaluate.paths import Fact
    from compliance.evaluate.reads import Reads
    from compliance.model.catalog import Catalog, SubjectKind
    from compliance.model.description import Description
    from compliance.model.facts import Step


class World:
    """Reads facts of subjects; everything is computed once and kept."""

    def __init__(self, description: Description, catalog: Catalog, dates: Dates) -> None:
        """Build the tables; nothing is derived before it is asked for."""
        self.description = description
        self.catalog = catalog
        self.dates = dates
        self.compiled = compiled(catalog)
        self.facts = self.compiled.facts
        self.tables = tables(description.architecture)
        self.yields = Yields(self.compiled.rules)
        self.questions = self.compiled.questions
        self.reach: Reach = Reach(self)
        self.memo: dict[Any, Any] = {}
        self.explained: dict[tuple[str, int | Atom, SubjectKind, int], tuple[Condition, Seen]] = {}
        self.truths = Truths(self)
        self.conditions = {f.framework.id: Conditions(self, f.framework.id) for f in catalog.frameworks}
        self._lasting: dict[tuple[int, str], Column] = {}
        self._passing: dict[tuple[int, str], Column] = {}

    def forget(self) -> None:
        """Drop what classification may have changed by adding a word."""
        self._passing.clear()
        self.truths.forget()
        self.explained.clear()

    def table(self, kind: SubjectKind) -> Table:
        """All items of a kind."""
        return self.tables[kind]

    @property
    def organisation(self) -> Item:
        """The organisation that is assessed."""
        return self.tables["organisation"].items[0]

    @property
    def system(self) -> Item:
        """The system that is described."""
        return self.tables["system"].items[0]

    def column(self, kind: SubjectKind, path: str, law: str) -> Column:
        """One fact of all items of a kind."""
        return self.column_of(self.compiled.paths.of(kind, path), law)

    def column_of(self, fact: Fact, law: str) -> Column:
        """One fact of all items of its kind; read once for all laws under which it is the same."""
        columns = self._lasting if fact.lasting else self._passing
        key = (fact.number, self.reach.like(law) if fact.by_law else "")
        found = columns.get(key)
        if found is None:
            found = columns[key] = Column(self._values(fact, law))
        return found

    def _values(self, fact: Fact, law: str) -> list[Any]:
        items, first = self.tables[fact.kind].items, fact.steps[0]
        if first.how == "head" and items:  # the same for every subject
            return [self._walk(items[0], fact, law)] * len(items)
        if first.how == "reference" and fact.rest is not None:
            return self._through(items, fact, fact.rest, law)
        if first.how == "derived" and len(fact.steps) == 1:
            return [compute(self, item, first.name, law) for item in items]
        return [self._walk(item, fact, law) for item in items]

    def _through(self, items: list[Item], fact: Fact, rest: Fact, law: str) -> list[Any]:
        """What the subjects say to which a way leads: many flows end at few parties."""
        told = self.column_of(rest, law).values
        found = []
        for item in items:
            there = related(self, item, fact.steps[0].name)
            if isinstance(there, Item):
                there = told[there.row] if there.row >= 0 else self._walk(there, rest, law)
            found.append(there)
        return found

    def read(self, item: Item, path: str, law: str) -> Any:
        """One fact of one item; None where it is not stated, ABSENT where what it belongs to does not exist."""
        return self._walk(item, self.compiled.paths.of(item.kind, path), law)

    def members(self, item: Item, path: str) -> Any:
        """The members of a collection of one item."""
        return self.read(item, path, "")

    def _walk(self, item: Item, fact: Fact, law: str) -> Any:
        here: Any = item
        owner = item
        for index, step in enumerate(fact.steps):
            here = self.take(here, owner, step, law)
            if here is None and index <= fact.invoked and owner.value is not None:
                return _not_invoked(fact.steps[-1])
            if here is None or here is ABSENT:
                return here
            if isinstance(here, Item):
                owner = here
        return here

    def take(self, here: Any, owner: Item, step: Step, law: str) -> Any:  # noqa: PLR0911 - one line for each way
        """Take one step of a path."""
        match step.how:
            case "field":
                if step.name == "practices" and isinstance(here, Item):
                    return Practices(self, here)
                if step.name == "roles" and isinstance(here, Item):
                    return Roles(here, self.yields)
                if isinstance(here, Roles):
                    return here.of(step.name, step.type.words)
                return _field(here.value if isinstance(here, Item) else here, step.attribute)
            case "entry":
                return here.get(step.name)
            case "head":
                return self.organisation if step.name == "organisation" else self.system
            case "derived":
                return compute(self, owner, step.name, law)
            case "reference" | "items":
                return related(self, owner, step.name)
            case "record":
                record = here.value if isinstance(here, Item) else here
                return record_fact(self, owner, record, step.name)

    def reads(self, item: Item, atom: Atom, law: str) -> Reads:
        """Which stated facts an atom read, which are missing, and the way the data took."""
        paths = [atom.fact]
        if isinstance(atom.right, FactRef):
            paths.append(atom.right.path)
        elif isinstance(atom.right, Span):
            paths.append(atom.right.of)
        return trace(self, item, paths, atom, law)

    def ask(self, path: str) -> Ask:
        """A fact with the question that states it, or the nearest record that holds it; else with those about its parts."""
        question = self.questions.of(path)
        return Ask(path, question, () if question is not None else self.questions.parts(path))

    def where_stated(self, item: Item, path: str) -> tuple[str, ...]:
        """Where a collection is stated, as absolute paths."""
        return trace(self, item, [path], None, "").stated or (item.path,)


def _not_invoked(last: Step) -> Any:
    """What an exception that nobody relies on says of itself."""
    if last.how == "record":
        return "no"
    return "none" if "none" in last.type.words else ABSENT


def _field(record: Any, attribute: str) -> Any:
    """A field; ABSENT where the record is stated not to exist, doubted where nothing says that it does."""
    if record is None:
        return None
    value = getattr(record, attribute)
    if not isinstance(record, Deniable) or attribute in {"status", "alternative"}:
        return value
    status = str(getattr(record, "status", None))
    if status == "none" or (status == "planned" and attribute not in {"since", "until", "covers"}):
        return ABSENT  # what is only planned has no parts yet
    doubted = value is not None and isinstance(record, Existing) and exists(record) is None
    return Doubted(value) if doubted and not isinstance(value, Described) else value
