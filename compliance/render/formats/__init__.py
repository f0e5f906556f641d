"""Renderings of an assessment for programs and for the web: each format is one module with one `write`, over the same types."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.render.formats.given import Written


def written(form: str, found: Written) -> bytes:
    """The assessment in a format, named as on the command line. Only that format's module is imported."""
    module = import_module(f"compliance.render.formats.{form.replace('-', '_')}")
    data: bytes = module.write(found)
    return data
