"""What a report shows besides its assessment: engagement, edition, an earlier assessment, own templates, variants compared.

All of it is embedded, so that the pages can be rendered again from what the file holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Place, Problem
from compliance.inputs.earlier import load_earlier
from compliance.inputs.engagement import load_engagement
from compliance.model.engagement import Engagement
from compliance.signing import EmbeddedInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compliance.canonical import Json
    from compliance.model.comparison import Comparison
    from compliance.model.earlier import Earlier
    from compliance.pipeline.assessing import Given
    from compliance.render import Edition

_EARLIER: Final = "earlier-assessment.json"
_TEMPLATE: Final = "template-"
"""An embedded template is called by this and its own name."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The comparison of the description's variants; the files to embed with it, and what a replay must know beside them."""

    comparison: Comparison
    files: tuple[EmbeddedInput, ...]
    how: Json


@dataclass(frozen=True, slots=True)
class Presented:
    """What the reader of a report asked for. `files` are the raw files behind it, to be embedded."""

    engagement: Engagement = field(default_factory=Engagement)
    edition: Edition = "full"
    earlier: Earlier | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    files: tuple[EmbeddedInput, ...] = ()
    chapter: Chapter | None = None


def presented(
    engagement: Given | None = None,
    edition: Edition = "full",
    since: Given | None = None,
    templates: Sequence[Given] = (),
) -> Presented:
    """Read the files of a presentation. InputError lists what is wrong with one of them."""
    files = []
    if engagement is not None:
        files.append(EmbeddedInput(engagement.name, engagement.data, "engagement"))
    if since is not None:
        files.append(EmbeddedInput(_EARLIER, since.data, "earlier_assessment"))
    files += [EmbeddedInput(f"{_TEMPLATE}{one.name}", one.data, "template") for one in templates]
    return Presented(
        load_engagement(engagement.data, engagement.name) if engagement is not None else Engagement(),
        edition,
        load_earlier(since.data, since.name) if since is not None else None,
        {one.name: _text(one) for one in templates},
        tuple(files),
    )


def _text(template: Given) -> str:
    try:
        return template.data.decode("utf-8")
    except UnicodeDecodeError:
        problem = Problem(Place(template.name, 1, 1), "a template is text in UTF-8")
        raise InputError((problem,)) from None
