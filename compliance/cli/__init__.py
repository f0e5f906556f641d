"""The command line: the only place that prints, prompts, and reads a clock or the environment."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `compliance`; every error raised on purpose becomes a message on stderr and its exit code."""
    from compliance.cli.app import app
    from compliance.errors import ComplianceError

    try:
        app()
    except ComplianceError as error:
        sys.stderr.write(f"{error.diagnostics()}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
