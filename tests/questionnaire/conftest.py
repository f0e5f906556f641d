from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.pipeline.catalogs import catalog_in_use

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog


@pytest.fixture(scope="session")
def hipaa() -> Catalog:
    """The built-in catalog as far as HIPAA needs it, read once."""
    return catalog_in_use(["hipaa"])
