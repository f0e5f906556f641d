"""The files embedded in a PDF, read from every place where a reader shows them, each capped in size while it is unpacked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.xref import ObjStreamRef

from compliance.signing.errors import RefusedError
from compliance.signing.reader import MIB, entry, items, open_pdf, refusing_hostile_structure
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

MAX_ATTACHMENT_BYTES = 16 * MIB
MAX_ATTACHMENTS_BYTES = 64 * MIB
MAX_ATTACHMENTS = 256

_MAX_NODES = 20_000
"""Pages and list nodes; a report has hundreds."""
_STREAM_KEYS = ("/F", "/UF")


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The embedded files of `pdf` by name, sorted. Says nothing of who put them there: verify first.

    Raises RefusedError for a file that cannot be read, two files of one name, more than MAX_ATTACHMENTS files or unpacked sizes
    above MAX_ATTACHMENT_BYTES each and MAX_ATTACHMENTS_BYTES together.
    """
    return read_attachments(open_pdf(pdf))


def read_attachments(reader: PdfFileReader) -> dict[str, bytes]:
    """As `attachments`, over an open file."""
    with refusing_hostile_structure(Reason.ATTACHMENT_UNREADABLE, "the embedded files cannot be read"):
        streams = _named_streams(reader)
        _refuse_loose_files(reader, streams)
        found: dict[str, bytes] = {}
        room = MAX_ATTACHMENTS_BYTES
        for name, reference in sorted(streams.items()):
            found[name] = _unpacked(name, reference.get_object(), min(room, MAX_ATTACHMENT_BYTES))
            room -= len(found[name])
    return found


def _named_streams(reader: PdfFileReader) -> dict[str, generic.Reference]:
    streams: dict[str, generic.Reference] = {}
    for specification in _specifications(reader):
        name, reference = _name_and_stream(specification)
        if streams.setdefault(name, reference) != reference:
            raise RefusedError(Reason.ATTACHMENT_AMBIGUOUS, f"two embedded files are called {name!r}")
        if len(streams) > MAX_ATTACHMENTS:
            raise RefusedError(Reason.TOO_LARGE, f"more than {MAX_ATTACHMENTS} files are embedded")
    return streams


def _specifications(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    """File specifications with a file in them: the name tree, the associated files and the attachment annotations."""
    root = reader.root
    names = entry(root, "/Names")
    for node in _nodes(None if names is None else entry(names, "/EmbeddedFiles")):
        yield from items(entry(node, "/Names"))[1::2]
    yield from _associated(root)
    for page in _nodes(root["/Pages"]):
        yield from _associated(page)
        for annotation in items(entry(page, "/Annots")):
            file = entry(annotation, "/FS")
            if isinstance(file, generic.DictionaryObject) and "/EF" in file:
                yield file


def _nodes(top: generic.DictionaryObject | None) -> Iterator[generic.DictionaryObject]:
    """Every node of a tree linked by `/Kids`, `top` first. The cap ends trees that contain themselves."""
    waiting = [] if top is None else [top]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        yield node
        waiting += reversed(items(entry(node, "/Kids")))
    raise RefusedError(Reason.TOO_LARGE, f"a tree of the PDF has more than {_MAX_NODES} nodes")


def _associated(owner: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    files = entry(owner, "/AF")
    yield from (files,) if isinstance(files, generic.DictionaryObject) else items(files)


def _name_and_stream(specification: generic.DictionaryObject) -> tuple[str, generic.Reference]:
    """The one name and the one stream of a specification; with two of either, readers would show different files."""
    names = {str(specification[key]) for key in _STREAM_KEYS if key in specification}
    packed = specification["/EF"]
    streams = {packed.raw_get(key).reference for key in packed}
    if len(names) != 1 or len(streams) != 1 or not set(packed) <= set(_STREAM_KEYS):
        raise RefusedError(
            Reason.ATTACHMENT_AMBIGUOUS,
            f"an embedded file has more than one name or content: {sorted(names)}",
        )
    return names.pop(), streams.pop()


def _refuse_loose_files(reader: PdfFileReader, streams: dict[str, generic.Reference]) -> None:
    """An embedded file that no list names is invisible in some readers and shown by others. Streams are never packed objects."""
    listed = set(streams.values())
    references = {
        reference
        for revision in range(reader.total_revisions)
        for reference in reader.xrefs.explicit_refs_in_revision(revision)
        if not isinstance(reader.xrefs[reference], ObjStreamRef)
    }
    for reference in references - listed:
        found = reader.get_object(reference)
        if isinstance(found, generic.StreamObject) and entry(found, "/Type") == "/EmbeddedFile":
            raise RefusedError(Reason.ATTACHMENT_UNLISTED, "a file is embedded that no list of the PDF names")


def _unpacked(name: str, stream: generic.PdfObject, room: int) -> bytes:
    """The content of `stream`, never unpacking more than a byte above `room`: nothing but one layer of Flate is read."""
    if not isinstance(stream, generic.StreamObject):
        raise RefusedError(Reason.ATTACHMENT_UNREADABLE, f"the embedded file {name!r} has no content")
    filters = entry(stream, "/Filter")
    kinds = [filters] if isinstance(filters, generic.NameObject) else items(filters)
    if kinds not in ([], ["/FlateDecode"]) or "/DecodeParms" in stream:
        raise RefusedError(
            Reason.ATTACHMENT_UNREADABLE, f"the embedded file {name!r} is packed in a way reports do not use"
        )
    data, complete = _inflated(stream.encoded_data, room + 1) if kinds else (stream.encoded_data, True)
    if len(data) > room:
        raise RefusedError(Reason.TOO_LARGE, f"the embedded file {name!r} unpacks to more than {room} bytes")
    if not complete:
        raise RefusedError(Reason.ATTACHMENT_UNREADABLE, f"the embedded file {name!r} is cut short")
    return bytes(data)


def _inflated(packed: bytes, most: int) -> tuple[bytes, bool]:
    """At most `most` unpacked bytes, and whether the packed data came to their proper end."""
    inflater = zlib.decompressobj()
    data = inflater.decompress(packed, most)
    return data, inflater.eof
