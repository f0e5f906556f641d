"""One small report, rendered and signed once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.pipeline.assessing import Assessed, assess_sources
from compliance.pipeline.catalogs import narrowed
from compliance.pipeline.presenting import Presented
from compliance.pipeline.reporting import signed_report, unsigned_report
from tests.examples.described import DAY, catalog, sources
from tests.signing import pki

if TYPE_CHECKING:
    from compliance.signing import Identity


@pytest.fixture(scope="session")
def signer() -> Identity:
    """The honest signer."""
    return pki.self_made()


@pytest.fixture(scope="session")
def assessed() -> Assessed:
    """The hospital under HIPAA alone, answers included."""
    return assess_sources(sources("hospital-api"), narrowed(catalog(), ["hipaa"]), DAY)


@pytest.fixture(scope="session")
def unsigned(assessed: Assessed) -> bytes:
    """The report before it is signed."""
    return unsigned_report(assessed, Presented(), None, draft=True).pdf


@pytest.fixture(scope="session")
def signed(assessed: Assessed, signer: Identity) -> bytes:
    """The signed report."""
    return signed_report(assessed, Presented(), signer, pki.NOW)[0]
