"""Opens an untrusted PDF under limits. Whatever is wrong becomes `Refused` with a reason; no library error gets further.

One parser reads everything that verification looks at: two parsers that disagree about a file are how such checks are fooled.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader

from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1024 * 1024
MAX_FILE_BYTES = 128 * MIB
MAX_STREAM_BYTES = 32 * MIB
"""Unpacked size of one stream, embedded files included."""
MAX_UNPACKED_BYTES = 1024 * MIB
"""Of all streams together; comparing revisions unpacks the same object streams again and again."""

_HEADER = b"%PDF-"
_END = b"%%EOF"
_END_IS_WITHIN = 1024
"""Readers look for the end mark in this many last bytes."""

# The library tells its log what this package tells in sentences; without a handler Python would print it to the terminal.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class Refused(Exception):  # noqa: N818 - not an error for callers: verification turns it into a failed fact
    """One check refuses the file; `reason` and `sentence` become its fact."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        """Keep the code and the sentence for people."""
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A reader over `pdf`, strict and limited. Raises Refused."""
    _refuse_by_the_look_of_it(pdf)
    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=MAX_STREAM_BYTES),
        document_budget=DocumentDecodeBudget(base_allowance=MAX_UNPACKED_BYTES, max_ratio=0),
    )
    with refusing_hostile_structure(_why_broken(pdf), "the structure of the PDF is broken"):
        reader = PdfFileReader(BytesIO(pdf), strict=True, decode_limits=limits)
        encrypted = "/Encrypt" in reader.trailer
        reader.root  # noqa: B018 - a catalog that cannot be read is found here and not in the middle of a check
    if encrypted:
        raise Refused(Reason.ENCRYPTED, "the PDF is encrypted; reports never are")
    return reader


@contextmanager
def refusing_hostile_structure(reason: Reason, sentence: str) -> Iterator[None]:
    """Turn whatever a library raises over a hostile file into Refused.

    The PDF and ASN.1 parsers answer malformed input with dozens of exception types, assertion and recursion errors
    among them. Refusing is the safe side: nothing that raised is ever reported as intact.
    """
    try:
        yield
    except Refused:
        raise
    except (PdfDecodeLimitError, MemoryError) as error:
        raise Refused(Reason.TOO_LARGE, f"a part of the PDF unpacks to more than {MAX_STREAM_BYTES // MIB} MiB") from error
    except Exception as error:
        detail = " ".join(str(error).split())[:200]
        raise Refused(reason, f"{sentence} ({type(error).__name__}{': ' if detail else ''}{detail})") from error


def _refuse_by_the_look_of_it(pdf: bytes) -> None:
    if len(pdf) > MAX_FILE_BYTES:
        size = f"{len(pdf) / MIB:.0f} MiB"
        raise Refused(Reason.TOO_LARGE, f"the file has {size}; at most {MAX_FILE_BYTES // MIB} MiB are read")
    if not pdf.startswith(_HEADER):
        raise Refused(Reason.NOT_A_PDF, "the file is empty" if not pdf else "the file does not begin like a PDF")


def _why_broken(pdf: bytes) -> Reason:
    """A file that does not end like a PDF lost its end, or got something after it; otherwise it is just broken."""
    if _END in pdf[-_END_IS_WITHIN:]:
        return Reason.UNREADABLE
    return Reason.TRUNCATED
