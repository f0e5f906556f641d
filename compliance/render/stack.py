"""What the bytes of a page depend on besides its inputs: the code and templates that draw it and the libraries under them."""

from __future__ import annotations

import ctypes
import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf

from compliance import resources

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PACKAGES: Final = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "fonttools",
    "pillow",
    "jinja2",
    "pikepdf",
)
_LIBRARIES: Final = (
    ("pango", "libpango-1.0.so.0", "pango_version_string", ctypes.c_char_p),
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string", ctypes.c_char_p),
    ("fontconfig", "libfontconfig.so.1", "FcGetVersion", ctypes.c_int),
)


@cache
def renderer() -> dict[str, str]:
    """Name and version of everything that draws, `templates` and `code` by digest. Equal renderers draw equal bytes."""
    found = {
        "code": _digest_of_code(),
        "templates": _digest_of_templates(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    for name, file, function, kind in _LIBRARIES:
        found[name] = _asked(file, function, kind)
    return dict(sorted(found.items()))


def fonts_in(pdf: bytes) -> frozenset[str]:
    """The names of the fonts in `pdf`, subset marks apart. A character that the packaged fonts lack comes from the machine's."""
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = (
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
        )
        return frozenset(str(font.get("/BaseFont", "")).rpartition("+")[2] for font in fonts)


def _asked(file: str, function: str, kind: type[ctypes.c_char_p | ctypes.c_int]) -> str:
    try:
        ask = getattr(ctypes.CDLL(file), function)
    except (OSError, AttributeError):
        return "absent"
    ask.restype = kind
    answer = ask()
    return answer.decode() if isinstance(answer, bytes) else str(answer)


def _digest_of_templates() -> str:
    digest = sha256()
    for path in (*resources.files("templates", "decision"), *resources.files("templates", "report")):
        digest.update(f"{path}\n".encode() + sha256(resources.read("templates", path)).digest())
    return digest.hexdigest()


def _digest_of_code() -> str:
    digest = sha256()
    for name, data in sorted(_sources(files("compliance"), "")):
        digest.update(f"{name}\n".encode() + sha256(data).digest())
    return digest.hexdigest()


def _sources(folder: Traversable, before: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in folder.iterdir():
        name = f"{before}/{one.name}"
        if one.is_dir():
            found += _sources(one, name)
        elif name.endswith(".py"):
            found.append((name, one.read_bytes()))
    return found
