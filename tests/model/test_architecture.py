from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from compliance.model.architecture import (
    Architecture,
    Described,
    Existing,
    Flow,
    Inference,
    Notification,
    Practice,
    Record,
)


def _models(model: type[BaseModel] = Described) -> list[type[BaseModel]]:
    return [model, *(found for part in model.__subclasses__() for found in _models(part))]


@pytest.mark.parametrize("model", _models(), ids=lambda found: found.__name__)
def test_every_thing_and_every_field_is_explained(model: type[BaseModel]) -> None:
    """Editors show a sentence for each key; a field without one would be a riddle."""
    assert model.__doc__
    assert all(field.description for field in model.model_fields.values())


@pytest.mark.parametrize("model", _models(), ids=lambda found: found.__name__)
def test_nothing_described_can_be_changed(model: type[BaseModel]) -> None:
    """Evaluation shares these objects between all controls."""
    assert model.model_config["frozen"] is True
    assert model.model_config["extra"] == "forbid"


def test_only_the_two_ends_of_a_flow_are_required() -> None:
    """Everything else of an architecture may be left out, and then is unknown."""
    seen: list[str] = []
    pending: list[type[BaseModel]] = [Architecture]
    done: set[type[BaseModel]] = set()
    while pending:
        model = pending.pop()
        if model in done:
            continue
        done.add(model)
        for name, field in model.model_fields.items():
            seen += [f"{model.__name__}.{name}"] if field.is_required() else []
            pending += [found for found in _inside(field.annotation) if issubclass(found, BaseModel)]
    assert sorted(seen) == ["Flow.from_", "Flow.to"]


def _inside(annotation: object) -> list[type]:
    return (
        [annotation]
        if isinstance(annotation, type) and not get_args(annotation)
        else [found for part in get_args(annotation) for found in _inside(part)]
    )


def test_an_architecture_is_also_built_from_plain_data() -> None:
    """Tests and tools can make one without a file; it reads back from its own dump."""
    flow = {"from": "a", "to": "b", "data": {"phi": {"transformed": "clear"}}}
    made = Architecture.model_validate(
        {"flows": {"f": flow}, "practices": {"training": {"performed_on": ["2014"]}}}
    )
    assert made.flows is not None
    assert made.flows["f"].from_ == "a"
    assert Architecture.model_validate(made.model_dump(mode="json", by_alias=True)) == made
    assert hash(made) == hash(Architecture.model_validate(made.model_dump(mode="json", by_alias=True)))


@pytest.mark.parametrize(
    ("model", "data", "details"),
    [
        (
            Practice,
            {"performed_on": ["2014"], "every": "1 year", "documented": "yes"},
            ("documented", "performed_on", "every"),
        ),
        (Practice, {"contents": {"lacks": ["x"]}, "documented": "no", "followed_up": "none"}, ()),
        (Practice, {"covers": ["x"], "within": "1 day", "alternative": "none"}, ()),
        (Practice, {"contents": "all"}, ("contents",)),
        (Record, {"until": "2020"}, ("until",)),
        (Inference, {"about": "users"}, ("about",)),
        (Notification, {"sent_on": "2020"}, ("sent_on",)),
        (Notification, {"prompt": "no"}, ()),
    ],
)
def test_only_positive_details_imply_existence(
    model: type[Existing], data: dict[str, object], details: tuple[str, ...]
) -> None:
    """Whoever says what a paper leaves out, or that it is not written down, has not said that it exists."""
    assert model.model_validate(data).positive() == details


def test_something_stated_not_to_exist_has_no_details() -> None:
    """A contradiction is refused however the object is made."""
    with pytest.raises(ValidationError, match="status none contradicts performed_on"):
        Practice.model_validate({"status": "none", "performed_on": ["2014"]})


def test_keys_of_the_language_python_has_taken_are_spelled_as_in_files() -> None:
    """`from` and `with` are keys of the file; the attribute has an underscore."""
    assert Flow.model_fields["from_"].alias == "from"
    assert set(Flow.model_validate({"from": "a", "to": "b"}).model_dump(by_alias=True)) >= {"from", "to"}


def test_importing_the_model_builds_no_schemas() -> None:
    """Start-up counts: pydantic's validators are built when first used, and loading does not use them."""
    code = "import compliance.model.architecture as a; print(a.Architecture.__pydantic_complete__)"
    assert (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        == "False\n"
    )
