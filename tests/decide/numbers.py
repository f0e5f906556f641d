"""Layers of numbers for tests of cost and fit."""

from __future__ import annotations

from compliance import resources
from compliance.inputs.decision import load_decision
from compliance.model.layers import Layer, Layers

HEAD = "schema: compliance-decision/1\n"
PLAN = """
workload: {queries_per_month: 250000, quality: usual}
team: {expertise: some, staff: 1}
variants:
  api: {routes: {main: {serving: api, model: gpt-4-1, input_price: 2, output_price: 8, stream_tokens_per_second: 85}}}
  own: {routes: {main: {serving: self_hosted, model: llama-3-70b, machine: a100-80, precision: int4}}}
"""


def reference() -> tuple[Layer, ...]:
    """Reference data, defaults and rules as they come with the program."""
    found: tuple[Layer, ...] = ()
    for path in resources.files("frameworks", "decision", ".yaml"):
        if "presets/" not in path:
            kind = "default" if path.endswith("defaults.yaml") else "reference"
            found = (*found, load_decision(resources.read("frameworks", path), path, kind, found))
    return found


def layers(text: str = PLAN) -> Layers:
    """The reference data below a stated file."""
    below = reference()
    return Layers((load_decision((HEAD + text).encode(), "decision.yaml", "stated", below), *below))
