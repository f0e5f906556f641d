"""The SARIF log before the official schema and the rules of the SARIF multitool: `make sarif` installs both."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import jsonschema
import pytest

from compliance.render.formats import sarif
from tests.examples.described import ROOT
from tests.render.formats.test_formats import ACCEPTED, example, with_first_gap

if TYPE_CHECKING:
    from pathlib import Path

TOOL = ROOT / ".venv-sarif" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
KNOWN = {"SARIF2005"}
"""Wants an address of the tool's home page, which the program does not have."""

pytestmark = pytest.mark.skipif(not TOOL.exists(), reason="the SARIF multitool is not installed: make sarif")


@pytest.mark.parametrize("name", ["payment-copilot", "hospital-api"])
def test_the_log_keeps_the_schema(name: str) -> None:
    """Every property is one that the standard knows, of its kind; acceptances too."""
    schema = json.loads((TOOL / "sarif-2.1.0.json").read_text("utf-8-sig"))
    log = json.loads(sarif.write(with_first_gap(example(name), acceptance=ACCEPTED)))
    jsonschema.validate(log, schema)


def test_the_multitool_has_nothing_to_say_but_what_is_known(tmp_path: Path) -> None:
    """Its rules look for what readers of SARIF stumble over."""
    (tmp_path / "log.sarif").write_bytes(sarif.write(example()))
    tool = TOOL / "Sarif.Multitool"
    tool.chmod(0o755)
    words = ["validate", str(tmp_path / "log.sarif"), "--output", str(tmp_path / "said.sarif")]
    subprocess.run([tool, *words], capture_output=True, check=True, timeout=120)
    (run,) = json.loads((tmp_path / "said.sarif").read_text("utf-8-sig"))["runs"]
    assert {result["ruleId"] for result in run["results"]} <= KNOWN
