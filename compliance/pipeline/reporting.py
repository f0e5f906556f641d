"""From an assessment to a report: what is embedded, rendered and signed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from compliance import __version__
from compliance.errors import UsageError
from compliance.pipeline import catalogs
from compliance.pipeline.assessing import TOOL, Assessed, assessment_json
from compliance.render import Attachment, RenderedReport, ReportInput, render
from compliance.render.stack import renderer
from compliance.signing import MANIFEST_NAME, EmbeddedInput, Identity, Terms, build_manifest, describe, sign

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from compliance.canonical import Json
    from compliance.pipeline.presenting import Presented

ASSESSMENT: Final = "assessment.json"
CATALOG: Final = "catalog.json"
COMPARISON: Final = "comparison.json"
"""A file of this name is a comparison that a verifier derives again, and nothing else."""
RENDERER: Final = "renderer"
_MIME: Final = {"json": "application/json", "yaml": "application/yaml"}
_MEANING: Final = {
    "architecture": "Description of the system, as it was supplied",
    "answers": "Answers to the questionnaire, as they were supplied",
    "determinations": "Conclusions of named persons, as they were supplied",
    "acceptances": "Risk acceptances, as they were supplied",
    "catalog": "Every catalog file that was used",
    "assessment": "The assessment this report renders",
    "engagement": "Who asked for the report, and what the management answers, as supplied",
    "earlier_assessment": "The earlier assessment whose changes are shown, as supplied",
    "template": "A template used instead of the packaged one",
    "numbers": "Numbers that costs and fit were computed from",
    "comparison": "The comparison of variants this report renders",
}
_DERIVED: Final = frozenset({"assessment", "comparison"})


def unsigned_report(
    assessed: Assessed, shown: Presented, signer: str | None, *, draft: bool
) -> RenderedReport:
    """The rendered report with everything embedded that its findings and its pages are made from."""
    return render(
        ReportInput(
            assessment=assessed.assessment,
            catalog=assessed.catalog,
            architecture=assessed.description.architecture,
            tool_version=__version__,
            attachments=attachments(assessed, shown),
            engagement=shown.engagement,
            signer=signer,
            draft=draft,
            description=assessed.description,
            edition=shown.edition,
            earlier=shown.earlier,
            templates=shown.templates,
            comparison=shown.chapter.comparison if shown.chapter is not None else None,
            variant=assessed.sources.variant,
        )
    )


def signed_report(
    assessed: Assessed,
    shown: Presented,
    identity: Identity,
    signed_at: dt.datetime,
    terms: Terms | None = None,
) -> tuple[bytes, RenderedReport]:
    """The PDF signed at the level of `terms`, B-B by default, and the render it was made from.

    Raises SigningError; nothing is ever returned unsigned or at another level.
    """
    rendered = unsigned_report(assessed, shown, describe(identity).subject, draft=False)
    reason = "Integrity and origin of this report"
    return sign(rendered.pdf, identity, signed_at=signed_at, reason=reason, terms=terms), rendered


def attachments(assessed: Assessed, shown: Presented) -> tuple[Attachment, ...]:
    """The inputs, the catalog, the assessment, what the pages show beside it, and the manifest that names them all."""
    files = [*embedded(assessed), *shown.files]
    assessment = assessed.assessment
    more: dict[str, Json] = {
        "as_of": assessment.as_of,
        "described_on": assessment.described_on,
        "frameworks": [scope.id for scope in assessment.frameworks],
        "evidence": sorted(assessed.sources.evidence),
        "evidence_lost": dict(assessed.sources.lost),
        "edition": shown.edition,
        "variant": assessed.sources.variant,
        RENDERER: dict(renderer()),
    }
    if shown.chapter is not None:
        files += shown.chapter.files
        more["comparison"] = shown.chapter.how
    elif any(file.name == COMPARISON for file in files):
        raise UsageError(f"{COMPARISON!r} is the name of a comparison of variants", "Give your file another.")
    return attached(files, more)


def attached(files: Sequence[EmbeddedInput], more: Mapping[str, Json]) -> tuple[Attachment, ...]:
    """Files as a report embeds them, sorted by name, with the manifest that names them all and holds `more`.

    UsageError where two of them are called alike: a reader could not tell which is meant.
    """
    names = Counter([MANIFEST_NAME, *(file.name for file in files)])
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise UsageError(f"two files of this report would be called {twice[0]!r}", "Give yours another name.")
    manifest = build_manifest(files, tool={"name": TOOL.name, "version": TOOL.version}, more=more)
    found = [
        Attachment(
            file.name,
            file.content,
            _MIME.get(file.name.rpartition(".")[2], "application/octet-stream"),
            _MEANING[file.role],
            "Data" if file.role in _DERIVED else "Source",
        )
        for file in files
    ]
    found.append(
        Attachment(
            MANIFEST_NAME, manifest, "application/json", "Names and digests of the embedded files", "Data"
        )
    )
    return tuple(sorted(found, key=lambda one: one.name))


def embedded(assessed: Assessed) -> list[EmbeddedInput]:
    """The files to embed with what each one is."""
    sources = assessed.sources
    files = [EmbeddedInput(sources.architecture.name, sources.architecture.data, "architecture")]
    files += [EmbeddedInput(given.name, given.data, "answers") for given in sources.answers]
    for role, given in (("determinations", sources.determinations), ("acceptances", sources.acceptances)):
        if given is not None:
            files.append(EmbeddedInput(given.name, given.data, role))
    files.append(EmbeddedInput(CATALOG, catalogs.to_json(assessed.catalog), "catalog"))
    files.append(EmbeddedInput(ASSESSMENT, assessment_json(assessed.assessment), "assessment"))
    return files
