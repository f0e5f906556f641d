"""From files to the model: the architecture, what persons add to it, the catalogs."""

from __future__ import annotations
