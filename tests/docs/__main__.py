"""`python -m tests.docs`: writes schemas, framework pages, published digests, the example reports and the pictures."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import secrets
import subprocess
import sys
from pathlib import Path

from compliance.inputs.engagement import engagement_schema
from compliance.inputs.schema import architecture_schema
from compliance.pipeline.assessing import Assessed, Given, Sources, assess_sources, assessment_json, pretty
from compliance.pipeline.catalogs import catalog_in_use, vocabulary
from compliance.pipeline.comparing import Choice, comparison_json
from compliance.pipeline.deciding_report import compared, signed_decision
from compliance.pipeline.presenting import presented
from compliance.pipeline.published import release_digests
from compliance.pipeline.reporting import signed_report
from compliance.pipeline.schema import assessment_schema, evidence_schema
from compliance.render.terminal import Style, assessment_text
from compliance.signing import create_identity, describe, load_identity
from tests.docs.completion import FILES
from tests.docs.pages import framework_page
from tests.docs.picture import terminal_svg

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "reports" / "examples"
SCHEMAS = ROOT / "templates" / "schemas"
AS_OF = dt.date(2026, 11, 20)
CATALOG = catalog_in_use()


def write(path: Path, text: str | bytes) -> None:
    """Write a file where its content changed."""
    data = text.encode() if isinstance(text, str) else text
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
        sys.stdout.write(f"changed: {path.relative_to(ROOT)}\n")


def schemas() -> None:
    """The JSON Schemas of files that people write and of those that other programs read."""
    for name, schema in (
        ("architecture", architecture_schema(vocabulary(CATALOG))),
        ("assessment", assessment_schema()),
        ("engagement", engagement_schema()),
        ("evidence-status", evidence_schema()),
    ):
        write(SCHEMAS / f"{name}.schema.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def completion() -> None:
    """What completes commands and options in a shell."""
    for name, text in FILES.items():
        write(ROOT / "templates" / "completion" / name, text())


def pages() -> None:
    """A page for each framework, and the digests of the catalogs as published."""
    for framework in CATALOG.frameworks:
        write(ROOT / "frameworks" / framework.framework.id / "README.md", framework_page(framework))
    write(ROOT / "frameworks" / "releases.yaml", release_digests(CATALOG))


def assessed(folder: Path) -> Assessed:
    """An example, assessed on the day of the examples."""
    answers = folder / "answers.yaml"
    given = (Given("answers.yaml", answers.read_bytes()),) if answers.exists() else ()
    sources = Sources(Given("architecture.yaml", (folder / "architecture.yaml").read_bytes()), given)
    return assess_sources(sources, CATALOG, AS_OF)


def examples(*, reports: bool) -> None:
    """The assessments of the examples, and with `reports` their signed PDFs."""
    for folder in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        found = assessed(folder)
        write(folder / "assessment.json", pretty(assessment_json(found.assessment)))
        if folder.name == "hospital-api":
            style = Style(colour=True, width=96)
            text = assessment_text(found.assessment, found.catalog, found.description.architecture, style)
            write(folder / "terminal.svg", terminal_svg(text, lines=46))
        if reports:
            report(folder, found)
        if (folder / "decision.yaml").exists():
            decision(folder, reports=reports)


def report(folder: Path, found: Assessed) -> None:
    """A report signed with a key that exists only while this runs."""
    now = dt.datetime.now(tz=dt.UTC)
    word = secrets.token_urlsafe(16)
    made = create_identity("Example signer", "Not a real organisation", passphrase=word, now=now)
    identity = load_identity(made, word)
    name = "engagement.yaml"
    shown = presented(Given(name, (folder / name).read_bytes()))
    pdf, _ = signed_report(found, shown, identity, now)
    (folder / "report.pdf").write_bytes(pdf)
    (folder / "signer.cert.pem").write_bytes(describe(identity).certificate_pem)
    if folder.name == "hospital-api":
        picture(folder, "report.pdf", "page-1")


def decision(folder: Path, *, reports: bool) -> None:
    """The variants of an example side by side; with `reports` the signed decision and a picture of its first page."""
    answers = folder / "answers.yaml"
    given = (Given("answers.yaml", answers.read_bytes()),) if answers.exists() else ()
    sources = Sources(Given("architecture.yaml", (folder / "architecture.yaml").read_bytes()), given)
    choice = Choice((sources,), decision=Given("decision.yaml", (folder / "decision.yaml").read_bytes()))
    found = compared(choice, CATALOG, AS_OF, None)
    write(folder / "comparison.json", pretty(comparison_json(found.comparison)))
    if not reports:
        return
    now = dt.datetime.now(tz=dt.UTC)
    word = secrets.token_urlsafe(16)
    made = create_identity("Example signer", "Not a real organisation", passphrase=word, now=now)
    identity = load_identity(made, word)
    pdf, _ = signed_decision(found, identity, now)
    (folder / "decision.pdf").write_bytes(pdf)
    (folder / "decision-signer.cert.pem").write_bytes(describe(identity).certificate_pem)
    picture(folder, "decision.pdf", "decision-1")


def picture(folder: Path, pdf: str, name: str) -> None:
    """The first page of a PDF as a picture beside it."""
    asked = ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-png", pdf, name]
    subprocess.run(asked, cwd=folder, check=True)


def main() -> None:
    """Generate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--without-reports", action="store_true", help="leave the PDFs and their pictures as they are"
    )
    chosen = parser.parse_args()
    schemas()
    completion()
    pages()
    examples(reports=not chosen.without_reports)


if __name__ == "__main__":
    main()
