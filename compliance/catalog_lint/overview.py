"""How much of each framework a catalog covers, as a table of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.model.catalog import Catalog, Control, FrameworkCatalog

COLUMNS = (
    ("tested whole", "tested_whole"),
    ("in part", "tested_in_part"),
    ("person judges", "person_judges"),
    ("event", "event_triggered"),
    ("if relied on", "only_when_relied_on"),
    ("no duty", "not_a_duty"),
    ("not readable", "not_readable"),
    ("no control yet", "not_catalogued"),
)


def dispositions(framework: FrameworkCatalog) -> Counter[str]:
    """Provisions by disposition."""
    settled = {name for control in framework.controls for name in control.provisions.settles}
    cited = {name for control in framework.controls for name in control.provisions.all}
    return Counter(
        "tested_whole"
        if p.id in settled
        else "tested_in_part"
        if p.id in cited
        else p.disposition or "not_catalogued"
        for p in framework.provisions
    )


def concludes(control: Control) -> str:
    """What a control can conclude: gap and satisfied, gap only, or judgement only."""
    if control.method == "determination":
        return "judgement"
    return "both" if control.provisions.settles else "gap only"


def overview(catalog: Catalog) -> str:
    """A line for each framework; every provision is in one column."""
    head = [
        "framework",
        "provisions",
        *(title for title, _ in COLUMNS),
        "controls",
        "both",
        "gap only",
        "judgement",
    ]
    rows = [head]
    for framework in catalog.frameworks:
        counts = dispositions(framework)
        kinds = Counter(map(concludes, framework.controls))
        row = [
            framework.framework.id,
            str(len(framework.provisions)),
            *(str(counts[key]) for _, key in COLUMNS),
        ]
        row += [
            str(len(framework.controls)),
            str(kinds["both"]),
            str(kinds["gap only"]),
            str(kinds["judgement"]),
        ]
        rows.append(row)
    widths = [max(len(row[index]) for row in rows) for index in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(size) if index == 0 else cell.rjust(size)
            for index, (cell, size) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([*lines, "", f"{len(catalog.questions)} questions, {len(catalog.practices)} practices"])
