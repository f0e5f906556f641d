"""`compare` as a user runs it: every format, the signed report and its replay, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from compliance.pipeline.verifying import verify_report
from compliance.signing import Reason, State
from tests.cli.conftest import HOSPITAL, Made
from tests.cli.terminal import PASSPHRASE, run
from tests.cli.test_assess import golden
from tests.render.pdfs import complaints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILES = (
    HOSPITAL / "architecture.yaml",
    "--answers",
    HOSPITAL / "answers.yaml",
    "--decision",
    HOSPITAL / "decision.yaml",
    "--as-of",
    "2026-11-20",
)
TWO = ("--variant", "base", "--variant", "hybrid", "--framework", "hipaa")
NAMES = ("on-premises", "base", "no-contract", "hybrid", "eu-cloud-gpu")


@pytest.fixture(scope="module")
def whole() -> Mapping[str, str]:
    """The hospital's comparison in every format that is text."""
    return {
        form: run("compare", *FILES, "--format", form).out for form in ("text", "json", "markdown", "html")
    }


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed decision report of two variants."""
    folder = tmp_path_factory.mktemp("decision")
    identity = folder / "id.p12"
    made = run(
        "identity", "new", "--name", "Test signer", "--organisation", "Tests", "-o", identity,
        "--passphrase-env", "WORD", WORD=PASSPHRASE,
    )  # fmt: skip
    assert made.code == 0
    pdf = folder / "decision.pdf"
    found = run(
        "compare", *FILES, *TWO, "--format", "pdf", "-o", pdf, "--identity", identity,
        "--passphrase-env", "WORD", WORD=PASSPHRASE,
    )  # fmt: skip
    assert found.code == 0, found.err
    return pdf


def test_the_text_of_the_hospital(whole: Mapping[str, str]) -> None:
    """The whole text a user sees."""
    golden("compare-hospital-100", whole["text"])


def test_a_terminal_shows_every_number_that_nobody_stated(whole: Mapping[str, str]) -> None:
    """Whoever reads only the text is not left with defaults unseen."""
    text = " ".join(whole["text"].partition("Assumed: ")[2].partition("What would change")[0].split())
    numbers = [one for variant in json.loads(whole["json"])["variants"] for one in variant["numbers"]]
    assumed = {one["name"] for one in numbers if one["kind"] not in {"stated", "computed"}}
    assert assumed
    assert all(f" {name} " in text for name in assumed)
    assert not any(f" {one['name']} " in text for one in numbers if one["kind"] == "stated")


def test_every_rendering_names_the_choice_and_every_variant(whole: Mapping[str, str]) -> None:
    """Text, Markdown and HTML say what JSON says."""
    told = json.loads(whole["json"])
    assert told["recommendation"]["order"] == list(NAMES)
    assert told["recommendation"]["choice"] == "on-premises"
    for form in ("text", "markdown", "html"):
        assert "A choice, on conditions" in whole[form]
        assert all(name in whole[form] for name in NAMES)


def test_every_number_of_a_page_has_a_source(whole: Mapping[str, str]) -> None:
    """No number without one, and none of the kind nobody knows."""
    numbers = [number for variant in json.loads(whole["json"])["variants"] for number in variant["numbers"]]
    assert len(numbers) > 100
    assert all(number["source"].strip() for number in numbers)
    assert {number["kind"] for number in numbers} <= {
        "stated", "preset", "price list", "reference", "default", "computed",
    }  # fmt: skip


class _Addresses(HTMLParser):
    """What a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts and what points elsewhere."""
        self.found += [tag] if tag in {"script", "link", "img", "iframe", "object"} else []
        self.found += [
            value or ""
            for name, value in attrs
            if name in {"src", "href"} and not (value or "").startswith("#")
        ]


def test_the_page_loads_nothing(whole: Mapping[str, str]) -> None:
    """Neither script nor address; fonts lie in it."""
    reader = _Addresses()
    reader.feed(whole["html"])
    assert reader.found == []
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in whole["html"]
    assert 'url("http' not in whole["html"]


def test_charts_say_in_words_what_they_show(whole: Mapping[str, str]) -> None:
    """Each has a title that names the variants or inputs."""
    assert "<title>Monthly cost in USD of base, no-contract" in whole["html"]
    assert (
        "<title>What the difference between on-premises and base hangs on: staff (operation)" in whole["html"]
    )


def test_text_of_a_description_stays_text(tmp_path: Path) -> None:
    """Markup in a title is shown, not obeyed."""
    arch = tmp_path / "architecture.yaml"
    arch.write_text(
        (HOSPITAL / "architecture.yaml").read_text().replace("title: Vendor's API, no", "title: <b>*no*</b>")
    )
    files = (arch, *FILES[1:], "--variant", "base", "--variant", "no-contract", "--framework", "hipaa")
    assert "&lt;b&gt;*no*" in run("compare", *files, "--format", "html").out
    assert "&lt;b>\\*no\\*" in run("compare", *files, "--format", "markdown").out


@pytest.mark.parametrize("form", ["json", "html", "markdown"])
def test_the_same_bytes_everywhere(form: str, whole: Mapping[str, str]) -> None:
    """Locale, time zone and hash seed leave no trace."""
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-m", "compliance", "compare", *map(str, FILES), "--format", form]
    found = subprocess.run(command, env=environment, check=True, capture_output=True)
    assert found.stdout.decode() == whole[form]


def test_the_signed_report_is_derived_and_drawn_again(signed: Path) -> None:
    """`verify` compares again from what is embedded, numbers included, and draws the same pages."""
    found = run("verify", signed)
    assert found.code == 0, found.out
    assert "The comparison of 2 variants was derived again" in found.out
    assert "(10) Pages drawn again" in found.out
    assert "the first" in found.out


def test_the_report_keeps_both_standards(signed: Path) -> None:
    """PDF/A-3a and PDF/UA-1, signed."""
    assert complaints(signed.read_bytes()) == []


def test_another_comparison_under_a_signature_is_told(signed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison that does not follow from the inputs fails the ninth fact."""
    import datetime as dt

    from compliance.pipeline import deciding_report

    monkeypatch.setattr(deciding_report, "comparison_json", lambda _: b"{}")
    verdict = verify_report(signed.read_bytes(), dt.datetime.now(tz=dt.UTC))
    fact = next(one for one in verdict.facts if one.number == 9)
    assert (fact.state, fact.reason) == (State.FAILED, Reason.FINDINGS_DIFFER)


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (("--format", "pdf"), 2, "a PDF needs a file"),
        (("--variant", "hybird"), 2, "did you mean 'hybrid'?"),
        (("--preset", "article"), 2, "there is no preset 'article'"),
        (("--format", "pdf", "-o", "{tmp}/d.pdf", "--identity", "{tmp}/none.p12"), 2, "no identity"),
    ],
)
def test_what_is_missing_is_named(more: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    """And nothing is written."""
    found = run("compare", *FILES, *(word.replace("{tmp}", str(tmp_path)) for word in more))
    assert found.code == code
    assert says in found.err.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_marked_and_not_signed(tmp_path: Path) -> None:
    """Every page says so, and there is no field."""
    pdf = tmp_path / "draft.pdf"
    found = run("compare", *FILES, *TWO, "--format", "pdf", "--draft", "-o", pdf)
    assert (found.code, "unsigned draft" in found.err + found.out) == (0, True)
    assert b"/AcroForm" not in pdf.read_bytes()


def test_a_file_that_exists_is_kept(tmp_path: Path) -> None:
    """Unless --force is given."""
    page = tmp_path / "page.html"
    page.write_text("mine")
    found = run("compare", *FILES, *TWO, "--format", "html", "-o", page)
    assert found.code == 2
    assert page.read_text() == "mine"


def test_two_files_called_alike_are_compared(tmp_path: Path) -> None:
    """Each has a name of its own, and both lie in the report."""
    other = tmp_path / "architecture.yaml"
    text = (HOSPITAL / "architecture.yaml").read_text()
    other.write_text(text[: text.index("\nvariants:")])
    pdf = tmp_path / "two.pdf"
    files = (FILES[0], other, "--framework", "hipaa", "--as-of", "2026-11-20")
    assert run("compare", *files, "--format", "pdf", "--draft", "-o", pdf).code == 0
    told = json.loads(run("compare", *files, "--format", "json").out)
    assert [one["name"] for one in told["variants"]] == ["architecture", "architecture-2"]


def test_a_report_of_a_variant_is_derived_again(made: Made, tmp_path: Path) -> None:
    """The manifest carries the variant; without it another system would be assessed."""
    pdf = tmp_path / "variant.pdf"
    found = run(
        "report", *FILES[:3], "--framework", "hipaa", "--as-of", "2026-11-20", "--variant", "hybrid", "-o", pdf,
        "--identity", made.identity, "--passphrase-file", made.passphrase,
    )  # fmt: skip
    assert found.code == 0, found.err
    assert "findings were derived again" in run("verify", pdf, "--no-pages").out


def test_an_assessment_of_a_variant_says_so() -> None:
    """Where the system is named, and in a note."""
    found = run("assess", *FILES[:3], "--as-of", "2026-11-20", "--variant", "on-premises", "--format", "json")
    told = json.loads(found.out)
    assert told["system"]["name"].endswith("(variant on-premises)")
    assert told["summary"]["notes"][0]["code"] == "variant"
    missing = run("assess", *FILES[:3], "--variant", "on-premise")
    assert (missing.code, "did you mean 'on-premises'?" in missing.err) == (3, True)
