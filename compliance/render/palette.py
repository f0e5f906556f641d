"""The colours of the report, by state. The style sheet repeats them; a test keeps the two equal."""

from __future__ import annotations

from typing import Final

COLOUR: Final[dict[str, str]] = {
    "ink": "#14202e",
    "soft": "#52606d",
    "line": "#c9d2dc",
    "paper": "#f4f7fa",
    "navy": "#12355b",
    "gap": "#b3261e",
    "open": "#a85b00",
    "judge": "#4a4f9c",
    "met": "#1b7748",
    "na": "#c3ccd6",
    "none": "#e6ebf0",
    "high": "#b3261e",
    "medium": "#d98a2b",
    "low": "#8b98a6",
}
