"""`compliance questions`."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, deliver, say, width
from compliance.errors import UsageError
from compliance.pipeline.handing import handout, questions_of
from compliance.render.asked import questions_json
from compliance.render.terminal import Style
from compliance.render.terminal.handing import questions_text, status_text
from compliance.source import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Request
    from compliance.model.asked import Asked
    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Assessed
    from compliance.pipeline.handing import Questions


@dataclass(frozen=True, slots=True)
class Filter:
    """Which questions are wanted."""

    owner: str | None
    theme: str | None
    answered: bool

    def of(self, found: Questions, catalog: Catalog) -> tuple[Asked, ...]:
        """Those of the questions that are wanted; UsageError for a theme there is not, or an owner of nothing."""
        themes = sorted({question.theme for question in catalog.questions})
        if self.theme is not None and self.theme not in themes:
            near = did_you_mean(self.theme, themes)
            hint = f"Did you mean {near!r}?" if near else f"There are {', '.join(themes)}."
            raise UsageError(f"there is no theme {self.theme!r}", hint)
        owners = sorted({one.owner for one in found.asked if one.owner})
        if self.owner is not None and self.owner.casefold() not in {name.casefold() for name in owners}:
            hint = (
                f"There are {', '.join(owners)}."
                if owners
                else "Name owners with `compliance answers assign`."
            )
            raise UsageError(f"no question is assigned to {self.owner!r}", hint)
        return found.chosen(owner=self.owner, theme=self.theme, answered=self.answered)


def run(request: Request, wanted: Filter, form: str, output: Path | None, *, force: bool) -> None:
    """Hand the questions out."""
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError(
            "a workbook cannot be shown on a terminal", "Name a file with -o, such as -o questions.xlsx."
        )
    assessed = request.assessed(cached=True)
    found = questions_of(assessed)
    chosen = wanted.of(found, assessed.catalog)
    deliver(
        _written(assessed, found, chosen, form, _style(output), one_owner=wanted.owner is not None),
        output,
        force=force,
    )
    if form == "xlsx":
        _say_what_next(len(chosen), output)


def run_status(request: Request, wanted: Filter, form: str, output: Path | None, *, force: bool) -> None:
    """Tell how far the questions are answered."""
    if form == "xlsx":
        raise UsageError("the status is no workbook", "Leave --status out, or ask for text or json.")
    assessed = request.assessed(cached=True)
    found = questions_of(assessed)
    chosen = wanted.of(found, assessed.catalog)
    if form == "json":
        data = _json(questions_json(handout(assessed, chosen), found.elsewhere))
    else:
        shorts = {one.framework.id: one.framework.short for one in assessed.catalog.frameworks}
        data = f"{status_text(chosen, shorts, _style(output))}\n".encode()
    deliver(data, output, force=force)


def _written(  # noqa: PLR0913 - one form or another of the same
    assessed: Assessed,
    found: Questions,
    chosen: tuple[Asked, ...],
    form: str,
    style: Style,
    *,
    one_owner: bool,
) -> bytes:
    handed = handout(assessed, chosen, chosen[0].owner if one_owner and chosen else None)
    if form == "xlsx":
        from compliance.questionnaire.workbook import workbook

        if not chosen:
            raise UsageError(
                "no question is open here, so there is nothing to hand out", "Add --all for those answered."
            )
        return workbook(handed)
    if form == "json":
        return _json(questions_json(handed, found.elsewhere))
    elsewhere = () if one_owner else found.elsewhere
    return f"{questions_text(handed, elsewhere, style)}\n".encode()


def _json(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _style(output: Path | None) -> Style:
    return Style(colour=output is None and coloured(sys.stdout), width=width())


def _say_what_next(count: int, output: Path | None) -> None:
    where = output or "it"
    say(f"{count} questions. When it comes back: compliance answers import {where} --answers answers.yaml")
