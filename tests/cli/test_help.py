"""The help of every command, as it was read and accepted; GOLDEN=write takes new ones over."""

from __future__ import annotations

import pytest

from tests.cli.terminal import run
from tests.cli.test_assess import golden
from tests.cli.test_commands import ALL


@pytest.mark.parametrize("name", ALL)
def test_the_help_of_a_command(name: str) -> None:
    """However its options are declared, people see the same names in the same order with the same words."""
    found = run(*name.split()[1:], "--help", COLUMNS="100")
    assert (found.code, found.err) == (0, "")
    text = found.out[found.out.index(name) :]  # before it stands how the program was started
    golden(f"help/{name.replace(' ', '-')}", text)
