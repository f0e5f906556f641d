"""Files are written whole or not at all, and never over something by accident."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from compliance.errors import InputError, ToolError, UsageError
from compliance.files import read_limited, refuse_existing, write_atomically


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


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    """What was closed to others stays closed, what a group may write stays open to it, whatever the umask; unless one is given."""
    target = tmp_path / "answers.yaml"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_atomically(target, b"new", overwrite=True)
    assert mode == target.stat().st_mode & 0o777
    write_atomically(target, b"newer", overwrite=True, mode=0o600)
    assert 0o600 == target.stat().st_mode & 0o777


def test_a_new_file_is_never_seen_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name and its content appear together: nobody opens the name to write."""
    target, opened = tmp_path / "report.pdf", []
    real = os.open

    def watched(path: Path, *more: int) -> int:
        opened.append(path)
        return real(path, *more)

    monkeypatch.setattr(os, "open", watched)
    write_atomically(target, b"x")
    assert opened
    assert target not in opened


def test_names_that_cannot_be(tmp_path: Path) -> None:
    """A circle of links and a name that is too long are refused in a sentence, before anything is written."""
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for name in (circle, tmp_path / ("a" * 300)):
        with pytest.raises(ToolError, match="cannot be written"):
            refuse_existing(name)
        with pytest.raises(ToolError, match="cannot be written"):
            write_atomically(name, b"x")
    with pytest.raises(InputError, match="cannot be read"):
        read_limited(tmp_path / ("a" * 300), 5)
    assert [circle] == list(tmp_path.iterdir())


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

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ToolError, match="Input/output error"):
        write_atomically(tmp_path / "report.pdf", b"new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("second_names", [True, False])
def test_of_many_writers_one_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, second_names: bool
) -> None:
    """Two runs that write the same new file do not overwrite each other, also where no file can have two names."""
    target, refused = tmp_path / "report.pdf", []

    def not_known(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not second_names:
        monkeypatch.setattr(os, "link", not_known)

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
