from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.importers import Basis, imported
from compliance.pipeline.importing import import_files
from compliance.source.foreign import read_foreign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compliance.importers import Fact

    Read = Callable[..., dict[str, Fact]]

_ALL = ("litellm.yaml", "compose.yaml", "threagile.yaml", "otm.json", "cyclonedx.json", "terraform.json")


@pytest.mark.parametrize("name", _ALL)
def test_each_kind_gives_an_architecture_that_loads(files: Path, name: str) -> None:
    """Each fixture alone becomes a description that is read without an error, every fact with a line of the fixture."""
    result = import_files([(name, (files / name).read_bytes())], None, {})
    lines = (files / name).read_text("utf-8").count("\n")
    assert len(result.added) > 10
    assert all(fact.place.file == name and 1 <= fact.place.line <= lines for fact in result.added)


def test_all_kinds_go_into_one_description(files: Path) -> None:
    """Six files of six kinds about one system fit together, and no secret of any is in the text."""
    result = import_files([(name, (files / name).read_bytes()) for name in _ALL], None, {})
    assert len(result.sources) == len({one.kind for one in result.sources}) == 6
    assert "not-a-real" not in result.text


def test_kinds_are_told_by_what_a_file_holds(files: Path) -> None:
    """The name of a file tells nothing: each fixture under the same name is of a kind of its own."""
    kinds = [imported(read_foreign((files / name).read_bytes(), "x")).kind for name in _ALL]
    assert len(set(kinds)) == len(_ALL)


def test_threagile_links_become_flows(facts: Read) -> None:
    """Protocol, tunnel and authentication tell how a link is protected; each link is a flow of its own."""
    found = facts("threagile.yaml")
    told = {
        key: fact.value
        for key, fact in found.items()
        if key.startswith("flows.") and key.endswith(("encryption", "authentication"))
    }
    assert told == {
        "flows.editor-to-model.encryption": "yes",
        "flows.editor-to-archive.encryption": "none",
        "flows.editor-to-archive.authentication": "none",
        "flows.editor-to-archive-2.encryption": "vpn",
        "flows.editor-to-archive-2.authentication": "mutual",
    }


def test_lists_of_other_models_stay_open(facts: Read) -> None:
    """What a model lists may not be all: the list holds `unknown` as well, and an empty one says nothing."""
    found = facts("threagile.yaml")
    assert found["components.archive.stores"].value == ("letters", "counts", "unknown")
    assert found["components.editor.stores"].basis is Basis.UNKNOWN
    assert found["components.archive.encryption"].value == "none"


def test_an_external_entity_has_an_operator(facts: Read) -> None:
    """What a model puts outside is run by a party, not by the organisation."""
    found = facts("threagile.yaml")
    assert found["components.model.operator"].value == "model-vendor"
    assert "parties.model-vendor.agreements" in found


def test_a_category_is_never_taken_from_a_name(facts: Read) -> None:
    """A data asset called "Patient Letters" is not yet health data: that is asked."""
    found = facts("threagile.yaml")
    assert found["data.letters.category"].basis is Basis.UNKNOWN


def test_otm_flows_to_nothing_are_asked_about(files: Path) -> None:
    """A data flow whose end is no component is a question, and no flow."""
    found = imported(read_foreign((files / "otm.json").read_bytes(), "otm.json"))
    assert {fact.id for fact in found.facts if fact.section == "flows"} == {
        "editor-to-store",
        "editor-to-oracle",
    }
    assert ["otm.json:14:5: A data flow names an end that is no component: what goes where?"] == [
        f"{one.place}: {one.text}" for one in found.open if "end" in one.text
    ]


def test_cyclonedx_services_have_providers_and_flows(facts: Read) -> None:
    """Provider, seat and addresses are taken; nested services count; a service nothing depends on hangs on the application."""
    found = facts("cyclonedx.json")
    assert found["components.summaries.operator"].value == "openai"
    assert found["parties.openai.country"].value == "US"
    assert found["components.summaries.kind"].value == "model_api"
    assert {key.split(".")[1] for key in found if key.startswith("flows.")} == {
        "letters-to-summaries",
        "summaries-to-search",
        "letters-to-mail",
    }
    assert found["flows.letters-to-summaries.encryption"].value == "yes"
    assert found["flows.summaries-to-search.encryption"].basis is Basis.UNKNOWN
    assert found["flows.summaries-to-search.authentication"].value == "none"


def test_terraform_resources_have_region_and_cloud(facts: Read) -> None:
    """The resource's region counts before the provider's; a model's deployment may process elsewhere, so that is asked."""
    found = facts("terraform.json")
    places = {key.split(".")[1]: fact.value for key, fact in found.items() if key.endswith(".location")}
    assert places == {
        "db-instance-letters": "DE",
        "s3-bucket-exports": "IE",
        "cognitive-deployment-chat": "unknown",
        "module-gpu-instance-model-0": "DE",
    }
    assert found["components.db-instance-letters.encryption"].value == "yes"
    assert found["components.db-instance-letters.operator"].value == "aws"
    assert found["components.s3-bucket-exports.encryption"].basis is Basis.UNKNOWN


def test_terraform_without_a_region_asks(facts: Read) -> None:
    """No region at the resource and none at its provider: no country."""
    text = '{"format_version": "1.2", "planned_values": {"root_module": {"resources": [\n{"address": "aws_instance.a", "type": "aws_instance"}]}}}'
    assert facts(text)["components.instance-a.location"].basis is Basis.UNKNOWN


def test_services_of_an_inventory_that_share_a_name_stay_two(facts: Read) -> None:
    """Without references only the place tells them apart; none is dropped."""
    found = facts(
        b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "services": '
        b'[{"name": "API", "provider": {"name": "One"}}, {"name": "API", "provider": {"name": "Two"}}]}'
    )
    operators = {path: fact.value for path, fact in found.items() if path.endswith(".operator")}
    assert operators == {"components.api.operator": "one", "components.api-2.operator": "two"}
