"""Where in the file the fact of a question stands: the absolute path of a relative one, for a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from compliance.model.derived import SECTIONS

if TYPE_CHECKING:
    from compliance.model.catalog import SubjectKind


class States(Protocol):
    """What a question says about the fact it states; `compliance.model.catalog.Question` is one."""

    @property
    def id(self) -> str:
        """Its name, also where it is asked for by a name it replaces."""

    @property
    def states(self) -> str:
        """The path of the fact, relative to its subject."""

    @property
    def scope(self) -> SubjectKind:
        """The kind of the subject."""


_ABSOLUTE: Final = ("organisation", "system", "practices")


def absolute(question: States, subject: str | None) -> tuple[str, ...]:
    """The segments of the path that `question` states of `subject`.

    `subject` is an id (`model-vendor`), an id inside another (`ehr/letters`), or either with its kind (`party:model-vendor`).
    Raises ValueError with a sentence where the question needs a subject and none fits.
    """
    scope = question.scope
    relative = tuple(question.states.split("."))
    if scope in {"organisation", "system"}:
        return relative if relative[0] in _ABSOLUTE else (scope, *relative)
    if relative[0] in {"organisation", "system"}:
        return relative
    if subject is None:
        raise ValueError(f"the question is about one {scope.replace('_', ' ')}: name it under `subject`")
    name = subject.removeprefix(f"{scope}:")
    section, *parts = SECTIONS[scope]
    if parts:
        owner, slash, part = name.partition("/")
        if not slash:
            raise ValueError(f"{subject!r} is no {scope}: write it as <owner>/<part>")
        return (section, owner, parts[0], part, *relative)
    return (section, name, *relative)
