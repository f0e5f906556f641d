"""A catalog of one's own: nothing in it is passed over, and nothing built in is given another meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from compliance.inputs.catalog import catalog_file, load_catalog
from compliance.pipeline.catalogs import catalog_in_use

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog

FRAMEWORK = """\
id: acme
title: House rules
short: Acme
citation: Our own
text_version: "1"
catalog_version: "1"
applies: {fact: country, equals: US}
because: Everybody here.
classification: [uses]
"""
RULES = """\
rules:
  - id: acme-uses
    provision: "1"
    subject: purpose
    where: {fact: high_rsk, equals: yes}
    yields: {fact: classes, word: acme_use}
    conclusion: It is ours.
"""


@pytest.fixture(scope="module")
def base() -> Catalog:
    """The built-in catalog, which every catalog of one's own adds to."""
    return catalog_in_use()


def told(base: Catalog, **files: str) -> list[str]:
    """What loading says of files, named by their paths with two underscores for a slash."""
    given = [catalog_file(f"{name.replace('__', '/')}.yaml", text.encode()) for name, text in files.items()]
    with pytest.raises(InputError) as caught:
        load_catalog(given, "custom", base)
    return [f"{problem} | {problem.hint} | {problem.source_line}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("questions__acme", "questionz: []\n", "questions/acme.yaml:1:1: unknown key 'questionz' | did you mean 'questions'? | questionz: []"),
        ("categories", "category: {}\n", "categories.yaml:1:1: unknown key 'category' | did you mean 'categories'? | category: {}"),
        ("questions__acme", "practices: [a]\n", "questions/acme.yaml:1:12: the key 'practices' must hold a map | None | practices: [a]"),
        ("crosswalk", "themes: []\nnote: x\n", "crosswalk.yaml:2:1: unknown key 'note' | known keys are themes | note: x"),
    ],
    ids=["a misspelt key", "another", "a list for a map", "a key too many"],
)  # fmt: skip
def test_a_key_that_nothing_reads_is_told(base: Catalog, path: str, text: str, wanted: str) -> None:
    """With its place, its line and the key that was probably meant."""
    assert told(base, **{path: text}) == [wanted]


def test_what_is_built_in_keeps_its_meaning(base: Catalog) -> None:
    """A practice, question, category or dated set that exists is not declared again: built-in controls read them, too."""
    practice, question = next(iter(base.practices)), base.questions[0]
    category, dated = next(iter(base.categories)), next(iter(base.sets))
    asked = f"questions:\n  - {{id: {question.id}, states: {question.states}, scope: {question.scope}, text: a, why: b, good_evidence: c}}\n"
    found = told(
        base,
        questions__acme=f"practices:\n  {practice}: {{title: Ours.}}\n{asked}",
        categories=f"categories:\n  {category}: {{}}\n",
        sets__ours=f"id: {dated}\ntitle: Ours\nsource: Ours\nentries: []\n",
    )
    again = [line for line in found if "already" in line]
    assert [line.partition(" | ")[0] for line in again] == [
        f"categories.yaml:2:3: there is a category {category!r} already",
        f"questions/acme.yaml:2:3: there is a practice {practice!r} already",
        f"questions/acme.yaml:4:10: there is a question {question.id!r} already",
        f"sets/ours.yaml:1:5: there is a dated set {dated!r} already",
    ]


def test_a_file_of_a_framework_that_nothing_reads_is_told(base: Catalog) -> None:
    """A control in a folder of another name, and rules that framework.yaml does not name, would change nothing."""
    found = told(
        base,
        acme__framework=FRAMEWORK,
        acme__control__acme_one="id: x\n",
        acme__classification__roles="rules: []\n",
    )
    assert [line.partition(" | ")[0] for line in found] == [
        "acme/classification/uses.yaml is named but missing",
        "acme/classification/roles.yaml:1:1: framework.yaml does not name 'roles'",
        "acme/control/acme_one.yaml:1:1: nothing reads a file of this name",
    ]  # fmt: skip


def test_rules_and_questions_that_lead_nowhere_have_a_place(base: Catalog) -> None:
    """What is wrong inside a condition or under `states` is told where it stands."""
    asked = "questions:\n  - {id: acme-one, states: practicez.x, scope: organisation, text: a, why: b, good_evidence: c}\n"
    found = told(base, acme__framework=FRAMEWORK, acme__classification__uses=RULES, questions__acme=asked)
    assert [line.rpartition(" | ")[0] for line in found] == [
        "acme/classification/uses.yaml:5:13: 'high_rsk': a purpose has no fact 'high_rsk' | did you mean 'high_risk'?",
        "questions/acme.yaml:2:20: 'practicez.x': an organisation has no fact 'practicez' | did you mean 'practices'?",
    ]


def test_questions_that_say_one_thing_twice_are_told_at_the_second(base: Catalog) -> None:
    """Two of one id, and two that ask for the same fact."""
    row = "  - {{id: {}, states: practices.acme, scope: organisation, text: a, why: b, good_evidence: c}}\n"
    asked = f"practices:\n  acme: {{title: Ours.}}\nquestions:\n{row.format('one')}{row.format('one')}{row.format('two')}"
    assert [line.partition(" | ")[0] for line in told(base, questions__acme=asked)] == [
        "questions/acme.yaml:5:6: two questions 'one'",
        "questions/acme.yaml:6:15: 'one' asks for the same fact, 'practices.acme'",
    ]


def test_a_misspelt_word_of_a_condition_is_told_with_the_right_one(base: Catalog) -> None:
    """An operator, and a word that joins conditions."""
    for wrong, hint in (
        ("{fact: country, equal: US}", "did you mean 'equals'?"),
        ("{al: [{fact: country, equals: US}]}", "did you mean 'all'?"),
    ):
        text = FRAMEWORK.replace("{fact: country, equals: US}", wrong).replace("[uses]", "[]")
        (line,) = told(base, acme__framework=text)
        assert f" | {hint} | " in line
