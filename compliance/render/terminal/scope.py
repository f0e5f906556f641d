"""Which frameworks apply, and why: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.model.assessment import Assessment, FrameworkScope, Read
    from compliance.model.catalog import Catalog
    from compliance.render.terminal.style import Style

WORDS: Final = {True: ("applies", "green"), False: ("does not apply", "dim"), None: ("open", "yellow")}
TELLING: Final = ("organisation.", "ai_systems.", "parties.")
SHOWN: Final = 3


def scope_lines(
    assessment: Assessment, catalog: Catalog, names: dict[str, str], style: Style
) -> Iterator[str]:
    """The frameworks with what decided whether they apply."""
    reasons = {framework.framework.id: framework.framework.because for framework in catalog.frameworks}
    questions = {question.id: question.text for question in catalog.questions}
    yield from style.title("Scope")
    size = max((len(names[scope.id]) for scope in assessment.frameworks), default=0)
    for scope in assessment.frameworks:
        word, colour = WORDS[scope.applies]
        lead = f"{names[scope.id].ljust(size)}  {word.ljust(14)}  "
        lines = style.wrap(_why(scope, reasons[scope.id], questions), 2, lead)
        lines[0] = lines[0].replace(word.ljust(14), style.paint(word.ljust(14), colour), 1)
        yield from lines
    yield ""


def _why(scope: FrameworkScope, because: str, questions: dict[str, str]) -> str:
    if scope.applies is None:
        return "settled by: " + " / ".join(
            questions.get(name, f"state {name}") for ask in scope.asks for name in ask.names
        )
    return "; ".join(f"{read.fact}: {read.value}" for read in _telling(scope)[:SHOWN]) or because


def _telling(scope: FrameworkScope) -> list[Read]:
    """What says most about who is bound: the organisation's own facts, then categories of data, then the rest."""
    reads = [read for read in scope.because if read.value not in {"stated", "not stated"}]
    return sorted(reads, key=lambda read: (not read.fact.startswith(TELLING), ".category" not in read.fact))
