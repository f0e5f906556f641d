"""The command line: the only place that prints, prompts, and reads a clock or the environment."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run `compliance`; every error raised on purpose becomes a message on stderr and its exit code."""
    gc.set_threshold(
        100_000, 20, 20
    )  # start-up allocates much that stays; looking for cycles in it took a fifth of the time

    from compliance.cli.app import app
    from compliance.errors import ComplianceError

    try:
        app(default_map=_defaults())
    except ComplianceError as error:
        sys.stderr.write(f"{error.diagnostics()}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _defaults() -> dict[str, dict[str, object]]:
    """What project and environment set for the command that was asked for; nothing is read to print help."""
    asked = sys.argv[1:]
    if not asked or asked[0].startswith("-") or asked[0] == "config" or {"-h", "--help"} & set(asked):
        return {}
    import os
    from pathlib import Path

    from compliance.cli.configuration import settings

    found: dict[str, object] = {one.name: one.value for one in settings(os.environ, Path.cwd())}
    return {
        asked[0]: {**found, **dict.fromkeys(asked[1:2], found)}
    }  # the second word may be that of a command in a group
