"""From files other programs own to facts about a system: what they state, what follows from it, what they leave open.

Nothing is guessed: a region, a vendor or an encryption that a file does not name stays a question. Values shaped or named
like secrets have been left out before a file gets here.
"""

from __future__ import annotations

from compliance.importers.detect import IMPORTERS, imported
from compliance.importers.facts import Basis, Fact, Imported, Open, identifier

__all__ = ["IMPORTERS", "Basis", "Fact", "Imported", "Open", "identifier", "imported"]
