from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError

if TYPE_CHECKING:
    from tests.inputs.conftest import Load

REFUSED = sorted((Path(__file__).parent / "refused").glob("*.yaml"))


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_each_way_to_be_wrong_is_told_in_full(load: Load, path: Path) -> None:
    """All problems of a file at once, each with its place, its line, a caret and what to do: the whole text as people see it."""
    with pytest.raises(InputError) as refused:
        load(path.read_text("utf-8"), path.name)
    assert refused.value.exit_code == 3
    assert refused.value.diagnostics() + "\n" == path.with_suffix(".txt").read_text("utf-8")


def test_every_text_has_its_file() -> None:
    """A text nobody compares would rot."""
    texts = {path.stem for path in (Path(__file__).parent / "refused").glob("*.txt")}
    assert texts == {path.stem for path in REFUSED}


def test_a_secret_is_never_shown(load: Load) -> None:
    """What looks like a key is refused and masked: a problem is printed, logged and mailed."""
    with pytest.raises(InputError) as refused:
        load('parties:\n  vendor: {name: "sk-proj-a8d7f6s5d4f3a2s1d0f9g8h7"}\n')
    assert "a8d7f6" not in refused.value.diagnostics()
    assert "a8d7f6" not in str(refused.value)


@pytest.mark.parametrize("country", ["no", "uk", "Norway", "N0"])
def test_a_country_is_a_code(load: Load, country: str) -> None:
    """`no` is neither false nor Norway; the two letters are asked for."""
    with pytest.raises(InputError, match="is no country"):
        load(f"organisation: {{country: {country}}}")


def test_a_thousand_problems_are_enough(load: Load) -> None:
    """A file of another kind does not fill the memory with what is wrong with it."""
    with pytest.raises(InputError) as refused:
        load("".join(f"key{number}: 1\n" for number in range(3000)))
    assert len(refused.value.problems) == 1000
