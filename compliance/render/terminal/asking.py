"""What stands above and below a question of the interview: how far one is, what it is about, what an answer did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render.terminal.gaps import MARKS
from compliance.render.terminal.style import counted
from compliance.render.words import OUTCOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.model.asked import Asked
    from compliance.model.assessment import FindingOutcome
    from compliance.render.terminal.style import Style

_BAR: Final = 24
_CITED: Final = 3
_SETTLED: Final = 4
_COLOURS: Final[dict[FindingOutcome | None, str]] = {
    "gap": "red",
    "needs_review": "yellow",
    "satisfied": "green",
    "unknown": "yellow",
    None: "dim",
}


def progress_lines(rows: Iterable[tuple[str, int, int, int]], style: Style) -> list[str]:
    """A bar for each framework: its name, how many questions are answered, open, and answered with "not known"."""
    found = list(rows)
    wide = max((len(name) for name, *_ in found), default=0)
    lines = []
    for name, answered, opened, unknown in found:
        filled = round(_BAR * answered / max(1, answered + opened + unknown))
        bar = style.paint("━" * filled, "green") + style.paint("─" * (_BAR - filled), "dim")
        more = f", {unknown} not known" if unknown else ""
        lines.append(f"  {name:<{wide}}  {bar}  {answered} answered, {opened} open{more}")
    return lines


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a question stands: its theme, the detail that is asked, which one it is, how many are left, and whom it is about."""

    theme: str
    part: str
    number: int
    left: int
    subjects: tuple[str, ...]


def question_lines(asked: Asked, heading: Heading, claims: Sequence[str], style: Style) -> list[str]:
    """The question with all that helps to answer it."""
    mark, colour = MARKS[asked.severity] if asked.severity else ("○", "dim")
    weight = f"{asked.severity or 'low'}{', coming' if asked.upcoming else ''}"
    left = f"{mark} {weight} · {heading.theme}"
    right = f"{heading.number} · {heading.left} left"
    room = " " * max(2, style.width - len(left) - len(right))
    head = f"{style.paint(f'{mark} {weight}', colour, 'bold')} · {heading.theme}{room}{style.paint(right, 'dim')}"
    lines = ["", style.paint("─" * style.width, "dim"), head, ""]
    lines += [style.paint(line, "bold") for line in style.wrap(asked.text, 2)]
    if heading.part:
        lines += [style.paint(line, "bold") for line in style.wrap(heading.part, 2, "→ ")]
    if heading.subjects:
        lines += style.wrap(", ".join(heading.subjects), 2, "about     ")
    lines += style.wrap(asked.why, 2, "why       ")
    lines += style.wrap(_bears_on(asked), 2, "bears on  ")
    lines += [style.paint(line, "dim") for line in style.wrap(asked.good_evidence, 2, "evidence  ")]
    for claim in claims:
        lines += [style.paint(line, "cyan") for line in style.wrap(claim, 2, "said      ")]
    return [*lines, ""]


def given_lines(value: str, by: str, day: str, note: str, style: Style) -> list[str]:
    """The answer that stands already."""
    lines = style.wrap(f"{value} ({by}{f', {day}' if day else ''})", 2, "answered  ")
    return [*lines, *(style.wrap(note, 12) if note else []), ""]


def effect_lines(
    saved: str, settled: Sequence[tuple[str, str, FindingOutcome | None]], more: Sequence[str], style: Style
) -> list[str]:
    """What was saved, what that settled, and what a person must know about it."""
    lines = [f"  {style.paint('✓', 'green')} {saved}"]
    for framework, provision, outcome in settled[:_SETTLED]:
        word = OUTCOME[outcome] if outcome is not None else "no longer concerned"
        lines.append(f"    {framework} {provision}: {style.paint(word, _COLOURS[outcome])}")
    if len(settled) > _SETTLED:
        lines.append(f"    and {counted(len(settled) - _SETTLED, 'more finding')}")
    for text in more:
        lines += [style.paint(line, "yellow") for line in style.wrap(text, 4)]
    return lines


def _bears_on(asked: Asked) -> str:
    cited = [f"{name} {provision}" for name, provision in asked.provisions]
    more = f" and {len(cited) - _CITED} more" if len(cited) > _CITED else ""
    if not asked.findings:
        return "whether a framework applies at all"
    return f"{', '.join(cited[:_CITED])}{more} ({counted(len(asked.findings), 'finding')})"
