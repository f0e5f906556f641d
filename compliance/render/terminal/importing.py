"""What a workbook that came back would change, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.render.terminal.style import Style

LONGEST: Final = 160


class Change(Protocol):
    """An answer that is new or replaces another."""

    @property
    def question(self) -> str: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def dropped(self) -> tuple[str, ...]: ...


class Conflict(Protocol):
    """An answer that is not taken."""

    @property
    def question(self) -> str: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def theirs(self) -> str: ...
    @property
    def ours(self) -> str: ...
    @property
    def reason(self) -> str: ...


def preview_text(
    changes: Sequence[Change], conflicts: Sequence[Conflict], same: int, empty: int, style: Style
) -> str:
    """Every change, then every answer that is not taken with the reason, then the counts."""
    lines: list[str] = []
    if changes:
        lines += style.title(f"Would be written ({len(changes)})")
        for change in changes:
            lines += _change(change, style)
        lines.append("")
    if conflicts:
        lines += style.title(f"Not taken ({len(conflicts)})")
        for conflict in conflicts:
            lines += _conflict(conflict, style)
        lines.append("")
    rest = f"{counted(same, 'row')} as in the file, {empty} without an answer."
    return "\n".join([*lines, rest])


def _change(change: Change, style: Style) -> Iterator[str]:
    mark = style.paint("~" if change.before else "+", "yellow" if change.before else "green")
    yield f"  {mark} {style.paint(_about(change), 'bold')}"
    if change.before:
        yield from style.wrap(_cut(change.before), 4, "was  ")
    yield from style.wrap(f"{_cut(change.after)}  ({change.by})", 4, "now  ")
    for path in change.dropped:
        yield from style.wrap(f"{path} supported the earlier answer and is left out", 4, "evidence  ")


def _conflict(conflict: Conflict, style: Style) -> Iterator[str]:
    yield f"  {style.paint('!', 'red')} {style.paint(_about(conflict), 'bold')}"
    yield from style.wrap(_cut(conflict.theirs), 4, "file      ")
    yield from style.wrap(_cut(conflict.ours), 4, "workbook  ")
    yield from style.wrap(conflict.reason, 4, "because   ")


def _about(one: Change | Conflict) -> str:
    return f"{one.question} ({one.subject})" if one.subject else one.question


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
