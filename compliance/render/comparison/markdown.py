"""A comparison as Markdown, for a wiki or a comment on a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.render.comparison.view import view
from compliance.render.comparison.words import LEGEND
from compliance.render.formats.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.model.comparison import Comparison
    from compliance.render.comparison.rows import Detail, Figure, Line, View


def decision_markdown(comparison: Comparison) -> bytes:
    """The comparison as one page, in the order of its report."""
    told = view(comparison)
    lines = [
        *_front(told),
        *_conditions(told),
        *_table("Four questions", ("question", "answer", "from which facts"), told.replies),
        *_table(
            "How the order came about (open: not sure, and counted as if it went badly)",
            ("rule", "what it does here"),
            told.steps,
        ),
    ]
    for one in told.details:
        lines += _detail(told, one)
    lines += [
        *_points("The same in every variant: gaps", told.common),
        *_points("The same in every variant: open", told.common_open),
        *_figures("Stated numbers", told.stated),
        *_figures("Assumptions: nobody stated these", told.assumed),
        *_table("Inputs", ("name", "what it is", "SHA-256"), told.digests),
        "---",
        "",
        *(f"**{escaped(label)}** {escaped(words)}  " for label, words in told.nature),
    ]
    return ("\n".join(lines) + "\n").encode()


def _front(told: View) -> Iterator[str]:
    yield f"# {escaped(told.title)}: decision between variants"
    yield ""
    yield escaped(
        f"{told.entity} · as of {told.as_of} · {told.frameworks} · {told.currency} over {told.months} months"
    )
    yield ""
    yield f"**{escaped(told.outcome)}.** {escaped(told.headline)}"
    yield ""
    head = ("no.", "variant", "gaps high / medium / low", "not known", "to judge", "fit", "set-up")
    costs = (f"{told.currency} a month", f"over {told.months} months", "weeks to production")
    rows = (
        (
            str(row.rank),
            f"{row.name}: {row.title}" if row.title != row.name else row.name,
            " / ".join(map(str, row.gaps)),
            str(row.unknown),
            str(row.judge),
            row.fit,
            row.once,
            row.monthly,
            row.total,
            row.weeks,
        )
        for row in told.rows
    )
    yield from _table(None, (*head, *costs), rows)
    yield LEGEND
    yield ""


def _conditions(told: View) -> Iterator[str]:
    remedies = ((line.severity, " ".join(map(str, line.reasons)), line.remediation) for line in told.remedies)
    yield from _table(
        "To be mended in the variant that comes first", ("severity", "what", "remedy"), remedies
    )
    yield from _list("Not decidable until these are known", told.until)
    judged = ("control", "about", "what is said", "variants")
    yield from _table("Not decidable until a person has judged these", judged, told.judge)
    yield from _list("What would change the order", told.turning)
    head = ("variant", "costs no more a month than", "at best", "in the middle", "at worst")
    yield from _table("From which volume, in requests a month", head, told.volumes)
    ends = ("input", "from, to", "at its low end", "at its high end")
    title = f"What the difference between {told.between} hangs on, in {told.currency}"
    yield from _table(title, ends, told.levers)


def _detail(told: View, one: Detail) -> Iterator[str]:
    yield f"## {escaped(one.name)}" + (f": {escaped(one.title)}" if one.title != one.name else "")
    yield ""
    for change in one.changes:
        yield from _points(
            f"{change.verb.capitalize()} {len(change.lines)} against {told.first}", change.lines, 3
        )
    yield from _list("Duties that another side bears", one.moved, 3)
    yield from _points("Gaps and open points that not every variant has", one.own, 3)
    yield from _routes(one)
    checks = ((label, answer, because) for label, answer, _, because in one.checks)
    yield from _table("Fit", ("what", "answer", "from which numbers"), checks, 3)
    yield from _table("Cost", ("what", f"{told.currency} a month", "once", "how"), one.costs, 3)
    yield from _list("Not known, because nobody states", one.missing, 3)
    yield from _figures("Computed", one.computed, 3)


def _routes(one: Detail) -> Iterator[str]:
    """What is left on each route, where there are several."""
    told = one.routed
    if told is None:
        return
    yield from ("### Routes, and what is left on each", "")
    head = ("route", "takes", "data", "model", "fit", "runs over", "gaps", "open points")
    rows = (
        (route.name, route.takes, route.data, route.served, route.fit, route.over, route.gaps, route.left)
        for route in told.routes
    )
    yield from _table(None, head, rows)
    yield from (*(f"- {escaped(text)}" for text in (*told.tasks, told.every)), "")
    names = [route.name for route in told.routes]
    laid = (
        (
            one.line.severity,
            one.line.title,
            one.line.subjects,
            *(f"{mark} {word}" for mark, _, word in one.cells),
        )
        for one in told.laid
    )
    yield from _table(None, ("severity", "what", "where", *names), laid)


def _points(title: str, lines: Iterable[Line], level: int = 2) -> Iterator[str]:
    rows = (
        (
            line.severity,
            line.outcome,
            f"{line.framework} {line.provisions}",
            line.title,
            line.subjects,
            " ".join(map(str, line.reasons)),
        )
        for line in lines
    )
    head = ("severity", "outcome", "framework", "what", "where", "why")
    yield from _table(title, head, rows, level)


def _figures(title: str, rows: Iterable[Figure], level: int = 2) -> Iterator[str]:
    told = ((row.name, row.value, row.unit, row.kind, row.source) for row in rows)
    yield from _table(title, ("number", "value", "unit", "kind", "source"), told, level)


def _list(title: str, items: Sequence[str], level: int = 2) -> Iterator[str]:
    if items:
        yield from (f"{'#' * level} {escaped(title)}", "", *(f"- {escaped(item)}" for item in items), "")


def _table(
    title: str | None, head: Sequence[str], rows: Iterable[Sequence[str]], level: int = 2
) -> Iterator[str]:
    """A table below its heading; nothing where it has no row."""
    told = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    if not told:
        return
    if title is not None:
        yield from (f"{'#' * level} {escaped(title)}", "")
    yield from (f"| {' | '.join(map(escaped, head))} |", f"|{'---|' * len(head)}", *told, "")
