"""Opens an untrusted PDF under limits. Whatever is wrong becomes `RefusedError` with a reason; no library error gets further.

One parser reads everything that verification looks at: two parsers that disagree about a file are how such checks are fooled.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfDecodeLimitError

from compliance.signing.errors import RefusedError
from compliance.signing.packed import PackedReader
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.reader import PdfFileReader

MIB = 1024 * 1024
MAX_FILE_BYTES = 128 * MIB
MAX_STREAM_BYTES = 32 * MIB
"""Unpacked size of one stream, embedded files included."""
MAX_UNPACKED_BYTES = 1024 * MIB
"""Of all streams together; comparing revisions unpacks the same object streams again and again."""
MAX_REVISIONS = 64
"""Each signature is one; comparing one with the first takes seconds in a long report."""

_HEADER = b"%PDF-"
_END = b"%%EOF"
_TAIL = re.compile(rb"startxref\s+\d{1,12}\s+%%EOF[\r\n\t \0]*\Z")
_TAIL_BYTES = 1024
_PADDING = b"\r\n\t \0"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_WHY_BROKEN = {
    Reason.TRUNCATED: "the file is cut short",
    Reason.TRAILING_BYTES: "something follows the end of what was signed",
    Reason.UNREADABLE: "the file does not end like a PDF",
}

# The library tells its log what this package tells in sentences; without a handler Python would print it to the terminal.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A reader over `pdf`, strict and limited. Raises RefusedError."""
    _refuse_by_the_look_of_it(pdf)
    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=MAX_STREAM_BYTES),
        document_budget=DocumentDecodeBudget(base_allowance=MAX_UNPACKED_BYTES, max_ratio=0),
    )
    with refusing_hostile_structure(Reason.UNREADABLE, "the structure of the PDF is broken"):
        reader = PackedReader(BytesIO(pdf), strict=True, decode_limits=limits)
        encrypted = "/Encrypt" in reader.trailer
        reader.root  # noqa: B018 - a catalog that cannot be read is found here and not in the middle of a check
        revisions = reader.total_revisions
    if encrypted:
        raise RefusedError(Reason.ENCRYPTED, "the PDF is encrypted; reports never are")
    if revisions > MAX_REVISIONS:
        raise RefusedError(
            Reason.TOO_LARGE, f"the PDF has {revisions} revisions; at most {MAX_REVISIONS} are read"
        )
    return reader


def entry(dictionary: generic.DictionaryObject, key: str) -> Any:  # noqa: ANN401 - any PDF object
    """The value under `key` with its reference followed, or None: the library's own `get` does not follow references."""
    return dictionary[key] if key in dictionary else None  # noqa: SIM401 - see above


def items(array: generic.ArrayObject | None) -> list[Any]:
    """The members with their references followed, none for None: iterating over the library's arrays does not follow them."""
    return [] if array is None else [array[index] for index in range(len(array))]


@contextmanager
def refusing_hostile_structure(reason: Reason, sentence: str) -> Iterator[None]:
    """Turn whatever a library raises over a hostile file into RefusedError.

    The PDF and ASN.1 parsers answer malformed input with dozens of exception types, assertion and recursion errors
    among them. Refusing is the safe side: nothing that raised is ever reported as intact.
    """
    try:
        yield
    except RefusedError:
        raise
    except (PdfDecodeLimitError, MemoryError) as error:
        raise RefusedError(
            Reason.TOO_LARGE, f"a part of the PDF unpacks to more than {MAX_STREAM_BYTES // MIB} MiB"
        ) from error
    except Exception as error:
        detail = " ".join(str(error).split())[:200]
        raise RefusedError(
            reason, f"{sentence} ({type(error).__name__}{': ' if detail else ''}{detail})"
        ) from error


def _refuse_by_the_look_of_it(pdf: bytes) -> None:
    if len(pdf) > MAX_FILE_BYTES:
        size = f"{len(pdf) / MIB:.0f} MiB"
        raise RefusedError(
            Reason.TOO_LARGE, f"the file has {size}; at most {MAX_FILE_BYTES // MIB} MiB are read"
        )
    if not pdf.startswith(_HEADER):
        sentence = "the file is empty" if not pdf else "the file does not begin like a PDF"
        raise RefusedError(Reason.NOT_A_PDF, sentence)
    if not _TAIL.search(pdf[-_TAIL_BYTES:]):
        reason = why_broken(pdf)
        raise RefusedError(reason, _WHY_BROKEN[reason])


def why_broken(pdf: bytes) -> Reason:
    """Why `pdf` does not end where it should: cut short, something appended, or neither of the two.

    Only the wording depends on this guess, never whether the file is refused. What follows the last end mark is the rest of
    an update that was cut off, unless a signature says that the file once ended before it.
    """
    end = pdf.rfind(_END)
    if end >= 0 and not pdf[end + len(_END) :].strip(_PADDING):
        return Reason.UNREADABLE
    ranges = _BYTE_RANGE.findall(pdf)
    if end >= 0 and ranges and sum(int(number) for number in ranges[-1]) < len(pdf):
        return Reason.TRAILING_BYTES
    return Reason.TRUNCATED
