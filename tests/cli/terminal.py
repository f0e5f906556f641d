"""The program run inside the test, as a user runs it: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import os
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest.mock import patch

from compliance.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "only-for-tests"  # noqa: S105 - protects a key that lives for one test run


@dataclass(frozen=True)
class Ran:
    """What a run gave."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, **environment: str) -> Ran:
    """Run `compliance` with some arguments; the environment is the one given over the present one."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    code = 0
    with ExitStack() as stack:
        stack.enter_context(patch.object(sys, "argv", ["compliance", *map(str, arguments)]))
        stack.enter_context(patch.object(sys, "stdin", io.StringIO()))
        stack.enter_context(patch.dict(os.environ, {"COLUMNS": "100", **environment}))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return Ran(code, *texts)
