"""Compliance assessment of AI systems: from an architecture description to a signed report.

Importing this package costs nothing: it holds the version, and imports what `compliance.library` offers when it is first
used, so that `compliance --help` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.library import assess, load_architecture, load_frameworks, render, sign, verify

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "assess",
    "load_architecture",
    "load_frameworks",
    "render",
    "sign",
    "verify",
]


def __getattr__(name: str) -> object:
    """What the library offers, on first use."""
    if name not in __all__:
        raise AttributeError(f"module 'compliance' has no attribute {name!r}")
    from compliance import library

    return getattr(library, name)
