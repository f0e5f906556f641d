"""Provisions by the ways in which people cite them: `GDPR Art. 28(3)`, `art 28(3)`, `HIPAA 164.308(b)(1)`, `PCI DSS 3.3.1`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog, FrameworkCatalog

_NOISE: Final = re.compile(
    r"\b(articles?|art|requirements?|req|sections?|sec|paragraphs?|para|cfr|45 cfr)\b|[.§,_\s]", re.IGNORECASE
)


def cited(catalog: Catalog, name: str) -> str | None:
    """The citation as the catalog writes it, `<framework> <provision>`; None where no provision is meant."""
    for framework in catalog.frameworks:
        for rest in _without(framework, name):
            for provision in framework.provisions:
                if _bare(provision.id) == _bare(rest):
                    return f"{framework.framework.id} {provision.id}"
    return None


def _without(framework: FrameworkCatalog, name: str) -> list[str]:
    """The text after the name of the framework, where it begins with one; else all of it."""
    own = framework.framework
    names = [
        own.id,
        own.id.replace("_", " "),
        own.short,
        own.short.partition(" ")[0],
        own.short.removeprefix("EU "),
    ]
    found = [name[len(one) :] for one in names if re.match(rf"{re.escape(one)}\b", name, re.IGNORECASE)]
    return found or [name]


def _bare(text: str) -> str:
    """A citation without what people write differently: words for a unit, full stops, spaces, capitals."""
    return re.sub(
        r"\.", "·", _NOISE.sub(lambda found: "." if found[0] == "." and _inner(found) else "", text)
    ).casefold()


def _inner(found: re.Match[str]) -> bool:
    """Whether a full stop stands between two digits, as in 3.3.1."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return before.isdigit() and after.isdigit()
