"""The architecture: what a team describes of its system, in frozen types.

Every field that was not stated is None. `none`, `no` and `[]` are stated. How files spell all this is read in
`compliance.inputs`; the marks in `base` tell it what names point at.
"""

from __future__ import annotations

from compliance.model.architecture.actors import (
    Actor,
    Agreement,
    Agreements,
    Attestations,
    Organisation,
    Party,
    Roles,
    Transfer,
)
from compliance.model.architecture.ai_systems import (
    AISystem,
    Exceptions,
    Generates,
    Inference,
    Infers,
    Output,
    SystemDuties,
)
from compliance.model.architecture.base import Described, WordKeyed
from compliance.model.architecture.components import Access, Component, Model, Zone
from compliance.model.architecture.data import DataSet, Holding
from compliance.model.architecture.flows import Flow
from compliance.model.architecture.incidents import Incident, Notification, Notified, Request
from compliance.model.architecture.purposes import Decision, Dpia, Notice, Purpose, Rights
from compliance.model.architecture.records import Deniable, Existing, Practice, Record
from compliance.model.architecture.root import SCHEMA, SECTIONS, Architecture, Completeness, System
from compliance.model.architecture.vocabulary import Vocabulary

__all__ = [
    "SCHEMA",
    "SECTIONS",
    "AISystem",
    "Access",
    "Actor",
    "Agreement",
    "Agreements",
    "Architecture",
    "Attestations",
    "Completeness",
    "Component",
    "DataSet",
    "Decision",
    "Deniable",
    "Described",
    "Dpia",
    "Exceptions",
    "Existing",
    "Flow",
    "Generates",
    "Holding",
    "Incident",
    "Inference",
    "Infers",
    "Model",
    "Notice",
    "Notification",
    "Notified",
    "Organisation",
    "Output",
    "Party",
    "Practice",
    "Purpose",
    "Record",
    "Request",
    "Rights",
    "Roles",
    "System",
    "SystemDuties",
    "Transfer",
    "Vocabulary",
    "WordKeyed",
    "Zone",
]
