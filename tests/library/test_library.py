"""The program as a library."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

import compliance
from compliance.errors import InputError, UsageError
from compliance.pipeline.presenting import Presented
from compliance.signing import create_identity, load_identity

TOP = Path(__file__).parents[2]
EXAMPLE = TOP / "reports/examples/hospital-api"
DAY = dt.date(2026, 11, 20)
PHRASE = "a phrase for this test"


def test_six_calls_lead_from_files_to_a_verdict() -> None:
    """Load, assess, sign, verify: the verdict of one's own report is clean, and its findings are derived again."""
    frameworks = compliance.load_frameworks("hipaa")
    sources = compliance.load_architecture(EXAMPLE / "architecture.yaml", answers=[EXAMPLE / "answers.yaml"])
    assessed = compliance.assess(sources, DAY, frameworks=frameworks)
    assert {finding.framework for finding in assessed.assessment.findings} == {"hipaa"}
    at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    made = create_identity("Example signer", "Example", passphrase=PHRASE, now=at)
    identity = load_identity(made, PHRASE)
    pdf = compliance.sign(assessed, identity, at)
    verdict = compliance.verify(pdf, at, trust=[identity.certificate])
    assert verdict.exit_code == 0


def test_a_draft_needs_no_identity() -> None:
    """A draft is rendered without anybody's key, and says so on its pages."""
    sources = compliance.load_architecture(EXAMPLE / "architecture.yaml")
    rendered = compliance.render(
        compliance.assess(sources, DAY, frameworks=compliance.load_frameworks("hipaa"))
    )
    assert rendered.pdf.startswith(b"%PDF-")
    assert "draft" in rendered.html.casefold()


def test_a_decision_file_adds_the_choice_between_variants() -> None:
    """The same call with one more file; a description that declares none is refused."""
    laws = compliance.load_frameworks("hipaa")
    sources = compliance.load_architecture(EXAMPLE / "architecture.yaml", answers=[EXAMPLE / "answers.yaml"])
    short = Presented(edition="executive")
    rendered = compliance.render(
        compliance.assess(sources, DAY, frameworks=laws), shown=short, decision=EXAMPLE / "decision.yaml"
    )
    assert "2. Decision between variants" in rendered.html
    alone = compliance.load_architecture(TOP / "reports/examples/payment-copilot/architecture.yaml")
    with pytest.raises(UsageError, match="declares no variants"):
        compliance.render(compliance.assess(alone, DAY, frameworks=laws), decision=EXAMPLE / "decision.yaml")


def test_faults_are_errors_with_places(tmp_path: Path) -> None:
    """What is wrong with a file comes as an InputError holding every problem."""
    path = tmp_path / "a.yaml"
    path.write_text("schema: compliance-architecture/1\ncomponent: {}\n", "utf-8")
    with pytest.raises(InputError) as error:
        compliance.assess(compliance.load_architecture(path), DAY)
    assert error.value.problems[0].hint == "did you mean 'components'?"


def test_importing_costs_nothing() -> None:
    """`import compliance` loads no other module of the program."""
    code = "import sys, compliance; print([n for n in sys.modules if n.startswith('compliance.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP)
    assert done.stdout.strip() == "[]"


def test_the_call_is_found_beside_the_stage_of_its_name() -> None:
    """Once the library is in use, `render` is the call, and the stage is still there by its full name."""
    code = "import compliance.render.words; from compliance import assess, render; import compliance.render.text; print(render.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP)
    assert done.stdout.strip() == "compliance.library"


def test_what_is_not_offered_is_not_there() -> None:
    """A misspelt name is an AttributeError, as of any module."""
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        _ = compliance.asess


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    """The lines under "As a library" do what they say."""
    found = re.search(
        r"## As a library\n.*?```python\n(.*?)```", (TOP / "README.md").read_text("utf-8"), re.DOTALL
    )
    assert found is not None
    script = tmp_path / "example.py"
    script.write_text(found[1], "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, cwd=TOP)
    assert done.returncode == 0, done.stderr
    assert "gap" in done.stdout
