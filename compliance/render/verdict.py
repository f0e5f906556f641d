"""A verdict as numbered facts, for a terminal and as one HTML page. Both are renderings of its JSON form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from compliance.render.templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.render.terminal import Style

MARKS: Final = {
    "ok": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_established": ("?", "yellow"),
    "not_checked": ("·", "dim"),
}
WORDS: Final = {
    "ok": "holds",
    "failed": "fails",
    "not_established": "not established",
    "not_checked": "not looked at",
}
"""What each state is called; the mark and the colour never stand alone."""

_BEAR_THE_LINE: Final = frozenset({"trust", "catalog", "replay", "pages"})
"""Facts that the bottom line speaks of; while one of them is open its colour is not that of good news."""


def verdict_text(name: str, verdict: Mapping[str, Any], style: Style) -> str:
    """The verdict in its JSON form for a terminal. Facts nobody looked at, for one reason, share a line."""
    lines = [style.paint(name, "bold"), ""]
    for facts in _together(verdict["facts"]):
        first = facts[0]
        mark, colour = MARKS[first["state"]]
        if len(facts) == 1:
            title = style.paint(first["title"], "bold")
            lines.append(f"  {style.paint(mark, colour, 'bold')} ({first['number']}) {title}")
            lines += style.wrap(first["sentence"], 8)
        else:
            numbers = f"({first['number']}) to ({facts[-1]['number']})"
            lines.append(
                f"  {style.paint(mark, colour, 'bold')} {numbers} {style.paint(first['sentence'], 'dim')}"
            )
    lines += ["", *style.wrap(verdict["bottom_line"], 2)]
    return "\n".join(lines) + "\n"


def verdict_html(name: str, verdict: Mapping[str, Any], made_at: str) -> str:
    """The verdict in its JSON form as one HTML page that loads nothing from elsewhere. `made_at` is printed as it is."""
    facts = [
        {**fact, "mark": MARKS[fact["state"]][0], "word": WORDS[fact["state"]]} for fact in verdict["facts"]
    ]
    settled = all(fact["state"] != "not_established" for fact in facts if fact["name"] in _BEAR_THE_LINE)
    tone = "bad" if verdict["exit_code"] else "good" if settled else "open"
    template = environment("verdict").get_template("verdict.html.j2")
    return template.render(
        name=name, verdict=verdict, facts=facts, made_at=made_at, tone=tone, moment=_moment
    )


def _moment(stated: str | None) -> str:
    """A time of the JSON form as people read it."""
    return "none" if stated is None else stated[:19].replace("T", " ") + " UTC"


def _together(facts: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Neighbours that nobody looked at for the same reason; every other fact alone."""

    def key(fact: Mapping[str, Any]) -> object:
        return fact["sentence"] if fact["state"] == "not_checked" else fact["number"]

    for _, group in groupby(facts, key):
        yield list(group)
