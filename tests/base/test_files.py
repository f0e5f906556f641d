"""Files are written whole or not at all, and never over something by accident."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from compliance.errors import InputError, ToolError, UsageError
from compliance.files import read_limited, write_atomically


def test_a_new_file(tmp_path: Path) -> None:
    """The content is there, nothing else is left, and the mode is the one asked for."""
    target = tmp_path / "report.pdf"
    write_atomically(target, b"x", mode=0o600)
    assert b"x" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())
    assert 0o600 == target.stat().st_mode & 0o777


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without leave to overwrite, what was there is there still."""
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match="exists already"):
        write_atomically(target, b"new")
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_an_existing_file_is_replaced_when_asked(tmp_path: Path) -> None:
    """With leave, the new content takes the name."""
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    write_atomically(target, b"new", overwrite=True)
    assert b"new" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_missing_folder(tmp_path: Path) -> None:
    """No folder is made up."""
    with pytest.raises(UsageError, match="does not exist"):
        write_atomically(tmp_path / "no" / "report.pdf", b"x")
    assert not list(tmp_path.iterdir())


def test_targets_that_are_no_files(tmp_path: Path) -> None:
    """A folder, a device or a pipe is never replaced by a file."""
    for target in (tmp_path, Path("/dev/null")):
        with pytest.raises(UsageError, match="not a regular file"):
            write_atomically(target, b"x", overwrite=True)
    assert Path("/dev/null").is_char_device()


def test_symbolic_links_are_followed(tmp_path: Path) -> None:
    """The link stays a link; the file it names gets the content."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert b"new" == real.read_bytes()


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses, the old file is whole and no part is left."""
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ToolError, match="No space left"):
        write_atomically(target, b"new", overwrite=True)
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_failed_rename_leaves_no_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was claimed for a new file is given up when the file cannot take it."""

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ToolError, match="Input/output error"):
        write_atomically(tmp_path / "report.pdf", b"new")
    assert not list(tmp_path.iterdir())


def test_of_many_writers_one_wins(tmp_path: Path) -> None:
    """Two runs that write the same new file do not overwrite each other."""
    target, refused = tmp_path / "report.pdf", []

    def write(number: int) -> None:
        try:
            write_atomically(target, bytes([number]) * 1000)
        except UsageError:
            refused.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 7 == len(refused)
    assert 1 == len(set(target.read_bytes()))
    assert [target] == list(tmp_path.iterdir())


def test_reading_up_to_the_limit(tmp_path: Path) -> None:
    """The limit itself is read, one byte more is not."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"12345")
    assert b"12345" == read_limited(path, 5)
    with pytest.raises(InputError, match="larger than 4 bytes"):
        read_limited(path, 4)


def test_reading_what_is_no_file(tmp_path: Path) -> None:
    """A missing file, a folder and an endless device are each refused by name."""
    with pytest.raises(InputError, match="does not exist"):
        read_limited(tmp_path / "a.yaml", 5)
    for path in (tmp_path, Path("/dev/zero")):
        with pytest.raises(InputError, match="not a regular file"):
            read_limited(path, 5)
