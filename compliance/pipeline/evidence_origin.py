"""Whether a file was written by this program: nothing it wrote can support what it concludes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from compliance.errors import ComplianceError
from compliance.questionnaire.workbook_parts import LARGEST_UNPACKED, MOST_PARTS, UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS: Final = re.compile(
    rb"compliance-assessor|compliance-[a-z]{4,16}/[0-9]|Derived\s+from\s+the\s+stated\s+facts\s+alone\."
)
"""Its name, the formats of all its files, and the last line of what it prints."""
_DEEPEST: Final = 2
"""A report in an archive in an archive is still found; what is packed deeper nobody sends by mistake."""


def written_by_program(data: bytes) -> bool:
    """Whether a report, an assessment, a workbook or an input of this program is in the file, also inside an archive or a PDF.

    Told by the marks that everything it writes carries. A scan or a photograph of a report carries none.
    """
    return any(_OURS.search(part) for part in _parts(data, _DEEPEST))


def _parts(data: bytes, deep: int) -> Iterator[bytes]:
    yield data
    if not deep:
        return
    inside = _attached(data) if data[:1024].find(b"%PDF-") >= 0 else _packed(data)
    for part in inside:
        yield from _parts(part, deep - 1)


def _attached(data: bytes) -> Iterator[bytes]:
    """The files in a PDF: ours holds its inputs, even where another program has packed it anew."""
    from compliance.signing import attachments

    try:
        yield from attachments(data).values()
    except ComplianceError:
        return  # a PDF that cannot be read is none of ours, and says what it says


def _packed(data: bytes) -> Iterator[bytes]:
    """The members of an archive, as far as they can be unpacked in reasonable room."""
    if data[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            room = LARGEST_UNPACKED
            for item in file.infolist()[:MOST_PARTS]:
                room -= item.file_size
                if room < 0:
                    return
                yield file.read(item)
    except UNREADABLE:
        return
