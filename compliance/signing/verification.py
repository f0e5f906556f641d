"""Verification step by step, one step for each numbered fact; 8 to 10 are left for the pipeline.

1. the signed bytes are intact
2. who signed, as the certificate says
3. whether that certificate is one the verifier relies on
4. the last signature covers the whole file
5. nothing but signatures followed the first
6. whether anyone but the signer vouches for the time
7. the embedded inputs match the signed manifest
8. the catalog is a published one
9. the findings can be derived again
10. the pages, drawn again, are those signed

Embedded files are read only when 1, 4 and 5 hold: before that, nobody stands behind what is in them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.signing import certificate as certificates
from compliance.signing.changes import check_changes, later_revisions
from compliance.signing.embedded import read_attachments
from compliance.signing.errors import RefusedError
from compliance.signing.manifest import check_manifest
from compliance.signing.reader import open_pdf
from compliance.signing.reasons import Reason
from compliance.signing.signatures import (
    check_certification,
    check_coverage,
    check_integrity,
    read_signatures,
)
from compliance.signing.timing import timeline
from compliance.signing.trust import check_expected, check_trusted
from compliance.signing.validation_data import ValidationData, embedded_validation_data
from compliance.signing.verdict import Fact, SignedBy, StampedBy, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader

    from compliance.signing.signatures import Signature
    from compliance.signing.timing import Timeline

_SKIPPED = "Not looked at, because an earlier check failed."


@dataclass(frozen=True, slots=True)
class Reliance:
    """What a verifier relies on. Nothing else is: no store of the system, nothing that the file says of itself."""

    signers: Sequence[Certificate] = ()
    """Signers' own certificates or those of authorities above them."""
    authorities: Sequence[Certificate] = ()
    """The same for time-stamps; an authority for time never vouches for a signer."""
    expected: Sequence[str] = ()
    """SHA-256 fingerprints (64 hex digits, colons allowed): exactly these signers must be there."""
    data: ValidationData = field(default_factory=ValidationData)
    """Revocation lists and responses beside those embedded."""


def verify(
    pdf: bytes,
    *,
    at: datetime,
    trust: Sequence[Certificate] = (),
    expected: Sequence[str] = (),
    reliance: Reliance | None = None,
) -> Verdict:
    """Establish facts 1 to 7 about `pdf`. Never raises over the file: a file that cannot be read is a failed fact.

    `at` is the time of verification with its zone. `trust` and `expected` are those of a `Reliance`, which says more when given.
    Raises UsageError when `at` has no zone.
    """
    reliance = reliance or Reliance(trust, (), expected)
    if at.utcoffset() is None:
        message = "the time of verification has no time zone"
        raise UsageError(message)
    verdict = _blank()
    try:
        reader = open_pdf(pdf)
        signatures = read_signatures(reader, pdf)
    except RefusedError as refused:
        return replace(verdict, intact=_failed(verdict.intact, refused))
    verdict = replace(verdict, intact=_intact(verdict.intact, signatures, pdf))
    if verdict.failures:
        return verdict
    persons = _persons(signatures)
    if not persons:
        nobody = RefusedError(Reason.UNSIGNED, "the file carries time-stamps and no signature")
        return replace(verdict, signed_by=_failed(verdict.signed_by, nobody))
    verdict = replace(
        verdict,
        signers=persons,
        signed_by=_signed_by(verdict.signed_by, persons),
        coverage=_coverage(verdict.coverage, signatures, pdf),
        changes=_changes(verdict.changes, signatures),
    )
    return _with_inputs(_with_trust(verdict, signatures, reliance, at), reader)


def _blank() -> Verdict:
    def fact(number: int, name: str, title: str) -> Fact:
        return Fact(number, name, title, State.NOT_CHECKED, _SKIPPED)

    return Verdict(
        intact=fact(1, "intact", "File intact"),
        signed_by=fact(2, "signed_by", "Signed by"),
        trust=fact(3, "trust", "Signer trusted"),
        coverage=fact(4, "coverage", "Covers the whole file"),
        changes=fact(5, "changes", "Changes since signing"),
        time_stamp=fact(6, "time_stamp", "Time-stamp"),
        inputs=fact(7, "inputs", "Embedded inputs match the manifest"),
        catalog=fact(8, "catalog", "Catalog"),
        replay=fact(9, "replay", "Findings derived again"),
        pages=fact(10, "pages", "Pages drawn again"),
    )


def _decided(fact: Fact, check: Callable[[], str]) -> Fact:
    """`fact` as `check` finds it: ok with the sentence it returns, or failed with what it refuses."""
    try:
        sentence = check()
    except RefusedError as refused:
        return _failed(fact, refused)
    return _found(fact, State.OK, sentence)


def _found(fact: Fact, state: State, finding: str) -> Fact:
    return replace(fact, state=state, sentence=_sentence(finding))


def _sentence(finding: str) -> str:
    """What a check says, as a sentence: errors begin with a small letter and end without a stop."""
    return f"{finding[:1].upper()}{finding[1:].removesuffix('.')}."


def _failed(fact: Fact, refused: RefusedError) -> Fact:
    return replace(fact, state=State.FAILED, sentence=_sentence(refused.message), reason=refused.reason)


