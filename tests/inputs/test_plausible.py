"""Numbers that no plan can have."""

from __future__ import annotations

import pytest

from compliance.errors import InputError
from compliance.inputs.decision import load_decision
from compliance.pipeline.comparing import Choice, layers_of

HEAD = "schema: compliance-decision/1\n"
TASKS = "tasks: {a: {share: 70%}, b: {share: 30%}}\n"


def _load(text: str) -> None:
    load_decision((HEAD + text).encode(), "d.yaml", "stated", layers_of(Choice(())).layers)


def _routes(*routes: str) -> str:
    return (
        "variants: {v: {routes: {"
        + ", ".join(f"r{place}: {route}" for place, route in enumerate(routes))
        + "}}}"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("workload: {growth_per_month: 500%}", "'500%' is more than the whole"),
        ("workload: {cached_share: 1.5}", "'1.5' is more than the whole"),
        ("operation: {target_use: 0/50%}", "'0/50%' may be zero"),
        ("models: {llama-3-70b: {parameters: 0}}", "'0' may be zero"),
        ("machines: {a100-80: {memory: 0}}", "'0' may be zero"),
        ("operation: {write_off_months: 0}", "'0' may be zero"),
        ("workload: {peak_factor: 0.5/3}", "'0.5/3' is less than one"),
        ("operation: {spare_replicas: 0.5}", "'0.5' is no whole number"),
        ("workload: {horizon_months: 0}", "'0' is less than one"),
        ("workload: {horizon_months: 12/48}", "'12/48' is a range"),
        ("workload: {horizon_months: 1000000}", "'1000000' is longer than any plan"),
        ("workload: {growth_per_month: 100%, queries_per_month: 90000}", "grow to more than 1e+15 a month"),
        ("per_usd: 0.9", "the amounts are in dollars already"),
        ("currency: EUR\nper_usd: 0/0.9", "'0/0.9' may be zero"),
        ("rules: {x: {text: A rule}}", "no measure is stated"),
        ("rules: {x: {measure: total}, y: {measure: gaps}}", "fit and cost come before what the law asks"),
        ("tasks: {a: {share: 90%}, b: {share: 30%}}", "their shares add up to 120 %"),
        (TASKS + _routes("{tasks: [a]}", "{tasks: [a]}"), "the task 'a' is taken twice"),
        (TASKS + _routes("{tasks: [a]}"), "no route takes the task 'b'"),
        (TASKS + _routes("{tasks: [a]}", "{share: 80%}"), "the routes take 150 % of the requests together"),
        (_routes("{share: 20%}", "{share: 30%/40%}"), "the routes take 50 to 60 % of the requests together"),
    ],
)  # fmt: skip
def test_what_no_plan_can_have_is_refused_with_place_and_hint(text: str, told: str) -> None:
    """Instead of a division by nothing, a hang, or a cost that means nothing."""
    with pytest.raises(InputError) as error:
        _load(text)
    assert any(told in problem.message for problem in error.value.problems)
    assert all(problem.place is not None and problem.hint for problem in error.value.problems)


@pytest.mark.parametrize(
    "text",
    [
        "workload: {queries_per_month: 0, growth_per_month: 100%}",
        "workload: {input_tokens: 0, output_tokens: 0, growth_per_month: 0, horizon_months: 600}",
        "currency: USD\nper_usd: 1",
        TASKS + _routes("{tasks: [a, b]}"),
        TASKS + _routes("{serving: api}"),
        "tasks: {a: {share: 60%/80%}, b: {share: 20%/40%}}\n" + _routes("{tasks: [a]}", "{tasks: [b]}"),
        TASKS + _routes("{share: 80%}", "{share: 20%}"),
        "tasks: {a: {quality: any}, b: {quality: usual}}\n" + _routes("{tasks: [a]}", "{tasks: [b]}"),
        "rules: {x: {measure: gaps}, y: {measure: forbidden}, z: {measure: total}}",
    ],
)
def test_what_a_plan_may_have_is_read(text: str) -> None:
    """Ends of ranges, shares not stated, no requests yet, rules without fit."""
    _load(text)
