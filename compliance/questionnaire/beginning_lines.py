"""Lines of a first architecture: keys with their values, and remarks behind them in one column."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from compliance.source.writer import misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BARE: Final = re.compile(r"[^\W_][\w .&()/+'-]*")
_COLUMN: Final = 29


def identifier(name: str, fallback: str = "system") -> str:
    """An id made of a name."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return "-".join(words)[:40].strip("-") or fallback


def section(
    name: str, why: str, rows: Iterable[tuple[str, str | None]], remarks: Mapping[str, str]
) -> list[str]:
    """A map with its fields; one that is not known is left as a remark. `remarks`: what a field means, by key."""
    lines = [f"{f'{name}:':<{_COLUMN}}# {why}"]
    for key, value in rows:
        if value is None:
            lines.append(line(f"  # {key}:", f"not known yet{f'; {remarks[key]}' if key in remarks else ''}"))
        else:
            lines.append(line(f"  {key}: {value}", remarks.get(key, "")))
    return lines


def line(text: str, remark: str) -> str:
    """A line with a remark behind it, where there is one."""
    return f"{text:<{_COLUMN - 1}} # {remark}" if remark else text


def role_words(found: tuple[str, ...]) -> str:
    """Roles under a law: none, one, or several."""
    return "none" if not found else found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def listed(words: Iterable[str | None]) -> str:
    """A list in brackets."""
    return f"[{', '.join(word for word in words if word)}]"


def code(country: str | None) -> str | None:
    """A country in capitals, as files spell it."""
    return None if country is None else country.upper()


def text(name: str) -> str:
    """A name as YAML holds it, in quotes where bare text would be something else."""
    bare = _BARE.fullmatch(name) is not None and not misread(name) and name == name.strip()
    return name if bare else json.dumps(name, ensure_ascii=False)
