"""The written form all bounded values share: `a`, `a/b`, `../b` (at most), `a/..` (at least)."""

from __future__ import annotations

OPEN = ".."


def ends(text: str) -> tuple[str, str]:
    """Both ends of a bounded value as text; the same text twice for an exact one.

    Raises ValueError where both ends are open (then nothing is said) or more than one slash is used.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return text, text
    first, last = first.strip(), last.strip()
    if "/" in last:
        raise ValueError(f"{text!r} has more than two ends")
    if first == last == OPEN:
        raise ValueError(f"{text!r} says nothing: leave it out, or write unknown")
    return first, last
