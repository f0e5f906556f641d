"""Forgeries of what keeps a file provable: time-stamps, validation data, archives. Each is refused, or proves nothing."""

# mypy: disable-error-code="no-untyped-call"
# The library types its writing side in part only, and these tests live on that side.

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from compliance.signing import (
    Commitment,
    Level,
    Reason,
    Reliance,
    State,
    Terms,
    Verdict,
    countersign,
    extend,
    sign,
    timestamp,
    verify,
)
from compliance.signing.writer import RevisionWriter
from tests.signing import pki, reports, tsa
from tests.signing.test_conformance import FALSE_POSITIVES, _failures

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.signing import Identity


@pytest.fixture(scope="module")
def world() -> pki.Authorities:
    """Everybody."""
    return pki.authorities()


@pytest.fixture(scope="module")
def stamped(report: bytes, world: pki.Authorities) -> bytes:
    """Signed at level B-T."""
    return sign(report, world.identity, signed_at=pki.NOW, terms=Terms(Level.B_T, tsa.authority(world.time)))


@pytest.fixture(scope="module")
def archived(world: pki.Authorities) -> dict[str, bytes]:
    """A report that conforms to both standards, after each step that may follow its signature."""
    terms = Terms(Level.B_LTA, tsa.authority(world.time), world.data())
    signed = sign(reports.with_sign_off(), world.identity, signed_at=pki.NOW, terms=terms)
    both = countersign(signed, world.identity, Commitment.RECEIVED, signed_at=pki.NOW)
    dated = timestamp(both, tsa.authority(world.time))
    return {
        "B-LTA": signed,
        "countersigned": both,
        "time-stamped": dated,
        "extended": extend(dated, tsa.authority(world.time), world.data(), pki.NOW),
    }


def _verified(pdf: bytes, world: pki.Authorities) -> Verdict:
    return verify(pdf, at=pki.NOW, reliance=Reliance([world.root.certificate], [world.time_root.certificate]))


def _with_token(pdf: bytes, token: bytes | None, times: int = 1) -> bytes:
    """The file with another time-stamp over its signature; that part is not signed, so anybody can do this."""
    found = list(re.finditer(rb"/Contents <([0-9a-fA-F]+)>", pdf))[-1]
    container = cms.ContentInfo.load(bytes.fromhex(found[1].decode()))
    signer = container["content"]["signer_infos"][0]
    value = [] if token is None else [cms.ContentInfo.load(token)] * times
    attributes = [{"type": "signature_time_stamp_token", "values": value}] if value else []
    signer["unsigned_attrs"] = cms.CMSAttributes(attributes)
    packed = container.dump(force=True).hex().encode().ljust(len(found[1]), b"0")
    assert len(packed) == len(found[1])
    return b"".join((pdf[: found.start(1)], packed, pdf[found.end(1) :]))


def _token(pdf: bytes) -> bytes:
    found = list(re.finditer(rb"/Contents <([0-9a-fA-F]+)>", pdf))[-1]
    signer = cms.ContentInfo.load(bytes.fromhex(found[1].decode()))["content"]["signer_infos"][0]
    return bytes(signer["unsigned_attrs"][0]["values"][0].dump())


def test_a_time_stamp_of_another_signature_is_refused(
    stamped: bytes, report: bytes, world: pki.Authorities
) -> None:
    """A good token over something else proves nothing here."""
    other = sign(
        report, pki.self_made(), signed_at=pki.NOW, terms=Terms(Level.B_T, tsa.authority(world.time))
    )
    assert _verified(_with_token(stamped, _token(other)), world).reasons == (Reason.TIME_STAMP_BROKEN,)


def test_an_altered_time_stamp_is_refused(stamped: bytes, world: pki.Authorities) -> None:
    """The time in it is what a forger would want to change."""
    token = _token(stamped)
    assert token.count(b"20261120100000Z") == 1
    backdated = token.replace(b"20261120100000Z", b"20251120100000Z")
    verdict = _verified(_with_token(stamped, backdated), world)
    assert verdict.reasons == (Reason.TIME_STAMP_BROKEN,)
    assert "changed after it was made" in verdict.time_stamp.sentence


