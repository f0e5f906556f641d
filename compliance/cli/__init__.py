"""The command line: the only place that prints, prompts, and reads a clock or the environment."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run `compliance`; whatever happens becomes a message on stderr and an exit code. 1 is left to findings alone."""
    gc.set_threshold(
        100_000, 20, 20
    )  # start-up allocates much that stays; looking for cycles in it took a fifth of the time

    import typer

    from compliance.cli.app import app
    from compliance.cli.console import say
    from compliance.errors import ComplianceError

    try:
        code = app(default_map=_defaults(), standalone_mode=False)
    except ComplianceError as error:
        say(error.diagnostics())
        code = error.exit_code
    except (typer.TyperException, typer.Abort) as error:
        code = _refused(error)
    except SystemExit:
        code = 0  # typer's way out where nobody reads the result any more
    except Exception as error:  # noqa: BLE001 - the last place that can tell it from findings
        code = _failed(error)
    sys.exit(code)


def _refused(error: Exception) -> int:
    """Wrong usage, as typer words it, or a person who stopped at a prompt."""
    from compliance.cli.console import say

    show = getattr(error, "show", None)
    if show is None:
        say("\nStopped.")
        return 2
    error.message = (error.message or "").removeprefix("Value error, ")  # type: ignore[attr-defined]  # as its library begins
    show()
    return 2


def _failed(error: Exception) -> int:
    """The machine refused, or the program is at fault."""
    if isinstance(error, OSError):
        return _machine_refused(error)
    import traceback

    from compliance.cli.console import say

    traceback.print_exception(error)
    say("This is a fault of the program, not of your files. Please report it with the lines above.")
    return 2


def _machine_refused(error: OSError) -> int:
    """A full disk, or a file that may not be touched, where nobody expected it."""
    from contextlib import suppress

    from compliance.cli.console import say
    from compliance.errors import ToolError

    where = f": {error.filename}" if error.filename else ""
    hint = "What was written so far is not whole. Free space or check permissions, then run it again."
    told = ToolError(f"the machine refused: {error.strerror or error}{where}", hint)
    say(told.diagnostics())
    with suppress(OSError):
        sys.stdout.close()  # what is left in it could not be written; leaving would try again
    return 2


def _defaults() -> dict[str, dict[str, object]]:
    """What project and environment set for the command that was asked for; nothing is read to print help."""
    asked = sys.argv[1:]
    if not asked or asked[0].startswith("-") or asked[0] == "config" or {"-h", "--help"} & set(asked):
        return {}
    import os
    from pathlib import Path

    from compliance.cli.configuration import settings

    found: dict[str, object] = {one.name: one.value for one in settings(os.environ, Path.cwd())}
    if "--draft" in asked:  # a project's level is not meant for what is not signed
        found = {name: value for name, value in found.items() if name not in {"level", "tsa"}}
    return {
        asked[0]: {**found, **dict.fromkeys(asked[1:2], found)}
    }  # the second word may be that of a command in a group
