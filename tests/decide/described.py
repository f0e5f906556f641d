"""An architecture with a subject of each kind, and variants of it made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from compliance.inputs.architecture import load_architecture
from compliance.model.architecture import Vocabulary
from compliance.model.assessment import Subject
from tests.decide.made import finding, variant

if TYPE_CHECKING:
    from compliance.decide.law import Assessed
    from compliance.model.architecture import Architecture
    from compliance.model.assessment import Finding

TEXT = """
schema: compliance-architecture/1
organisation: {name: Acme, country: US}
parties:
  vendor: {name: Vendor, sub_processors: [cloud]}
  cloud: {name: Cloud, sub_processors: none}
  guest: {name: Guest, sub_processors: none}
data: {notes: {name: Notes, category: [phi]}, menus: {category: [public]}}
zones: {inner: {name: Inner}}
components:
  app: {name: App, zone: inner, stores: {menus: {encryption: none}}, access: {nurses: {by: staff}}}
  gate: {name: Gate, zone: inner, stores: none, access: none}
  own: {name: Own model, kind: self_hosted_model, zone: inner, stores: none, access: none}
  mask: {zone: inner, stores: none, access: none}
  api: {name: Hosted, kind: model_api, operator: vendor, zone: inner, stores: {notes: {encryption: disk}}, access: none}
  side: {zone: inner, stores: none, access: {guest: {}}}
flows:
  start: {from: app, to: gate, data: [notes], returns: none, purpose: drafts}
  plain: {from: gate, to: own, data: [notes], returns: none, purpose: drafts}
  hide: {from: gate, to: mask, data: [notes], returns: none, purpose: drafts}
  hard: {from: mask, to: api, data: [menus], returns: none, purpose: drafts}
  lunch: {from: app, to: guest, data: [menus], returns: none, purpose: meals}
purposes: {drafts: {data: [notes]}, meals: {data: [menus]}}
ai_systems: {drafter: {components: [own, api]}, other: {components: [own, unknown]}}
incidents: {leak: {components: [api]}, loss: {kind: loss}}
requests: {copy: {purpose: drafts}}
"""


@cache
def described() -> Architecture:
    """The architecture above."""
    return load_architecture(TEXT.encode(), "a.yaml", Vocabulary({})).architecture


def about(subject: str, outcome: str = "gap") -> Finding:
    """A finding about a subject, `kind:id`."""
    kind, _, id_ = subject.partition(":")
    made = finding("c", outcome)
    return replace(made, id=f"c@{subject}", subject=Subject(kind, id_))


def assessed(findings: list[Finding]) -> Assessed:
    """A variant `v` of the architecture with these findings."""
    return replace(variant("v", findings).assessed, architecture=described())
