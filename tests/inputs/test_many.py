"""Files with many faults, or with many answers to one question, are told of in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError
from compliance.inputs import reading
from compliance.inputs.answers import load_answers
from compliance.inputs.architecture import load_architecture
from compliance.model.architecture import Vocabulary
from compliance.pipeline.catalogs import catalog_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

MANY = 300


def test_the_likely_name_is_looked_for_as_often_as_somebody_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One look goes over all names of the file: with a look for each fault, ten thousand wrong names took a quarter of an hour."""
    looks: list[str] = []

    def counted(word: str, _: Iterable[str]) -> str:
        looks.append(word)
        return "app"

    monkeypatch.setattr(reading, "did_you_mean", counted)
    flows = "".join(f"  f{number}: {{from: apq{number}, to: app}}\n" for number in range(MANY))
    with pytest.raises(InputError) as caught:
        load_architecture(f"components: [app]\nflows:\n{flows}".encode(), "a.yaml", Vocabulary({}))
    assert (len(caught.value.problems), len(looks)) == (MANY, reading.MOST_SUGGESTED)
    assert [problem.hint for problem in caught.value.problems[:2]] == ["did you mean 'app'?"] * 2
    assert caught.value.problems[-1].hint == "defined are app"


def test_every_answer_of_many_to_one_question_is_kept() -> None:
    """All that somebody said of one fact is behind it, in the order of the file."""
    catalog = catalog_in_use()
    question = next(one for one in catalog.questions if one.scope == "organisation")
    rows = "".join(f"    - {{value: unknown, by: person {number}}}\n" for number in range(MANY))
    answers = load_answers(
        f"schema: compliance-answers/1\nanswers:\n  {question.id}:\n{rows}".encode(), "answers.yaml"
    )
    found = load_architecture(
        b"organisation: {name: Clinic}\n", "a.yaml", Vocabulary(catalog.practices), [answers], {question.id: question}
    )  # fmt: skip
    ((_, given),) = found.answered.items()
    assert [one.by for one in given] == [f"person {number}" for number in range(MANY)]
