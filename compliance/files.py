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
    try:
        if not path.is_file():
            what = "is not a regular file" if path.exists() else "does not exist"
            hint = "Check the path; it is taken from the folder you are in."
            raise InputError([Problem(None, f"{path} {what}", hint)])
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError([Problem(None, f"{path} cannot be read: {error.strerror}")]) from error
    if len(data) > limit:
        raise InputError([Problem(None, f"{path} is larger than {limit} bytes", "Nothing of it was used.")])
    return data


def write_atomically(path: Path, data: bytes, *, overwrite: bool = False, mode: int | None = None) -> None:
    """Put `data` at `path` so that no one ever sees half of it: a file beside it, flushed to disk, then renamed.

    Symbolic links are followed. A file that is replaced keeps its permissions, unless `mode` is given; `mode`, for a new file
    0o666 by default, is cut by the process's umask. Raises `UsageError` when the file exists and `overwrite` is false, when the
    folder is missing or the target is no regular file, and `ToolError` when the file system refuses; in each case what was
    there before is there still.
    """
    target = _target(path, overwrite=overwrite)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    kept = _permissions(target) if mode is None else None
    try:
        _write_through(part, data, 0o666 if mode is None else mode, kept)
        _rename(part, target, path, overwrite=overwrite)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def refuse_existing(path: Path, *, overwrite: bool = False) -> None:
    """Raise the error that writing to `path` would raise, before the work that leads to it is done."""
    _target(path, overwrite=overwrite)


def _target(path: Path, *, overwrite: bool) -> Path:
    """The file that a path means, once nothing speaks against writing it."""
    try:
        target = _resolved(path)
        _refuse_target(target, path, overwrite=overwrite)
    except OSError as error:
        raise _refused(path, error) from error
    return target


def _resolved(path: Path) -> Path:
    """Where symbolic links lead. A circle of them is refused by Python before 3.13, and left as it is by later ones."""
    circle = f"{path} cannot be written: its symbolic links lead round in a circle"
    try:
        target = path.resolve()
    except RuntimeError as error:
        raise ToolError(circle) from error
    if target.is_symlink():
        raise ToolError(circle)
    return target


def _refused(path: Path, error: OSError) -> ToolError:
    return ToolError(f"{path} cannot be written: {error.strerror}")


def _permissions(target: Path) -> int | None:
    """Those of a file that is there; whoever narrowed them did not ask for them to be widened."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return None


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
    hint = "Nothing was written. Name another file, or replace it with --force."
    return UsageError(f"{path} exists already", hint)


def _write_through(part: Path, data: bytes, mode: int, kept: int | None) -> None:
    """Write a new file and wait until the disk has it. It never has more permissions than it ends with."""
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode if kept is None else kept & 0o600)
    with os.fdopen(handle, "wb") as file:
        if kept is not None:
            os.fchmod(handle, kept)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _rename(part: Path, target: Path, path: Path, *, overwrite: bool) -> None:
    """Give the written file its name; a file that was made meanwhile is not lost unless it may be overwritten."""
    if overwrite:
        part.replace(target)
        return
    try:
        os.link(
            part, target
        )  # the name and the whole content at once; the other name is taken away afterwards
    except FileExistsError:
        raise _exists(path) from None
    except OSError:
        _claim(target, path)
        _take(part, target)


def _claim(target: Path, path: Path) -> None:
    """Make an empty file of the name, where the file system knows no second names."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        raise _exists(path) from None


def _take(part: Path, target: Path) -> None:
    """Put the written file in the place of the one that was claimed, which is given up where that fails."""
    try:
        part.replace(target)
    except OSError:
        target.unlink()
        raise
