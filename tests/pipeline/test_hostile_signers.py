"""A signer may embed anything: each kind of nonsense, and each lie about the pages, becomes a failed fact and never a traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from compliance.pipeline.presenting import presented
from compliance.pipeline.reporting import attachments
from compliance.pipeline.verifying import verify_report
from compliance.signing import EmbeddedInput, Reason, State, build_manifest, sign
from tests.signing import pki, reports

if TYPE_CHECKING:
    from compliance.pipeline.assessing import Assessed
    from compliance.signing import Identity, Verdict


@pytest.fixture(scope="module")
def parts(assessed: Assessed) -> dict[str, bytes]:
    """What an honest report embeds."""
    return {one.name: one.data for one in attachments(assessed, presented())}


def _signed(parts: dict[str, bytes], signer: Identity, **manifest: Any) -> Verdict:
    """The verdict on a page of no matter what, with `parts` embedded and a manifest that fits them."""
    honest = json.loads(parts["manifest.json"])
    roles = {file["name"]: file["role"] for file in honest["files"]}
    files = [
        EmbeddedInput(name, data, roles.get(name, "template"))
        for name, data in parts.items()
        if name != "manifest.json"
    ]
    more = {**{key: honest[key] for key in honest if key not in {"schema", "tool", "files"}}, **manifest}
    tool = more.pop("tool", honest["tool"])
    made = build_manifest(files, tool=tool, more=more)
    pdf = reports.render(embedded={**{file.name: file.content for file in files}, "manifest.json": made})
    return verify_report(sign(pdf, signer, signed_at=pki.NOW), pki.NOW, pages=True)


@pytest.mark.parametrize("data", [b"[]", b"{}", b"\xff", b'{"files": [1]}', b"[" * 100_000])
def test_a_catalog_that_is_none(data: bytes, parts: dict[str, bytes], signer: Identity) -> None:
    """Whatever stands in its place."""
    verdict = _signed({**parts, "catalog.json": data}, signer)
    assert (verdict.exit_code, verdict.reasons) == (4, (Reason.CATALOG_DIFFERS,))
    assert (verdict.replay.state, verdict.pages.state) == (State.NOT_CHECKED, State.NOT_CHECKED)


@pytest.mark.parametrize("data", [b"[]", b'{"inputs": {"answers": [0]}}', b"[" * 100_000])
def test_an_assessment_that_is_none(data: bytes, parts: dict[str, bytes], signer: Identity) -> None:
    """Its digest is right, and that is all that is right about it."""
    verdict = _signed({**parts, "assessment.json": data}, signer)
    assert (verdict.exit_code, verdict.reasons) == (4, (Reason.NOT_REDERIVED,))


@pytest.mark.parametrize(
    "lie",
    [
        {"as_of": 7},
        {"as_of": "soon"},
        {"frameworks": 3},
        {"described_on": None},
        {"evidence": 1},
        {"tool": {"name": "x"}},
    ],
    ids=str,
)
def test_a_manifest_of_another_shape(lie: dict[str, Any], parts: dict[str, bytes], signer: Identity) -> None:
    """Each member in turn."""
    verdict = _signed(parts, signer, **lie)
    assert verdict.exit_code == 4
    assert verdict.replay.state is State.FAILED


def test_pages_that_were_not_drawn_from_the_inputs_are_refused(
    parts: dict[str, bytes], signer: Identity
) -> None:
    """Inputs, catalog and findings are honest and equal; only what people read is another text."""
    verdict = _signed(parts, signer)
    assert verdict.replay.state is State.OK
    assert verdict.pages.state in {State.FAILED, State.NOT_ESTABLISHED}
    assert "pages drawn again and equal" not in verdict.bottom_line
    assert verdict.failures or "the pages are not those drawn here" in verdict.bottom_line


@pytest.mark.parametrize("lie", [{"renderer": {"weasyprint": "1"}}, {"renderer": [1]}], ids=str)
def test_another_renderer_is_said_and_not_compared(
    lie: dict[str, Any], parts: dict[str, bytes], signer: Identity
) -> None:
    """Nobody can tell, so nothing is claimed; the bottom line does not speak of pages."""
    verdict = _signed(parts, signer, **lie)
    assert (verdict.exit_code, verdict.pages.state) == (0, State.NOT_CHECKED)
    assert "pages" not in verdict.bottom_line


def test_an_honest_report_is_drawn_again(signed: bytes) -> None:
    """The unsigned render is the exact start of the signed file."""
    verdict = verify_report(signed, pki.NOW, pages=True)
    assert (verdict.pages.state, verdict.exit_code) == (State.OK, 0), verdict.pages.sentence
    assert "pages drawn again and equal" in verdict.bottom_line


def test_an_edition_nobody_knows_is_refused(parts: dict[str, bytes], signer: Identity) -> None:
    """It cannot be drawn, so it was not drawn by this program."""
    assert _signed(parts, signer, edition="x").exit_code == 4


def test_templates_out_of_a_file_are_not_run(parts: dict[str, bytes], signer: Identity) -> None:
    """They are programs: whoever verifies a stranger's report would run a stranger's program."""
    verdict = _signed({**parts, "template-report.html.j2": b"{{ 1 / 0 }}"}, signer)
    assert (verdict.exit_code, verdict.pages.state) == (0, State.NOT_CHECKED), verdict.facts
    assert "templates of its own" in verdict.pages.sentence
