"""Reads the four OSCAL documents of a folder with compliance-trestle; run by its own environment, which has nothing of ours.

Prints one line of JSON: the version of OSCAL that was read for, and the controls to which the profile resolves. Ends with 1 where a
document is not valid.
"""

from __future__ import annotations

import json
import logging
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

from trestle.core.profile_resolver import ProfileResolver
from trestle.core.validator_factory import validator_factory
from trestle.oscal import OSCAL_VERSION
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.poam import PlanOfActionAndMilestones
from trestle.oscal.profile import Profile

PLACES = {
    "oscal": (AssessmentResults, "assessment-results", "assessment-results"),
    "oscal-poam": (
        PlanOfActionAndMilestones,
        "plan-of-action-and-milestones",
        "plan-of-action-and-milestones",
    ),
    "oscal-catalog": (Catalog, "catalogs", "catalog"),
    "oscal-profile": (Profile, "profiles", "profile"),
}


def main(folder: Path) -> int:
    """Read, check, resolve."""
    logging.disable(logging.WARNING)
    (folder / ".trestle").mkdir()
    (folder / ".trestle" / "config.ini").touch()
    arguments = SimpleNamespace(mode="all", verbose=0)
    validator = validator_factory.get(arguments)
    for form, (kind, plural, name) in PLACES.items():
        model = kind.oscal_read(folder / f"{form}.json")
        place = folder / plural / "one" / f"{name}.json"
        place.parent.mkdir(parents=True)
        shutil.copy(folder / f"{form}.json", place)
        if model is None or not validator.model_is_valid(model, quiet=False, trestle_root=folder):
            sys.stderr.write(f"{form} is not valid\n")
            return 1
    resolved = ProfileResolver.get_resolved_profile_catalog(folder, str(folder / "oscal-profile.json"))
    ids = [control.id for group in resolved.groups for control in group.controls]
    sys.stdout.write(json.dumps({"version": OSCAL_VERSION, "resolved": sorted(ids)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
