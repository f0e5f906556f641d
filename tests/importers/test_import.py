from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from compliance import resources
from compliance.errors import InputError
from compliance.pipeline.importing import import_files

if TYPE_CHECKING:
    from pathlib import Path

_EXISTING = """\
schema: compliance-architecture/1   # ours
system: {id: letters}

parties:
  # the vendor of the model
  vendor: {name: Our vendor, profile: openai-api}   # found by its profile


components:
  # what people use
  web:
    kind: application        # hand-written
    location: FR

  # the model
  openai-api: {kind: model_api, operator: vendor, location: NO}

practices: unknown
"""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "compliance", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path, files: Path) -> Path:
    """A folder with the two configurations."""
    for name in ("litellm.yaml", "compose.yaml"):
        (tmp_path / name).write_bytes((files / name).read_bytes())
    return tmp_path


def test_two_configurations_become_an_architecture_that_is_assessed(folder: Path) -> None:
    """What comes out is assessed without an error, has no gap from silence, and asks for what is open."""
    made = _run(folder, "import", "litellm.yaml", "compose.yaml", "-o", "architecture.yaml")
    assert (made.returncode, made.stderr) == (
        0,
        "Written: architecture.yaml. Read it, then run: compliance assess architecture.yaml\n",
    )
    assessed = _run(folder, "assess", "architecture.yaml", "--as-of", "2026-11-20", "--fail-on", "high")
    assert assessed.returncode == 0, assessed.stderr
    assert "No gap in what is stated" in assessed.stdout
    assert "Next questions" in assessed.stdout


def test_the_text_is_held(files: Path) -> None:
    """The whole file that comes out of both configurations, comments included."""
    given = [(name, (files / name).read_bytes()) for name in ("litellm.yaml", "compose.yaml")]
    assert (files / "expected.yaml").read_text("utf-8") == import_files(given, None, {}).text


def test_no_secret_is_printed_or_written(folder: Path) -> None:
    """Values named or shaped like secrets are neither in the file nor on the screen; their lines are told."""
    made = _run(folder, "import", "litellm.yaml", "compose.yaml", "-o", "architecture.yaml")
    everything = made.stdout + made.stderr + (folder / "architecture.yaml").read_text("utf-8")
    assert "not-a-real" not in everything
    assert "litellm.yaml:10" in made.stdout


def test_what_the_file_says_stays(folder: Path) -> None:
    """Merging changes no line of a file but those in braces that get more; comments stay, and what differs is told."""
    (folder / "ours.yaml").write_text(_EXISTING, "utf-8")
    made = _run(folder, "import", "litellm.yaml", "--into", "ours.yaml")
    assert made.returncode == 0, made.stderr
    after = (folder / "ours.yaml").read_text("utf-8")
    kept = [
        line for line in _EXISTING.splitlines() if line and ("{" not in line or line.startswith("system"))
    ]
    assert kept == [line for line in after.splitlines() if line in kept]
    assert all(comment in after for comment in re.findall(r"# .*", _EXISTING))
    assert "location: NO" in after
    assert "operator: vendor" in after
    assert "  openai:" not in after


def test_importing_again_adds_nothing(folder: Path) -> None:
    """The second import of the same files says that there is nothing to add, and leaves the file alone."""
    _run(folder, "import", "litellm.yaml", "compose.yaml", "-o", "architecture.yaml")
    before = (folder / "architecture.yaml").read_bytes()
    again = _run(folder, "import", "litellm.yaml", "compose.yaml", "--into", "architecture.yaml")
    assert "Nothing to add" in again.stderr
    assert before == (folder / "architecture.yaml").read_bytes()


def test_what_was_unknown_is_filled_in_by_a_later_import(folder: Path, files: Path) -> None:
    """A line that only said `unknown` gives way to a file that knows; a line with somebody's comment stays, and that is told."""
    (folder / "cyclonedx.json").write_bytes((files / "cyclonedx.json").read_bytes())
    ours = "parties:\n  openai:\n    country: unknown  # unknown: before\n    kind: unknown  # we are asking them\n"
    (folder / "ours.yaml").write_text(ours, "utf-8")
    made = _run(folder, "import", "cyclonedx.json", "--into", "ours.yaml")
    assert made.returncode == 0, made.stderr
    after = (folder / "ours.yaml").read_text("utf-8")
    assert "    country: US  # stated: cyclonedx.json:11\n" in after
    assert "    kind: unknown  # we are asking them\n" in after
    assert "parties.openai.kind: unknown (ours.yaml:4), not company" in made.stdout


