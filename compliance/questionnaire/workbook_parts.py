"""The file of a workbook: packed so that equal workbooks are equal bytes, and opened without trusting anything in it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Problem

if TYPE_CHECKING:
    import datetime as dt

    from openpyxl import Workbook

LARGEST_UNPACKED: Final = 32 * 1024 * 1024
"""Bytes. A workbook with every question there is takes two million."""
UNREADABLE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What reading a damaged or foreign archive may raise; NotImplementedError: a compression that zipfile does not know."""
MOST_PARTS: Final = 500
_NEVER: Final = (1980, 1, 1, 0, 0, 0)
_CHANGED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_XML: Final = (".xml", ".rels", ".vml")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0\0<")
"""How XML begins that is not in UTF-8, whatever the part that holds it is called."""
_HINT: Final = (
    "Save it again as an Excel workbook (.xlsx), or have it handed out anew with `compliance questions`."
)


def packed(book: Workbook, day: dt.date) -> bytes:
    """The bytes of a workbook, with a date in the place of the clock."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    stamp = rf"\g<1>{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "docProps/core.xml":
                data = _CHANGED.sub(stamp, data)
            entry = zipfile.ZipInfo(item.filename, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return out.getvalue()


def checked(data: bytes, name: str) -> io.BytesIO:
    """The file for a reader, once nothing in it can take memory or time without end. InputError where something could."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            _check_size(file, name)
            for item in file.infolist():
                _check_part(file.read(item), item.filename, name)
    except UNREADABLE as error:
        problem = Problem(None, f"{name} is no workbook, or only a part of one", _HINT)
        raise InputError([problem]) from error
    return io.BytesIO(data)


def _check_size(file: zipfile.ZipFile, name: str) -> None:
    items = file.infolist()
    if len(items) > MOST_PARTS or sum(item.file_size for item in items) > LARGEST_UNPACKED:
        message = f"{name} unpacks to more than a workbook of questions can hold"
        raise InputError([Problem(None, message, "Nothing of it was read. " + _HINT)])


def _check_part(part: bytes, inside: str, name: str) -> None:
    """Plain XML in UTF-8 without declarations of its own: those can grow without end.

    Every part is looked at: which of them are read as XML is told by the workbook, not by their names.
    """
    wide = b"\0" in part if inside.lower().endswith(_XML) else part.startswith(_WIDE)
    if wide or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        message = f"{name} holds XML that no spreadsheet writes ({inside})"
        raise InputError([Problem(None, message, _HINT)])
