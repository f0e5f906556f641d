"""The pages of a report, drawn again from what it embeds and held against the bytes that were signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, get_args

from compliance.pipeline.assessing import Given
from compliance.pipeline.presenting import presented
from compliance.pipeline.reporting import RENDERER, unsigned_report
from compliance.render import Edition
from compliance.render.stack import fonts_in, renderer
from compliance.signing import Reason, State, Verdict, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compliance.pipeline.assessing import Assessed
    from compliance.pipeline.presenting import Chapter

_OWN_TEMPLATES: Final = (
    "The report was drawn with templates of its own; templates are programs, and none out of a file is run."
)


def with_pages(
    verdict: Verdict,
    pdf: bytes,
    manifest: Mapping[str, Any],
    assessed: Assessed,
    chapter: Chapter | None = None,
) -> Verdict:
    """`verdict` with fact 10 decided. Only equal renderers can be compared; a difference between two such is a failure."""
    if any(file["role"] == "template" for file in manifest["files"]):
        return verdict.with_pages(State.NOT_CHECKED, _OWN_TEMPLATES)
    return held_against(verdict, pdf, manifest, lambda: _drawn(verdict, manifest, assessed, chapter))


def held_against(
    verdict: Verdict, pdf: bytes, manifest: Mapping[str, Any], drawn: Callable[[], bytes]
) -> Verdict:
    """`verdict` with fact 10 decided by the unsigned file that `drawn` gives."""
    other = _other_parts(manifest.get(RENDERER))
    if other:
        sentence = f"Not drawn again: another renderer made them ({', '.join(other)})."
        return verdict.with_pages(State.NOT_CHECKED, sentence)
    try:
        again = prepare(drawn())
    except Exception as error:  # noqa: BLE001 - a signer may embed anything, and what raised is not equal
        return verdict.with_pages(
            State.FAILED, f"The pages cannot be drawn again: {error}.", Reason.PAGES_DIFFER
        )
    if pdf.startswith(again):
        sentence = f"Drawn again from the embedded inputs, they are the first {len(again)} bytes of the file exactly."
        return verdict.with_pages(State.OK, sentence)
    if fonts_in(again) != fonts_in(pdf):
        sentence = (
            "Not comparable: the machine that drew them had other fonts for some characters than this one."
        )
        return verdict.with_pages(State.NOT_ESTABLISHED, sentence)
    sentence = (
        "The pages drawn again from the embedded inputs by the same renderer are not those that were signed."
    )
    return verdict.with_pages(State.FAILED, sentence, Reason.PAGES_DIFFER)


def _drawn(
    verdict: Verdict, manifest: Mapping[str, Any], assessed: Assessed, chapter: Chapter | None
) -> bytes:
    """The unsigned report as its signer's program drew it."""
    by_role = {file["role"]: file["name"] for file in manifest["files"]}
    given = {
        role: Given(name, verdict.embedded[name])
        for role, name in by_role.items()
        if role in {"engagement", "earlier_assessment"}
    }
    edition: Edition = manifest["edition"]
    if edition not in get_args(Edition):
        raise ValueError(f"there is no edition {edition!r}")
    shown = presented(given.get("engagement"), edition, given.get("earlier_assessment"))
    shown = replace(shown, chapter=chapter)
    return unsigned_report(assessed, shown, verdict.signers[0].subject, draft=False).pdf


def _other_parts(theirs: object) -> list[str]:
    """What differs between the renderer that the manifest names and the one here, in words."""
    ours = renderer()
    if not isinstance(theirs, dict):
        return ["it is not named"]
    differing = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
    return [
        name if name in {"code", "templates"} else f"{name} {theirs.get(name)}, here {ours.get(name)}"
        for name in differing
    ]
