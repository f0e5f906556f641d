"""Objects out of object streams, with the table of a stream read once.

The library reads the table anew for every object, a hundred numbers each time, which is most of what comparing two revisions of
a long report takes. This is the one method of its reading side that is overridden; pinned to 0.38 like those of `writer`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

_TABLE = re.compile(rb"[\d\s]*\Z")
_NUMBERS_IN_AN_ENTRY = 2


@dataclass(frozen=True, slots=True)
class _Packed:
    """An unpacked object stream: its bytes, and for each object, in order, its number and where it starts."""

    data: bytes
    numbers: tuple[int, ...]
    starts: tuple[int, ...]


class PackedReader(PdfFileReader):
    """Reads as the library does in its strict mode; a table that is not exactly one is refused as a whole."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - those of the library
        """No stream was unpacked yet."""
        self._packed: dict[int, _Packed] = {}
        super().__init__(*arguments, **named)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> generic.PdfObject:
        """Object `idnum`, which the cross-reference puts at place `idx` of stream `stmnum`."""
        if stmnum not in self._packed:
            self._packed[stmnum] = _unpacked(generic.Reference(stmnum, 0, self).get_object())
        packed = self._packed[stmnum]
        if not 0 <= idx < len(packed.numbers) or packed.numbers[idx] != idnum:
            raise PdfStrictReadError("an object stands at another place of its stream than the file says")
        stream = BytesIO(packed.data)
        stream.seek(packed.starts[idx])
        found: generic.PdfObject = generic.read_object(stream, generic.Reference(idnum, 0, self))
        if isinstance(found, generic.StreamObject | generic.IndirectObject):
            raise PdfStrictReadError("an object stream holds what may not be packed")
        return found


def _unpacked(stream: generic.PdfObject) -> _Packed:
    if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
        raise PdfStrictReadError("the file points into an object stream that is none")
    data = stream.read_data(DecodePurpose.OBJECT_STREAM)
    first, count = int(stream["/First"]), int(stream["/N"])
    table = data[:first]
    numbers = [int(number) for number in table.split()] if _TABLE.match(table) else []
    if len(numbers) != _NUMBERS_IN_AN_ENTRY * count or len(set(numbers[::2])) != count:
        raise PdfStrictReadError("the table of an object stream is broken")
    return _Packed(data, tuple(numbers[::2]), tuple(first + offset for offset in numbers[1::2]))
