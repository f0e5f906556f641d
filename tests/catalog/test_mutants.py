"""What a mutant is: one small change, and never the control itself."""

from __future__ import annotations

from compliance.catalog_lint.mutants import changed, mutants
from compliance.model.condition import parse
from compliance.pipeline.catalogs import catalog_in_use

TREE = {
    "all": [
        {"fact": "receives", "contains_any": ["phi", "health"]},
        {"not": {"fact": "kind", "equals": "person"}},
        {
            "any": [
                {"fact": "sub_processors", "at_least": "1"},
                {"has": "components", "meets": {"fact": "own", "equals": "no"}},
            ]
        },
    ]
}


def test_each_mutant_differs_from_the_condition() -> None:
    """No mutant is the condition itself, and no two say that they change the same thing."""
    condition = parse(TREE)
    found = list(changed(condition))
    assert all(mutant != condition for _, mutant in found)
    assert len({what for what, _ in found}) >= 9


def test_every_kind_of_change_is_tried() -> None:
    """Parts are dropped, all and any swapped, atoms negated, words dropped, counts moved, has and each exchanged."""
    told = " | ".join(what for what, _ in changed(parse(TREE)))
    for change in (
        "swap all and any",
        "drop part 1",
        "drop not",
        "negate receives",
        "drop phi",
        "at_least 2",
        "has becomes each",
    ):
        assert change in told


def test_mutants_of_a_control_keep_its_texts() -> None:
    """A mutant changes where, expect or review and nothing else."""
    control = catalog_in_use().frameworks[0].controls[0]
    for _, mutant in mutants(control):
        assert (
            mutant.model_copy(
                update={"where": control.where, "expect": control.expect, "review": control.review}
            )
            == control
        )
