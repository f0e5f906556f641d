"""From a signed report to a verdict: the signature first, then the catalog, then the findings derived again."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from compliance.errors import ComplianceError
from compliance.model.assessment import Tool
from compliance.pipeline import catalogs
from compliance.pipeline.assessing import Given, Sources, assess_sources, assessment_json
from compliance.pipeline.compiled import counts
from compliance.pipeline.published import published
from compliance.pipeline.reporting import ASSESSMENT, CATALOG
from compliance.signing import MANIFEST_NAME, Reason, State, Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cryptography.x509 import Certificate

    from compliance.model.catalog import Catalog


def verify_report(
    pdf: bytes,
    at: dt.datetime,
    trust: Sequence[Certificate] = (),
    expected: Sequence[str] = (),
    *,
    replay: bool = True,
) -> Verdict:
    """All nine facts about a report. Embedded files are read only after the signature was found intact."""
    verdict = verify(pdf, at=at, trust=trust, expected=expected)
    if verdict.failures or not verdict.embedded:
        return verdict
    try:
        catalog = catalogs.from_json(verdict.embedded[CATALOG])
    except (ComplianceError, KeyError) as error:
        return verdict.with_catalog(
            State.FAILED, f"The embedded catalog cannot be used: {error}.", Reason.CATALOG_DIFFERS
        )
    verdict = _with_catalog(verdict, catalog)
    if not replay:
        return verdict.with_replay(State.NOT_CHECKED, "Not asked for.")
    return _with_replay(verdict, catalog)


def _with_catalog(verdict: Verdict, catalog: Catalog) -> Verdict:
    known = published()
    parts, open_ = [], False
    for framework in catalog.frameworks:
        name = framework.framework.id
        version = known.get(name, {}).get(framework.sha256)
        open_ |= version is None
        parts.append(
            f"{name} {version}"
            if version
            else f"{name} is not a published catalog ({_difference(catalog, name)})"
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
    """How a framework's files differ from the installed ones."""
    installed = {file.path: file.sha256 for file in catalogs.built_in_files()}
    own = {file.path: file.sha256 for file in catalog.files if file.path.startswith(f"{name}/")}
    missing = [path for path in installed if path.startswith(f"{name}/") and path not in own and counts(path)]
    changed = [path for path, digest in own.items() if installed.get(path) != digest]
    return f"{len(changed) + len(missing)} files differ from the installed catalog"


def _with_replay(verdict: Verdict, catalog: Catalog) -> Verdict:
    embedded = verdict.embedded
    try:
        manifest = json.loads(embedded[MANIFEST_NAME])
        again = assessment_json(
            assess_sources(
                _sources(manifest, embedded),
                catalogs.narrowed(catalog, manifest["frameworks"]),
                dt.date.fromisoformat(manifest["as_of"]),
                described_on=dt.date.fromisoformat(manifest["described_on"]),
                tool=Tool(**manifest["tool"]),
            ).assessment
        )
        signed = embedded[ASSESSMENT]
    except (ComplianceError, KeyError, ValueError, TypeError) as error:
        return verdict.with_replay(
            State.FAILED, f"The findings cannot be derived again: {error}.", Reason.NOT_REDERIVED
        )
    if again == signed:
        count = len(json.loads(signed)["findings"])
        return verdict.with_replay(
            State.OK, f"All {count} findings were derived again from the embedded inputs and are equal."
        )
    return verdict.with_replay(State.FAILED, _differing(signed, again), Reason.FINDINGS_DIFFER)


def _sources(manifest: dict[str, Any], embedded: Mapping[str, bytes]) -> Sources:
    """The inputs, as the manifest says what each file is."""
    by_role: dict[str, list[Given]] = {}
    for file in manifest["files"]:
        by_role.setdefault(file["role"], []).append(Given(file["name"], embedded[file["name"]]))
    order = [answers["name"] for answers in json.loads(embedded[ASSESSMENT])["inputs"]["answers"]]
    answers = sorted(by_role.get("answers", []), key=lambda given: order.index(given.name))
    determinations, acceptances = (by_role.get(role, [None])[0] for role in ("determinations", "acceptances"))
    evidence = frozenset(manifest["evidence"])
    return Sources(by_role["architecture"][0], tuple(answers), determinations, acceptances, evidence)


def _differing(signed: bytes, again: bytes) -> str:
    """Which findings differ, in a sentence."""
    first, second = ({f["id"]: f for f in json.loads(data)["findings"]} for data in (signed, again))
    names = sorted(name for name in {*first, *second} if first.get(name) != second.get(name))
    if not names:
        return "The findings derived again are equal, but the assessment around them is not the one that was signed."
    return f"{len(names)} findings differ from those derived again, the first is {names[0]}."
