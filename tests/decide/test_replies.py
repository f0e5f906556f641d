"""What the volumes are told as."""

from __future__ import annotations

import pytest

from compliance.decide.replies import replies
from compliance.model.comparison import BreakEven
from tests.decide.numbers import layers


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((None, None, None), "own is dearer than api at every volume up to 100 million."),
        ((5000000, None, None), "own is dearer than api up to 100 million, and at best costs no more from 5 000 000."),
        ((10, 20, None), "own costs no more than api from 20 (at best 10, at worst never)."),
    ],
)  # fmt: skip
def test_a_volume_that_is_never_reached_is_no_volume(
    ends: tuple[int | None, int | None, int | None], told: str
) -> None:
    """In words, and with the better end where only that one is reached."""
    volume = replies(layers(), (), (BreakEven("own", "api", *ends),))[0]
    assert told in f"{volume.because}."
