"""Files of other programs joined to one description: read, brought to the same names, and merged into an architecture file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Place, Problem
from compliance.importers import Basis, Fact, Imported, imported
from compliance.inputs.architecture import load_architecture
from compliance.pipeline.catalogs import catalog_in_use, vocabulary
from compliance.pipeline.import_text import Kept, Merged, merged, new_file
from compliance.source import Mapping, Node, Scalar, read
from compliance.source.foreign import read_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Mapping as MappingType

    from compliance.importers import Open

_NAMED: Final = {
    "from": "components",
    "to": "components",
    "operator": "parties",
    "data": "data",
    "returns": "data",
    "stores": "data",
}
"""Fields that name things, and the section of those."""
_SUFFIX: Final = {
    "parties": "company",
    "components": "part",
    "flows": "flow",
    "data": "data",
    "zones": "zone",
}


@dataclass(frozen=True, slots=True)
class Result:
    """The text of the architecture with what was imported, and what is to be told of it.

    `added`: the facts that are in it now. `kept`: what the file said otherwise and still says.
    """

    text: str
    sources: tuple[Imported, ...]
    added: tuple[Fact, ...]
    kept: tuple[Kept, ...]
    open: tuple[Open, ...]
    left_out: tuple[Place, ...]


def import_files(
    files: Sequence[tuple[str, bytes]], into: tuple[str, bytes] | None, called: MappingType[str, str]
) -> Result:
    """Read files and merge what they say into an architecture file, or into a new one.

    `files` and `into` are names and contents; `called` gives ids of the architecture for ids that would be made. Raises
    InputError with all that is wrong with the files; the text that is returned loads.
    """
    read_in = _read(files)
    names = {old: new for one in read_in for old, new in one.same.items()} | dict(called)
    root = read(into[1], into[0]) if into else None
    facts = [_renamed(fact, names) for one in read_in for fact in one.facts]
    parties = _known_parties(facts, root)
    facts = _apart([_renamed(fact, parties) for fact in facts], root)
    known, kept = _joined(facts)
    name, start = into or ("architecture.yaml", new_file([one.name for one in read_in], known).encode())
    done = merged(start.decode(), name, [fact for fact in known if fact.section != "system"])
    _check(done, name)
    places = tuple(place for one in read_in for place in one.left_out)
    opened = tuple(question for one in read_in for question in one.open)
    return Result(done.text, tuple(read_in), done.added, (*kept, *done.kept), opened, places)


def _read(files: Sequence[tuple[str, bytes]]) -> list[Imported]:
    """What all files say; the problems of all are told together."""
    found: list[Imported] = []
    problems: list[Problem] = []
    for name, data in files:
        try:
            found.append(imported(read_foreign(data, name)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _renamed(fact: Fact, names: MappingType[str, str]) -> Fact:
    """A fact under the ids it is to have; the id of a flow follows those of its ends."""
    value = fact.value
    if fact.field in _NAMED and isinstance(value, str):
        value = names.get(value, value)
    elif isinstance(value, tuple):
        value = tuple(names.get(one, one) for one in value)
    name = names.get(fact.id, fact.id)
    if fact.section == "flows" and name == fact.id and "-to-" in name:
        start, _, end = name.partition("-to-")
        name = f"{names.get(start, start)}-to-{names.get(end, end)}"[:64]
    return replace(fact, id=name, value=value)


def _known_parties(facts: Iterable[Fact], root: Node | None) -> dict[str, str]:
    """Parties the architecture has under another id: those with the same profile."""
    parties = root.get("parties") if isinstance(root, Mapping) else None
    if not isinstance(parties, Mapping):
        return {}
    theirs: dict[str, str] = {}
    for entry in parties.entries:
        profile = entry.value.get("profile") if isinstance(entry.value, Mapping) else None
        if isinstance(profile, Scalar):
            theirs.setdefault(profile.text, entry.key.text)
    return {
        fact.id: theirs[fact.value]
        for fact in facts
        if fact.section == "parties"
        and fact.field == "profile"
        and isinstance(fact.value, str)
        and fact.value in theirs
    }


def _apart(facts: list[Fact], root: Node | None) -> list[Fact]:
    """Ids are unique in the whole file: what has the id of a thing in another section gets one of its own."""
    owner: dict[str, str] = {}
    if isinstance(root, Mapping):
        for entry in root.entries:
            if isinstance(entry.value, Mapping):
                owner |= {
                    one.key.text: entry.key.text for one in entry.value.entries if entry.key.text in _SUFFIX
                }
    changed: dict[tuple[str, str], str] = {}
    for fact in sorted(facts, key=lambda one: one.section):  # components before data and parties
        if fact.section in _SUFFIX and owner.setdefault(fact.id, fact.section) != fact.section:
            changed[fact.section, fact.id] = f"{fact.id}-{_SUFFIX[fact.section]}"
    return [_with_ids(fact, changed) for fact in facts] if changed else facts


def _with_ids(fact: Fact, changed: MappingType[tuple[str, str], str]) -> Fact:
    """A fact with its thing and the things it names under their changed ids."""
    value, section = fact.value, _NAMED.get(fact.field, "")
    if isinstance(value, str):
        value = changed.get((section, value), value)
    elif isinstance(value, tuple):
        value = tuple(changed.get((section, one), one) for one in value)
    return replace(fact, id=changed.get((fact.section, fact.id), fact.id), value=value)


def _joined(facts: Iterable[Fact]) -> tuple[list[Fact], list[Kept]]:
    """One fact for each field: what is stated before what is inferred, and that before what is unknown; then the first."""
    weight = {basis: number for number, basis in enumerate(Basis)}
    found: dict[tuple[str, str, str], Fact] = {}
    kept = []
    for fact in facts:
        key = fact.section, fact.id, fact.field
        before = found.setdefault(key, fact)
        better, other = (fact, before) if weight[fact.basis] < weight[before.basis] else (before, fact)
        found[key] = better
        if other.basis is not Basis.UNKNOWN and better.value != other.value and fact.field != "name":
            kept.append(Kept(other, better.place, better.value))
    return list(found.values()), kept


def _check(done: Merged, name: str) -> None:
    """Load what came out, so that nothing is written that cannot be read."""
    words = vocabulary(catalog_in_use((), (), cached=True))
    try:
        load_architecture(done.text.encode(), name, words)
    except InputError as error:
        hint = "What would have come out cannot be read; nothing was written."
        raise InputError(
            [Problem(None, f"the import into {name} does not fit together", hint), *error.problems]
        ) from error
