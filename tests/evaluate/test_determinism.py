from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.evaluate.partial import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import datetime as dt, hashlib
from compliance import resources
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json
from compliance.pipeline.catalogs import catalog_in_use
data = resources.read("frameworks", "architectures/hybrid.yaml")
done = assess_sources(Sources(Given("architecture.yaml", data)), catalog_in_use(), dt.date(2026, 11, 20))
print(hashlib.sha256(assessment_json(done.assessment)).hexdigest())
"""


def test_the_same_inputs_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Neither hash seed nor time zone, locale or folder reaches the assessment."""
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "1"},
    )
    found = set()
    for number, extra in enumerate(settings):
        folder = tmp_path / str(number)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=folder,
            env=os.environ | extra | {"PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        )
        found.add(done.stdout)
    assert len(found) == 1
