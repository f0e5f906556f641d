"""Where one result goes in several formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.errors import UsageError
from compliance.files import refuse_existing
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED: Final = re.compile(r"([a-z][a-z0-9-]*)=(.+)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """A format and the file it goes to; None: stdout."""

    form: str
    path: Path | None


def targets(form: str, given: Sequence[str], forms: Sequence[str]) -> tuple[Target, ...]:
    """What `--format` and `--output` ask for: first the result itself, then each `FORMAT=FILE`.

    UsageError where a format does not exist, the result itself would go to two files, or two results to one.
    """
    plain: list[Path] = []
    named: list[Target] = []
    for text in given:
        found = _NAMED.match(text)
        if found is None:
            plain.append(Path(text))
        elif found[1] in forms:
            named.append(Target(found[1], Path(found[2])))
        else:
            raise UsageError(f"--output: {found[1]!r} is no format", _hint(found[1], forms, text))
    if len(plain) > 1:
        hint = f"Name a format before the others, as in json={plain[1]}."
        raise UsageError(f"--output: {plain[0]} and {plain[1]} would both hold the result", hint)
    wanted = (Target(form, plain[0] if plain else None), *named)
    _refuse_twice(wanted)
    return wanted


def refuse_targets(wanted: Sequence[Target], *, force: bool) -> None:
    """Refuse every file that could not be written, before any is: UsageError."""
    for target in wanted:
        if target.path is not None:
            refuse_existing(target.path, overwrite=force)


def _hint(name: str, forms: Sequence[str], text: str) -> str:
    near = did_you_mean(name, forms)
    known = f"Did you mean {near!r}?" if near else f"There are {', '.join(forms)}."
    return f"{known} A file of that name is written ./{text}."


def _refuse_twice(wanted: Sequence[Target]) -> None:
    seen: set[Path] = set()
    for path in (target.path.resolve() for target in wanted if target.path is not None):
        if path in seen:
            raise UsageError(f"--output: two results would go to {path.name}", "Give each its own file.")
        seen.add(path)
