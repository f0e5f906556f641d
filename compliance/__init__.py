"""Compliance assessment of AI systems: from an architecture description to a signed report.

Importing this package costs nothing: it holds the version and imports no other module, so that
`compliance --help` answers at once.
"""

from __future__ import annotations

__version__ = "0.1.0"
