"""`compliance demo`."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
from typing import TYPE_CHECKING

from compliance import resources
from compliance.cli.commands.verify import as_json
from compliance.cli.console import coloured, result, say, width
from compliance.files import write_atomically
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json, pretty
from compliance.pipeline.catalogs import catalog_in_use
from compliance.pipeline.presenting import presented
from compliance.pipeline.reporting import signed_report
from compliance.pipeline.verifying import verify_report
from compliance.render.terminal import Style, assessment_text
from compliance.render.verdict import verdict_text
from compliance.signing import create_identity, describe, load_certificates, load_identity

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "hospital-api"
NAMES = ("architecture.yaml", "answers.yaml", "engagement.yaml")


def run(folder: Path) -> int:
    """Assess the packaged hospital, sign the report with an identity made for the moment, verify it; the code of that."""
    folder.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now(tz=dt.UTC)
    architecture, answers, engagement = (resources.read("examples", f"{EXAMPLE}/{name}") for name in NAMES)
    sources = Sources(Given(NAMES[0], architecture), (Given(NAMES[1], answers),))
    found = assess_sources(sources, catalog_in_use(), now.date())
    style = Style(colour=coloured(sys.stdout), width=width())
    result(assessment_text(found.assessment, found.catalog, found.description.architecture, style))
    passphrase = secrets.token_urlsafe(16)  # the key is used once and never written
    made = create_identity("Demonstration signer", "Not a real organisation", passphrase=passphrase, now=now)
    identity = load_identity(made, passphrase)
    say("Rendering and signing the report ...")
    pdf, rendered = signed_report(found, presented(Given(NAMES[2], engagement)), identity, now)
    certificate = describe(identity).certificate_pem
    files = {
        "architecture.yaml": architecture,
        "answers.yaml": answers,
        "engagement.yaml": engagement,
        "assessment.json": pretty(assessment_json(found.assessment)),
        "report.pdf": pdf,
        "signer.cert.pem": certificate,
    }
    for name, data in files.items():
        write_atomically(folder / name, data, overwrite=True)
    verdict = verify_report(
        pdf, dt.datetime.now(tz=dt.UTC), load_certificates(certificate, "signer.cert.pem")
    )
    result(verdict_text("report.pdf", as_json(verdict), style))
    result(f"The signed report ({rendered.pages} pages): {folder / 'report.pdf'}")
    result(
        f"Verify it yourself: compliance verify {folder / 'report.pdf'} --trust {folder / 'signer.cert.pem'}"
    )
    return verdict.exit_code
