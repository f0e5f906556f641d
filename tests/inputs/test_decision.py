"""Decision files, presets and reference data."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import resources
from compliance.errors import InputError
from compliance.inputs.decision import load_decision
from compliance.model.layers import Layers
from compliance.model.values import Quantity
from compliance.pipeline.comparing import Choice, layers_of, presets

HEAD = "schema: compliance-decision/1\n"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("250000", "250000", "250000"), ("20%", "0.2", "0.2"), ("1.2e6", "1200000", "1200000"), ("1000/1500", "1000", "1500"), ("5%/10%", "0.05", "0.1")],
)  # fmt: skip
def test_numbers_are_exact_or_lie_between_two_ends(text: str, low: str, high: str) -> None:
    """Decimal, in the forms people write."""
    found = Quantity.parse(text)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["1,000", "-5", "3/..", "5/3", "1e99", "a", "1/2/3", "", "٣"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Separators, signs, open ends and reversed ranges get a sentence."""
    with pytest.raises(ValueError, match=r"."):
        Quantity.parse(text)


@given(st.decimals(min_value=0, max_value=10**12, places=4))
def test_a_number_reads_as_it_was_written(number: Decimal) -> None:
    """No digit is lost."""
    assert Quantity.parse(format(number, "f")).low == number


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("workload: {querys_per_month: 5}", "did you mean 'queries_per_month'?"),
        ("currency: dollars", "is no currency"),
        ("variants: {a: {routes: {r: {model: nothing}}}}", "nothing is called 'nothing'"),
        ("variants: {a: {routes: {r: {serving: apis}}}}", "did you mean 'api'?"),
        ("workload: {queries_per_month: 5/..}", "open on one side"),
        (
            "variants: {a: {routes: {r: {tasks: [unknown]}}}}",
            "an entry is not stated",
        ),
    ],
)
def test_faults_have_place_and_hint(text: str, told: str) -> None:
    """Every fault of a decision file is told where it stands."""
    with pytest.raises(InputError) as error:
        load_decision((HEAD + text).encode(), "d.yaml", "stated")
    problem = error.value.problems[0]
    assert told in f"{problem} {problem.hint}"
    assert problem.place is not None
    assert problem.place.line == 2 + text.count("\n")


def test_the_stronger_file_is_heard_first() -> None:
    """What the user states goes before the defaults, number by number; the rest stays."""
    below = layers_of(Choice(())).layers
    own = load_decision((HEAD + "workload: {peak_factor: 9}").encode(), "d.yaml", "stated", below)
    layers = Layers((own, *below))
    found = layers.find("workload.peak_factor")
    assert found is not None
    assert (found.kind, found.source) == ("stated", "d.yaml:2")
    other = layers.find("workload.output_tokens")
    assert other is not None
    assert (other.kind, other.source) == ("default", "Default: half a page of reply")


def test_every_packaged_number_names_its_source() -> None:
    """Reference data, defaults and presets say where each number comes from."""
    looked_at = 0
    for path in resources.files("frameworks", "decision", ".yaml"):
        layer = load_decision(
            resources.read("frameworks", path), path, "reference", layers_of(Choice(())).layers
        )
        numbers = [one for one, value in layer.values.items() if isinstance(value, Quantity)]
        assert [one for one in numbers if layer.source_of(one).startswith(path)] == []
        looked_at += len(numbers)
    assert looked_at > 50


def test_packaged_presets_load() -> None:
    """Every preset is read as it would be with --preset."""
    assert "article-2026" in presets()
    for name in presets():
        assert layers_of(Choice((), preset=name)).layers[0].kind == "preset"
