"""The parameters of commands: their types, names and help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"


class Starter(StrEnum):
    """The starter architectures."""

    HOSTED_API = "hosted-api"
    SELF_HOSTED = "self-hosted"
    HYBRID = "hybrid"


class Edition(StrEnum):
    """How much a report prints; both editions embed the whole assessment."""

    FULL = "full"
    EXECUTIVE = "executive"


Arch = Annotated[Path, typer.Argument(metavar="ARCH", help="The architecture YAML.")]
Answers = Annotated[
    list[Path] | None, typer.Option("--answers", metavar="FILE", help="An answers file; repeat for several.")
]
Frameworks = Annotated[
    list[str] | None,
    typer.Option("--framework", metavar="ID", help="Only this framework; repeat for several."),
]
Catalogs = Annotated[
    list[Path] | None,
    typer.Option("--catalog", metavar="DIR", help="A catalog folder of your own; repeat for several."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The date of assessment (default: today).")
]
DescribedOn = Annotated[
    str | None,
    typer.Option(
        "--described-on",
        metavar="DATE",
        help="The date of the facts (default: stated in ARCH, else --as-of).",
    ),
]
Determinations = Annotated[
    Path | None, typer.Option("--determinations", metavar="FILE", help="Conclusions of named persons.")
]
Acceptances = Annotated[Path | None, typer.Option("--acceptances", metavar="FILE", help="Risk acceptances.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
Owner = Annotated[
    str | None, typer.Option("--owner", metavar="NAME", help="Only questions this person is to answer.")
]
Theme = Annotated[
    str | None, typer.Option("--theme", metavar="T", help="Only questions of this theme, e.g. access.")
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does it; asked for on a terminal.")]
Role = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="In which role.")]
OneAnswers = Annotated[
    list[Path] | None,
    typer.Option(
        "--answers", metavar="FILE", help="The one answers file that is meant; made where there is none."
    ),
]
Variant = Annotated[
    str,
    typer.Option(
        "--variant",
        metavar="NAME",
        help="The variant of the architecture to assess (default: as it is written).",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Refuse input where architecture and answers disagree.")
]
IdentityFile = Annotated[
    Path | None,
    typer.Option(
        "--identity",
        metavar="FILE",
        help="Who signs: a PKCS#12 or encrypted PEM file, or pkcs11:... (RFC 7512).",
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="A file whose first line is the passphrase."),
]
PassphraseEnv = Annotated[
    str | None,
    typer.Option("--passphrase-env", metavar="NAME", help="An environment variable with the passphrase."),
]
EngagementFile = Annotated[
    Path | None,
    typer.Option(
        "--engagement",
        metavar="FILE",
        help="Who prepared the report, for whom, for which period; what the management answers.",
    ),
]
EditionWanted = Annotated[
    Edition,
    typer.Option("--edition", help="full holds everything, executive what a decision needs on four pages."),
]
Since = Annotated[
    Path | None,
    typer.Option("--since", metavar="OLD.json", help="An earlier assessment; the report shows what changed."),
]
TemplateFolder = Annotated[
    Path | None,
    typer.Option("--template", metavar="DIR", help="Templates of your own that replace packaged ones."),
]
ReportOutput = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE.pdf", help="The PDF to write; for several, their folder."),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="N", min=1, max=64, help="How many of several reports are made at once."),
]
Draft = Annotated[bool, typer.Option("--draft", help="Do not sign; every page is marked as a draft.")]
