"""`compliance compare`."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, deliver, say, width
from compliance.cli.progress import shown_progress
from compliance.errors import UsageError
from compliance.files import refuse_existing, write_atomically
from compliance.pipeline.assessing import pretty
from compliance.pipeline.comparing import Choice, comparison_json
from compliance.pipeline.deciding_report import Compared, compared, signed_decision, unsigned_decision
from compliance.pipeline.gathering import Names
from compliance.render.comparison.markdown import decision_markdown
from compliance.render.comparison.page import decision_html
from compliance.render.comparison.terminal import comparison_text
from compliance.render.terminal import Style

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Inputs
    from compliance.cli.signers import Longevity, Signing
    from compliance.model.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare, as the command line names it."""

    architectures: list[Path]
    variants: list[str]
    decision: Path | None
    preset: str | None
    severity: str
    inputs: Inputs

    def choice(self) -> Choice:
        """Every file read, each under a name of its own. InputError where one cannot be read."""
        names = Names()
        first, *more = self.architectures
        sources = self.inputs.sources(first, names=names)
        others = (replace(sources, architecture=names.given(path)) for path in more)
        decision = names.given(self.decision) if self.decision else None
        return Choice((sources, *others), tuple(self.variants), decision, self.preset, self.severity)

    def compared(self, *, cached: bool = True) -> Compared:
        """Load everything, assess every variant and compare them. `cached`: the catalog may come from the user's cache."""
        inputs = self.inputs
        return compared(self.choice(), inputs.catalogs(cached=cached), inputs.law_of(), inputs.facts_of())


def run(asked: Asked, form: str, output: Path | None, *, force: bool) -> None:
    """Compare and write the result as text, JSON, Markdown or HTML."""
    if output is not None:
        refuse_existing(output, overwrite=force)
    found = asked.compared().comparison
    deliver(_written(found, form, output), output, force=force)
    _tell_alone(found)


def run_pdf(
    asked: Asked, signing: Signing | None, longevity: Longevity, output: Path | None, *, force: bool
) -> None:
    """Compare, draw, sign and write. Where anything is missing nothing is written."""
    if output is None:
        raise UsageError("a PDF needs a file to go to", "Name one with --output.")
    refuse_existing(output, overwrite=force)
    terms = longevity.terms()
    identity = signing.load() if signing is not None else None
    with shown_progress("Drawing the report"):
        found = asked.compared(cached=False)
        if identity is None:
            rendered = unsigned_decision(found, None, draft=True)
            data, kind = rendered.pdf, "unsigned draft"
        else:
            data, rendered = signed_decision(found, identity, dt.datetime.now(tz=dt.UTC), terms)
            kind = f"signed, level {terms.level}"
    write_atomically(output, data, overwrite=force)
    say(f"Written: {output} ({rendered.pages} pages, {kind})")


def _tell_alone(comparison: Comparison) -> None:
    """Say so where there is nothing to compare with."""
    if len(comparison.variants) == 1:
        say(
            "One variant is nothing to compare: describe others under `variants:` in the architecture file, or name a second one."
        )


def _written(comparison: Comparison, form: str, output: Path | None) -> bytes:
    match form:
        case "json":
            return pretty(comparison_json(comparison))
        case "markdown":
            return decision_markdown(comparison)
        case "html":
            return decision_html(comparison)
    style = Style(colour=output is None and coloured(sys.stdout), width=width())
    return comparison_text(comparison, style).encode()
