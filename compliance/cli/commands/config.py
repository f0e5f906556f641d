"""`compliance config show`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from compliance.cli.configuration import PREFIX, settings
from compliance.cli.console import result
from compliance.inputs.configuration import SETTINGS


def show(form: str) -> None:
    """Every setting in force with its origin."""
    found = settings(os.environ, Path.cwd())
    if form == "json":
        plain = {one.name: {"value": one.value, "origin": one.origin} for one in found}
        result(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    if not found:
        result(
            "Nothing is set: no compliance.toml, no [tool.compliance] in a pyproject.toml, no variable "
            + PREFIX
            + "…"
        )
        result(f"What can be set: {', '.join(SETTINGS)}.")
        return
    width = max(len(one.name) for one in found)
    for one in found:
        value = ", ".join(one.value) if isinstance(one.value, list) else str(one.value)
        result(f"{one.name.ljust(width)}  {value}  (from {one.origin})")
