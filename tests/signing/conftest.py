"""Reports and identities shared by the tests of this folder; rendered and signed once, because both are the slow part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.signing import prepare, sign
from tests.signing import pki, reports

if TYPE_CHECKING:
    from compliance.signing import Identity


@pytest.fixture(scope="session")
def signer() -> Identity:
    """The honest signer."""
    return pki.self_made()


@pytest.fixture(scope="session")
def attacker() -> Identity:
    """Someone else who calls themselves the same."""
    return pki.self_made()


@pytest.fixture(scope="session")
def report() -> bytes:
    """An unsigned report of one page."""
    return reports.render()


@pytest.fixture(scope="session")
def prepared(report: bytes) -> bytes:
    """The report, repacked, with its empty signature field."""
    return prepare(report)


@pytest.fixture(scope="session")
def signed(report: bytes, signer: Identity) -> bytes:
    """The honest file."""
    return sign(report, signer, signed_at=pki.NOW, reason="Report issued")
