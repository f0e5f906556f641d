"""The file that keeps answers: written whole after each answer, shared by several people, never losing anybody's.

What is on disk may change while somebody types. Each save therefore reads it again under a lock: edits of other answers stay, and
where the very same answer was changed by somebody else both are named and theirs is kept.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from compliance.canonical import sha256
from compliance.errors import InputError, ToolError, UsageError
from compliance.files import read_limited, write_atomically
from compliance.model.answers import ANSWERS
from compliance.questionnaire.entries import Entry, Pair, pair, spelled
from compliance.questionnaire.lines import in_tree, with_edits
from compliance.source.text import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from compliance.model.answers import Answer
    from compliance.model.answers import AnswersFile as Content

Check: TypeAlias = "Callable[[bytes, str], Content]"
"""Reads an answers file strictly; raises InputError with its problems. Loading is another stage, so it is handed in."""

_START: Final = f"""\
# Answers to what an architecture leaves open: by question, who answered, when, and what supports it.
schema: {ANSWERS}
answers:
"""
_WAITED: Final = 100
_PAUSE: Final = 0.05  # seconds: a save holds the lock for a few hundredths


@dataclass(frozen=True, slots=True)
class Clash:
    """One answer that somebody else changed meanwhile; None where it was taken away."""

    pair: Pair
    ours: Entry | None
    theirs: Answer | None

    def __str__(self) -> str:
        """Both values, so that a person can choose."""
        question, subject = self.pair
        about = f"{question} ({subject})" if subject else question
        ours = f"your answer {spelled(self.ours.value)}" if self.ours else "you took it away"
        theirs = (
            f"{self.theirs.by} saved {spelled(self.theirs.value)}" if self.theirs else "it was taken away"
        )
        return f"{about}: {ours}, but {theirs}"


class ClashError(UsageError):
    """The same answer was changed by somebody else; theirs was kept, and all other edits were saved."""

    def __init__(self, path: Path, clashes: tuple[Clash, ...]) -> None:
        """Keep the clashes; `put` the answer again to replace theirs knowingly."""
        self.clashes = clashes
        text = "; ".join(map(str, clashes))
        super().__init__(f"{path} was changed meanwhile: {text}", "Look at both, then answer again.")


class AnswersFile:
    """An answers file on disk with the edits that are not saved yet."""

    def __init__(self, path: Path, check: Check) -> None:
        """Open `path`, or start a file that does not exist. InputError with every problem of one that does."""
        self.path = path
        self._check = check
        self._pending: dict[Pair, Entry | None] = {}
        self._text, self._content = self._read()

    @property
    def content(self) -> Content:
        """The file as it was last read or saved; pending edits are not in it."""
        return self._content

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the text last read or saved."""
        return sha256(self._text.encode())

    @property
    def pending(self) -> Mapping[Pair, Entry | None]:
        """What `save` will write, by pair; None for what it will take away."""
        return dict(self._pending)

    def entry(self, question: str, subject: str | None = None) -> Entry | None:
        """The answer of a pair, pending edits counted; None where there is none."""
        key = pair(question, subject)
        if key in self._pending:
            return self._pending[key]
        found = _answers(self._content).get(key)
        return Entry.of(found[-1]) if found else None

    def put(self, question: str, entry: Entry) -> None:
        """State an answer; it replaces what the file says of the pair. InputError where the file could not hold it."""
        key = pair(question, entry.subject)
        self._content_of(with_edits(_START, {key: entry}, self.path.name))
        self._pending[key] = entry

    def remove(self, question: str, subject: str | None = None) -> None:
        """Take an answer away; UsageError where there is none."""
        if self.entry(question, subject) is None:
            raise UsageError(f"{self.path} holds no answer to {question}{f' ({subject})' if subject else ''}")
        self._pending[pair(question, subject)] = None

    def discard(self, question: str, subject: str | None = None) -> None:
        """Forget what would be saved of a pair; the file's own answer stands again."""
        self._pending.pop(pair(question, subject), None)

    def preview(self) -> bytes:
        """What the file would hold if it were saved now and nobody else had changed it."""
        return self._edited(self._text, self._content, self._pending).encode()

    def save(self) -> None:
        """Write all edits in one atomic replace.

        Raises `ClashError` where somebody else changed the same answers (all others were saved), `InputError` where the file
        was damaged meanwhile, `ToolError` where the file system refuses; in the last two cases the edits stay pending and
        the file is as it was.
        """
        if not self._pending:
            return
        with locked(self.path):
            text, content = self._read(missing=self._text)
            clashes = tuple(self._clashes(content))
            edits = {
                key: entry for key, entry in self._pending.items() if key not in {c.pair for c in clashes}
            }
            new = self._edited(text, content, edits)
            if new != text or not self.path.exists():
                refuse_read_only(self.path)
                write_atomically(self.path, new.encode(), overwrite=True)
        self._text, self._content = new, self._content_of(new)
        self._pending.clear()
        if clashes:
            raise ClashError(self.path, clashes)

    def _clashes(self, now: Content) -> Iterator[Clash]:
        """Pending edits of answers that are no longer as they were read, and not as we would have them either."""
        before, after = _answers(self._content), _answers(now)
        for key, ours in self._pending.items():
            theirs = after.get(key)
            if theirs != before.get(key) and theirs != self._wanted(key, ours):
                yield Clash(key, ours, theirs[-1] if theirs else None)

    def _wanted(self, key: Pair, entry: Entry | None) -> tuple[Answer, ...] | None:
        """What the file says of a pair once an entry is in it."""
        if entry is None:
            return None
        return _answers(self._content_of(with_edits(_START, {key: entry}, self.path.name)))[key]

    def _edited(self, text: str, content: Content, edits: Mapping[Pair, Entry | None]) -> str:
        """The text with the edits made, held against what it must say: nothing else may have changed."""
        if not edits:
            return text
        wanted = _answers(content)
        for key, entry in edits.items():
            said = self._wanted(key, entry)
            wanted.pop(key, None)
            if said is not None:
                wanted[key] = said
        new = with_edits(text, edits, self.path.name)
        if not self._says(new, wanted, content):
            new = in_tree(text, edits)
            if not self._says(new, wanted, content):
                hint = "Write the answers below one another, as the other files do, and save again."
                raise ToolError(f"{self.path} is written in a way that cannot be edited safely", hint)
        return new

    def _says(self, text: str, wanted: dict[Pair, tuple[Answer, ...]], content: Content) -> bool:
        """Whether a text holds the wanted answers, and all else as before."""
        try:
            found = self._content_of(text)
        except InputError:
            return False
        rest = {"answers": None}
        return _answers(found) == wanted and found.model_copy(update=rest) == content.model_copy(update=rest)

    def _content_of(self, text: str) -> Content:
        return self._check(text.encode(), self.path.name)

    def _read(self, missing: str = _START) -> tuple[str, Content]:
        """The file as it is now; `missing` is what a file that is not there says."""
        if not self.path.exists():
            return missing, self._content_of(missing)
        data = read_limited(self.path, LARGEST_FILE)
        content = self._check(data, self.path.name)
        return data.decode(), content


def _answers(content: Content) -> dict[Pair, tuple[Answer, ...]]:
    found: dict[Pair, list[Answer]] = {}
    for question, entries in (content.answers or {}).items():
        for answer in entries:
            found.setdefault(pair(question, answer.subject), []).append(answer)
    return {key: tuple(answers) for key, answers in found.items()}


def refuse_read_only(path: Path) -> None:
    """ToolError where a file may not be changed, which replacing it would go round."""
    if path.exists() and not os.access(path, os.W_OK):
        raise ToolError(
            f"{path} cannot be written: it is read-only",
            "Nothing was lost; make it writable, or name another file.",
        )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the folder, which all who save there take and which a killed process gives back.

    A lock on the file itself would be lost with the first replace, and a file beside it would be litter.
    """
    folder = path.resolve().parent
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise ToolError(f"{path} cannot be written: {error.strerror}") from error
    try:
        _wait_for(handle, path)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path) -> None:
    for _ in range(_WAITED):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError as error:
            raise ToolError(f"{path} cannot be locked: {error.strerror}") from error
        else:
            return
    raise ToolError(f"{path} is being saved by somebody else", "Nothing was lost; try again.")
