"""Reading what a project sets once for all commands: `compliance.toml`, or `[tool.compliance]` of a `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from compliance.errors import InputError, Place, Problem
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind: TypeAlias = Literal["path", "paths", "word", "words", "switch"]

SETTINGS: Final[Mapping[str, Kind]] = {
    "acceptances": "path",
    "answers": "paths",
    "baseline": "path",
    "by": "word",
    "catalog": "paths",
    "decision": "path",
    "determinations": "path",
    "edition": "word",
    "engagement": "path",
    "fail_on": "words",
    "framework": "words",
    "identity": "path",
    "level": "word",
    "passphrase_env": "word",
    "passphrase_file": "path",
    "role": "word",
    "strict": "switch",
    "template": "path",
    "trust": "paths",
    "tsa": "word",
}
"""What can be set, by the name of the option. Dates cannot: a result must not depend on a date that nobody sees."""
_AT: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


def load_configuration(data: bytes, name: str, *, table: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """The settings of a file called `name`, below a table; None where it has no such table.

    Keys are written with hyphens or underscores. Raises InputError with place and hint for what is no TOML, unknown keys and
    values of another kind.
    """
    try:
        found: Any = tomllib.loads(data.decode("utf-8"))
    except RecursionError:
        hint = "Settings are texts and lists of texts."
        raise InputError((Problem(Place(name, 1, 1), "nested too deep to be read", hint),)) from None
    except ValueError as error:  # no TOML, no UTF-8, or a number of thousands of digits
        at = _AT.search(str(error))
        place = Place(name, int(at[1]), int(at[2])) if at else Place(name, 1, 1)
        raise InputError((Problem(place, f"this is no TOML: {_AT.sub('', str(error)).strip()}"),)) from None
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
        if found is None:
            return None
    if not isinstance(found, dict):
        raise InputError((Problem(_place(data, name, table[-1]), f"{'.'.join(table)} must be a table"),))
    problems = tuple(_problems(found, data, name))
    if problems:
        raise InputError(problems)
    return {key.replace("-", "_"): value for key, value in found.items()}


def _problems(found: dict[str, Any], data: bytes, name: str) -> Iterator[Problem]:
    for key, value in found.items():
        setting = key.replace("-", "_")
        if setting not in SETTINGS:
            near = did_you_mean(setting, SETTINGS)
            hint = f"did you mean {near!r}?" if near else f"there are {', '.join(SETTINGS)}"
            yield Problem(_place(data, name, key), f"unknown setting {key!r}", hint)
        elif not _fits(SETTINGS[setting], value):
            wanted = {"switch": "true or false", "paths": "a list of texts", "words": "a list of texts"}
            yield Problem(
                _place(data, name, key), f"{key} must be {wanted.get(SETTINGS[setting], 'a text in quotes')}"
            )


def _fits(kind: Kind, value: object) -> bool:
    if kind == "switch":
        return isinstance(value, bool)
    if kind in {"paths", "words"}:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def _place(data: bytes, name: str, key: str) -> Place:
    """The line on which a key stands: TOML readers do not tell."""
    lines = data.decode("utf-8").splitlines()
    wanted = re.compile(rf"""^\s*\[?["']?(?:[\w.-]+\.)?{re.escape(key)}["']?\s*[\]=]""")
    line = next((number for number, text in enumerate(lines, 1) if wanted.match(text)), 1)
    return Place(name, line, 1)
