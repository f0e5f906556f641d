"""Asking plainly for what an option did not say, and for consent before something is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from compliance.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def confirmed(question: str) -> bool:
    """Whether a person agrees. UsageError where there is no terminal to ask on."""
    if not sys.stdin.isatty():
        hint = "Look at the preview, then add --yes."
        raise UsageError("somebody must agree, and there is no terminal to ask on", hint)
    import typer

    return bool(typer.confirm(question, default=False, err=True))


def completed(wanted: Mapping[str, tuple[str, str | None]]) -> dict[str, str]:
    """A value for each option: what was given, else what a person types now. `wanted`: the question and what was given.

    UsageError naming every option that is missing where there is no terminal to ask on.
    """
    missing = [option for option, (_, value) in wanted.items() if not value]
    if missing and not sys.stdin.isatty():
        hint = "Give each as an option; there is no terminal to ask on."
        raise UsageError(f"missing: {', '.join(missing)}", hint)
    return {option: value or _typed(question) for option, (question, value) in wanted.items()}


def _typed(question: str) -> str:
    import typer

    return str(typer.prompt(question, err=True)).strip()
