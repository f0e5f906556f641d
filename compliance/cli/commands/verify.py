"""`compliance verify`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, result, width
from compliance.cli.options import LARGEST_INPUT
from compliance.files import read_limited
from compliance.pipeline.verifying import verify_report
from compliance.render.terminal import Style
from compliance.render.verdict import verdict_text
from compliance.signing import load_certificates

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.signing import Verdict

LARGEST_PDF = 512 * 1024 * 1024


def run(pdf: Path, trust: list[Path], expected: list[str], form: str, *, replay: bool) -> int:
    """Verify and print the numbered facts; the exit code follows from them."""
    certificates = [
        one for path in trust for one in load_certificates(read_limited(path, LARGEST_INPUT), path.name)
    ]
    verdict = verify_report(
        read_limited(pdf, LARGEST_PDF), dt.datetime.now(tz=dt.UTC), certificates, expected, replay=replay
    )
    if form == "json":
        result(json.dumps(as_json(verdict), indent=2, ensure_ascii=False))
    else:
        facts = [(fact.number, fact.title, fact.state.value, fact.sentence) for fact in verdict.facts]
        result(
            verdict_text(
                pdf.name, facts, verdict.bottom_line, Style(colour=coloured(sys.stdout), width=width())
            )
        )
    return verdict.exit_code


def as_json(verdict: Verdict) -> dict[str, object]:
    """The verdict as plain data."""
    return {
        "schema": "compliance-verdict/1",
        "facts": [
            {
                "number": fact.number,
                "name": fact.name,
                "title": fact.title,
                "state": fact.state.value,
                "sentence": fact.sentence,
                "reason": fact.reason.value if fact.reason else None,
            }
            for fact in verdict.facts
        ],
        "signers": [
            {
                "subject": signer.subject,
                "fingerprint": signer.fingerprint,
                "stated_time": signer.stated_time.isoformat() if signer.stated_time else None,
                "certifying": signer.certifying,
            }
            for signer in verdict.signers
        ],
        "bottom_line": verdict.bottom_line,
        "exit_code": verdict.exit_code,
    }
