"""Files of the user: read with a limit, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Problem, ToolError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_INPUT: Final = 16 * 1024 * 1024
"""Bytes of the largest input file that is read: a description of ten thousand flows has two million."""


def read_limited(path: Path, limit: int) -> bytes:
    """The content of the regular file at `path`, at most `limit` bytes.

    Raises `InputError` when it does not exist, is no regular file, cannot be read or is larger: nothing of a device or a
    pipe is ever read, as it may have no end.
    """
    if not path.is_file():
        what = "is not a regular file" if path.exists() else "does not exist"
        raise InputError(
            [Problem(None, f"{path} {what}", "Check the path; it is taken from the folder you are in.")]
        )
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError([Problem(None, f"{path} cannot be read: {error.strerror}")]) from error
    if len(data) > limit:
        raise InputError([Problem(None, f"{path} is larger than {limit} bytes", "Nothing of it was used.")])
    return data


def write_atomically(path: Path, data: bytes, *, overwrite: bool = False, mode: int = 0o666) -> None:
    """Put `data` at `path` so that no one ever sees half of it: a file beside it, flushed to disk, then renamed.

    Symbolic links are followed. `mode` is cut by the process's umask. Raises `UsageError` when the file exists and
    `overwrite` is false, when the folder is missing or the target is no regular file, and `ToolError` when the file system
    refuses; in each case what was there before is there still.
    """
    target = path.resolve()
    _refuse_target(target, path, overwrite=overwrite)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        _write_through(part, data, mode)
        _rename(part, target, path, overwrite=overwrite)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise ToolError(message) from error
    finally:
        with suppress(OSError):
            part.unlink()


def refuse_existing(path: Path, *, overwrite: bool = False) -> None:
    """Raise the `UsageError` that writing to `path` would raise, before the work that leads to it is done."""
    _refuse_target(path.resolve(), path, overwrite=overwrite)


def _refuse_target(target: Path, path: Path, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        message = f"the folder of {path} does not exist"
        raise UsageError(message, f"Create {target.parent} first, or write elsewhere.")
    if target.exists() and not target.is_file():
        message = f"{path} is not a regular file"
        raise UsageError(message, "Name a file; to print a result, leave the option out.")
    if target.exists() and not overwrite:
        raise _exists(path)


def _exists(path: Path) -> UsageError:
    hint = "Nothing was written. Remove it, name another file, or ask for it to be replaced."
    return UsageError(f"{path} exists already", hint)


def _write_through(part: Path, data: bytes, mode: int) -> None:
    """Write a new file and wait until the disk has it."""
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _rename(part: Path, target: Path, path: Path, *, overwrite: bool) -> None:
    """Give the written file its name. The name is claimed first, so that a file made meanwhile is not lost."""
    if overwrite:
        part.replace(target)
        return
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        raise _exists(path) from None
    try:
        part.replace(target)
    except OSError:
        target.unlink()
        raise
