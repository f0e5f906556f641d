"""What comes from the cache is what the sources say, or it does not come from the cache."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compliance.pipeline.catalogs import built_in_files, catalog_in_use
from compliance.pipeline.compiled import compiled
from compliance.pipeline.packing import pack, unpack

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.model.catalog import Catalog


@cache
def sources() -> Catalog:
    """The catalog, from its sources."""
    return catalog_in_use()


def test_unpacking_gives_back_what_was_packed() -> None:
    """Every entry of every framework, with the fields that were stated, in the same order."""
    again = unpack(pack(sources()))
    assert again == replace(sources(), files=())
    assert repr(again) == repr(replace(sources(), files=()))


def test_equal_timelines_are_one_object() -> None:
    """Provisions with the same dates share them, so that evaluation prepares them once."""
    timelines = [one.timeline for one in unpack(pack(sources())).frameworks[0].provisions]
    assert len({id(one) for one in timelines}) == len(set(map(repr, timelines)))


@pytest.mark.parametrize("damage", ["", "{}", "no digest\n{}", "cut"])
def test_a_damaged_cache_is_not_used(tmp_path: Path, damage: str) -> None:
    """The sources are read again, and the cache is written anew."""
    files = built_in_files(cases=False)
    first = compiled(files, tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] if damage == "cut" else damage.encode())
    assert compiled(files, tmp_path) == first
    assert path.read_bytes() == whole


def test_the_cache_gives_the_files_back(tmp_path: Path) -> None:
    """Reports embed them; they are those the sources were read from."""
    files = built_in_files(cases=False)
    assert compiled(files, tmp_path).files == compiled(files, tmp_path).files == sources().files
