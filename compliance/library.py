"""The program as a library: from files to a signed report and back, in six calls.

    from compliance import assess, load_architecture, load_frameworks, render, sign, verify

Nothing here reads a clock: dates are arguments. Every error is a `ComplianceError`. Whatever is not named here may change
from one version to the next.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.files import LARGEST_INPUT, read_limited
from compliance.pipeline.assessing import Assessed, Given, Sources, assess_sources
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.chapter import Weighing, with_chapter
from compliance.pipeline.gathering import gathered
from compliance.pipeline.presenting import Presented
from compliance.pipeline.reporting import signed_report, unsigned_report
from compliance.pipeline.verifying import verify_report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cryptography.x509 import Certificate

    from compliance.model.catalog import Catalog
    from compliance.render import RenderedReport
    from compliance.signing import Identity, Terms, Verdict

__all__ = ["assess", "load_architecture", "load_frameworks", "render", "sign", "verify"]


def load_frameworks(*frameworks: str, folders: Sequence[str | Path] = ()) -> Catalog:
    """The catalogs: all four, or those named (`hipaa`, `gdpr`, `pci_dss`, `eu_ai_act`), with those of your own folders.

    Raises InputError for a framework there is none of, or a folder that holds no catalog.
    """
    return catalog_in_use(frameworks, [Path(folder) for folder in folders])


def load_architecture(
    architecture: str | Path,
    *,
    answers: Sequence[str | Path] = (),
    determinations: str | Path | None = None,
    acceptances: str | Path | None = None,
    variant: str = "base",
) -> Sources:
    """A description with what persons add to it. Evidence is looked for beside the answers.

    Raises InputError where a file cannot be read. What is wrong inside one is told by `assess`, which knows the catalogs'
    words.
    """
    return gathered(
        Path(architecture),
        [Path(path) for path in answers],
        Path(determinations) if determinations is not None else None,
        Path(acceptances) if acceptances is not None else None,
        variant,
    )


def assess(
    sources: Sources,
    as_of: dt.date,
    *,
    frameworks: Catalog | None = None,
    described_on: dt.date | None = None,
) -> Assessed:
    """Evaluate a description as of a date; `.assessment` holds the findings, `assessment_json` of it the machine contract.

    `frameworks` are all four by default. `described_on` dates the facts: given, else stated, else `as_of`. Raises InputError with
    all that is wrong with the files.
    """
    return assess_sources(sources, frameworks or load_frameworks(), as_of, described_on=described_on)


def render(
    assessed: Assessed, *, shown: Presented | None = None, decision: str | Path | None = None
) -> RenderedReport:
    """The report as an unsigned draft, marked on every page. `shown`: edition, engagement, templates.

    `decision`: a file of numbers about work, people and prices; with it a chapter decides between the variants of the
    architecture. Raises InputError where that file is wrong, UsageError where the architecture declares no variants.
    """
    return unsigned_report(assessed, _shown(assessed, shown, decision), None, draft=True)


def sign(  # noqa: PLR0913 - who signs, when, at which level, and what is shown
    assessed: Assessed,
    identity: Identity,
    signed_at: dt.datetime,
    *,
    shown: Presented | None = None,
    decision: str | Path | None = None,
    terms: Terms | None = None,
) -> bytes:
    """The report rendered and signed: the PDF. `shown` and `decision` as for `render`; `terms`: the level, B-B by default.

    `compliance.signing.load_identity` opens an identity.
    Raises SigningError where it cannot be signed at that level; nothing is ever returned unsigned.
    """
    return signed_report(assessed, _shown(assessed, shown, decision), identity, signed_at, terms)[0]


def verify(
    report: bytes | str | Path, at: dt.datetime, *, trust: Sequence[Certificate] = (), replay: bool = True
) -> Verdict:
    """The numbered facts about a report: signatures, embedded files, catalog, and the findings derived again.

    `trust`: certificates of those who may have signed; without any, who signed is not established.
    """
    pdf = report if isinstance(report, bytes) else Path(report).read_bytes()
    return verify_report(pdf, at, trust, replay=replay)


def _shown(assessed: Assessed, shown: Presented | None, decision: str | Path | None) -> Presented:
    plain = shown or Presented()
    if decision is None:
        return plain
    path = Path(decision)
    given = Given(path.name, read_limited(path, LARGEST_INPUT))
    return with_chapter(plain, assessed, Weighing(given))


# The stage `compliance.render` has the name of one of the calls. Importing a package's module binds it in the package, so the
# call is bound again; the stage stays importable by its full name.
sys.modules["compliance"].__dict__["render"] = render
