"""The rules of the house that no linter knows: sizes, docstrings, who may import what, and what no file may name."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

_TOP = Path(__file__).resolve().parent.parent
_LONGEST_MODULE = 350
_LONGEST_FUNCTION = 60

# Each library has one door into the program, so that replacing it touches one folder.
_DOORS = {
    "yaml": ("compliance/source/",),
    "ruamel": ("compliance/source/edit.py",),
    "jinja2": ("compliance/render/",),
    "weasyprint": ("compliance/render/",),
    "pikepdf": ("compliance/render/", "compliance/signing/"),
    "pyhanko": ("compliance/signing/",),
    "rfc8785": (),
    "typer": ("compliance/cli/",),
    "click": (),
    "rich": ("compliance/cli/",),
    "openpyxl": ("compliance/questionnaire/workbook",),
    "questionary": ("compliance/cli/",),
    "prompt_toolkit": ("compliance/cli/",),
}

# Put together here, so that this file does not name them.
_HOSTS = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))
]
_UNNAMED = {
    "a package registry": re.compile("|".join(re.escape(host) for host in _HOSTS)),
    "a path of one machine": re.compile(r"(?<![\w.])/" + r"(?:work|root|home/\w+)/(?=\w)"),
    "a folder beside the checkout": re.compile(re.escape("../" + "shared")),
}


@cache
def _tracked() -> tuple[str, ...]:
    """Every file of the project, as its path from the top; without git, every file outside hidden folders."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=_TOP, check=True, capture_output=True, text=True
        )
        names = [name for name in listed.stdout.split("\0") if name and (_TOP / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        paths = (path.relative_to(_TOP) for path in _TOP.rglob("*") if path.is_file())
        names = [path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)]
    return tuple(sorted(names))


def _python(under: str) -> list[str]:
    return [name for name in _tracked() if name.startswith(under) and name.endswith(".py")]


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse((_TOP / name).read_text("utf-8"))


def _imports(tree: ast.Module) -> set[str]:
    """The first names of everything a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_modules_are_short() -> None:
    """A module that needs more lines is two modules."""
    lengths = {name: len((_TOP / name).read_text("utf-8").splitlines()) for name in _python("compliance/")}
    assert {} == {name: length for name, length in lengths.items() if length > _LONGEST_MODULE}


def test_functions_are_short() -> None:
    """A function that fills more than a screen is two functions."""
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name in _python("compliance/")
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= _LONGEST_FUNCTION
    ]
    assert [] == long


def test_modules_say_what_they_are() -> None:
    """Each module begins with a docstring and postpones its annotations."""
    silent = [name for name in _python("compliance/") if not ast.get_docstring(_tree(name))]
    eager = [
        name
        for name in _python("")
        if len(_tree(name).body) > 1 and "from __future__ import annotations" not in _text(name)
    ]
    assert ([], []) == (silent, eager)


def test_every_test_says_what_is_true() -> None:
    """The docstring of a test is the sentence it holds."""
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name in _python("tests/")
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert [] == silent


@pytest.mark.parametrize("library", _DOORS)
def test_libraries_come_in_by_one_door(library: str) -> None:
    """Only the folder that owns a library imports it."""
    users = [name for name in _python("compliance/") if library in _imports(_tree(name))]
    assert [] == [name for name in users if not name.startswith(_DOORS[library])]


def test_judging_and_rendering_have_no_clock() -> None:
    """Nothing in these stages can differ from one run to the next: no time, chance, network or process."""
    forbidden = {
        "time",
        "random",
        "secrets",
        "uuid",
        "socket",
        "subprocess",
        "os",
        "locale",
        "urllib",
        "http",
    }
    used = {
        name: sorted(found)
        for stage in ("evaluate", "render")
        for name in _python(f"compliance/{stage}/")
        if (found := _imports(_tree(name)) & forbidden)
    }
    assert {} == used


@pytest.mark.parametrize("what", _UNNAMED)
def test_no_file_names(what: str) -> None:
    """What is committed works on every machine and names no place that only some reach."""
    found = [
        f"{name}:{number}"
        for name in _tracked()
        for number, line in enumerate(_text(name).splitlines(), start=1)
        if _UNNAMED[what].search(line)
    ]
    assert [] == found


def test_the_lock_holds_hashes_and_no_address() -> None:
    """Every requirement is pinned with its hashes; where it comes from is the installer's business."""
    for name in ("requirements.txt", "requirements-build.txt", "requirements-dev.txt"):
        lines = (_TOP / name).read_text("utf-8").splitlines()
        assert [] == [
            line
            for line in lines
            if not re.fullmatch(r"[\w.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?", line)
        ]


@cache
def _text(name: str) -> str:
    """The text of a file, or nothing when it is a picture, a font or a signed report."""
    try:
        return (_TOP / name).read_text("utf-8")
    except UnicodeDecodeError:
        return ""
