"""`compliance verify`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

from compliance.cli.console import coloured, deliver, result, width
from compliance.cli.progress import shown_progress
from compliance.files import read_limited, refuse_existing
from compliance.pipeline.verifying import verify_report
from compliance.render.terminal import Style
from compliance.render.verdict import verdict_html, verdict_text

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.verifying import Relied
    from compliance.signing import Verdict

LARGEST_PDF = 512 * 1024 * 1024


def run(pdf: Path, relied: Relied, form: str, output: Path | None, *, force: bool) -> int:
    """Verify and write the numbered facts; the exit code follows from them."""
    if output is not None:
        refuse_existing(output, overwrite=force)
    now = dt.datetime.now(tz=dt.UTC)
    with shown_progress("Drawing the pages again"):
        verdict = verify_report(
            read_limited(pdf, LARGEST_PDF),
            now,
            reliance=relied.reliance(),
            replay=not relied.no_replay,
            pages=not (relied.no_replay or relied.no_pages),
        )
    plain = as_json(verdict)
    if form == "json":
        deliver_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", output, force=force)
    elif form == "html":
        deliver_text(verdict_html(pdf.name, plain, f"{now:%Y-%m-%d %H:%M} UTC"), output, force=force)
    else:
        style = Style(colour=output is None and coloured(sys.stdout), width=width())
        deliver_text(verdict_text(pdf.name, plain, style), output, force=force)
    return verdict.exit_code


def deliver_text(text: str, output: Path | None, *, force: bool) -> None:
    """To a file, or to stdout."""
    if output is None:
        result(text)
    else:
        deliver(text.encode(), output, force=force)


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
                "field": signer.field_name,
                "subject": signer.subject,
                "fingerprint": signer.fingerprint,
                "stated_time": signer.stated_time.isoformat() if signer.stated_time else None,
                "stated_reason": signer.reason,
                "commitment": signer.commitment,
                "certifying": signer.certifying,
                "over": {"bytes": signer.end, "fields": list(signer.over)},
            }
            for signer in verdict.signers
        ],
        "time_stamps": [
            {
                "field": stamp.field_name,
                "subject": stamp.subject,
                "fingerprint": stamp.fingerprint,
                "time": stamp.time.isoformat(),
                "over": "file" if stamp.over_file else "signature",
                "relied_on": stamp.relied_on,
            }
            for stamp in verdict.stamps
        ],
        "bottom_line": verdict.bottom_line,
        "exit_code": verdict.exit_code,
    }