def _intact(fact: Fact, signatures: tuple[Signature, ...], pdf: bytes) -> Fact:
    def check() -> str:
        for signature in signatures:
            check_integrity(signature, pdf)
        first = signatures[0]
        method = f"{first.embedded.md_algorithm.upper()}, {certificates.key_kind(first.certificate)}"
        return f"the signed bytes have not changed since signing ({method})"

    return _decided(fact, check)


def _persons(signatures: tuple[Signature, ...]) -> tuple[SignedBy, ...]:
    """Who signed, time-stamps apart, in order, each with what was in the file by then."""
    names = [signature.by.field_name for signature in signatures]
    return tuple(
        replace(signature.by, end=signature.end, over=tuple(names[:place]))
        for place, signature in enumerate(signatures)
        if not signature.is_stamp
    )


def _signed_by(fact: Fact, persons: tuple[SignedBy, ...]) -> Fact:
    lines = []
    for by in persons:
        time = (
            "no time stated"
            if by.stated_time is None
            else f"stated time {by.stated_time:%Y-%m-%d %H:%M:%S} UTC"
        )
        reason = f", stating: {by.reason.removesuffix('.')}" if by.reason else ""
        who = f"{by.subject} (certificate SHA-256 {by.fingerprint}), {time}{reason}"
        over = f", over the first {by.end} bytes with {' and '.join(by.over)} in them" if by.over else ""
        lines.append(f"{'countersigned by ' if by.over else ''}{who}{over}")
    return _found(fact, State.OK, "; ".join(lines))


def _with_trust(
    verdict: Verdict, signatures: tuple[Signature, ...], reliance: Reliance, at: datetime
) -> Verdict:
    """Facts 3 and 6: the time-stamps first, since a signer is judged at the time they prove."""
    persons = [signature for signature in signatures if not signature.is_stamp]
    try:
        data = embedded_validation_data(persons[0].embedded.reader) | reliance.data
        times = timeline(signatures, reliance.authorities, data, at)
    except RefusedError as refused:
        unjudged = replace(verdict.trust, sentence="Not looked at, because the time cannot be told.")
        return replace(verdict, trust=unjudged, time_stamp=_failed(verdict.time_stamp, refused))

    def check() -> str:
        if reliance.expected:
            check_expected(persons, reliance.expected)
        judged = (
            check_trusted(one, reliance.signers, at, data, times.proven.get(one.by.field_name))
            for one in persons
        )
        return "; ".join(judged)

    trust = (
        _decided(verdict.trust, check) if reliance.signers else _expected(verdict.trust, persons, reliance)
    )
    stamps = tuple(
        StampedBy(
            one.field_name,
            one.stamp.subject,
            certificates.fingerprint(one.stamp.certificate),
            one.stamp.time,
            one.over_file,
            one.relied_on,
        )
        for one in times.told
    )
    return replace(verdict, trust=trust, stamps=stamps, time_stamp=_time_stamp(verdict.time_stamp, times))


def _expected(fact: Fact, persons: Sequence[Signature], reliance: Reliance) -> Fact:
    """Fact 3 where nobody is given as trusted: an expectation can fail, and cannot establish anything."""
    sentence = "no certificate was given as trusted, so who holds the key is not established"
    if reliance.expected:
        try:
            check_expected(persons, reliance.expected)
        except RefusedError as refused:
            return _failed(fact, refused)
        sentence = "signed by those expected, but no certificate was given as trusted"
    return _found(fact, State.NOT_ESTABLISHED, sentence)


def _coverage(fact: Fact, signatures: tuple[Signature, ...], pdf: bytes) -> Fact:
    def check() -> str:
        check_coverage(signatures, pdf)
        return f"the last signature covers all {len(pdf)} bytes, its own value apart"

    return _decided(fact, check)


def _changes(fact: Fact, signatures: tuple[Signature, ...]) -> Fact:
    def check() -> str:
        check_certification(signatures)
        later = later_revisions(signatures[0])
        if not later:
            return "nothing follows the first signature, which allows further signatures only"
        check_changes(signatures[0])
        return f"revisions after the first signature: {later}, with signatures or their validation data and nothing else"

    return _decided(fact, check)


def _time_stamp(fact: Fact, times: Timeline) -> Fact:
    if not times.told:
        sentence = "there is no time-stamp; the signing time is what the signer claims"
        return _found(fact, State.NOT_ESTABLISHED, sentence)
    good = all(one.relied_on for one in times.told)
    sentence = "; ".join(one.sentence for one in times.told)
    return _found(fact, State.OK if good else State.NOT_ESTABLISHED, sentence)


def _with_inputs(verdict: Verdict, reader: PdfFileReader) -> Verdict:
    if any(fact.state is not State.OK for fact in (verdict.intact, verdict.coverage, verdict.changes)):
        return verdict
    embedded: dict[str, bytes] = {}

    def check() -> str:
        embedded.update(read_attachments(reader))
        return f"the {check_manifest(embedded)} embedded files are those the signed manifest lists"

    inputs = _decided(verdict.inputs, check)
    if inputs.state is not State.OK:
        return replace(verdict, inputs=inputs)
    waiting = "Not looked at by this step."
    return replace(
        verdict,
        inputs=inputs,
        embedded=MappingProxyType(embedded),
        catalog=replace(verdict.catalog, sentence=waiting),
        replay=replace(verdict.replay, sentence=waiting),
        pages=replace(verdict.pages, sentence=waiting),
    )
