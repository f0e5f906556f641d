from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError, UsageError
from compliance.inputs.answers import load_answers
from compliance.inputs.expected import Expectations
from compliance.model.answers import ANSWERS
from compliance.pipeline.catalogs import vocabulary
from compliance.pipeline.handing import ids_of, questions_of
from compliance.pipeline.handing_back import assign
from compliance.questionnaire.status_owners import with_owners
from compliance.render.terminal import Style
from compliance.render.terminal.handing import status_text
from tests.questionnaire.workbook_hospital import FOLDER, assessed, catalog, copied

if TYPE_CHECKING:
    from pathlib import Path

HEAD = f"schema: {ANSWERS}\n"
ANSWERED = (FOLDER / "answers.yaml").read_bytes()


def test_every_open_fact_is_asked_by_somebody() -> None:
    """Each fact an unknown finding asks for belongs to a question handed out, or is named as one of the architecture's."""
    found = questions_of(assessed(HEAD.encode()))
    asked = {one.question for one in found.asked}
    findings = assessed(HEAD.encode()).assessment.findings
    asks = [ask for finding in findings if finding.outcome == "unknown" for ask in finding.asks]
    assert asks
    assert [ask for ask in asks if ask.question not in asked and ask.fact not in found.elsewhere] == []


def test_questions_are_those_of_the_findings_that_ask() -> None:
    """A question names the findings it bears on, the gravest first, and the laws they are of."""
    one = next(one for one in questions_of(assessed()).asked if one.question == "right-access")
    assert (one.subject, one.state, one.severity) == ("letter-drafts", "open", "medium")
    assert one.frameworks == ("hipaa",)
    assert ("HIPAA", "164.524(a)(1)") in one.provisions


def test_an_answered_unknown_stays_open_and_says_who_answered() -> None:
    """It is handed out again, with what was said."""
    one = next(one for one in questions_of(assessed()).asked if one.question == "evaluation")
    assert one.given is not None
    assert (one.state, one.given.value, one.given.by) == ("not_known", "unknown", "security officer")
    assert one in questions_of(assessed()).chosen()


def test_what_is_answered_is_listed_when_all_are_wanted() -> None:
    """Every answer of the file stands among all questions, once."""
    keys = [one.key for one in questions_of(assessed()).chosen(answered=True)]
    file = load_answers(ANSWERED, "answers.yaml").file
    assert len(keys) == len(set(keys))
    assert {
        (name, answer.subject or "") for name, entries in (file.answers or {}).items() for answer in entries
    } <= set(keys)


def test_graver_themes_and_questions_come_first() -> None:
    """A theme stands together; within it the severity never rises."""
    order = ["high", "medium", "low"]
    asked = questions_of(assessed()).chosen()
    themes = [one.theme for one in asked]
    assert len(dict.fromkeys(themes)) == sum(a != b for a, b in zip(["", *themes], themes, strict=False))
    first = [
        min(order.index(one.severity or "low") for one in asked if one.theme == theme)
        for theme in dict.fromkeys(themes)
    ]
    assert first[0] == 0


def test_owners_come_from_the_answers_file() -> None:
    """A question's owner counts before that of its theme; others have none."""
    found = questions_of(assessed(ANSWERED + b"owners: {access: Ann Lee, authentication: Bo}\n"))
    owners = {one.question: one.owner for one in found.asked}
    assert (owners["authentication"], owners["access-approval"], owners["evaluation"]) == (
        "Bo",
        "Ann Lee",
        None,
    )
    assert {one.question for one in found.chosen(owner="ann lee")} < set(owners)
    assert {one.owner for one in found.chosen(owner="ann lee")} == {"Ann Lee"}


def test_an_owner_of_nothing_is_refused_with_its_place() -> None:
    """A misspelt theme would leave its questions to nobody."""
    with pytest.raises(InputError) as caught:
        questions_of(assessed(HEAD.encode() + b"owners:\n  acess: Ann\n"))
    problem = caught.value.problems[0]
    assert (str(problem.place), problem.hint) == ("answers.yaml:3:3", "did you mean 'access'?")


def test_naming_owners_leaves_all_else_as_it_was(tmp_path: Path) -> None:
    """Comments and layout stay; naming again replaces, naming another adds."""
    path = copied(tmp_path)
    assign(path, {"access": "Ann Lee"})
    assert path.read_bytes().startswith(ANSWERED.rstrip())
    assign(path, {"access": "Bo", "right-access": 'Cy: "the" #1'})
    loaded = load_answers(path.read_bytes(), "answers.yaml").file
    assert dict(loaded.owners or {}) == {"access": "Bo", "right-access": 'Cy: "the" #1'}
    assert loaded.answers == load_answers(ANSWERED, "answers.yaml").file.answers


@pytest.mark.parametrize(
    "text", [HEAD, f"{HEAD}owners: {{}}\n", f"{HEAD}owners: {{a: b}}  # us\nanswers: {{}}\n"]
)
def test_owners_can_be_added_to_any_file(text: str) -> None:
    """With or without owners, in lines or in brackets."""
    after = load_answers(with_owners(text, {"access": "NO"}, "a.yaml").encode(), "a.yaml").file
    assert after.owners is not None
    assert after.owners["access"] == "NO"


def test_the_status_counts_by_owner_theme_and_framework() -> None:
    """Each question once by owner and theme, and for every law it bears on."""
    found = questions_of(assessed(ANSWERED + b"owners: {access: Ann Lee}\n"))
    text = status_text(found.asked, {"hipaa": "HIPAA"}, Style(colour=False, width=80))
    rows = {line.split("  ")[0].strip(): line.split()[-3:] for line in text.splitlines() if line}
    assert rows["Ann Lee"] == ["4", "·", "7"]
    assert rows["Access"] == ["4", "·", "7"]
    assert rows["HIPAA"] == ["14", "1", "32"]
    assert text.splitlines()[-1] == "In all: 15 answered, 1 said unknown, 32 open."


def test_every_question_of_the_bank_tells_what_an_answer_looks_like() -> None:
    """Whatever fact it states; a closed list offers its words."""
    expectations = Expectations(vocabulary(catalog()), ids_of(assessed()))
    for question in catalog().questions:
        found = expectations.of(
            question, "a/b" if question.scope in {"holding", "access", "inference", "output"} else "a"
        )
        assert found.choices or not found.closed, question.id
        assert found.choices or found.kind not in {"yes_no", "word", "record"}, question.id


def test_a_question_about_one_thing_needs_to_know_which() -> None:
    """Nothing is expected of an answer about nothing."""
    expectations = Expectations(vocabulary(catalog()), ids_of(assessed()))
    question = next(one for one in catalog().questions if one.scope == "purpose")
    with pytest.raises(ValueError, match="about one purpose"):
        expectations.of(question, None)


def test_owner_and_theme_filters_name_what_there_is() -> None:
    """A misspelt theme or an unknown owner is told, not answered by an empty list."""
    from compliance.cli.commands.questions import Filter

    found = questions_of(assessed())
    with pytest.raises(UsageError) as theme:
        Filter(None, "acess", answered=False).of(found, catalog())
    with pytest.raises(UsageError) as owner:
        Filter("Ann", None, answered=False).of(found, catalog())
    assert theme.value.hint == "Did you mean 'access'?"
    assert "answers assign" in (owner.value.hint or "")
