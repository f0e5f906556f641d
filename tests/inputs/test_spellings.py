from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from compliance.errors import Place
from compliance.model.values import Keyed

if TYPE_CHECKING:
    from compliance.model.architecture import Architecture
    from tests.inputs.conftest import Load


def _at(architecture: Architecture, path: str) -> Any:
    """The value at a path, by attributes and keys; the text it prints as, None where it is not stated."""
    here: Any = architecture
    for segment in path.split("."):
        here = here[segment] if isinstance(here, Keyed) else getattr(here, segment)
    return here


UNKNOWN = ["", " ~", " null", " unknown", ' "unknown"', ' ""']


@pytest.mark.parametrize("nothing", UNKNOWN)
@pytest.mark.parametrize(
    "line",
    [
        "zones:",
        "organisation:",
        "practices:\n  training:\n    every:",
        "parties:\n  v:\n    retention:",
        "components:\n  c:\n    stores:",
    ],
)
def test_nothing_said_is_nothing_known(load: Load, line: str, nothing: str) -> None:
    """Left empty, null, a tilde and the word unknown all leave a fact unknown, and no place claims otherwise."""
    described = load(f"{line}{nothing}\n")
    path = ".".join(part.strip() for part in line.replace("\n", "").split(":")[:-1])
    assert _at(described.architecture, path) in (None, described.architecture.__class__())
    assert not described.states(path) or path in {"practices.training", "parties.v", "components.c"}


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("organisation: {country: NO}", "organisation.country", "NO"),
        ("organisation: {name: 12.10}", "organisation.name", "12.10"),
        ("organisation: {name: 010}", "organisation.name", "010"),
        ("organisation: {name: 22:30}", "organisation.name", "22:30"),
        ("organisation: {name: no}", "organisation.name", "no"),
        ("organisation: {name: on}", "organisation.name", "on"),
        ("organisation: {established_in: NO}", "organisation.established_in", "[NO]"),
        ("organisation: {public_authority: no}", "organisation.public_authority", "no"),
        ("organisation: {public_authority: false}", "organisation.public_authority", "no"),
        ("organisation: {headcount: 1e3}", "organisation.headcount", "1e3"),
        ("organisation: {roles: none}", "organisation.roles.gdpr", "none"),
        ("organisation: {roles: {gdpr: controller}}", "organisation.roles.gdpr", "[controller]"),
        ("practices: {training: none}", "practices.training.status", "none"),
        ("practices: {training: no}", "practices.training.status", "none"),
        ("practices: {training: yes}", "practices.training.status", "implemented"),
        ("practices: {training: {covers: all}}", "practices.training.covers", "all"),
        (
            "practices: {training: {contents: {has: all, lacks: [ai]}}}",
            "practices.training.contents",
            "{has: all, lacks: [ai]}",
        ),
        ("practices: {training: {performed_on: 2026-03}}", "practices.training.performed_on", "[2026-03]"),
        (
            "practices: {training: {performed_on: [2025, unknown]}}",
            "practices.training.performed_on",
            "[2025, unknown]",
        ),
        ("parties: {v: {agreements: {dpa: signed}}}", "parties.v.agreements.dpa.status", "implemented"),
        ("parties: {v: {agreements: none}}", "parties.v.agreements.baa.status", "none"),
        ("parties: {v: {attestations: none}}", "parties.v.attestations.dpf.status", "none"),
        ("parties: {v: {parent: US}}", "parties.v.parent", "US"),
        ("components: {c: {stores: {phi: tokenised}}}", "components.c.stores.phi.transformed", "tokenised"),
        (
            "components: {c: {stores: {phi: {retention: 30 days}}}}",
            "components.c.stores.phi.retention",
            "30 days",
        ),
        ("components: {c: {access: {ops: {by: staff}}}}", "components.c.access.ops.by", "staff"),
        ("ai_systems: {s: {infers: {emotion: none}}}", "ai_systems.s.infers.emotion.status", "none"),
        ("ai_systems: {s: {generates: none}}", "ai_systems.s.generates.video.status", "none"),
        (
            "incidents: {i: {notified: {authority: 2018-12}}}",
            "incidents.i.notified.authority.sent_on",
            "2018-12",
        ),
        ("incidents: {i: {notified: {authority: done}}}", "incidents.i.notified.authority.status", "done"),
        ("incidents: {i: {notified: none}}", "incidents.i.notified.media.status", "none"),
        ("completeness: {by: Jo, on: 2026-11-20}", "completeness.confirmed_on", "2026-11-20"),
        ("completeness: {confirmed_on: 2026-11-20}", "completeness.confirmed_on", "2026-11-20"),
        ("described_on: 2026-11-20", "described_on", "2026-11-20"),
        ("system: {exclusions: [payroll, archive]}", "system.exclusions", "('payroll', 'archive')"),
    ],
)
def test_each_spelling_states_its_fact(load: Load, text: str, path: str, shown: str) -> None:
    """Scalars stay text until the model types them; every shorthand states what it stands for, with a place."""
    described = load(text)
    assert str(_at(described.architecture, path)) == shown
    assert described.states(path)


@pytest.mark.parametrize(
    ("text", "ids", "closed"),
    [
        ("components: {c: {stores: [phi, pan]}}", ["phi", "pan"], True),
        ("components: {c: {stores: phi}}", ["phi"], True),
        ("components: {c: {stores: none}}", [], True),
        ("components: {c: {stores: []}}", [], True),
        ("components: {c: {stores: {}}}", [], True),
        ("components: {c: {stores: {phi: }}}", ["phi"], True),
        ("components: {c: {stores: {phi: unknown}}}", ["phi"], True),
        ("components: {c: {stores: {phi: clear, unknown: }}}", ["phi"], False),
        ("components: {c: {stores: [phi, unknown]}}", ["phi"], False),
        ("components: {c: {stores: [unknown]}}", [], False),
    ],
)
def test_a_map_by_id_is_complete_unless_it_says_otherwise(
    load: Load, text: str, ids: list[str], *, closed: bool
) -> None:
    """The key or item `unknown` leaves a map open; a key without details is an entry all the same."""
    components = load(text).architecture.components
    assert components is not None
    stores = components["c"].stores
    assert stores is not None
    assert list(stores) == ids
    assert stores.closed is closed


def test_practices_are_never_a_complete_list(load: Load) -> None:
    """Each practice is a fact of its own and says nothing of the others."""
    practices = load("practices: {training: none}").architecture.practices
    assert practices is not None
    assert not practices.closed


def test_a_fact_has_the_place_of_its_key(load: Load) -> None:
    """Findings point at the line that states the fact."""
    described = load("parties:\n  vendor:\n    agreements: {baa: {signed_on: 2026-03-15}}\n")
    assert described.place("parties.vendor") == Place("architecture.yaml", 2, 3)
    assert described.place("parties.vendor.agreements.baa.signed_on") == Place("architecture.yaml", 3, 24)
    assert described.place("parties.vendor.agreements.baa.until") == Place("architecture.yaml", 3, 18)


def test_the_digest_of_the_file_is_that_of_its_bytes(load: Load) -> None:
    """Replay compares what was read, not what it meant."""
    described = load("zones: none\n")
    assert described.architecture_input is not None
    assert described.architecture_input.name == "architecture.yaml"
    assert described.architecture_input.sha256 == hashlib.sha256(b"zones: none\n").hexdigest()
