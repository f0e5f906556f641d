"""What a workbook that came back would change, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.model.asked import Change, NotTaken
    from compliance.render.terminal.style import Style

LONGEST: Final = 160


def preview_text(
    changes: Sequence[Change], conflicts: Sequence[NotTaken], same: int, empty: int, style: Style
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
    if change.note:
        yield from style.wrap(_cut(change.note), 4, "note ")
    for path in change.dropped:
        yield from style.wrap(f"{path} supported the earlier answer and is left out", 4, "evidence  ")


def _conflict(conflict: NotTaken, style: Style) -> Iterator[str]:
    yield f"  {style.paint('!', 'red')} {style.paint(_about(conflict), 'bold')}"
    yield from style.wrap(_cut(conflict.theirs), 4, "file      ")
    yield from style.wrap(_cut(conflict.ours), 4, "workbook  ")
    yield from style.wrap(conflict.reason, 4, "because   ")


def _about(one: Change | NotTaken) -> str:
    return f"{one.question} ({one.subject})" if one.subject else one.question


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
