"""`compliance import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.cli.console import result, say
from compliance.errors import UsageError, printable
from compliance.files import LARGEST_INPUT, read_limited, refuse_existing, write_atomically
from compliance.importers import Basis
from compliance.pipeline.importing import import_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from compliance.errors import Place
    from compliance.importers import Fact
    from compliance.pipeline.importing import Result


def run(
    files: Sequence[Path], into: Path | None, output: Path | None, called: Sequence[str], *, force: bool
) -> None:
    """Read, merge, check, write; nothing is written where anything is wrong."""
    names = dict(_pair(one) for one in called)
    if output is not None:
        refuse_existing(output, overwrite=force or output == into)
    given = [(_name(path), read_limited(path, LARGEST_INPUT)) for path in files]
    before = (into.name, read_limited(into, LARGEST_INPUT)) if into else None
    found = import_files(given, before, names)
    target = output or into
    told = "\n".join(_told(found))
    if target is None:
        result(found.text)
        say(told)
        return
    if before is not None and target == into and found.text.encode() == before[1]:
        result(printable(told))
        say(f"Nothing to add: {target} states all of it already.")
        return
    write_atomically(target, found.text.encode(), overwrite=force or target == into)
    result(printable(told))
    say(f"Written: {target}. Read it, then run: compliance assess {target}")


def _pair(text: str) -> tuple[str, str]:
    found, equals, name = text.partition("=")
    if not (found and equals and name):
        raise UsageError(f"--as {text}: two ids are expected, such as litellm=gateway")
    return found, name


def _name(path: Path) -> str:
    """What comments call a file: as it was named, or by its name alone where that would tell of the machine."""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def _told(found: Result) -> Iterator[str]:
    """What was imported, inferred and left as questions, a line for each thing."""
    for source in found.sources:
        yield f"Imported from {source.name}, a {source.kind}."
    for basis, title in _TITLES.items():
        rows = list(_things(fact for fact in found.added if fact.basis is basis))
        if rows:
            yield from ("", f"{title} ({sum(number for number, _ in rows)})", *(row for _, row in rows))
    if found.open:
        yield from ("", f"Questions beside them ({len(found.open)})")
        yield from (f"  {_at(one.place)}  {one.text}" for one in found.open)
    if found.kept:
        yield from ("", f"Told differently, and left as it was ({len(found.kept)})")
        for one in found.kept:
            fact = one.fact
            path = f"{fact.section}.{fact.id}.{fact.field}"
            yield f"  {path}: {one.value} ({_at(one.place)}), not {_value(fact)} ({_at(fact.place)})"
    if found.left_out:
        yield from ("", f"Never read: values shaped or named like secrets ({len(found.left_out)})")
        yield f"  {', '.join(_at(place) for place in found.left_out)}"


_TITLES = {
    Basis.STATED: "Stated there",
    Basis.INFERRED: "Inferred, so read it again",
    Basis.UNKNOWN: "Left as questions",
}


def _things(facts: Iterable[Fact]) -> Iterator[tuple[int, str]]:
    """How many facts there are of each thing, and the line that tells them."""
    rows: dict[str, list[str]] = {}
    for fact in facts:
        said = fact.field if fact.basis is Basis.UNKNOWN else f"{fact.field} {_value(fact)}"
        rows.setdefault(f"{fact.section}.{fact.id}", []).append(said)
    width = min(max(map(len, rows), default=0), 44)
    yield from ((len(said), f"  {name:<{width}}  {', '.join(said)}") for name, said in rows.items())


def _value(fact: Fact) -> str:
    if isinstance(fact.value, str):
        return fact.value
    return ", ".join(fact.value.values() if hasattr(fact.value, "values") else fact.value)


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"
