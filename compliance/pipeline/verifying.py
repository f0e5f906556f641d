"""From a signed report to a verdict: the signature first, then the catalog, then the findings derived again."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from compliance.errors import ComplianceError
from compliance.model.assessment import Tool
from compliance.model.variant import BASE
from compliance.pipeline import catalogs
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json
from compliance.pipeline.chapter import chapter_again, has_chapter, same_chapter
from compliance.pipeline.compiled import counts
from compliance.pipeline.deciding_report import (
    Compared,
    compared_again,
    other_numbers,
    same_comparison,
    unsigned_decision,
    variants_in,
)
from compliance.pipeline.published import published
from compliance.pipeline.redrawing import held_against, with_pages
from compliance.pipeline.reporting import ASSESSMENT, CATALOG, COMPARISON
from compliance.signing import MANIFEST_NAME, Reason, Reliance, State, Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cryptography.x509 import Certificate

    from compliance.model.catalog import Catalog
    from compliance.pipeline.assessing import Assessed
    from compliance.pipeline.presenting import Chapter

_UNASKED = "Not asked for."
_OTHER_COMPARISON = (
    "The comparison derived again from the embedded inputs and numbers is not the one that was signed."
)
_EARLIER = "Not looked at, because an earlier check failed."


def verify_report(  # noqa: PLR0913 - the file, the time and what the verifier brings
    pdf: bytes,
    at: dt.datetime,
    trust: Sequence[Certificate] = (),
    expected: Sequence[str] = (),
    *,
    reliance: Reliance | None = None,
    replay: bool = True,
    pages: bool = False,
) -> Verdict:
    """All ten facts about a report. Embedded files are read only after the signature was found intact.

    `reliance` says more than `trust` and `expected`. `pages` are drawn again only after a `replay`; that takes seconds.
    """
    verdict = verify(pdf, at=at, trust=trust, expected=expected, reliance=reliance)
    if verdict.failures or not verdict.embedded:
        return verdict
    try:
        catalog = catalogs.from_json(verdict.embedded[CATALOG])
        verdict = _with_catalog(verdict, catalog)
    except Exception as error:  # noqa: BLE001 - a signer may embed anything, and nothing that raised is a catalog
        return _unusable(verdict, error)
    if not replay:
        return verdict.with_replay(State.NOT_CHECKED, _UNASKED).with_pages(State.NOT_CHECKED, _UNASKED)
    return _replayed(verdict, pdf, catalog, pages=pages)


def _replayed(verdict: Verdict, pdf: bytes, catalog: Catalog, *, pages: bool) -> Verdict:
    """Facts 9 and 10, by what kind of report it is."""
    if COMPARISON in verdict.embedded and ASSESSMENT not in verdict.embedded:
        return _decision_replayed(verdict, pdf, catalog, pages=pages)
    verdict, again = _with_replay(verdict, catalog)
    if again is None or verdict.failures:
        return verdict.with_pages(State.NOT_CHECKED, _EARLIER)
    manifest = json.loads(verdict.embedded[MANIFEST_NAME])
    verdict, chapter = _with_chapter(verdict, manifest, again)
    if verdict.failures:
        return verdict.with_pages(State.NOT_CHECKED, _EARLIER)
    if not pages:
        return verdict.with_pages(State.NOT_CHECKED, _UNASKED)
    return with_pages(verdict, pdf, manifest, again, chapter)


def _with_chapter(
    verdict: Verdict, manifest: dict[str, Any], assessed: Assessed
) -> tuple[Verdict, Chapter | None]:
    """Fact 9 goes on where the report compares variants: the comparison is derived again as the findings were."""
    embedded = verdict.embedded
    if not has_chapter(manifest, embedded):
        return verdict, None
    try:
        chapter = chapter_again(manifest, embedded, assessed)
        equal = same_chapter(chapter, embedded)
    except Exception as error:  # noqa: BLE001 - as for the catalog: what raised was not derived again
        sentence = f"{verdict.replay.sentence} The comparison cannot be derived again: {_in_short(error)}."
        return verdict.with_replay(State.FAILED, sentence, Reason.NOT_REDERIVED), None
    if not equal:
        sentence = f"{verdict.replay.sentence} {_OTHER_COMPARISON}"
        return verdict.with_replay(State.FAILED, sentence, Reason.FINDINGS_DIFFER), None
    count = len(chapter.comparison.variants)
    sentence = f"{verdict.replay.sentence} So was the comparison of {count} variants; {_whose_numbers(manifest, embedded)}."
    return verdict.with_replay(State.OK, sentence), chapter


def _decision_replayed(verdict: Verdict, pdf: bytes, catalog: Catalog, *, pages: bool) -> Verdict:
    """Facts 9 and 10 of a decision report. What the signer embedded may be of any shape."""
    embedded = verdict.embedded
    manifest: dict[str, Any] = {}
    found: Compared | None = None
    try:
        manifest = json.loads(embedded[MANIFEST_NAME])
        found = compared_again(manifest, embedded, catalog)
        equal, count = same_comparison(found, embedded), variants_in(embedded[COMPARISON])
    except Exception as error:  # noqa: BLE001 - as for the catalog: what raised was not derived again
        sentence = f"The comparison cannot be derived again: {_in_short(error)}."
        verdict = verdict.with_replay(State.FAILED, sentence, Reason.NOT_REDERIVED)
        return verdict.with_pages(State.NOT_CHECKED, _EARLIER)
    if not equal:
        verdict = verdict.with_replay(State.FAILED, _OTHER_COMPARISON, Reason.FINDINGS_DIFFER)
        return verdict.with_pages(State.NOT_CHECKED, _EARLIER)
    equal_one = f"The comparison of {count} variants was derived again from the embedded inputs and numbers and is equal"
    sentence = f"{equal_one}; {_whose_numbers(manifest, embedded)}."
    verdict = verdict.with_replay(State.OK, sentence)
    if not pages:
        return verdict.with_pages(State.NOT_CHECKED, _UNASKED)

    def drawn() -> bytes:
        return unsigned_decision(found, verdict.signers[0].subject, draft=False).pdf

    return held_against(verdict, pdf, manifest, drawn)


def _whose_numbers(manifest: Mapping[str, Any], embedded: Mapping[str, bytes]) -> str:
    """Whether the figures that a report calls reference, default or preset are this program's: its signer embedded them."""
    others = other_numbers(manifest["comparison"], embedded)
    if not others:
        return "reference figures and defaults are those of this program"
    return f"its reference figures or defaults in {', '.join(others)} are not those of this program"


