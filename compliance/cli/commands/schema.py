"""`compliance schema`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compliance.cli.console import deliver
from compliance.inputs.schema import architecture_schema
from compliance.pipeline.catalogs import catalog_in_use, vocabulary

if TYPE_CHECKING:
    from pathlib import Path


def run(output: Path | None, *, force: bool) -> None:
    """Write the JSON Schema."""
    catalog = catalog_in_use()
    schema = architecture_schema(vocabulary(catalog))
    deliver((json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode(), output, force=force)
