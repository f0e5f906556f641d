"""One flipped bit anywhere is found, or it lies in the signature's own value, which nobody signs, and changes nothing."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from asn1crypto import cms

from compliance.signing import verify
from tests.signing import pki

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.signing import Identity

FLIPS = 800
IN_THE_GAP = 200


def _flips(pdf: bytes, first: int, last: int, seed: int, count: int = FLIPS) -> Iterator[tuple[int, bytes]]:
    chance = random.Random(seed)  # noqa: S311 - the same flips in every run
    for _ in range(count):
        place, bit = chance.randrange(first, last), chance.randrange(8)
        forged = bytearray(pdf)
        forged[place] ^= 1 << bit
        yield place, bytes(forged)


def _gap(pdf: bytes) -> tuple[int, int]:
    """From after the `<` to before the `>` of the signature's value."""
    return list(re.finditer(rb"/Contents <([0-9a-f]+)>", pdf, re.IGNORECASE))[-1].span(1)


def _what_counts(pdf: bytes) -> tuple[bytes, ...]:
    """What the verdict rests on: the bytes outside the gap, and in it certificate, signed attributes and signature."""
    start, end = _gap(pdf)
    signed = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))["content"]
    (signer,) = signed["signer_infos"]
    certificates = b"".join(certificate.dump() for certificate in signed["certificates"])
    parts = (
        signer[key].dump()
        for key in ("sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
    )
    return (pdf[:start], pdf[end:], certificates, *parts)


def test_flipped_bits_anywhere_are_found(signed: bytes, signer: Identity) -> None:
    """What is not refused lies in the gap, and the verdict is the honest one in every word."""
    honest = verify(signed, at=pki.NOW, trust=[signer.certificate])
    start, end = _gap(signed)
    found = 0
    for place, forged in _flips(signed, 0, len(signed), seed=2):
        verdict = verify(forged, at=pki.NOW, trust=[signer.certificate])
        found += bool(verdict.failures)
        if not verdict.failures:
            assert start <= place < end
            assert (verdict, _what_counts(forged)) == (honest, _what_counts(signed))
    assert found > FLIPS * 0.95


def test_flipped_bits_in_the_gap_change_nothing_or_are_found(signed: bytes, signer: Identity) -> None:
    """The gap alone: letters of another case and unsigned fields of the container; nothing that a fact rests on."""
    honest = verify(signed, at=pki.NOW, trust=[signer.certificate])
    for _, forged in _flips(signed, *_gap(signed), seed=3, count=IN_THE_GAP):
        verdict = verify(forged, at=pki.NOW, trust=[signer.certificate])
        if not verdict.failures:
            assert (verdict, _what_counts(forged)) == (honest, _what_counts(signed))


def test_every_byte_of_the_signed_part_counts(signed: bytes) -> None:
    """Around the borders of the gap, where mistakes hide, each single byte is tried."""
    start, end = _gap(signed)
    for place in [*range(start - 40, start), *range(end, end + 40), *range(len(signed) - 40, len(signed))]:
        forged = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert verify(forged, at=pki.NOW).exit_code == 4
