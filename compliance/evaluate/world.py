"""The description as evaluation sees it: tables of subjects, columns of facts, and ways between subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from compliance.evaluate.atoms import ABSENT, Doubted
from compliance.evaluate.compiled import compiled
from compliance.evaluate.conditions import Conditions
from compliance.evaluate.derive import compute, record_fact
from compliance.evaluate.items import Item, Table, tables
from compliance.evaluate.reach import Reach
from compliance.evaluate.records import exists
from compliance.evaluate.relate import related
from compliance.evaluate.trace import trace
from compliance.evaluate.typing import typed_right
from compliance.evaluate.views import Practices
from compliance.evaluate.yields import Roles, Yields, yielded
from compliance.model.architecture import Deniable, Described, Existing
from compliance.model.condition import Atom, Condition, FactRef, SetRef, Span
from compliance.model.derived import CATEGORIES

if TYPE_CHECKING:
    from compliance.evaluate.dates import Dates
    from compliance.evaluate.explain import Seen
    from compliance.evaluate.reads import Reads
    from compliance.model.catalog import Catalog, SubjectKind
    from compliance.model.description import Description
    from compliance.model.facts import Step


INVOKED: Final = {"exceptions": 1, "derogation": 0}
"""Parts of a path that name exceptions, and how many steps further the exception itself stands.

Exceptions are invoked, so here, and only here, left out means not relied on. What is left out of one that is stated is unknown.
"""


@dataclass(slots=True)
class Column:
    """One fact of every item of a kind: values by row, and rows by distinct value."""

    values: list[Any]
    groups: dict[Any, list[int]]


@dataclass(slots=True)
class Collection:
    """The members of a collection by row; None where they are not stated."""

    kind: SubjectKind
    values: list[Any]


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
        self.yields = Yields(catalog)
        self.questions = self.compiled.questions
        self.reach: Reach = Reach(self)
        self.memo: dict[Any, Any] = {}
        self.explained: dict[tuple[str, int, SubjectKind, int], tuple[Condition, Seen]] = {}
        self.conditions = {f.framework.id: Conditions(self, f.framework.id) for f in catalog.frameworks}
        self._columns: dict[tuple[SubjectKind, str, str], Column] = {}
        self._collections: dict[tuple[SubjectKind, str], Collection] = {}
        self._rights: dict[tuple[SubjectKind, int], Any] = {}

    def forget(self) -> None:
        """Drop the columns, and what was concluded from them, after classification has added a word."""
        self._columns = {key: column for key, column in self._columns.items() if not yielded(key[1])}
        for conditions in self.conditions.values():
            conditions.forget()
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
        steps = self.facts.steps(kind, path)
        key = (
            kind,
            path,
            self.reach.like(law) if any(step.type.words is CATEGORIES for step in steps) else "",
        )
        if key not in self._columns:
            items = self.tables[kind].items
            if items and steps[0].how == "head":  # the same for every subject
                values = [self._walk(items[0], steps, law)] * len(items)
            elif len(steps) == 1 and steps[0].how == "derived":
                values = [compute(self, item, steps[0].name, law) for item in items]
            else:
                values = [self._walk(item, steps, law) for item in items]
            groups: dict[Any, list[int]] = {}
            for row, value in enumerate(values):
                groups.setdefault(value, []).append(row)
            self._columns[key] = Column(values, groups)
        return self._columns[key]

    def read(self, item: Item, path: str, law: str) -> Any:
        """One fact of one item; None where it is not stated, ABSENT where what it belongs to does not exist."""
        return self._walk(item, self.facts.steps(item.kind, path), law)

    def collection(self, kind: SubjectKind, path: str) -> Collection:
        """The members of a collection for all items of a kind."""
        key = (kind, path)
        if key not in self._collections:
            target = self.facts.type_of(kind, path).kind
            members = [self.members(item, path) for item in self.tables[kind].items]
            self._collections[key] = Collection(cast("SubjectKind", target), members)
        return self._collections[key]

    def members(self, item: Item, path: str) -> Any:
        """The members of a collection of one item."""
        return self._walk(item, self.facts.steps(item.kind, path), "")

    def _walk(self, item: Item, steps: tuple[Step, ...], law: str) -> Any:
        here: Any = item
        owner = item
        invoked = _invoked(steps)
        for index, step in enumerate(steps):
            here = self.take(here, owner, step, law)
            if here is None and index <= invoked and owner.value is not None:
                return _not_invoked(steps[-1])
            if here is None or here is ABSENT:
                return here
            if isinstance(here, Item):
                owner = here
        return here

    def take(self, here: Any, owner: Item, step: Step, law: str) -> Any:  # noqa: PLR0911 - one line for each way
        """Take one step of a path."""
        match step.how:
            case "head":
                return self.organisation if step.name == "organisation" else self.system
            case "derived":
                return compute(self, owner, step.name, law)
            case "reference" | "items":
                return related(self, owner, step.name)
            case "record":
                record = here.value if isinstance(here, Item) else here
                return record_fact(self, owner, record, step.name)
            case "entry":
                return here.get(step.name)
            case "field":
                if step.name == "practices" and isinstance(here, Item):
                    return Practices(self, here)
                if step.name == "roles" and isinstance(here, Item):
                    return Roles(here, self.yields)
                if isinstance(here, Roles):
                    return here.of(step.name, step.type.words)
                return _field(here.value if isinstance(here, Item) else here, step.attribute)

    def right(self, kind: SubjectKind, atom: Atom) -> Any:
        """The right side of an atom, typed like its left; read once. Dated sets are read as of the date of assessment."""
        key = (kind, self.compiled.number(atom))
        if key not in self._rights:
            if isinstance(atom.right, SetRef):
                self._rights[key] = self.catalog.sets[atom.right.name].on(self.dates.as_of)
            else:
                self._rights[key] = typed_right(atom, self.facts.type_of(kind, atom.fact), self.dates.as_of)
        return self._rights[key]

    def reads(self, item: Item, atom: Atom, law: str) -> Reads:
        """Which stated facts an atom read, which are missing, and the way the data took."""
        paths = [atom.fact]
        if isinstance(atom.right, FactRef):
            paths.append(atom.right.path)
        elif isinstance(atom.right, Span):
            paths.append(atom.right.of)
        return trace(self, item, paths, atom, law)

    def question(self, path: str) -> str | None:
        """The question that states a fact, or the record or part of it that is nearest; None where only the file can."""
        return self.questions.of(path)

    def where_stated(self, item: Item, path: str) -> tuple[str, ...]:
        """Where a collection is stated, as absolute paths."""
        return trace(self, item, [path], None, "").stated or (item.path,)


def _invoked(steps: tuple[Step, ...]) -> int:
    """The position of the step that reaches an exception; -1 where a path names none."""
    for index, step in enumerate(steps):
        if step.name in INVOKED:
            return index + INVOKED[step.name]
    return -1


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