def test_a_time_stamp_taken_away_leaves_a_claim(stamped: bytes, world: pki.Authorities) -> None:
    """It is no part of what was signed; without it the time is what the signer says, and that is what is said."""
    verdict = _verified(_with_token(stamped, None), world)
    assert (verdict.failures, verdict.time_stamp.state, verdict.stamps) == ((), State.NOT_ESTABLISHED, ())
    assert "not later than" not in verdict.bottom_line


def test_a_forger_s_own_authority_proves_nothing(report: bytes, world: pki.Authorities) -> None:
    """A stamp of long ago, by an authority of the same name that nobody vouches for."""
    forged = pki.issue("Time authority", key=pki.rsa_key(), purposes=pki.TIME_STAMPING)
    pdf = sign(report, world.identity, signed_at=pki.NOW, terms=Terms(Level.B_T, tsa.authority(forged)))
    verdict = _verified(pdf, world)
    assert (verdict.failures, verdict.time_stamp.state) == ((), State.NOT_ESTABLISHED)
    assert "who is not among those trusted" in verdict.time_stamp.sentence


@pytest.mark.parametrize("key", ["/Certs", "/CRLs", "/OCSPs"])
def test_validation_data_that_are_none_are_refused(
    key: str, signed: bytes, signer: Identity, world: pki.Authorities
) -> None:
    """Even where a time-stamp covers them; uncovered, they are a change as any other."""

    def change(writer: RevisionWriter) -> None:
        junk = writer.add_object(generic.StreamObject(stream_data=b"no such thing"))
        store = generic.DictionaryObject(
            {pdf_name("/Certs"): generic.ArrayObject(), pdf_name(key): generic.ArrayObject([junk])}
        )
        writer.root["/DSS"] = writer.add_object(store)
        writer.update_root()

    writer, output = RevisionWriter(BytesIO(signed)), BytesIO()
    change(writer)
    writer.write(output)
    loose = verify(output.getvalue(), at=pki.NOW, trust=[signer.certificate])
    assert Reason.CHANGED_AFTER_SIGNING in loose.reasons
    relied = Reliance([signer.certificate], [world.time_root.certificate])
    from compliance.signing.writer import write_time_stamp

    covered = write_time_stamp(output.getvalue(), tsa.authority(world.time), "ArchiveTimeStamp1")
    assert verify(covered, at=pki.NOW, reliance=relied).reasons == (Reason.VALIDATION_DATA_UNREADABLE,)


def test_an_archive_cut_back_is_told_by_what_it_proves(
    archived: dict[str, bytes], world: pki.Authorities
) -> None:
    """An earlier revision is a good file in itself; it has fewer stamps, and that is said."""
    counts = [len(_verified(pdf, world).stamps) for pdf in archived.values()]
    assert counts == [2, 2, 3, 4]


@pytest.mark.parametrize("step", ["B-LTA", "countersigned", "time-stamped", "extended"])
def test_both_standards_and_other_tools_agree_after_every_step(
    step: str, archived: dict[str, bytes], world: pki.Authorities, tmp_path: Path
) -> None:
    """PDF/A-3a and PDF/UA-1 but for the known false positives, qpdf, pdfsig, and this program."""
    pdf = archived[step]
    found = {failure.split(":")[0] for profile in ("3a", "ua1") for failure in _failures(pdf, profile)}
    assert found <= FALSE_POSITIVES
    assert _verified(pdf, world).failures == ()
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    for tool, command, says in (
        ("qpdf", ["qpdf", "--check", str(path)], "No syntax"),
        ("pdfsig", ["pdfsig", "-nocert", str(path)], "Signature is Valid"),
    ):
        assert shutil.which(tool), f"{tool} is not installed; `make test` installs it"
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert says in ran.stdout, ran.stdout + ran.stderr
        assert "Invalid" not in ran.stdout
