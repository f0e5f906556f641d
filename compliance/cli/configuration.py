"""Settings of a project and of the environment, as defaults of options. The command line is stronger than either."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compliance.errors import InputError, Problem
from compliance.files import LARGEST_INPUT, read_limited
from compliance.inputs.configuration import SETTINGS, load_configuration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.inputs.configuration import Kind

PREFIX: Final = "COMPLIANCE_"
_SWITCHES: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_ADDRESSES: Final = ("pkcs11:",)
"""What may stand where a path stands and is none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it comes from: a file, or a variable of the environment."""

    name: str
    value: Any
    origin: str


def settings(environment: Mapping[str, str], start: Path) -> list[Setting]:
    """What is set, by name: variables first, then the nearest file upwards from `start`. Sorted."""
    found = {one.name: one for one in (*_of_files(start), *_of_environment(environment))}
    return [found[name] for name in sorted(found)]


def _of_files(start: Path) -> Iterator[Setting]:
    """The nearest folder upwards that has `compliance.toml`, or a `pyproject.toml` with our table."""
    for folder in (start, *start.parents):
        for name, table in (("compliance.toml", ()), ("pyproject.toml", ("tool", "compliance"))):
            path = folder / name
            if not path.is_file():
                continue
            loaded = load_configuration(read_limited(path, LARGEST_INPUT), name, table=table)
            if loaded is not None:
                yield from (
                    Setting(key, _placed(SETTINGS[key], value, folder), str(path))
                    for key, value in loaded.items()
                )
                return


def _placed(kind: Kind, value: Any, folder: Path) -> Any:  # noqa: ANN401 - a text, a list of texts, or a truth value
    """Paths are taken from the folder of the file that states them."""
    if kind == "path":
        return value if value.startswith(_ADDRESSES) else str(folder / value)
    return [str(folder / item) for item in value] if kind == "paths" else value


def _of_environment(environment: Mapping[str, str]) -> Iterator[Setting]:
    for name, kind in SETTINGS.items():
        variable = f"{PREFIX}{name.upper()}"
        text = environment.get(variable)
        if text:
            yield Setting(name, _read(kind, text, variable), variable)


def _read(kind: Kind, text: str, variable: str) -> Any:  # noqa: ANN401 - a text, a list of texts, or a truth value
    """Several paths are separated as in PATH, several words by commas."""
    if kind == "switch":
        if text.lower() not in _SWITCHES:
            raise InputError((Problem(None, f"{variable}: {text!r} is neither yes nor no"),))
        return _SWITCHES[text.lower()]
    if kind == "paths":
        return text.split(os.pathsep)
    return [word.strip() for word in text.split(",")] if kind == "words" else text
