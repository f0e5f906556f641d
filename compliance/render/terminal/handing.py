"""Questions handed out, how far they are answered, and what a workbook that came back would change, as text for a terminal."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from compliance.render.terminal.gaps import MARKS
from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compliance.model.asked import AnswerState, Asked, Handout
    from compliance.render.terminal.style import Style

CITED: Final = 3
WORDS: Final = 8
NOBODY: Final = "nobody named"
STATES: Final[tuple[tuple[AnswerState, str], ...]] = (
    ("answered", "answered"),
    ("not_known", "said unknown"),
    ("open", "open"),
)
_CELL: Final = 15


def questions_text(handout: Handout, elsewhere: Sequence[str], style: Style) -> str:
    """Each question with why it is asked, how it is answered and what good evidence is."""
    count = counted(len(handout.asked), "question")
    lines = [style.paint(f"{handout.system}: {count}", "bold"), f"as of {handout.as_of}", ""]
    for theme, group in groupby(handout.asked, key=lambda one: one.theme):
        found = list(group)
        lines += style.title(f"{title(theme)} ({len(found)})")
        for one in found:
            lines += _question(one, style)
    if elsewhere:
        lines += style.title("Only the architecture file can state")
        lines += [line for fact in elsewhere for line in style.wrap(fact, 2, "- ")] + [""]
    if not handout.asked:
        lines += ["No question is open here.", ""]
    return "\n".join(lines)


def title(theme: str) -> str:
    """The name of a theme of the question bank."""
    return theme.replace("_", " ").capitalize()


def _question(one: Asked, style: Style) -> Iterator[str]:
    mark, colour = MARKS[one.severity] if one.severity else ("·", "dim")
    lines = style.wrap(one.text, 2, f"{mark} ")
    lines[0] = lines[0].replace(mark, style.paint(mark, colour), 1)
    yield from lines
    cited = [f"{law} {provision}" for law, provision in one.provisions[:CITED]]
    more = len(one.provisions) - CITED
    cited += [f"{more} more"] if more > 0 else []
    told = [one.question, one.about, ", ".join(cited), f"for {one.owner}" if one.owner else ""]
    yield from _dim(style, style.wrap(" · ".join(part for part in told if part), 4))
    if one.given is not None:
        who = f"{one.given.by}{f', {one.given.answered_on}' if one.given.answered_on else ''}"
        yield from style.wrap(f"{one.given.value} ({who})", 4, "said      ")
    yield from style.wrap(one.why, 4, "why       ")
    yield from style.wrap(_words(one), 4, "answer    ")
    yield from style.wrap(one.good_evidence, 4, "evidence  ")
    for claim in one.claims:
        yield from _dim(style, style.wrap(claim, 4, "- "))
    yield ""


def _dim(style: Style, lines: list[str]) -> list[str]:
    return [style.paint(line, "dim") for line in lines]


def _words(one: Asked) -> str:
    words = [choice.word for choice in one.expected.choices]
    shown = ", ".join(words[:WORDS]) + (f" and {len(words) - WORDS} more" if len(words) > WORDS else "")
    several = "one or several of " if one.expected.several and words else ""
    return f"{several}{shown}" if shown else one.expected.kind.replace("_", " ")


def status_text(asked: Sequence[Asked], shorts: dict[str, str], style: Style) -> str:
    """How many questions are answered, said to be unknown and open, by owner, theme and framework."""
    lines: list[str] = []
    tables: tuple[tuple[str, Callable[[Asked], Iterable[str]]], ...] = (
        ("Owner", lambda one: (one.owner or NOBODY,)),
        ("Theme", lambda one: (title(one.theme),)),
        ("Framework", lambda one: [shorts.get(law, law) for law in one.frameworks] or ["none now"]),
    )
    for heading, names in tables:
        lines += [*_table(heading, names, asked, style), ""]
    total = Counter(one.state for one in asked)
    told = ", ".join(f"{total[state]} {word}" for state, word in STATES)
    return "\n".join([*lines, f"In all: {told}."])


def _table(
    heading: str, names: Callable[[Asked], Iterable[str]], asked: Sequence[Asked], style: Style
) -> Iterator[str]:
    counts: dict[str, Counter[AnswerState]] = {}
    for one in asked:
        for name in names(one):
            counts.setdefault(name, Counter())[one.state] += 1
    size = max(map(len, [*counts, heading]))
    yield style.paint(heading.ljust(size) + "".join(f"{word:>{_CELL}}" for _, word in STATES), "bold")
    for name in sorted(counts, key=lambda name: (-counts[name]["open"], name)):
        row = counts[name]
        cells = [f"{row[state] or '·':>{_CELL}}" for state, _ in STATES]
        yield name.ljust(size) + "".join(cells)
