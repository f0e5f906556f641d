"""The embedded files are read from wherever a reader shows them; anything ambiguous is refused."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from compliance.signing import (
    MANIFEST_NAME,
    MANIFEST_SCHEMA,
    EmbeddedInput,
    Reason,
    attachments,
    build_manifest,
)
from compliance.signing.errors import RefusedError
from compliance.signing.manifest import check_manifest
from tests.signing import reports
from tests.signing.reports import EMBEDDED, INPUTS, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable


def _file(document: pikepdf.Pdf, content: bytes = b"forged", **entries: object) -> pikepdf.Object:
    stream = pikepdf.Stream(document, content, Type=pikepdf.Name.EmbeddedFile, **entries)
    return document.make_indirect(stream)


def _specification(document: pikepdf.Pdf, name: str, **entries: object) -> pikepdf.Object:
    specification = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, UF=name)
    specification.EF = pikepdf.Dictionary(F=_file(document))
    for key, value in entries.items():
        specification[f"/{key}"] = value
    return document.make_indirect(specification)


def _embed(document: pikepdf.Pdf, specification: pikepdf.Object) -> None:
    document.Root.Names.EmbeddedFiles.Names.extend([pikepdf.String("zz"), specification])


def _changed(report: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    document = pikepdf.open(BytesIO(report))
    change(document)
    return reports.saved(document)


def test_embedded_files_come_out_as_they_went_in(report: bytes, signed: bytes) -> None:
    """Before and after signing, by name and sorted; a file listed twice in one place counts once."""
    assert attachments(report) == attachments(signed) == EMBEDDED
    assert list(attachments(signed)) == sorted(EMBEDDED)


def test_file_without_attachments_has_none() -> None:
    """No list is an empty list."""
    assert attachments(reports.render(embedded={})) == {}


def _two_of_one_name(document: pikepdf.Pdf) -> None:
    _embed(document, _specification(document, "assessment.json"))


def _two_names(document: pikepdf.Pdf) -> None:
    _embed(document, _specification(document, "a.json", UF="b.json"))


def _two_contents(document: pikepdf.Pdf) -> None:
    packed = pikepdf.Dictionary(F=_file(document, b"one"), UF=_file(document, b"two"))
    _embed(document, _specification(document, "a.json", EF=packed))


def _other_platform(document: pikepdf.Pdf) -> None:
    packed = pikepdf.Dictionary(F=_file(document, b"one"))
    packed.DOS = packed.F
    _embed(document, _specification(document, "a.json", EF=packed))


def _loose(document: pikepdf.Pdf) -> None:
    document.Root.PieceInfo = pikepdf.Dictionary(Hidden=_file(document))


def _strange_filter(document: pikepdf.Pdf) -> None:
    packed = pikepdf.Dictionary(F=_file(document, b"68656c6c6f>", Filter=pikepdf.Name.ASCIIHexDecode))
    _embed(document, _specification(document, "a.json", EF=packed))


def _cut_short(document: pikepdf.Pdf) -> None:
    content = zlib.compress(bytes(range(256)) * 40)[:-30]
    packed = pikepdf.Dictionary(F=_file(document, content, Filter=pikepdf.Name.FlateDecode))
    _embed(document, _specification(document, "a.json", EF=packed))


def _no_content(document: pikepdf.Pdf) -> None:
    packed = pikepdf.Dictionary(F=document.make_indirect(pikepdf.Dictionary()))
    _embed(document, _specification(document, "a.json", EF=packed))


def _too_many(document: pikepdf.Pdf) -> None:
    for number in range(300):
        _embed(document, _specification(document, f"{number}.json"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_two_of_one_name, Reason.ATTACHMENT_AMBIGUOUS),
        (_two_names, Reason.ATTACHMENT_AMBIGUOUS),
        (_two_contents, Reason.ATTACHMENT_AMBIGUOUS),
        (_other_platform, Reason.ATTACHMENT_AMBIGUOUS),
        (_loose, Reason.ATTACHMENT_UNLISTED),
        (_strange_filter, Reason.ATTACHMENT_UNREADABLE),
        (_cut_short, Reason.ATTACHMENT_UNREADABLE),
        (_no_content, Reason.ATTACHMENT_UNREADABLE),
        (_too_many, Reason.TOO_LARGE),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_ambiguous_and_broken_files_are_refused(
    change: Callable[[pikepdf.Pdf], None], reason: Reason, report: bytes
) -> None:
    """What two readers could take for different files is not taken for one."""
    with pytest.raises(RefusedError) as caught:
        attachments(_changed(report, change))
    assert caught.value.reason == reason
    assert caught.value.exit_code == 4


def test_file_behind_a_paper_clip_is_found(report: bytes) -> None:
    """A file in an annotation or beside a page is an embedded file like any other."""

    def change(document: pikepdf.Pdf) -> None:
        clip = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FileAttachment,
            Rect=pikepdf.Array([0, 0, 9, 9]),
            FS=_specification(document, "clip.txt"),
        )
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(clip)])
        document.pages[0].obj.AF = pikepdf.Array([_specification(document, "beside.txt")])

    assert set(attachments(_changed(report, change))) == {*EMBEDDED, "clip.txt", "beside.txt"}


def test_manifest_is_canonical_and_sorted() -> None:
    """The same files in another order give the same bytes."""
    again = build_manifest(reversed(INPUTS), tool={"version": "0.0.0", "name": "compliance-assessor"})
    assert again == MANIFEST
    assert MANIFEST.startswith(
        b'{"files":[{"bytes":34,"name":"architecture.yaml","role":"architecture","sha256":'
    )
    more = build_manifest(INPUTS, tool={"name": "x"}, more={"as_of": "2026-11-20"})
    assert check_manifest({**EMBEDDED, MANIFEST_NAME: more}) == len(INPUTS)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"[" * 100_000,
        MANIFEST + b"\n",
        MANIFEST.replace(b":", b": "),
        MANIFEST.replace(MANIFEST_SCHEMA.encode(), b"compliance-manifest/2"),
        MANIFEST.replace(b'"bytes":34', b'"bytes":true'),
        MANIFEST.replace(b'"bytes":34', b'"bytes":34.5'),
        MANIFEST.replace(b'"role":', b'"rule":'),
        build_manifest([*INPUTS, INPUTS[0]], tool={}),
        build_manifest([*INPUTS, EmbeddedInput(MANIFEST_NAME, b"", "manifest")], tool={}),
    ],
    ids=range(13),
)
def test_odd_manifests_are_unreadable(manifest: bytes) -> None:
    """A manifest that has two spellings, or two entries for a file, is none."""
    with pytest.raises(RefusedError) as caught:
        check_manifest({**EMBEDDED, MANIFEST_NAME: manifest})
    assert caught.value.reason is Reason.MANIFEST_UNREADABLE


def test_size_in_the_manifest_counts() -> None:
    """A size that is not the file's is a mismatch, whatever the digest says."""
    odd = MANIFEST.replace(b'"bytes":34', b'"bytes":35')
    with pytest.raises(RefusedError) as caught:
        check_manifest({**EMBEDDED, MANIFEST_NAME: odd})
    assert caught.value.reason is Reason.MANIFEST_MISMATCH
