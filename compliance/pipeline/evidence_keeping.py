"""Recording evidence on answers, and having it examined."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.canonical import sha256
from compliance.errors import InputError, Problem, UsageError
from compliance.files import read_limited, write_atomically
from compliance.model.answers import Evidence
from compliance.pipeline.asking import open_answers
from compliance.pipeline.evidence import LARGEST_EVIDENCE, state_of_file
from compliance.pipeline.evidence_origin import written_by_program
from compliance.questionnaire.evidence import answered, with_evidence, with_examination

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.questionnaire.evidence import Examination

FOLDER = "evidence"


@dataclass(frozen=True, slots=True)
class On:
    """Which answer evidence is on."""

    answers: Path
    question: str
    subject: str | None

    def __str__(self) -> str:
        """The question, and its subject where it has one."""
        return f"{self.question} ({self.subject})" if self.subject else self.question


def recorded(file: Path, beside: Path, stated: Mapping[str, object], *, copy: bool = False) -> Evidence:
    """What is recorded of an evidence file that lies beside (or below) the file `beside`, with what is stated of it.

    `copy`: a file that lies elsewhere is copied into a folder `evidence` there. InputError where it is missing, empty, or
    written by this program; UsageError where it lies elsewhere and is not to be copied.
    """
    data = read_limited(file, LARGEST_EVIDENCE)
    if not data:
        raise InputError([Problem(None, f"{file} is empty", "An empty file supports nothing.")])
    if written_by_program(data):
        hint = "Evidence comes from elsewhere: a contract, a record, an export, a photograph of what is so."
        raise InputError([Problem(None, f"{file} was written by this program, or holds what it wrote", hint)])
    path = _relative(file, beside.parent)
    if path is None:
        path = _copied(file, data, beside, copy=copy)
    known: dict[str, Any] = {**_blank(), "path": path, "sha256": sha256(data), **stated}
    return Evidence.model_construct(**known)


def add(file: Path, on: On, stated: Mapping[str, object], *, copy: bool) -> Evidence:
    """Record a file as evidence on an answer."""
    kept = open_answers(on.answers)
    entry = answered(kept, on.question, on.subject)
    item = recorded(file, on.answers, stated, copy=copy)
    kept.put(on.question, with_evidence(entry, item))
    kept.save()
    return item


def examine(file: Path, on: On, examination: Examination) -> str:
    """Record that somebody other than who answered found that a file supports the answer; its path as recorded."""
    kept = open_answers(on.answers)
    entry = answered(kept, on.question, on.subject)
    path = _relative(file, on.answers.parent) or file.as_posix()
    new = with_examination(entry, path, examination)
    item = next(one for one in entry.evidence if one.path == path)
    lost = state_of_file(on.answers.parent / path, item.sha256)
    if lost is not None:
        hint = "Record it anew with `compliance evidence add`, so that what was examined is what is kept."
        raise InputError([Problem(None, f"{path} is {_LOST[lost]}", hint)])
    kept.put(on.question, new)
    kept.save()
    return path


_LOST = {
    "missing": "missing",
    "changed": "no longer the file that was recorded",
    "unreadable": "not readable",
    "ours": "written by this program",
}


def _blank() -> dict[str, None]:
    return dict.fromkeys(name for name in Evidence.model_fields if name not in {"path", "sha256"})


def _relative(file: Path, folder: Path) -> str | None:
    """The path of a file as somebody in a folder names it; None where it does not lie in the folder or below."""
    named = os.path.normpath(
        Path.cwd() / file
    )  # a link in the folder is named as the link, wherever it leads
    for top in (Path.cwd() / folder, folder.resolve()):
        path = os.path.relpath(named, os.path.normpath(top)).replace(os.sep, "/")
        if not path.startswith("../"):
            return path
    return None


def _copied(file: Path, data: bytes, beside: Path, *, copy: bool) -> str:
    target = beside.resolve().parent / FOLDER / file.name
    if not copy:
        hint = f"Add --copy to put a copy into {FOLDER}/, and say with --kept-at where the original is."
        raise UsageError(f"{file} does not lie in the folder of {beside.name}", hint)
    if not (target.is_file() and read_limited(target, LARGEST_EVIDENCE) == data):
        target.parent.mkdir(exist_ok=True)
        write_atomically(target, data)
    return f"{FOLDER}/{file.name}"
