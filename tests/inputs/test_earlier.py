"""Reading an earlier assessment for comparison."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from compliance.errors import InputError
from compliance.inputs.earlier import load_earlier

GOOD: dict[str, Any] = {
    "schema": "compliance-assessment/1",
    "as_of": "2026-05-01",
    "system": {"id": "notes", "name": "Notes"},
    "inputs": {"frameworks": [{"id": "gdpr", "sha256": "ab"}]},
    "findings": [
        {
            "id": "c@party:v",
            "control": "c",
            "outcome": "gap",
            "timing": "in_force",
            "standing": "current",
            "new": 1,
        }
    ],
}


def test_what_a_comparison_needs_is_read() -> None:
    """Fields that later versions added are passed over."""
    data = json.dumps(GOOD).encode()
    earlier = load_earlier(data, "old.json")

    assert (earlier.as_of, earlier.system, earlier.catalogs) == ("2026-05-01", "notes", {"gdpr": "ab"})
    assert earlier.findings["c@party:v"].outcome == "gap"
    assert earlier.sha256 == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "this is no JSON"),
        (b"\xff\xfe\x00", "this is no JSON"),
        (b"[" * 100_000, "this is no JSON"),
        (b"[]", "no assessment of version 1"),
        (b'{"schema": "compliance-assessment/2"}', "its schema is 'compliance-assessment/2'"),
        (json.dumps({**GOOD, "findings": [{"id": 7}]}).encode(), "no assessment of version 1"),
        (json.dumps({k: v for k, v in GOOD.items() if k != "system"}).encode(), "no assessment of version 1"),
    ],
)
def test_anything_else_is_refused_with_a_hint(data: bytes, message: str) -> None:
    """The file is named, and where to get the right one."""
    with pytest.raises(InputError) as caught:
        load_earlier(data, "old.json")

    (problem,) = caught.value.problems
    assert message in problem.message
    assert str(problem.place).startswith("old.json:1")
    assert "assess --format json" in str(problem.hint)
