"""The provisions that have an outcome for a system, as an OSCAL 1.2.1 profile of the exported catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.canonical import sha256
from compliance.render.formats import oscal_catalog
from compliance.render.formats.oscal_parts import (
    CATALOG_FILE,
    control_id,
    encoded,
    fingerprint,
    metadata,
    prop,
    reviewed,
    uuid,
)

if TYPE_CHECKING:
    from compliance.render.formats.given import Written


def write(found: Written) -> bytes:
    """The profile; it imports the catalog that stands beside it, and names its digest."""
    chosen: dict[str, Any] = {"href": CATALOG_FILE}
    ids = [control_id(*one) for one in reviewed(found)]
    if ids:
        chosen["include-controls"] = [{"with-ids": ids}]
    head = metadata(found, "Provisions with an outcome")
    head["props"].append(prop("catalog-sha256", sha256(oscal_catalog.write(found))))
    return encoded(
        {
            "profile": {
                "uuid": uuid("profile", fingerprint(found)),
                "metadata": head,
                "imports": [chosen],
                "merge": {"as-is": True},
            }
        }
    )
