"""Completion for bash, zsh and fish, from the commands as they are: static files, so that a key press starts no program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import typer

from compliance.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = {
    "--framework": "hipaa gdpr pci_dss eu_ai_act",
    "--fail-on": "high medium low unknown upcoming:90d",
    "completion": "bash zsh fish",
}
_PATHS = ("FILE", "DIR", "ARCH", "CERT", "JSON", "PDF", "PEM")
_NOTE = "# Completion of `compliance` for {name}; written by `make docs`."


@dataclass(frozen=True)
class Option:
    """An option: its spellings, whether a value follows, the words that may stand there (or FILES, or NOTHING), what it is for."""

    names: tuple[str, ...]
    takes: bool
    words: str
    help: str


@dataclass(frozen=True)
class Command:
    """A command: its path, its options, the commands in it, the words it takes, and what it does."""

    path: tuple[str, ...]
    options: tuple[Option, ...]
    inner: tuple[str, ...]
    words: str
    help: str


def commands() -> list[Command]:
    """Every command, the program itself first."""
    return list(_walk(typer.main.get_command(app), ()))


def _walk(command: Any, path: tuple[str, ...]) -> Iterator[Command]:
    inner = getattr(command, "commands", {})
    options = [_option(one) for one in command.params if one.param_type_name == "option"]
    options.append(Option(("-h", "--help"), takes=False, words="", help="Show help and exit."))
    words = _WORDS.get(path[-1], "") if path else ""
    yield Command(path, tuple(options), tuple(inner), words, _first(command.help or ""))
    for name, one in inner.items():
        yield from _walk(one, (*path, name))


def _option(one: Any) -> Option:
    kind = one.type_descriptor.annotation
    choices = (
        " ".join(str(item.value) for item in kind)
        if isinstance(kind, type) and issubclass(kind, Enum)
        else ""
    )
    words = next((_WORDS[name] for name in one.opts if name in _WORDS), choices)
    shape = (one.metavar or one.name or "").upper()
    free = "FILES" if any(part in shape for part in _PATHS) else "NOTHING"
    return Option(tuple(one.opts), not one.is_flag, words or free, _first(one.help or ""))


def _first(text: str) -> str:
    """The first clause of a help text, without what a shell would read."""
    line = text.split("\n", 1)[0].split(". ", 1)[0].split("; ", 1)[0].rstrip(".")
    return "".join(char for char in line if char not in "'\"`$\\[]:")


def _named(options: tuple[Option, ...]) -> str:
    return " ".join(name for one in options for name in one.names)


def _values(every: list[Command]) -> Iterator[tuple[str, str]]:
    """Path with option, and the words that may follow it."""
    for command in every:
        for option in command.options:
            if option.takes:
                yield from ((" ".join((*command.path, name)), option.words) for name in option.names)


def bash() -> str:
    """The file for bash."""
    every = commands()
    lines = [
        _NOTE.format(name="bash"),
        "_compliance() {",
        '    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} path="" one words=""',
        '    for one in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        '        case "${path:+$path }$one" in',
        f'        {" | ".join(_quoted(one) for one in every[1:])}) path="${{path:+$path }}$one" ;;',
        "        esac",
        "    done",
        '    case "${path:+$path }$before" in',
        *(f'    "{path}") words="{words}" ;;' for path, words in _values(every)),
        "    esac",
        '    if [ -z "$words" ]; then',
        '        case "$path" in',
        *(
            f'        "{" ".join(one.path)}") words="{" ".join((*one.inner, *one.words.split())) or "FILES"}";'
            f' [[ $word != -* ]] || words="{_named(one.options)}" ;;'
            for one in every
        ),
        "        esac",
        "    fi",
        '    if [ "$words" = FILES ]; then',
        "        compopt -o filenames 2>/dev/null",
        '        mapfile -t COMPREPLY < <(compgen -f -- "$word")',
        '    elif [ "$words" != NOTHING ]; then',
        '        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")',
        "    fi",
        "}",
        "complete -F _compliance compliance",
    ]
    return "\n".join(lines) + "\n"


def _quoted(one: Command) -> str:
    return f'"{" ".join(one.path)}"'


_ZSH = {"FILES": "_files", "NOTHING": "true"}
_FISH = {"FILES": " -r -F", "NOTHING": " -x"}


def zsh() -> str:
    """The file for zsh."""
    every = commands()
    lines = [
        "#compdef compliance",
        _NOTE.format(name="zsh"),
        "_compliance() {",
        '    local way="" one before=${words[CURRENT-1]}',
    ]
    lines += [
        '    for one in "${(@)words[2,CURRENT-1]}"; do',
        '        case "${way:+$way }$one" in',
        f'        {"|".join(_escaped(one.path) for one in every[1:])}) way="${{way:+$way }}$one" ;;',
        "        esac",
        "    done",
        '    case "${way:+$way }$before" in',
        *(
            f"    {_escaped(tuple(path.split()))}) {_ZSH.get(words, f'compadd -- {words}')}; return ;;"
            for path, words in _values(every)
        ),
        "    esac",
        '    case "$way" in',
    ]
    for one in every:
        names = [
            f"'{name}:{option.help}'"
            for option in one.options
            for name in option.names
            if name.startswith("--")
        ]
        inner = [
            f"'{found.path[-1]}:{found.help}'"
            for found in every
            if found.path[:-1] == one.path and found.path
        ]
        lines.append(f"    {_escaped(one.path) or chr(39) * 2})")
        lines.append(
            f"        if [[ $PREFIX == -* ]]; then local -a known=({' '.join(names)}); _describe option known"
        )
        if inner:
            lines.append(f"        else local -a known=({' '.join(inner)}); _describe command known; fi ;;")
        else:
            lines.append(f"        else {f'compadd -- {one.words}' if one.words else '_files'}; fi ;;")
    return "\n".join([*lines, "    esac", "}", '_compliance "$@"']) + "\n"


def _escaped(path: tuple[str, ...]) -> str:
    return "\\ ".join(path)


def fish() -> str:
    """The file for fish."""
    lines = [_NOTE.format(name="fish"), "complete -c compliance -f"]
    for one in commands():
        when = (
            "; and ".join(f"__fish_seen_subcommand_from {name}" for name in one.path)
            or "__fish_use_subcommand"
        )
        if one.path:
            outer = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in one.path[:-1])
            lines.append(
                f"complete -c compliance -n '{outer or '__fish_use_subcommand'}' -a {one.path[-1]} -d '{one.help}'"
            )
        for option in one.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
            )
            value = _FISH.get(option.words, f" -x -a '{option.words}'") if option.takes else ""
            lines.append(f"complete -c compliance -n '{when}' {names}{value} -d '{option.help}'")
        if one.path and not one.inner:
            lines.append(
                f"complete -c compliance -n '{when}' {f'-a {chr(39)}{one.words}{chr(39)}' if one.words else '-F'}"
            )
    return "\n".join(lines) + "\n"


FILES = {"compliance.bash": bash, "_compliance": zsh, "compliance.fish": fish}
"""Each file with what writes it."""
