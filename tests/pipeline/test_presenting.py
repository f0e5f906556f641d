"""What a report shows beside its findings is read, embedded and named in the manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from compliance.cli.parameters import Edition
from compliance.cli.shown import Shown
from compliance.errors import InputError, UsageError
from compliance.pipeline.assessing import Given, assessment_json
from compliance.pipeline.presenting import Presented, presented
from compliance.pipeline.reporting import attachments

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.pipeline.assessing import Assessed

ENGAGEMENT = b"schema: compliance-engagement/1\nprepared_for: The board\n"
TEMPLATE = b'{% extends "packaged/report.html.j2" %}'


def test_everything_the_pages_show_is_embedded(assessed: Assessed) -> None:
    """Engagement, earlier assessment and templates as they were given; the manifest tells their roles and the edition."""
    old = assessment_json(assessed.assessment)
    shown = presented(
        Given("engagement.yaml", ENGAGEMENT),
        "executive",
        Given("last-year.json", old),
        (Given("report.html.j2", TEMPLATE),),
    )
    found = {one.name: one.data for one in attachments(assessed, shown)}
    manifest = json.loads(found["manifest.json"])
    roles = {file["name"]: file["role"] for file in manifest["files"]}

    assert (found["engagement.yaml"], found["earlier-assessment.json"]) == (ENGAGEMENT, old)
    assert found["template-report.html.j2"] == TEMPLATE
    assert manifest["edition"] == "executive"
    assert roles["engagement.yaml"] == "engagement"
    assert roles["earlier-assessment.json"] == "earlier_assessment"
    assert roles["template-report.html.j2"] == "template"
    assert shown.engagement.prepared_for == "The board"
    assert shown.earlier is not None


def test_nothing_asked_for_adds_nothing(assessed: Assessed) -> None:
    """A plain report embeds inputs, catalog, assessment and manifest."""
    names = {one.name for one in attachments(assessed, Presented())}

    assert not {name for name in names if name.startswith(("engagement", "earlier", "template"))}


def test_a_template_that_is_no_text_is_refused() -> None:
    """The file is named."""
    with pytest.raises(InputError) as caught:
        presented(templates=(Given("front.html.j2", b"\xff\xfe"),))

    assert "front.html.j2:1:1: a template is text in UTF-8" in str(caught.value.problems[0])


def test_the_command_line_names_files_and_a_folder(tmp_path: Path) -> None:
    """Templates are those of the folder that end like one; a folder without any is a mistake."""
    folder = tmp_path / "house"
    folder.mkdir()
    with pytest.raises(UsageError, match="holds no template"):
        Shown(template=folder).presented()
    (folder / "more.css").write_text("p { color: black }")
    (folder / "notes.txt").write_text("nothing")
    shown = Shown(edition=Edition.EXECUTIVE, template=folder).presented()

    assert (shown.edition, list(shown.templates)) == ("executive", ["more.css"])
