"""What two assessments say differently, for a terminal and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.model.difference import KINDS
from compliance.render.formats.markdown import code, escaped
from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.model.difference import Change, Difference, Said
    from compliance.render.terminal.style import Style

TITLES: Final[Mapping[str, str]] = {
    "new": "New gaps",
    "resolved": "Resolved gaps",
    "changed": "Changed otherwise",
    "moved_by_date": "Moved by a date of the law or of the facts",
    "moved_by_catalog": "Moved by another version of the catalog",
}
_CAUSES: Final[Mapping[str, str]] = {
    "description": "the description or the answers",
    "catalog": "the catalog",
    "date": "the date",
    "persons": "what persons concluded or accepted",
    "program": "the program",
}
_COLOURS: Final[Mapping[str, str]] = {"new": "red", "resolved": "green", "changed": "yellow"}
_SHOWN: Final = 40


def difference_text(found: Difference, style: Style) -> str:
    """The difference as lines: what came from what, then each kind with its findings."""
    lines = [
        *style.title(f"{found.before.as_of} to {found.after.as_of}"),
        *style.wrap(_summary(found), 0),
        "",
    ]
    for remark in found.remarks:
        lines += [style.paint(remark, "yellow"), ""]
    for kind in KINDS:
        changes = found.of(kind)
        if not changes:
            continue
        lines.append(
            style.paint(
                f"{TITLES[kind]}: {len(changes)}", "bold", *([_COLOURS[kind]] if kind in _COLOURS else [])
            )
        )
        for change in changes[:_SHOWN]:
            was = f", was {change.was}" if change.was else ""
            lines += style.wrap(f"{change.id} ({change.severity}{was}): {_went(change)}", 2, "- ")
            lines += style.wrap(change.message, 4) if change.after is not None else []
        if len(changes) > _SHOWN:
            lines.append(f"  and {len(changes) - _SHOWN} more")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def difference_markdown(found: Difference) -> str:
    """The difference as Markdown, for a comment on a change."""
    lines = [
        f"# Findings from {escaped(found.before.as_of)} to {escaped(found.after.as_of)}",
        "",
        escaped(_summary(found)),
        "",
    ]
    lines += [f"> {escaped(remark)}\n" for remark in found.remarks]
    for kind in KINDS:
        changes = found.of(kind)
        if changes:
            lines += [
                f"## {TITLES[kind]} ({len(changes)})",
                "",
                "| finding | severity | change | may come from |",
                "|---|---|---|---|",
            ]
            lines += [_row(change) for change in changes]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(change: Change) -> str:
    causes = ", ".join(_CAUSES[cause] for cause in change.causes)
    name = _in_cell(change.id) + (f" (was {_in_cell(change.was)})" if change.was else "")
    cells = (name, *map(escaped, (change.severity, _went(change), causes)))
    return f"| {' | '.join(cells)} |"


def _in_cell(name: str) -> str:
    """An id in its own type; a bar would end the cell even there."""
    return code(name).replace("|", "\\|")


def _summary(found: Difference) -> str:
    counts = [f"{len(found.of(kind))} {kind.replace('_', ' ')}" for kind in KINDS if found.of(kind)]
    differing = " and ".join(_CAUSES[cause] for cause in found.inputs) or "nothing"
    changed = "; ".join(counts) or "no finding reads differently"
    return f"Between the two differ: {differing}. {changed.capitalize()}; {counted(found.unchanged, 'finding')} unchanged."


def _went(change: Change) -> str:
    return f"{_said(change.before)} → {_said(change.after)}"


def _said(one: Said | None) -> str:
    if one is None:
        return "not there"
    words = [one.outcome.replace("_", " "), *_more(one)]
    return ", ".join(words)


def _more(one: Said) -> Iterator[str]:
    if one.timing != "in_force":
        yield one.timing.replace("_", " ")
    if one.standing == "historic":
        yield "cured"
    if one.accepted:
        yield "risk accepted"