def _with_catalog(verdict: Verdict, catalog: Catalog) -> Verdict:
    known = published()
    parts, open_ = [], False
    for framework in catalog.frameworks:
        name = framework.framework.id
        version = known.get(name, {}).get(framework.sha256)
        open_ |= version is None
        parts.append(
            f"{name} {version}" if version else f"{name} is not published: {_difference(catalog, name)}"
        )
    if catalogs.shared_digest(catalog) not in known.get("shared", {}):
        open_ = True
        parts.append("the files frameworks share are not published ones")
    if catalogs.profiles_digest(catalog) not in known.get("vendors", {}):
        open_ = True
        parts.append("the vendor profiles, whose claims the open questions print, are not published ones")
    state = State.NOT_ESTABLISHED if open_ else State.OK
    return verdict.with_catalog(state, f"Catalogs: {'; '.join(parts)}.")


def _difference(catalog: Catalog, name: str) -> str:
    """How a framework's files stand to the installed ones."""
    installed = {
        file.path: file.sha256
        for file in catalogs.built_in_files()
        if file.path.startswith(f"{name}/") and counts(file.path)
    }
    own = {
        file.path: file.sha256
        for file in catalog.files
        if file.path.startswith(f"{name}/") and counts(file.path)
    }
    if not installed:
        return "this program has no catalog of that name"
    differing = [path for path in {*installed, *own} if installed.get(path) != own.get(path)]
    if not differing:
        return "it is the installed one, which no release lists yet"
    return f"{len(differing)} of its files differ from the installed catalog"


def _with_replay(verdict: Verdict, catalog: Catalog) -> tuple[Verdict, Assessed | None]:
    """`verdict` with fact 9 decided, and what was derived again. What the signer embedded may be of any shape."""
    embedded = verdict.embedded
    try:
        manifest = json.loads(embedded[MANIFEST_NAME])
        assessed = assess_sources(
            _sources(manifest, embedded),
            catalogs.narrowed(catalog, manifest["frameworks"]),
            dt.date.fromisoformat(manifest["as_of"]),
            described_on=dt.date.fromisoformat(manifest["described_on"]),
            tool=Tool(**manifest["tool"]),
        )
        again, signed = assessment_json(assessed.assessment), embedded[ASSESSMENT]
        if again != signed:
            sentence = _differing(signed, again)
            return verdict.with_replay(State.FAILED, sentence, Reason.FINDINGS_DIFFER), assessed
        count = len(json.loads(signed)["findings"])
    except Exception as error:  # noqa: BLE001 - as for the catalog: what raised was not derived again
        sentence = f"The findings cannot be derived again: {_in_short(error)}."
        return verdict.with_replay(State.FAILED, sentence, Reason.NOT_REDERIVED), None
    sentence = f"All {count} findings were derived again from the embedded inputs and are equal."
    return verdict.with_replay(State.OK, sentence), assessed


def _unusable(verdict: Verdict, error: Exception) -> Verdict:
    sentence = f"The embedded catalog cannot be used: {_in_short(error)}."
    failed = verdict.with_catalog(State.FAILED, sentence, Reason.CATALOG_DIFFERS)
    return failed.with_replay(State.NOT_CHECKED, _EARLIER).with_pages(State.NOT_CHECKED, _EARLIER)


def _in_short(error: Exception) -> str:
    """The first line of an error, which for those of Python begins with its kind: a bare `'as_of'` says nothing."""
    text = " ".join(str(error).splitlines()[:1])[:200]
    return text if isinstance(error, ComplianceError) else f"{type(error).__name__} {text}".strip()


def _sources(manifest: dict[str, Any], embedded: Mapping[str, bytes]) -> Sources:
    """The inputs, as the manifest says what each file is."""
    by_role: dict[str, list[Given]] = {}
    for file in manifest["files"]:
        by_role.setdefault(file["role"], []).append(Given(file["name"], embedded[file["name"]]))
    order = [answers["name"] for answers in json.loads(embedded[ASSESSMENT])["inputs"]["answers"]]
    answers = sorted(by_role.get("answers", []), key=lambda given: order.index(given.name))
    determinations, acceptances = (by_role.get(role, [None])[0] for role in ("determinations", "acceptances"))
    evidence = frozenset(manifest["evidence"])
    lost = tuple(sorted(manifest.get("evidence_lost", {}).items()))
    variant = manifest.get("variant", BASE)  # reports of earlier versions have no variants
    return Sources(
        by_role["architecture"][0], tuple(answers), determinations, acceptances, evidence, lost, variant
    )


def _differing(signed: bytes, again: bytes) -> str:
    """Which findings differ, in a sentence."""
    first, second = ({f["id"]: f for f in json.loads(data)["findings"]} for data in (signed, again))
    names = sorted(name for name in {*first, *second} if first.get(name) != second.get(name))
    if not names:
        return "The findings derived again are equal, but the assessment around them is not the one that was signed."
    return f"{len(names)} findings differ from those derived again, the first is {names[0]}."
