"""Answers files on disk, opened with the strict reader that every command reads them with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.inputs.answers import load_answers
from compliance.questionnaire.answers_file import AnswersFile

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.answers import AnswersFile as Content


def open_answers(path: Path) -> AnswersFile:
    """The answers file at `path`, to be changed; one that does not exist is started. InputError with all its problems."""
    return AnswersFile(path, _content)


def _content(data: bytes, name: str) -> Content:
    return load_answers(data, name).file
