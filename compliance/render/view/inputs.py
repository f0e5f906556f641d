"""The annex: what went in, with digests, and what is embedded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.render import words
from compliance.render.text import clean

if TYPE_CHECKING:
    from compliance.render.report import ReportInput


@dataclass(frozen=True, slots=True)
class Digest:
    """A file with what it is and its SHA-256 (64 hexadecimal digits)."""

    name: str
    what: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Annex:
    """Inputs, catalogs and embedded files with their digests, and the versions of the programs."""

    inputs: tuple[Digest, ...]
    catalogs: tuple[Digest, ...]
    embedded: tuple[Digest, ...]
    derived_by: str
    rendered_by: str


def annex(report: ReportInput) -> Annex:
    """The annex of a report; digests of embedded files are computed from the bytes that are embedded."""
    inputs = report.assessment.inputs
    files = [("architecture", inputs.architecture), *(("answers", one) for one in inputs.answers)]
    files += [
        (what, one)
        for what, one in (("determinations", inputs.determinations), ("risk acceptances", inputs.acceptances))
        if one
    ]
    catalogs = [
        Digest(
            one.id,
            f"{clean(one.text_version)}; catalog {clean(one.catalog_version)}, {one.origin.replace('_', '-')}",
            one.sha256,
        )
        for one in inputs.frameworks
    ]
    catalogs += [Digest(clean(one.path), "shared by the catalogs", one.sha256) for one in inputs.shared]
    tool = report.assessment.tool
    return Annex(
        inputs=tuple(Digest(clean(one.name), what, one.sha256) for what, one in files),
        catalogs=tuple(catalogs),
        embedded=tuple(
            Digest(
                clean(one.name),
                f"{words.RELATION[one.relationship]}: {clean(one.description)}",
                hashlib.sha256(one.data).hexdigest(),
            )
            for one in sorted(report.attachments, key=lambda one: one.name)
        ),
        derived_by=f"{tool.name} {tool.version}",
        rendered_by=f"{tool.name} {report.tool_version}",
    )
