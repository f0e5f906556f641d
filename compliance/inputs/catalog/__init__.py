"""Reading catalogs."""

from __future__ import annotations

from compliance.inputs.catalog.load import catalog_file, load_catalog

__all__ = ["catalog_file", "load_catalog"]
