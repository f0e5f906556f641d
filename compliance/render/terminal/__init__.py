"""The assessment as text for a terminal: scope, gaps with their cause and remedy, then counts and the next questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.render.claims import Claims
from compliance.render.terminal.gaps import gap_lines
from compliance.render.terminal.questions import question_lines
from compliance.render.terminal.scope import scope_lines
from compliance.render.terminal.style import Style, short_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Assessment
    from compliance.model.catalog import Catalog

CONFLICT: Final = "conflict"
HEADS: Final = ("gap", "unknown", "needs_review", "satisfied")
COLUMNS: Final = ("gap", "not known", "to judge", "met", "cured", "coming")
CELL: Final = 9
LEGEND: Final = (
    "to judge: a person must · met: as far as stated · cured: was a gap, is none now · "
    "coming: gaps under law not yet in force"
)


def assessment_text(
    assessment: Assessment, catalog: Catalog, architecture: Architecture, style: Style
) -> str:
    """The whole text. Of the architecture only the names of vendor profiles are read that the assessment leaves out."""
    names = short_names(catalog)
    claims = Claims(catalog, architecture, assessment.as_of)
    lines = [
        style.paint(assessment.system.name, "bold"),
        f"as of {assessment.as_of}, described on {assessment.described_on}",
        "",
        *_conflicts(assessment, style),
        *scope_lines(assessment, catalog, names, style),
        *gap_lines(assessment, names, style),
        *_counts(assessment, names, style),
        *question_lines(assessment, catalog, claims, style),
        *(
            line
            for note in assessment.summary.notes
            if note.code != CONFLICT
            for line in style.wrap(note.text, 0, "note: ")
        ),
        *(
            style.paint(line, "dim")
            for line in style.wrap(
                "Derived from the stated facts alone. Nothing was inspected; this is no legal advice.", 0
            )
        ),
    ]
    return "\n".join(lines) + "\n"


def _conflicts(assessment: Assessment, style: Style) -> Iterator[str]:
    """Statements that exclude one another come first: they take facts away, and gaps with them."""
    found = [note for note in assessment.summary.notes if note.code == CONFLICT]
    for note in found:
        yield from style.wrap(f"{note.text}. The fact counts as not known.", 0, "! ")
    if found:
        yield ""


def _counts(assessment: Assessment, names: dict[str, str], style: Style) -> Iterator[str]:
    """Findings in force by outcome; beside them gaps that were cured and gaps that law to come will make."""
    yield from style.title("Findings in force")
    size = max((len(names[row.id]) for row in assessment.summary.frameworks), default=CELL)
    heads = "".join(f"{word:>{CELL + 2}}" for word in COLUMNS)
    yield style.paint(f"  {' ' * size}{heads}", "dim")
    scope = {one.id: one.applies for one in assessment.frameworks}
    for row in assessment.summary.frameworks:
        name = f"  {names[row.id].ljust(size)}"
        if scope[row.id] is not True:
            text = "does not apply" if scope[row.id] is False else "open: the scope question comes first"
            yield f"{name}  {style.paint(text, 'dim')}"
            continue
        counts = [row.findings[head] for head in HEADS] + [row.historic, row.upcoming_gaps]
        cells = [f"{count:>{CELL + 2}}" for count in counts]
        if counts[0]:
            cells[0] = style.paint(cells[0], "red", "bold")
        yield name + "".join(cells)
    yield from (style.paint(line, "dim") for line in style.wrap(LEGEND, 2))
    yield ""


__all__ = ["Style", "assessment_text"]
