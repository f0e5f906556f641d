"""A user's own catalog in the file that reports embed, and ids that mean one thing only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compliance.pipeline.catalogs import catalog_in_use, from_json, to_json
from tests.cli.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = """\
theme: acme
title: Of our own
practices:
  canteen_hygiene: {title: The canteen is clean.}
questions:
  - id: canteen-hygiene
    states: practices.canteen_hygiene
    scope: organisation
    text: Is the canteen clean?
    why: People eat there.
    good_evidence: The inspection.
"""


def test_all_files_of_an_own_catalog_are_embedded_as_such(tmp_path: Path) -> None:
    """Its questions too, which belong to no framework; what is read back is the same catalog."""
    made = run("frameworks", "new", "acme-questionnaire", tmp_path / "own", "--framework", "acme")
    assert made.code == 0, made.err
    questions = tmp_path / "own" / "questions" / "acme.yaml"
    questions.parent.mkdir(exist_ok=True)
    questions.write_text(QUESTIONS)
    catalog = catalog_in_use((), [tmp_path / "own"])
    data = to_json(catalog)
    origins = {one["path"]: one["origin"] for one in json.loads(data)["files"]}
    assert origins["questions/acme.yaml"] == origins["acme/framework.yaml"] == "custom"
    assert origins["questions/access.yaml"] == origins["gdpr/framework.yaml"] == "built_in"
    again = from_json(data)
    assert again.shared == catalog.shared
    assert again.practices == catalog.practices
    assert [question.id for question in again.questions] == [question.id for question in catalog.questions]


def test_an_id_names_one_thing_only() -> None:
    """Controls, questions, themes and profiles share `explain`, so they share no id."""
    catalog = catalog_in_use()
    ids = [control.id for framework in catalog.frameworks for control in framework.controls]
    ids += [question.id for question in catalog.questions]
    ids += [*(theme.id for theme in catalog.themes), *catalog.profiles]
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
