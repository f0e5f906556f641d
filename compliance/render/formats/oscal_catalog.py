"""The catalogs as an OSCAL 1.2.1 catalog: a group for each framework, a control for each provision, our controls as objectives.

OSCAL calls a control what a law or standard asks for: our provision. The titles are ours; the text of the law is not in it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from compliance.errors import ToolError
from compliance.render.formats.oscal_parts import (
    VERSION,
    control_id,
    encoded,
    line,
    moment,
    prop,
    statement_id,
    uuid,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.model.catalog import Control, FrameworkCatalog, Provision
    from compliance.render.formats.given import Written


def write(found: Written) -> bytes:
    """One catalog with every framework that was in use. ToolError where two provisions of one would have the same id."""
    frameworks = found.catalog.frameworks
    for one in frameworks:
        _refuse_alike(one)
    version = "; ".join(f"{one.framework.id} {one.framework.catalog_version}" for one in frameworks)
    return encoded(
        {
            "catalog": {
                "uuid": uuid("catalog", found.assessment.as_of, *(one.sha256 for one in frameworks)),
                "metadata": {
                    "title": "Frameworks of the assessment",
                    "last-modified": moment(found.assessment.as_of),
                    "version": version,
                    "oscal-version": VERSION,
                },
                "groups": [_group(one) for one in frameworks],
            }
        }
    )


def _group(catalog: FrameworkCatalog) -> dict[str, Any]:
    framework = catalog.framework
    citing: dict[str, list[Control]] = defaultdict(list)
    for control in catalog.controls:
        for provision in control.provisions.all:
            citing[provision].append(control)
    return {
        "id": framework.id,
        "class": "framework",
        "title": line(framework.title),
        "props": [
            prop("citation", framework.citation),
            prop("text-version", framework.text_version),
            prop("catalog-version", framework.catalog_version),
            prop("sha256", catalog.sha256),
        ],
        "controls": [_control(framework.id, one, citing) for one in catalog.provisions],
    }


def _refuse_alike(catalog: FrameworkCatalog) -> None:
    """Ids of provisions may hold signs that tokens cannot; in somebody's own catalog two may differ in those alone."""
    seen: dict[str, str] = {}
    for one in catalog.provisions:
        token = control_id(catalog.framework.id, one.id)
        if token in seen:
            raise ToolError(f"{seen[token]!r} and {one.id!r} would both be {token} in OSCAL")
        seen[token] = one.id


def _control(framework: str, provision: Provision, citing: Mapping[str, Sequence[Control]]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": control_id(framework, provision.id),
        "class": provision.class_,
        "title": line(provision.title),
        "props": [{"name": "label", "value": line(provision.id)}, *_dates(provision)],
        "parts": [
            {
                "id": statement_id(framework, provision.id),
                "name": "statement",
                "prose": line(provision.title),
            },
            *(_objective(framework, provision, control) for control in citing.get(provision.id, ())),
        ],
    }
    if provision.parent:
        told["links"] = [
            {"href": f"#{control_id(framework, provision.parent)}", "rel": "related", "text": "part of"}
        ]
    return told


def _dates(provision: Provision) -> list[dict[str, str]]:
    """Since when it applies, phase by phase."""
    return [
        prop(
            "applies", f"{phase.from_} to {phase.until or 'further notice'}, {phase.state.replace('_', ' ')}"
        )
        for phase in provision.timeline
    ]


def _objective(framework: str, provision: Provision, control: Control) -> dict[str, Any]:
    """One of our controls as an objective of a provision: settled by it, or only tested."""
    settles = provision.id in control.provisions.settles
    return {
        "id": f"{control_id(framework, provision.id)}_obj.{control.id}",
        "name": "assessment-objective",
        "title": line(control.title),
        "props": [prop("control", control.id), prop("reach", "settles" if settles else "tests")],
        "prose": line(control.statement),
    }