def test_ids_of_the_architecture_are_used(folder: Path) -> None:
    """`--as` tells what a thing is called already; flows follow."""
    (folder / "ours.yaml").write_text(
        "schema: compliance-architecture/1\ncomponents:\n  proxy: {kind: gateway}\n", "utf-8"
    )
    made = _run(folder, "import", "litellm.yaml", "--into", "ours.yaml", "--as", "litellm=proxy")
    assert made.returncode == 0, made.stderr
    after = (folder / "ours.yaml").read_text("utf-8")
    assert "proxy-to-openai-api:" in after
    assert "litellm:" not in after.replace("litellm.yaml:", "")


@pytest.mark.parametrize("name", ["hosted-api", "hybrid"])
def test_a_starter_takes_an_import(files: Path, name: str) -> None:
    """Into a starter the configuration goes, what comes out loads, and every comment is there still."""
    given = [("litellm.yaml", (files / "litellm.yaml").read_bytes())]
    starter = resources.read("templates", f"starters/{name}.yaml")
    result = import_files(given, (f"{name}.yaml", starter), {})
    assert len(result.added) > 50
    assert all(comment in result.text for comment in re.findall("# .*", starter.decode()))


def test_things_in_braces_come_into_lines_with_their_surroundings(files: Path) -> None:
    """Comments behind a thing in braces, and blank lines and comments below it, stay where they were."""
    result = import_files(
        [("litellm.yaml", (files / "litellm.yaml").read_bytes())], ("ours.yaml", _EXISTING.encode()), {}
    )
    assert (
        "  # the model\n  openai-api:\n    kind: model_api\n    operator: vendor\n    location: NO\n"
        in result.text
    )
    assert (
        "\n  vendor:                                           # found by its profile\n    name: Our vendor\n"
        in result.text
    )
    assert "\n\n\ncomponents:\n  # what people use\n" in result.text


def test_a_file_that_says_none_is_not_contradicted(files: Path) -> None:
    """Where the architecture says that there are no parties, importing one is an error with the place."""
    ours = b"schema: compliance-architecture/1\nparties: none\n"
    with pytest.raises(InputError) as caught:
        import_files([("l.yaml", (files / "litellm.yaml").read_bytes())], ("ours.yaml", ours), {})
    assert "ours.yaml:2:10: parties: it is stated that there are none" in str(caught.value)


def test_nothing_is_written_where_anything_is_wrong(folder: Path) -> None:
    """One broken file of several: exit 3, all problems, no file."""
    (folder / "broken.yaml").write_text("services: [\n", "utf-8")
    (folder / "other.yaml").write_text("a: b\n", "utf-8")
    made = _run(folder, "import", "litellm.yaml", "broken.yaml", "other.yaml", "-o", "architecture.yaml")
    assert made.returncode == 3
    assert "broken.yaml" in made.stderr
    assert "other.yaml is of no kind that can be imported" in made.stderr
    assert not (folder / "architecture.yaml").exists()


def test_a_file_that_exists_is_not_replaced(folder: Path) -> None:
    """`-o` onto a file that exists is refused unless told otherwise."""
    (folder / "architecture.yaml").write_text("mine\n", "utf-8")
    made = _run(folder, "import", "litellm.yaml", "-o", "architecture.yaml")
    assert made.returncode == 2
    assert (folder / "architecture.yaml").read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    "ours",
    [
        pytest.param("components: [db, web]\n", id="a list of ids"),
        pytest.param("components: [db, unknown]\n", id="an open list"),
        pytest.param("components: unknown\nparties:\n", id="sections not known yet"),
        pytest.param("components:\n  db: unknown\n  web:\n", id="things not known yet"),
        pytest.param("{components: {db: {kind: database}}}\n", id="all in braces"),
        pytest.param("{schema: compliance-architecture/1}\n", id="braces without a section"),
        pytest.param("components:\n    db:\n        kind: database\n    # end\n\n# end\n", id="four spaces"),
        pytest.param(
            "components:\n  db:\n    name: >-\n      long\n      text\n    kind: database",
            id="no last line end",
        ),
        pytest.param("---\ncomponents:\n  db:\n    kind: database\n...\n", id="marks of a document"),
        pytest.param("components:\r\n  db: {kind: database}   # ours\r\n", id="line ends of another system"),
        pytest.param('"components":\n  "db":\n    "kind": database\n', id="keys in quotes"),
    ],
)
def test_every_way_to_write_a_file_takes_an_import(files: Path, ours: str) -> None:
    """However somebody laid out their file, what is merged into it loads, keeps the line ends, and a second import adds nothing."""
    given = [(name, (files / name).read_bytes()) for name in ("litellm.yaml", "compose.yaml")]
    first = import_files(given, ("ours.yaml", ours.encode()), {})
    assert len(first.added) > 150
    assert ("\r\n" in ours) == ("\r\n" in first.text) == (first.text.count("\n") == first.text.count("\r\n"))
    again = import_files(given, ("ours.yaml", first.text.encode()), {})
    assert (again.added, again.text) == ((), first.text)
